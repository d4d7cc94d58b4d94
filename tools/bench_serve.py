"""How soon the preview shows a changed question, beside a full build of the same site.

    python -m tools.bench_serve

A full build is measured twice, with no sheet and with every sheet in the cache. In a copy of the
project, with every sheet in the cache, a browser shows a section; a question of it is changed, five
times over. The time runs from the moment the file is saved until the page, loaded again, is drawn
with the new words, and until the sheet of the section, on screen to fill in, has them too. The
median counts.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests.browser.chrome import installed_browser

ROOT = Path(__file__).parent.parent

OLD = "Who are you trying to influence?"
SHEET = "worksheets/purpose/purpose-letter-fillable.pdf"
ROUNDS = 5
AIM = 0.5
"""At most this part of a full build; the stricter one draws no sheet."""

WHY = """\
MkDocs looks for changes twice a second and rests a tenth of one; then it renders every page again,
as a full build does."""

TELL = """addEventListener("load", () => requestAnimationFrame(() =>
  shown(document.querySelector("article").textContent)))"""
"""Tells of a page as it is about to be drawn: who asks for it now and again hears later."""

AS_ROOT = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


def main() -> None:
    """Measure, and print a table in Markdown."""
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / "project"
        left = shutil.ignore_patterns(".*", "site", "__pycache__", "node_modules")
        shutil.copytree(ROOT, project, ignore=left)
        cold, cached = _full(project), _full(project)
        shown, drawn = map(statistics.median, zip(*_changes(project), strict=True))
    print("| | of a build that draws every sheet | of one that draws none | s |")
    print("| --- | --: | --: | --: |")
    for what, taken in (
        (f"a changed question is shown (aim: at most {AIM})", shown),
        ("its section's sheets have followed", drawn),
        ("a full build, no sheet in the cache", cold),
        ("a full build, every sheet in the cache", cached),
    ):
        print(f"| {what} | {taken / cold:.2f} | {taken / cached:.2f} | {taken:.2f} |")
    if shown > AIM * cached:
        print(f"\n**Missed beside a build that draws none.** {WHY}")


def _full(project: Path) -> float:
    """The seconds of a full build."""
    started = perf_counter()
    _mkdocs(project, "build", "--quiet").wait()
    return perf_counter() - started


def _mkdocs(project: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project)}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.DEVNULL)


def _changes(project: Path) -> Iterator[tuple[float, float]]:
    """Seconds until the page, and until the sheet, has the new words."""
    file = project / "framework_data" / "sections" / "1-purpose.yml"
    before = file.read_text(encoding="utf-8")
    with _preview(project) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=AS_ROOT)
        page, seen = browser.new_page(), list[tuple[str, float]]()
        page.expose_function("shown", lambda words: seen.append((words, perf_counter())))
        page.add_init_script(TELL)
        page.goto(f"{address}framework/purpose/")
        for number in range(ROUNDS):
            sleep(4)  # what the change before has set going has ended
            sheet = _content(f"{address}{SHEET}")
            new = f"Who are you trying to influence, {number}?"
            file.write_text(before.replace(OLD, new), encoding="utf-8")
            saved = perf_counter()
            while not seen or new not in seen[-1][0]:
                page.wait_for_timeout(10)
            shown = seen[-1][1] - saved
            while _content(f"{address}{SHEET}") == sheet:
                sleep(0.05)
            yield shown, perf_counter() - saved
        browser.close()


@contextmanager
def _preview(project: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    process = _mkdocs(project, "serve", "--livereload", "--quiet", "--dev-addr", host)
    try:
        while not _answers(f"http://{host}/"):
            sleep(0.2)
        yield f"http://{host}/"
    finally:
        process.terminate()
        process.wait()


def _content(address: str) -> bytes:
    with urlopen(address) as answer:
        content: bytes = answer.read()
    return content


def _answers(address: str) -> bool:
    try:
        with urlopen(address):
            return True
    except URLError:
        return False


if __name__ == "__main__":
    main()
