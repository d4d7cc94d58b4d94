"""`partnering serve` shows each change in the browser, and what is wrong until it is mended."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.conftest import KEPT, build, lay_out, write
from tests.paper import extracted, squeezed
from tests.site import frameworks

PATIENCE = 300
"""After how many seconds the preview counts as standing still."""

SECTION = "framework_data/sections/1-roots.yml"
PAGE = "framework/roots/"
SHEET = "worksheets/roots/roots-a4.pdf"
OWN_STYLE = "docs/assets/own.css"

FOLLOWS = re.compile(rb'<script type="module" src="/-/reload\.mjs\?\d+"></script>')

NOT_SHOWN = {".built-files.txt", ".htaccess", "_headers", "sitemap.xml.gz"}
"""Files of a full build for other servers, and for the next build."""


class Preview:
    """The preview of a project: its folder, its address, and what it says."""

    def __init__(self, project: Path, host: str) -> None:
        self.project = project
        self.root = f"http://{host}/"
        self.address = f"{self.root}toolkit/"

    def said(self) -> str:
        """All that it has printed so far."""
        return (self.project / "said.txt").read_text()

    def get(self, path: str) -> bytes:
        """The content at a path of the site."""
        with urlopen(self.address + path, timeout=PATIENCE) as answer:
            content: bytes = answer.read()
        return content

    def ask(self, text: str, **more: str) -> None:
        """Save another first question, and `more` keys, in the first section."""
        file = self.project / SECTION
        record = json.loads(file.read_text())
        record["questions"][0]["text"] = text
        kept = {key: record[key] for key in record if key != "lable"}
        file.write_text(json.dumps(kept | more))


@contextmanager
def previewed(project: Path) -> Iterator[Preview]:
    """Run `partnering serve` in a project."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "generator.cli", "serve", "--dev-addr", host]
    with (project / "said.txt").open("w") as said:
        process = subprocess.Popen(
            command, cwd=project, env=os.environ, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            preview = Preview(project, host)
            until(lambda: answers(preview.root))
            yield preview
        finally:
            process.terminate()
            process.wait()


def answers(address: str) -> bool:
    """Whether somebody serves there."""
    try:
        urlopen(address, timeout=PATIENCE).close()
    except HTTPError:
        return True
    except URLError:
        return False
    return True


def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "the preview stands still"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The preview of a small project with sheets, whose cache is its own."""
    folder = tmp_path_factory.mktemp("preview")
    files = frameworks.files(frameworks.records(str, ("roots",)))
    lay_out(folder, files, {"assets/own.css": "h1 { letter-spacing: 1px; }\n"}, sheets=True)
    config = folder / "mkdocs.yml"
    own = (
        config.read_text().replace(KEPT, "kept") + "extra_css: [assets/site.css, assets/own.css]\n"
    )
    config.write_text(own)
    with previewed(folder) as preview:
        yield preview


def test_each_change_is_shown_in_the_open_page(
    preview: Preview, visit: Callable[..., Page]
) -> None:
    """A question, a page written by hand and a style, in pages that nobody loads again."""
    section = visit(preview.address + PAGE)
    preview.ask("Quite another question?")
    expect(section.get_by_text("Quite another question?").first).to_be_visible()

    home = visit(preview.address)
    write(preview.project, {"docs/index.md": "# Home\n\nA word by hand.\n"})
    expect(home.get_by_text("A word by hand.")).to_be_visible()

    write(preview.project, {OWN_STYLE: "h1 { letter-spacing: 3px; }\n"})
    expect(home.locator("h1")).to_have_css("letter-spacing", "3px")


def test_what_is_shown_equals_a_full_build(preview: Preview, tmp_path: Path) -> None:
    """Every file, after all changes; but for the script that loads a page again."""
    preview.ask("A question of the full build?")
    until(lambda: b"A question of the full build?" in preview.get(PAGE))
    build(preview.project, tmp_path / "site")
    files = (file for file in (tmp_path / "site").rglob("*") if file.is_file())
    full = {file.relative_to(tmp_path / "site").as_posix(): file for file in files}
    for path in sorted(full.keys() - NOT_SHOWN):
        expected = full[path].read_bytes()
        until(lambda: path.endswith(".html") or expected == preview.get(path))  # noqa: B023
        if path.endswith(".html") and path != "404.html":
            assert expected == FOLLOWS.sub(b"", preview.get(path)), path


def test_what_is_wrong_is_shown_until_it_is_mended(
    preview: Preview, visit: Callable[..., Page]
) -> None:
    """In the words of the terminal, above the last good page, for data and for pages by hand."""
    page = visit(preview.address + PAGE)
    panel = page.get_by_role("alert")
    expect(panel).to_have_count(0)

    preview.ask("And who?", lable="Roots")
    expect(panel.get_by_role("heading", name="1 problem")).to_be_visible()
    (line,) = (line for line in preview.said().splitlines() if "unknown key 'lable'" in line)
    assert line.startswith(f"{SECTION}:1:")
    assert line == panel.get_by_role("listitem").inner_text().replace("\n", " ")
    assert page.title().startswith("1 problem - ")
    expect(page.locator("h1")).to_be_visible()
    assert {} == faults(page)

    preview.ask("And a third?")
    expect(page.get_by_text("And a third?").first).to_be_visible()
    expect(panel).to_have_count(0)

    write(preview.project, {"docs/index.md": "# Home\n\nSee [there](nowhere.md).\n"})
    expect(panel).to_contain_text("docs/index.md:3:")
    write(preview.project, {"docs/index.md": "# Home\n"})
    expect(panel).to_have_count(0)
    assert "Traceback" not in preview.said()


def test_a_save_without_a_change_builds_nothing(preview: Preview) -> None:
    """As many builds are told of as there were changes."""
    built = preview.said().count("shown after")
    same = (preview.project / SECTION).read_text()
    (preview.project / SECTION).write_text(same)
    write(preview.project, {"docs/.index.md.swp": "x", "docs/4913": "x", "docs/index.md~": "x"})
    time.sleep(1)
    preview.ask("After nothing?")
    until(lambda: b"After nothing?" in preview.get(PAGE))
    until(lambda: preview.said().count("shown after") > built)
    assert built + 1 == preview.said().count("shown after")


def test_sheets_follow_and_what_no_longer_fits_is_told(
    preview: Preview, visit: Callable[..., Page]
) -> None:
    """The page comes first; a sheet that is too long is a problem like others."""
    preview.ask("Later on paper?")
    until(lambda: b"Later on paper?" in preview.get(PAGE))
    until(lambda: "Lateronpaper?" in squeezed(extracted(preview.get(SHEET))))
    page = visit(preview.address + PAGE)
    preview.ask(f"And {'on ' * 1500}?")
    expect(page.get_by_role("alert")).to_contain_text("does not fit on one page")
    expect(page.get_by_role("listitem").first).to_contain_text(f"{SECTION}:")


def test_what_is_wrong_at_first_is_shown_too(
    project: Callable[..., Path], visit: Callable[..., Page]
) -> None:
    """There is no site yet, so a page of its own tells; it gives way to the site."""
    files = frameworks.files(frameworks.records(str, ("roots",)))
    folder = project(files)
    settings = (folder / "mkdocs.yml").read_text()
    write(folder, {"mkdocs.yml": f"{settings}sit_name: [\n"})
    with previewed(folder) as preview:
        page = visit(preview.address)
        expect(page.get_by_role("listitem")).to_contain_text("mkdocs.yml:")
        assert {} == faults(page)
        write(folder, {"mkdocs.yml": settings})
        expect(page.get_by_role("heading", name="Home")).to_be_visible()
        assert "Traceback" not in preview.said()
