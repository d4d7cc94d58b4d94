"""Assets are published under names made of their content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.web import assets
from tests.conftest import mkdocs, write
from tests.golden import SMALL

FILES = {
    "assets/look.css": b'@font-face { src: url("fonts/a.woff2") } i { background: url(icon.svg) }',
    "assets/fonts/a.woff2": b"\0font",
    "assets/icon.svg": b"<svg/>",
    "assets/site.mjs": b'import("./more.mjs"); import { a } from \'./more.mjs\'; f("other.mjs")',
    "assets/more.mjs": b"export const a = 1;",
    "assets/theirs.0123abcd.js": b"",
}


def test_a_name_changes_with_the_content_and_with_nothing_else() -> None:
    """A file that did not change keeps its name; one that refers to a changed one does not."""
    first = assets.publish(FILES)
    other = assets.publish(FILES | {"assets/fonts/a.woff2": b"\0other"})
    changed = {path for path in FILES if first[path].path != other[path].path}
    assert changed == {"assets/fonts/a.woff2", "assets/look.css"}
    assert all(assets.HASHED_NAME.search(asset.path) for asset in first.values())


def test_what_files_say_of_each_other_is_renamed_too() -> None:
    """In styles and in modules; what is no file of ours stays as it is."""
    made = assets.publish(FILES)
    font = made["assets/fonts/a.woff2"].path.removeprefix("assets/")
    icon = made["assets/icon.svg"].path.removeprefix("assets/")
    more = made["assets/more.mjs"].path.removeprefix("assets/")
    assert made["assets/look.css"].content.decode() == (
        f'@font-face {{ src: url("{font}") }} i {{ background: url({icon}) }}'
    )
    assert made["assets/site.mjs"].content.decode() == (
        f'import("./{more}"); import {{ a }} from \'./{more}\'; f("other.mjs")'
    )
    assert made["assets/theirs.0123abcd.js"].path == "assets/theirs.0123abcd.js"


def test_a_circle_of_files_is_refused() -> None:
    """Neither could have its name before the other."""
    circle = {"assets/a.mjs": b'import "./b.mjs"', "assets/b.mjs": b'import "./a.mjs"'}
    with pytest.raises(ValueError, match="refer to each other"):
        assets.publish(circle)


def files_in(folder: Path) -> dict[str, Path]:
    """The files of a folder, each by its path."""
    return {file.relative_to(folder).as_posix(): file for file in folder.rglob("*.*")}


def test_a_style_stands_in_place_of_its_import(tmp_path: Path) -> None:
    """What two styles share is written once, asks for no request and is no file of its own."""
    write(tmp_path, {"assets/a.css": '@import "c.css";\nb {}\n', "assets/c.css": "i {}\n"})
    assert assets.read(files_in(tmp_path)) == {"assets/a.css": b"i {}\nb {}\n"}


def test_a_style_that_is_imported_may_import_another(tmp_path: Path) -> None:
    """All of it stands in the one that is used; two that import each other are refused."""
    a, b = '@import "a.css";\n', '@import "b.css";\n'
    write(tmp_path, {"assets/a.css": b, "assets/b.css": "i {}\n", "assets/c.css": a})
    assert assets.read(files_in(tmp_path)) == {"assets/c.css": b"i {}\n"}
    write(tmp_path, {"assets/b.css": a})
    with pytest.raises(ValueError, match="refer to each other"):
        assets.read(files_in(tmp_path))


def test_a_style_that_is_not_there_cannot_be_imported(tmp_path: Path) -> None:
    """The file that asks for it is named."""
    write(tmp_path, {"assets/a.css": '@import "c.css";\n'})
    with pytest.raises(ValueError, match=r"assets/a\.css: there is no 'c\.css' beside it"):
        assets.read(files_in(tmp_path))


def test_every_style_that_is_published_is_used(site: Path) -> None:
    """A page or a script names it; what styles share is published within them."""
    files = (*site.rglob("*.html"), *(site / "assets").glob("*.mjs"))
    pages = {file.read_text(encoding="utf-8") for file in files}
    styles = [file.name for file in (site / "assets").rglob("*.css")]
    assert styles
    assert [] == [name for name in styles if not any(name in page for page in pages)]


def test_nothing_of_the_theme_is_published_but_its_pages(site: Path) -> None:
    """Scripts and styles are ours or in the folder of others' scripts; no source map."""
    scripts = {file.relative_to(site / "assets").parent.as_posix() for file in site.rglob("*.*js")}
    assert {".", "vendor"} == scripts
    assert {site / "assets"} == {file.parent for file in site.rglob("*.css")}
    assert not list(site.rglob("*.map"))
    texts = [file for file in site.rglob("*") if file.suffix in (".js", ".mjs", ".css", ".html")]
    assert [] == [file for file in texts if b"sourceMappingURL" in file.read_bytes()]
    pages = [file for file in texts if file.suffix == ".html"]
    assert [] == [page for page in pages if b"javascripts/" in page.read_bytes()]


def test_files_of_ones_own_are_published_beside_ours_or_in_their_place(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    """A page names its picture as it stands in `docs/`; the built page, as it is published."""
    page = "# Home\n\n![A dot](assets/dot.svg) ![Ours](assets/icon.svg)\n"
    own = {"assets/dot.svg": "<svg/>", "assets/icon.svg": "<svg id='own'/>"}
    folder = project(SMALL, {"index.md": page, **own})
    done = mkdocs(folder, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    (dot,) = (tmp_path / "site/assets").glob("dot.*.svg")
    (icon,) = (tmp_path / "site/assets").glob("icon.*.svg")
    assert "own" in icon.read_text()
    page = (tmp_path / "site/index.html").read_text()
    assert f'src="assets/{dot.name}"' in page
    assert f'src="assets/{icon.name}"' in page
    assert f'rel="icon" href="assets/{icon.name}"' in page
