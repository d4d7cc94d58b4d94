"""`mkdocs serve --livereload` follows the data: pages first, then the sheets that have changed."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conftest import KEPT, lay_out
from tests.paper import extracted, squeezed
from tests.site import frameworks

PATIENCE = 300
"""After how many seconds the preview counts as standing still."""

SECTION = "framework_data/sections/1-roots.yml"
PAGE = "framework/roots/"
SHEET = "worksheets/roots/roots-a4.pdf"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with sheets, whose cache is its own."""
    folder = tmp_path_factory.mktemp("preview")
    files = frameworks.files(frameworks.records(str, ("roots", "fruit")))
    lay_out(folder, files, site_url="", sheets=True)
    config = folder / "mkdocs.yml"
    own = config.read_text().replace(KEPT, "kept")
    config.write_text(own)
    return folder


@pytest.fixture(scope="module")
def preview(project: Path) -> Iterator[Callable[[str], bytes]]:
    """Gives what stands at a path of the previewed site."""
    with serving(project) as address:
        yield lambda path: urlopen(address + path, timeout=PATIENCE).read()


@contextmanager
def serving(project: Path) -> Iterator[str]:
    """The address at which `mkdocs serve` shows a project; what it says is in `said.txt`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", host]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    with (project / "said.txt").open("w") as said:
        process = subprocess.Popen(command, cwd=project, env=environment, stderr=said)
        try:
            until(lambda: answers(f"http://{host}/"))
            yield f"http://{host}/"
        finally:
            process.terminate()
            process.wait()


def answers(address: str) -> bool:
    """Whether somebody serves there."""
    try:
        urlopen(address, timeout=PATIENCE).close()
    except URLError:
        return False
    return True


def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "the preview stands still"
        time.sleep(0.1)


def ask(project: Path, text: str, **more: str) -> None:
    """Save another first question, and `more` keys, in the first section."""
    file = project / SECTION
    record = json.loads(file.read_text())
    record["questions"][0]["text"] = text
    file.write_text(json.dumps({key: record[key] for key in record if key != "lable"} | more))


def written(project: Path) -> dict[str, int]:
    """When each PDF in the cache was written; others may be half written at that moment."""
    entries = (project / "kept").glob("[!.]*")
    return {it.name: it.stat().st_mtime_ns for it in entries if b"%PDF" in it.read_bytes()[:100]}


def on_paper(pdf: bytes) -> str:
    """The words of a PDF without spaces."""
    return squeezed(extracted(pdf))


def test_a_changed_question_is_shown_and_then_its_sheets(
    project: Path, preview: Callable[[str], bytes]
) -> None:
    """No sheet is drawn that did not change: those have the file that they had in the cache."""
    other = preview("worksheets/fruit/fruit-a4.pdf")
    drawn = written(project)
    assert drawn

    ask(project, "Quite another question?")
    until(lambda: b"Quite another question?" in preview(PAGE))
    until(lambda: "Quiteanotherquestion?" in on_paper(preview(SHEET)))
    until(
        lambda: (
            "Quiteanotherquestion?"
            in on_paper(preview("worksheets/framework/framework-letter.pdf"))
        )
    )

    assert other == preview("worksheets/fruit/fruit-a4.pdf")
    now = written(project)
    assert drawn == {name: now.get(name) for name in drawn}


def test_after_a_mistake_the_preview_goes_on(
    project: Path, preview: Callable[[str], bytes]
) -> None:
    """The mistake is told with its place, and a page is shown again as soon as it is mended."""
    said = project / "said.txt"
    ask(project, "And who?", lable="Roots")
    until(lambda: f"{SECTION}:1:" in said.read_text() and "unknown key 'lable'" in said.read_text())
    ask(project, "And a third?")
    until(lambda: b"And a third?" in preview(PAGE))
    assert "Traceback" not in said.read_text()
