"""What it costs to draw every sheet, and what the same sheets cost in Chromium.

    python tools/bench_sheets.py

One run, on the toolkit's own data, form by form. First one sheet is drawn to warm up: code is
loaded, Chromium is started. Then, by the clock and in turn, three times over, of which the best
counts:

- Chromium: it opens the HTML page of each sheet, served from this machine, and prints it to a
  tagged A4 PDF, in as many tabs at once as there are processors;
- cold: every sheet on A4, with an empty cache, by `Shelf.make`, as a build does, on all processors;
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
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from playwright.async_api import BrowserContext, async_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generator.checks import read_framework  # noqa: E402  # found by the line above
from generator.permalinks import FORMS, Permalinks  # noqa: E402
from generator.worksheets import html  # noqa: E402
from generator.worksheets.cache import Cache  # noqa: E402
from generator.worksheets.sheet import places, sheets  # noqa: E402
from generator.worksheets.shelf import DECK, Job, Shelf  # noqa: E402
from tests.browser.chrome import installed_browser  # noqa: E402

SITE = "https://toolkit.example/"
ROUNDS = 3
IN_HTML = {"print": "", "large": "large/"}
"""Where the HTML page of a form stands, below that of its sheet."""

AS_ROOT = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


class Row(NamedTuple):
    """The cost of one form in seconds: `chromium` is None where it cannot print such a thing."""

    form: str
    cold: float
    cached: float
    chromium: float | None


def main() -> None:
    """Measure, and print a table in Markdown."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        started = perf_counter()
        shelf = _shelf(folder / "codes")
        codes = perf_counter() - started
        names = [name for name in shelf.words if name != DECK]
        with _served(_pages(folder / "site", shelf)) as address:
            rows = [_row(form, names, folder, address) for form in FORMS]
    print(_report(rows, len(names), codes))


def _shelf(store: Path) -> Shelf:
    framework, written = read_framework(ROOT / "framework_data")
    every = tuple(sheets(framework))
    links = Permalinks(framework, SITE, places(every))
    return Shelf(framework, links, every, written, Cache(store))


def _row(form: str, names: Sequence[str], folder: Path, address: str) -> Row:
    """Print every sheet with Chromium, draw it, and draw it again from the cache."""
    below = IN_HTML.get(form)
    urls = [] if below is None else [f"{address}worksheets/{name}/{below}" for name in names]
    jobs = [Job(name, form, "a4") for name in names]
    _shelf(folder / f"warm-{form}").make(jobs[:1])
    rounds = []
    for number in range(ROUNDS):
        chromium = asyncio.run(_chromium(urls)) if urls else 0
        store = folder / f"{form}-{number}"
        rounds.append((_timed(_shelf(store), jobs), _timed(_shelf(store), jobs), chromium))
    cold, cached, printed = (min(times) for times in zip(*rounds, strict=True))
    return Row(form, cold, cached, printed or None)


def _timed(shelf: Shelf, jobs: Sequence[Job]) -> float:
    started = perf_counter()
    shelf.make(jobs)
    return perf_counter() - started


def _pages(folder: Path, shelf: Shelf) -> Path:
    """Write the HTML page of every sheet, as the site has it."""
    framework, _ = read_framework(ROOT / "framework_data")
    every = tuple(sheets(framework))
    links = Permalinks(framework, SITE, places(every))
    for sheet in every:
        for page in html.render(framework, links, sheet, shelf.words[sheet.id]):
            (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.path).write_text(page.content, encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets", folder / "assets")
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


async def _chromium(urls: Sequence[str]) -> float:
    """How many seconds Chromium takes to print pages."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=installed_browser(), args=AS_ROOT
        )
        context = await browser.new_context()
        await _print_all(context, urls[:1])
        started = perf_counter()
        await _print_all(context, urls)
        taken = perf_counter() - started
        await browser.close()
    return taken


async def _print_all(context: BrowserContext, addresses: Sequence[str]) -> None:
    waiting = iter(addresses)

    async def tab() -> None:
        page = await context.new_page()
        for address in waiting:
            await page.goto(address)
            await page.pdf(format="A4", prefer_css_page_size=True, tagged=True, outline=True)
        await page.close()

    await asyncio.gather(*(tab() for _ in range(os.cpu_count() or 1)))


def _report(rows: Sequence[Row], count: int, codes: float) -> str:
    both = [row for row in rows if row.chromium is not None]
    ratio = sum(row.chromium or 0 for row in both) / sum(row.cold for row in both)
    each: Callable[[float], str] = lambda seconds: f"{seconds * 1000 / count:.1f}"  # noqa: E731
    lines = [
        f"Chromium takes {ratio:.1f} times as long as Typst for the same {count} sheets "
        f"(A4, clear and large print, {os.cpu_count()} processors).",
        "",
        "| form | ratio | cold, s | cold, ms a sheet | cached, ms a sheet | Chromium, ms a sheet |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        chromium = row.chromium
        ratio_here = f"{chromium / row.cold:.1f}" if chromium else "–"
        cells = (row.form, ratio_here, f"{row.cold:.2f}", each(row.cold), each(row.cached))
        lines.append(f"| {' | '.join((*cells, each(chromium) if chromium else '–'))} |")
    total = Row("all", sum(r.cold for r in rows), sum(r.cached for r in rows), None)
    cells = ("all four", "–", f"{total.cold:.2f}", each(total.cold), each(total.cached), "–")
    lines.append(f"| {' | '.join(cells)} |")
    lines.append(f"| QR codes | – | {codes:.2f} | {each(codes)} | – | – |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
