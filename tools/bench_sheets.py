"""What it costs to draw every sheet, and what the same sheets cost in Chromium.

    python -m tools.bench_sheets

One run, on the toolkit's own data. By the clock and in turn, twice over, of which the best counts:

- Chromium: it opens the HTML page of each sheet, in clear and in large print, served from this
  machine, and prints it to a tagged PDF, on A4 and then on Letter. First in as many tabs at once as
  there are processors, the second time in one more. To start it does not count.
- cold: the same sheets on the same papers, with an empty cache, by `Shelf.make`, as a build does,
  on all processors. To start other processes counts.
- cached: the same again, from the cache that the first left on disk.

The deck of cards has no HTML page and is left out. QR codes are made once for all forms, and have a
line of their own. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import asyncio
import functools
import http.server
import os
import shutil
import tempfile
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from playwright.async_api import BrowserContext, async_playwright

from generator.checks.run import read_framework
from generator.model.sheet_kinds import DECK, FORMS
from generator.permalinks.places import Permalinks
from generator.sheets.kinds import places, sheets
from generator.sheets.shelf import Job, Shelf
from generator.system.cache import Cache
from generator.web import (
    assets,
    sheet_pages,
)
from tests.browser.chrome import installed_browser
from tools.bench_page import Aim, Part

ROOT = Path(__file__).parent.parent

SITE = "https://toolkit.example/"
ROUNDS = 2
IN_HTML = {"print": "", "large": "large/"}
"""Where the HTML page of a form stands, below that of its sheet."""

PAPERS = ("A4", "Letter")
"""What Chromium calls the papers on which a build draws each sheet."""

TOGETHER = ("print and large", tuple(IN_HTML))
"""What both can make."""

ALONE = tuple(
    (form.name, (form.name,))
    for form in FORMS
    if form.name not in IN_HTML and form.format != "press"  # which the deck alone has
)
ROWS = (TOGETHER, *ALONE)

AS_ROOT = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


class Row(NamedTuple):
    """The cost of some forms in seconds: `chromium` is None where it cannot print them."""

    title: str
    files: int
    cold: float
    cached: float
    chromium: float | None


class Figures(NamedTuple):
    """The cost of each row, and the seconds in which the QR codes are made."""

    rows: Sequence[Row]
    codes: float


CAUSE = """\
Typst takes nine tenths of the time, spread over all that a sheet is made of. Each of ten things
was left out of the template in turn (the code, headings, ruling, marks, counters …): none gains
more than the noise of 8 %, all together a fifth. A sixth of the time is the same for an empty
page, a third is what Typst keeps of each step to find it again, a seventh to shape words, a tenth
to write the PDF. Two fifths are packs, whose sheets are drawn once more with other page numbers.
What Typst keeps helps with the same sheet, where its words are in a file and not in a setting (an
eighth of the time), and not with a pack that repeats it; to join finished PDFs would need their
structure trees joined."""
"""Why the aim is missed, as far as is known."""

MOST = 1 / 8
"""What part of Chromium's time a build may take."""


def part() -> Part:
    """Measure, and report."""
    return report(measured())


def measured() -> Figures:
    """Draw and print every sheet."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "codes").mkdir()
        started = perf_counter()
        shelf = _shelf(folder / "codes")
        codes = perf_counter() - started
        with _served(_pages(folder / "site", shelf)) as address:
            return Figures([_row(title, forms, folder, address) for title, forms in ROWS], codes)


def _shelf(store: Path) -> Shelf:
    framework, written = read_framework(ROOT / "framework_data")
    every = tuple(sheets(framework))
    links = Permalinks(framework, SITE, places(every))
    return Shelf(framework, links, every, written, Cache(store))


def _row(title: str, forms: Collection[str], folder: Path, address: str) -> Row:
    """Print sheets with Chromium, draw them, and draw them again from the cache."""
    jobs = [
        job
        for job in _shelf(folder / "codes").jobs()
        if job.name != DECK.name and job.form in forms
    ]
    pages = dict.fromkeys(f"{job.name}/{IN_HTML.get(job.form)}" for job in jobs)
    urls = [f"{address}worksheets/{page}" for page in pages] if set(forms) <= set(IN_HTML) else []
    rounds = []
    for number in range(ROUNDS):
        tabs = (os.cpu_count() or 1) + number
        chromium = asyncio.run(_chromium(urls, tabs)) if urls else 0
        store = folder / f"{title}-{number}"
        shutil.copytree(folder / "codes", store)
        rounds.append((_timed(_shelf(store), jobs), _timed(_shelf(store), jobs), chromium))
    cold, cached, printed = (min(times) for times in zip(*rounds, strict=True))
    return Row(title, len(jobs), cold, cached, printed or None)


def _timed(shelf: Shelf, jobs: Sequence[Job]) -> float:
    started = perf_counter()
    shelf.make(jobs)
    return perf_counter() - started


def _pages(folder: Path, shelf: Shelf) -> Path:
    """Write the HTML page of every sheet, as the site has it."""
    framework, _ = read_framework(ROOT / "framework_data")
    every = tuple(sheets(framework))
    published = assets.publish(assets.read(assets.own_files()))
    named = {path: asset.path for path, asset in published.items()}
    links = Permalinks(framework, SITE, places(every), named)
    for asset in published.values():
        (folder / asset.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / asset.path).write_bytes(asset.content)
    for sheet in every:
        for page in sheet_pages.render(framework, links, sheet, shelf.words[sheet.id]):
            (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.path).write_text(page.content, encoding="utf-8")
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


async def _chromium(urls: Sequence[str], tabs: int) -> float:
    """How many seconds Chromium takes to print pages on every paper."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=installed_browser(), args=AS_ROOT
        )
        context = await browser.new_context()
        await _print_all(context, urls[:tabs], tabs)
        started = perf_counter()
        await _print_all(context, urls, tabs)
        taken = perf_counter() - started
        await browser.close()
    return taken


async def _print_all(context: BrowserContext, addresses: Sequence[str], tabs: int) -> None:
    waiting = iter(addresses)

    async def tab() -> None:
        page = await context.new_page()
        for address in waiting:
            await page.goto(address)
            for paper in PAPERS:
                await page.pdf(format=paper, tagged=True, outline=True)
        await page.close()

    await asyncio.gather(*(tab() for _ in range(tabs)))


def report(figures: Figures) -> Part:
    """The table, and how a build does beside Chromium."""
    both, processors = figures.rows[0], os.cpu_count()
    printed = both.chromium or 0
    lines = [
        f"Chromium takes {printed / both.cold:.1f} times as long as a build for the same "
        f"{both.files} files (A4 and Letter, clear and large print, {processors} processors).",
        "",
        "| form | ratio | files | cold, s | cold, ms a file | cached, ms a file "
        "| Chromium, ms a file |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for row in figures.rows:
        ratio = f"{row.chromium / row.cold:.1f}" if row.chromium else "–"
        times = (row.cold, row.cached, row.chromium)
        each = [f"{time * 1000 / row.files:.1f}" if time else "–" for time in times]
        cells = (row.title, ratio, str(row.files), f"{row.cold:.2f}", *each)
        lines.append(f"| {' | '.join(cells)} |")
    lines.append(f"| QR codes | – | – | {figures.codes:.2f} | – | – | – |")
    beside = both.cold / printed if printed else None
    what = "drawing every sheet, beside Chromium, which prints the same"
    aim = Aim(what, beside, MOST, cause=CAUSE)
    return Part("\n".join(lines), [aim])


if __name__ == "__main__":
    print(part().markdown)
