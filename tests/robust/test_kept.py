"""What a build keeps for the next one never changes a byte, whatever was altered or damaged."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import markdown
import pytest

from tests.conftest import KEPT, ROOT, lay_out
from tests.robust.builds import PLAIN, built, content
from tests.site import frameworks

CACHE = Path(".cache/sheets")

DOT = "![A dot](../assets/dot.svg)"
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>"""


def build(project: Path) -> dict[str, bytes]:
    """Build a project with what it keeps; gives every file of its site."""
    libraries = os.pathsep.join((str(project / "libraries"), str(project)))
    code, said = built(project, PLAIN, environment={"PYTHONPATH": libraries})
    assert code == 0, said
    return content(project / "site")


def build_from_nothing(project: Path) -> dict[str, bytes]:
    """The same without anything kept; what is kept stays as it was."""
    shutil.move(project / CACHE, project / "put-aside")
    try:
        return build(project)
    finally:
        shutil.rmtree(project / CACHE)
        shutil.move(project / "put-aside", project / CACHE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A small project with code, templates and libraries of its own, and its site, once built."""
    folder = tmp_path_factory.mktemp("kept") / "project"
    files = frameworks.files(frameworks.records(str, ("roots",)))
    page = f"# A page\n\nTo *read*.\n\n{DOT}\n\n!!! note\n    It.\n"
    lay_out(folder, files, docs={"use/page.md": page, "assets/dot.svg": PICTURE})
    left = shutil.ignore_patterns("__pycache__", "font_files")
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=left)
    fonts = Path("generator/drawing/font_files")
    (folder / fonts).symlink_to(ROOT / fonts, target_is_directory=True)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(Path(markdown.__file__).parent, folder / "libraries" / "markdown")
    config = (folder / "mkdocs.yml").read_text()
    config = config.replace(f"custom_dir: {ROOT.as_posix()}/overrides", "custom_dir: overrides")
    config = config.replace(KEPT, CACHE.as_posix())
    config += "not_in_nav: use/*\ncopyright: !ENV [OWNER, nobody]\n"
    (folder / "mkdocs.yml").write_text(config)
    return folder, build(folder)


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of one file: some text becomes another."""

    def change(project: Path) -> None:
        text = (project / name).read_text(encoding="utf-8")
        assert old in text, name
        (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def upgrade(project: Path) -> None:
    """Python-Markdown in another version, which writes notes in another way."""
    edit(
        "libraries/markdown/extensions/admonition.py",
        "CLASSNAME = 'admonition'",
        "CLASSNAME = 'aside'",
    )(project)
    about = next(Path(markdown.__file__).parent.parent.glob("[Mm]arkdown-*.dist-info"))
    shutil.copytree(about, project / "libraries" / "markdown-99.0.dist-info")


WORDS: dict[str, Callable[[Path], None]] = {
    "a setting of Markdown": lambda project: append(
        project / "mkdocs.yml", "markdown_extensions: [toc: {anchorlink: true}, admonition]\n"
    ),
    "data": edit("framework_data/sections/1-roots.yml", '"text": "roots-1"', '"text": "Which?"'),
    "a page": edit("docs/use/page.md", "read", "write"),
    "another page": lambda project: (project / "docs/use/more.md").write_text(
        f"# More\n\n{DOT.replace('assets', '%61ssets')}\n"
    ),
    "a template of the theme": edit(
        "overrides/main.html", '<script type="module"', '<script class="new" type="module"'
    ),
    "a style": edit("generator/browser/assets/sheet.css", "{", "{ orphans: 3;"),
    "a setting": edit("mkdocs.yml", "site_name: A test site", "site_name: Another"),
    "a picture": edit("docs/assets/dot.svg", "1", "2"),
}
"""What changes without any code: such changes follow one another in a preview too.

First comes what every page depends on: it would hide that a later change was not seen.
"""

CODE: dict[str, Callable[[Path], None]] = {
    "a template of ours": edit("generator/web/templates/sheet-leaves.html", "<main>", "<main >"),
    "code": edit("generator/web/sheet_pages.py", 'content + "\\n"', 'content + "\\n\\n"'),
    "the version of a library": upgrade,
}


def append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


def test_changes_show_as_in_a_build_from_nothing(
    whole: tuple[Path, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other, with a variable that the settings name at last: each is seen."""
    folder, before = whole
    project = Path(shutil.copytree(folder, tmp_path / "project", symlinks=True))
    for what, change in WORDS.items():
        change(project)
        after = build(project)
        assert before != after, what
        before = after
    monkeypatch.setenv("OWNER", "somebody")
    after = build(project)
    assert before != after
    assert build_from_nothing(project) == after


@pytest.mark.parametrize("what", CODE)
def test_other_code_shows_as_in_a_build_from_nothing(
    whole: tuple[Path, dict[str, bytes]], tmp_path: Path, what: str
) -> None:
    """Whatever makes a page: what was kept is not believed any more."""
    folder, before = whole
    project = Path(shutil.copytree(folder, tmp_path / "project", symlinks=True))
    CODE[what](project)
    after = build(project)
    assert before != after
    assert build_from_nothing(project) == after


def halve(entries: Iterable[Path]) -> None:
    """As if a disk had been full."""
    for entry in entries:
        os.truncate(entry, entry.stat().st_size // 2)


def flip(entries: Iterable[Path]) -> None:
    """As if a bit of each had gone wrong."""
    for entry in entries:
        held = bytearray(entry.read_bytes())
        held[-len(held) // 3] ^= 1
        entry.write_bytes(held)


def swap(entries: Iterable[Path]) -> None:
    """As if each had been copied to the name of another."""
    every = sorted(entries)
    held = [entry.read_bytes() for entry in every]
    for entry, other in zip(every, held[1:] + held[:1], strict=True):
        entry.write_bytes(other)


def replace(entries: Iterable[Path]) -> None:
    """As if another program kept its things here."""
    for entry in entries:
        entry.write_bytes(b"{}")


@pytest.mark.parametrize("damage", [halve, flip, swap, replace])
def test_what_was_damaged_costs_time_and_no_byte(
    whole: tuple[Path, dict[str, bytes]],
    tmp_path: Path,
    damage: Callable[[Iterable[Path]], None],
) -> None:
    """Every entry is wrong, and the site is the same."""
    folder, before = whole
    project = Path(shutil.copytree(folder, tmp_path / "project", symlinks=True))
    good = content(project / CACHE)
    assert len(good) > 20
    damage(project / CACHE / name for name in good)
    (project / CACHE / ".new-half").write_bytes(b"half")
    assert before == build(project)
