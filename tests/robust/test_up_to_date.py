"""A site that is up to date is not built again; whatever it rests on makes it be built."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator import browser, project
from generator.system import up_to_date
from tests.conftest import KEPT, ROOT, lay_out, write
from tests.robust.builds import built
from tests.site import frameworks

CURRENT = "site/ is up to date: nothing it is made from has changed.\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that was built, to copy."""
    folder = tmp_path_factory.mktemp("current") / "project"
    files = frameworks.files(frameworks.records(str, ("roots",)))
    lay_out(folder, files, docs={"use/page.md": "# A page\n", "use/gone.md": "# Gone\n"})
    config = folder / "mkdocs.yml"
    text = config.read_text().replace("site_url: https", "site_url: !ENV [PLACE, 'https")
    text = text.replace("/toolkit/\n", "/toolkit/']\n")
    text += "not_in_nav: use/*\n"
    config.write_text(text.replace(KEPT, ".cache/sheets"))
    code, said = built(folder)
    assert code == 0, said
    return folder


@pytest.mark.parametrize("again", [1, 2])
def test_a_second_build_does_nothing_and_says_so(whole: Path, again: int) -> None:
    """The files stay those that they were."""
    before = (whole / "site/index.html").stat().st_mtime_ns
    assert built(whole) == (0, CURRENT)
    assert (whole / "site/index.html").stat().st_mtime_ns == before


def changed(folder: Path, name: str, text: str) -> None:
    """Add `text` to a file."""
    with (folder / name).open("a") as file:
        file.write(text)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": lambda folder: changed(folder, "framework_data/sections/1-roots.yml", "\n"),
    "a page of an odd name": lambda folder: write(folder, {"docs/use/a #1 [b].md": "# New\n"}),
    "a page that is gone": lambda folder: (folder / "docs/use/gone.md").unlink(),
    "a setting": lambda folder: changed(folder, "mkdocs.yml", "copyright: Us\n"),
    "a file of the site that is damaged": lambda folder: changed(folder, "site/404.html", "x"),
    "a file of the site that was touched": lambda folder: (folder / "site/index.html").touch(),
    "the site that is gone": lambda folder: shutil.rmtree(folder / "site"),
    "half a site": lambda folder: (folder / ".site-new").mkdir(),
}


def copied(whole: Path, tmp_path: Path) -> Path:
    """The project under its own path, so that nothing but a change is new to it."""
    kept = tmp_path / "kept"
    shutil.copytree(whole, kept, symlinks=True)
    return kept


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_the_site_rests_on_makes_it_be_built(
    whole: Path, tmp_path: Path, change: str
) -> None:
    """Words, pages of any name, settings, the files of the site itself."""
    kept = copied(whole, tmp_path)
    CHANGES[change](whole)
    try:
        code, said = built(whole)
        assert (code, CURRENT in said) == (0, False), said
    finally:
        shutil.rmtree(whole)
        shutil.copytree(kept, whole, symlinks=True)


def test_an_environment_variable_of_the_settings_makes_it_be_built(whole: Path) -> None:
    """One that they name; another does not."""
    assert built(whole, environment={"OTHER": "x"}) == (0, CURRENT)
    code, said = built(whole, environment={"PLACE": "https://b.example/"})
    assert (code, CURRENT in said) == (0, False), said
    assert "b.example" in (whole / "site/sitemap.xml").read_text()
    code, said = built(whole)
    assert (code, CURRENT in said) == (0, False), said


def test_what_is_made_from_files_of_any_name_has_a_digest(tmp_path: Path) -> None:
    """A space, signs of a Makefile, a line break, a link to nowhere or in a circle."""
    names = ["a b", "#[1]$x%:;", "é\n", "-rf", "~x"]
    write(tmp_path, dict.fromkeys(names, "x"))
    (tmp_path / ".#page.md").symlink_to("somebody@somewhere.1234")
    (tmp_path / "circle").symlink_to(tmp_path)
    first = up_to_date.sources_digest([tmp_path], ())
    assert up_to_date.sources_digest([tmp_path], ()) == first
    for name in names:
        os.truncate(tmp_path / name, 0)
        second = up_to_date.sources_digest([tmp_path], ())
        assert second != first
        first = second


def test_a_style_of_ours_makes_it_be_built(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What runs and shows in the browser is among what a site is made from."""
    monkeypatch.chdir(whole)
    sources = project.sources(load_config("mkdocs.yml"))
    assert any(browser.ROOM.is_relative_to(source) for source in sources)
    room = Path(shutil.copytree(browser.ROOM, tmp_path / "browser"))
    before = up_to_date.sources_digest([room], ())
    changed(room, "assets/site.css", "p {}")
    assert up_to_date.sources_digest([room], ()) != before


def test_a_library_of_another_version_makes_it_be_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As its folder beside the others tells."""
    monkeypatch.syspath_prepend(tmp_path)
    before = up_to_date.sources_digest((), ())
    (tmp_path / "library-2.0.dist-info").mkdir()
    assert up_to_date.sources_digest((), ()) != before


def test_make_reads_no_names_of_files(tmp_path: Path) -> None:
    """Names that are no words of a Makefile, and links to nowhere, do not stop it."""
    for name in ("Makefile", "pyproject.toml", "requirements/site.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / name)
    for folder in ("docs", "framework_data", "overrides", "generator"):
        write(tmp_path / folder, dict.fromkeys(("a b.md", "#[1]: 100% $x", "é\n.txt"), "x"))
        (tmp_path / folder / ".#page.md").symlink_to("somebody@somewhere.1234")
    (tmp_path / "venv/bin").mkdir(parents=True)
    (tmp_path / "venv/bin/python").touch()
    (tmp_path / "venv/site.done").touch()
    command = ["make", "--dry-run", "--no-print-directory", "site", "VENV=venv"]
    alone = {name: it for name, it in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")}
    done = subprocess.run(
        command, cwd=tmp_path, env=alone, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("venv/bin/python -m generator.cli build\n")
