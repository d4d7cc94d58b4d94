"""How long the site takes to build, beside a stock site of the same size written by hand.

    python -m tools.bench_builds

In turn and three times over, of which the best counts (what takes longest is built once): two stock
Material for MkDocs sites, one with as many Markdown pages, and their words, as this toolkit has
pages in the theme, and one with as many as it has in all (sheets to print, permanent addresses and
questions to embed are pages too); and a copy of this project, with more and more of it in its
caches. What it writes besides (PDF and Word files, QR codes, data) has no counterpart in a stock
site.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter

import lxml.html

from tools.bench_page import Aim, Part

ROOT = Path(__file__).parent.parent
ROUNDS = 3

THEMED = "a stock site of as many pages in the theme"
WHOLE = "a stock site of as many pages in all"

UNCHANGED = "`partnering build`, where nothing has changed"
ONE_QUESTION = "one question changed, without sheets as files"
ONE_DRAWN = "one question changed, its sheets drawn"
ALL_KEPT = "every sheet and page in the cache"
SHEETS_KEPT = "nothing in the cache but sheets"
EMPTY = "an empty cache"
IN_CI = "a build in CI: fresh checkout, restored cache"

AIMS = {
    UNCHANGED: (THEMED, 0.7),
    ONE_QUESTION: (THEMED, 1.2),
    ALL_KEPT: (THEMED, 1.3),
    SHEETS_KEPT: (THEMED, 1.5),
    EMPTY: (WHOLE, 4.0),
}
"""How many times as long as which stock site a kind of build may take."""

CAUSES = {
    SHEETS_KEPT: """\
It makes every page from nothing, of which a sixth are in the theme, as all of the stock site's
are. By processor time a sixth is to compile templates, an eighth to lay out the pages of sheets, a
twentieth each to find hard words, to read Markdown and to make QR codes, and all else is less.
What is kept is no help here. What a build can do without was taken out: front matter to parse, a
search for garbage, patterns for letters that no text has."""
}
"""Why an aim is missed, as far as is known."""

KINDS = (THEMED, WHOLE, EMPTY, ALL_KEPT, SHEETS_KEPT, ONE_QUESTION, ONE_DRAWN, UNCHANGED, IN_CI)
"""In the order of the table."""

CACHE = Path(".cache")
"""The folder of all caches in a project; that of sheets is `sheets` in it."""

HEAD = 45
"""How many bytes of an entry stand before what it holds."""

QUESTION = Path("framework_data", "sections", "1-purpose.yml")
OLD = "Who are you trying to influence?"

MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- "}
PARTS = "self::h1 or self::h2 or self::h3 or self::p or self::li"

CONFIG = """\
site_name: A stock site
site_url: https://stock.example/
theme:
  name: material
  font: false
plugins: [search]
"""


def part() -> Part:
    """Measure, and report."""
    with tempfile.TemporaryDirectory() as temporary:
        return report(measured(Path(temporary)))


def measured(folder: Path) -> Mapping[str, float]:
    """Build each kind in turn in `folder`; gives the best of its times, in seconds."""
    project = copy(ROOT, folder / "project")
    mkdocs(project)
    stocks = {
        kind: _stock(folder / kind, list(_pages(project / "site", whole=kind == WHOLE)))
        for kind in (THEMED, WHOLE)
    }
    rounds = [_long(project, stocks[WHOLE])]
    for number in range(ROUNDS):
        taken = {THEMED: mkdocs(stocks[THEMED])}
        rounds.append(taken | _own(project, folder / f"checkout-{number}", number))
    found = {kind: [it[kind] for it in rounds if kind in it] for kind in KINDS}
    return {kind: min(times) for kind, times in found.items()}


def _long(project: Path, whole: Path) -> dict[str, float]:
    """Build what takes longest, and the stock site beside which it is set; the seconds of each."""
    taken = {WHOLE: mkdocs(whole)}
    shutil.rmtree(project / CACHE)
    taken[EMPTY] = mkdocs(project)
    taken[ONE_DRAWN] = _changed(project, "drawn", sheets="true")
    return taken


def _own(project: Path, checkout: Path, number: int) -> dict[str, float]:
    """Build a copy of this project in every other way; gives the seconds of each."""
    mkdocs(project)
    taken = {ALL_KEPT: mkdocs(project)}
    entries = [entry for entry in (project / CACHE / "sheets").iterdir() if entry.is_file()]
    others = [entry for entry in entries if not _is_of_sheet(entry.read_bytes()[HEAD:])]
    assert len(others) < len(entries)
    for entry in others:
        entry.unlink()
    taken[SHEETS_KEPT] = mkdocs(project)
    mkdocs(project, SHEETS="false")
    taken[ONE_QUESTION] = _changed(project, str(number), sheets="false")
    command(project)
    taken[UNCHANGED] = command(project)
    copy(project, checkout)
    shutil.copytree(project / CACHE, checkout / CACHE)
    taken[IN_CI] = command(checkout)
    shutil.rmtree(checkout)
    return taken


def _changed(project: Path, word: str, *, sheets: str) -> float:
    """Build a project in which one question has another word, and give it back its own."""
    file = project / QUESTION
    before = file.read_text(encoding="utf-8")
    assert OLD in before
    file.write_text(before.replace(OLD, f"{OLD[:-1]}, {word}?"), encoding="utf-8")
    taken = mkdocs(project, SHEETS=sheets)
    file.write_text(before, encoding="utf-8")
    return taken


def _is_of_sheet(payload: bytes) -> bool:
    """Whether an entry of the cache is a sheet as a file, after the number of its pages."""
    pages, _, file = payload.partition(b"\n")
    return pages.isdigit() and file.startswith((b"%PDF", b"PK"))


def copy(project: Path, folder: Path) -> Path:
    """Copy what belongs to a project, and nothing that was made of it, as a checkout does."""
    left = shutil.ignore_patterns(".*", "site", "__pycache__", "node_modules")
    shutil.copytree(project, folder, ignore=left, copy_function=shutil.copyfile)
    return folder


def mkdocs(project: Path, **settings: str) -> float:
    """Build a project with MkDocs; gives the seconds that it took."""
    return _run(project, "mkdocs", "build", "--quiet", **settings)


def command(project: Path) -> float:
    """Build a project with the command; gives the seconds that it took."""
    return _run(project, "generator.cli", "build")


def _run(project: Path, *arguments: str, **settings: str) -> float:
    own = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project), "SHEETS": "true"}
    started = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=project,
        env=os.environ | own | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    taken = perf_counter() - started
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr}")
    return taken


def _stock(project: Path, pages: Sequence[str]) -> Path:
    """Write a stock site of these pages."""
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for number, words in enumerate(pages):
        name = "index" if number == 0 else f"page-{number:03}"
        (project / "docs" / f"{name}.md").write_text(words, encoding="utf-8")
    return project


def _pages(built: Path, *, whole: bool) -> Iterator[str]:
    """The words of each page of a site as Markdown: its headings, and paragraphs between.

    Pages outside the theme come only where `whole` is true.
    """
    for file in sorted(built.rglob("index.html")):
        page = lxml.html.parse(file).getroot()
        bodies = page.xpath("//article[contains(@class, 'md-content__inner')]")
        if whole and not bodies:
            bodies = page.xpath("//body")
        for body in bodies:
            parts = body.xpath(f".//*[{PARTS}][not(ancestor::*[self::li or self::p])]")
            texts = (
                (MARKS.get(part.tag, ""), " ".join(part.text_content().split())) for part in parts
            )
            yield "\n\n".join(mark + text for mark, text in texts if text) + "\n"


def report(builds: Mapping[str, float]) -> Part:
    """The table, the ratios to the stock sites first; `builds` has the seconds of each kind."""
    lines = [
        "| build of the site | beside its pages in the theme | beside all its pages | s |",
        "| --- | --: | --: | --: |",
    ]
    for kind, taken in builds.items():
        ratios = " | ".join(f"{taken / builds[stock]:.2f}" for stock in (THEMED, WHOLE))
        lines.append(f"| {kind} | {ratios} | {taken:.2f} |")
    beside = {THEMED: "", WHOLE: ", beside all pages"}
    aims = [
        Aim(
            f"{kind}{beside[stock]}", builds[kind] / builds[stock], most, cause=CAUSES.get(kind, "")
        )
        for kind, (stock, most) in AIMS.items()
    ]
    said = "Aims are beside a stock site of the pages in the theme, where they say nothing else."
    return Part("\n".join([said, "", *lines]), aims)


if __name__ == "__main__":
    print(part().markdown)
