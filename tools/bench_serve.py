"""How soon the preview shows a change, beside a full build of the same site.

    python -m tools.bench_serve

A full build is measured twice, with no sheet and with every sheet in the cache. In a copy of the
project, with every sheet in the cache, `partnering serve` runs and a browser shows a page; a
question, a page written by hand and a style are changed, five times over each. The time runs from
the moment the file is saved until the page, loaded again, is drawn with the change; for a question
also until the sheet of its section, on screen to fill in, has it too. The median counts.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests.browser.chrome import installed_browser

ROOT = Path(__file__).parent.parent

QUESTION = "Who are you trying to influence?"
SHEET = "worksheets/purpose/purpose-letter-fillable.pdf"
ROUNDS = 5
SETTLED = 3
"""Seconds after which what a change has set going has ended."""

TELL = """addEventListener("load", () => requestAnimationFrame(() => shown([
  document.querySelector("article")?.textContent,
  getComputedStyle(document.body).getPropertyValue("--bench"),
].join())))"""
"""Tells what a page shows as it is about to be drawn: its words, and a property of its style."""


class Change(NamedTuple):
    """A kind of change: what changes, in which file, seen on which page; makes a text from another.

    `made` takes the text of the file and a word, and gives the text with that word in it.
    """

    what: str
    file: str
    page: str
    made: Callable[[str, str], str]


CHANGES = (
    Change(
        "question",
        "framework_data/sections/1-purpose.yml",
        "framework/purpose/",
        lambda text, word: text.replace(QUESTION, f"{QUESTION[:-1]}, {word}?"),
    ),
    Change(
        "page",
        "docs/use/new.md",
        "use/new/",
        lambda text, word: f"{text}\n{word}\n",
    ),
    Change(
        "style",
        "generator/browser/assets/site.css",
        "framework/purpose/",
        lambda text, word: f"{text}\nbody {{ --bench: {word}; }}\n",
    ),
)

AS_ROOT = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


def main() -> None:
    """Measure, and print the medians."""
    for what, taken in measured().items():
        print(f"{what}: {taken:.2f} s")


def measured() -> Mapping[str, float]:
    """The seconds until each kind of change is shown, and those of full builds."""
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / "project"
        left = shutil.ignore_patterns(".*", "site", "__pycache__", "node_modules")
        shutil.copytree(ROOT, project, ignore=left)
        cold, cached = _full(project), _full(project)
        shown, drawn = _measured(project)
    return {
        **{f"a changed {what}": taken for what, taken in shown.items()},
        "a changed question's sheets": drawn,
        "a full build, no sheet in the cache": cold,
        "a full build, every sheet in the cache": cached,
    }


def _full(project: Path) -> float:
    """The seconds of a full build."""
    started = perf_counter()
    _run(project, "mkdocs", "build", "--quiet").wait()
    return perf_counter() - started


def _run(project: Path, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project)}
    command = [sys.executable, "-m", module, *arguments]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=project, env=environment, stdout=nowhere, stderr=nowhere)


def _measured(project: Path) -> tuple[dict[str, float], float]:
    """Seconds until each kind of change is shown, and until the sheets have followed."""
    shown, drawn = {change.what: list[float]() for change in CHANGES}, list[float]()
    with _preview(project) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=AS_ROOT)
        page, seen = browser.new_page(), list[tuple[str, float]]()
        page.expose_function("shown", lambda told: seen.append((told, perf_counter())))
        page.add_init_script(TELL)
        for change in CHANGES:
            sleep(SETTLED)
            page.goto(address + change.page)
            before = (project / change.file).read_text(encoding="utf-8")
            for number in range(ROUNDS):
                sleep(SETTLED)
                sheet, word = _content(f"{address}{SHEET}"), f"changed-{number}"
                (project / change.file).write_text(change.made(before, word), encoding="utf-8")
                saved = perf_counter()
                while not seen or word not in seen[-1][0]:
                    page.wait_for_timeout(5)
                shown[change.what].append(seen[-1][1] - saved)
                while change is CHANGES[0] and _content(f"{address}{SHEET}") == sheet:
                    sleep(0.05)
                if change is CHANGES[0]:
                    drawn.append(perf_counter() - saved)
            (project / change.file).write_text(before, encoding="utf-8")
        browser.close()
    medians = {what: statistics.median(taken) for what, taken in shown.items()}
    return medians, statistics.median(drawn)


@contextmanager
def _preview(project: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    process = _run(project, "generator.cli", "serve", "--dev-addr", host)
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
