"""How soon a page answers a key, wherever people type, with a large notebook in the browser.

    python -m tools.bench_keys [SITE]

The browser keeps a notebook of 2,000 answers in two rounds, so that all of them are shown. In each
place a text is typed as fast as people type. The time runs from the key until the next frame after
it is painted, on this machine and with a processor four times slower. `SITE` is a site built for
the root of its host (`site`).
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from generator.checks.run import read_framework
from generator.model.framework import Framework
from generator.web.dataset import JSON
from tests.browser import pages
from tests.browser.chrome import browser_options, installed_browser
from tests.hosts import servers
from tools.bench_page import Aim, Part
from tools.bench_phone import SLOWER

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
ANSWERS = 2000
MOST = 50
"""Milliseconds in which a page answers a key."""

PAUSE = 60
"""Milliseconds from one key to the next."""

TEXT = [*"We heard that waiting alone is worst."]
STEPS = ["x", "Tab"] * 15
MINUTES = ["Control+A", "1", "5", "Enter"] * 10

TIMED = """(() => {
  const waiting = [];
  const { port1, port2 } = new MessageChannel();
  let pressed = null;
  globalThis.keyTimes = [];
  port2.onmessage = () => {
    const now = performance.now();
    for (const at of waiting.splice(0)) keyTimes.push(now - at);
  };
  const toPaint = (at) => requestAnimationFrame(() => { waiting.push(at); port1.postMessage(0); });
  addEventListener("keydown", ({ key, timeStamp, ctrlKey }) => {
    if (ctrlKey) return;
    if (key.length > 1) toPaint(timeStamp);
    else pressed = timeStamp;
  }, true);
  addEventListener("input", () => {
    if (pressed !== null) toPaint(pressed);
    pressed = null;
  }, true);
})()"""
"""Takes the milliseconds from each key to the end of the frame that shows what it did."""


class Place(NamedTuple):
    """Somewhere to type: the path of a page, the field there, and the keys."""

    path: str
    field: Callable[[Page], Locator]
    keys: Sequence[str]


def _labelled(label: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_label(label, exact=True)


def _at(selector: str) -> Callable[[Page], Locator]:
    return lambda page: page.locator(selector).first


ITEMS = ",".join(f"t.Part%20{number}.5" for number in range(60))
SESSION = f"session/#title=Away+day&people=9&items={ITEMS}"
"""The longest session that a link holds."""

OURS = _labelled("Our answer (question 1.1)")
PLACES = {
    "an answer, beside its question": Place("framework/purpose/", OURS, TEXT),
    "an answer, in the notebook": Place("notebook/", OURS, TEXT),
    "from answer to answer of the notebook": Place("notebook/", OURS, STEPS),
    "the name of a session": Place(SESSION, _at("#s-title"), TEXT),
    "minutes of a session": Place(SESSION, _at(".maker__minutes input"), MINUTES),
    "what to find for a session": Place(SESSION, _at("#s-find"), TEXT),
    "the search": Place(pages.THEMED["search"], _at("#q"), TEXT),
    "an answer to a request": Place(pages.THEMED["answer"], _at("#answer--0"), TEXT),
    "the sender of a request": Place(pages.THEMED["request"], _at("#make-from"), TEXT),
}


class Times(NamedTuple):
    """Milliseconds from a key to the frame that shows it: the median, and the 95th percentile."""

    median: float
    most: float


Figures = Mapping[str, tuple[Times, Times]]
"""For each place the times on this machine, and those on one that is slower."""


def part(site: Path = SITE) -> Part:
    """Measure, and report."""
    return report(measured(site))


def measured(site: Path) -> Figures:
    """Type in every place."""
    framework, _ = read_framework(ROOT / "framework_data")
    with (
        tempfile.TemporaryDirectory() as work,
        servers.nginx(site.resolve(), Path(work), "/") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=installed_browser(), args=browser_options()
        )
        kept = _kept(browser, address, notebook(framework))
        figures = {
            name: (
                _typed(browser, address, kept, place),
                _typed(browser, address, kept, place, SLOWER),
            )
            for name, place in PLACES.items()
        }
        browser.close()
    return figures


def notebook(framework: Framework) -> Mapping[str, Any]:
    """A notebook of 2,000 answers: in two rounds, to every question that of all and of others."""
    about = framework.about
    said = "We agree on this; what remains open is who decides, and by when. " * 3
    return {
        "format": "partnering-notebook",
        "version": 1,
        "framework": {
            "title": about.title,
            "edition": about.edition,
            "version": about.version,
            "address": "https://toolkit.example/",
        },
        "name": "Northshire partnership",
        "rounds": [
            {
                "id": f"round{number}",
                "name": f"Round {number}",
                "began": f"2026-0{number}-01",
                "look_again": None,
                "answers": [*islice(_answers(framework, number, said), ANSWERS // 2)],
                "promises": [],
            }
            for number in (1, 2)
        ],
    }


def _answers(framework: Framework, round_: int, said: str) -> Iterator[Mapping[str, Any]]:
    """Answers of a round without end: of all, then of one person after another."""
    for person in count():
        for numbered in framework.questions:
            yield {
                "id": f"a{round_}x{person}x{numbered.question.id.replace('-', '')}",
                "about": numbered.question.id,
                "asked": numbered.question.text,
                "voice": {"kind": f"Partner {person}" if person else None, "name": None},
                "text": f"{person}: {said}",
                "written": f"2026-0{round_}-01T10:00:00Z",
            }


def _kept(browser: Browser, address: str, held: Mapping[str, Any]) -> Any:
    """What a browser keeps that opened a file of this notebook."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}notebook/")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a notebook file").click()
    content = json.dumps(held).encode()
    chooser.value.set_files({"name": "n.json", "mimeType": "application/json", "buffer": content})
    OURS(page).wait_for()
    (origin,) = context.storage_state()["origins"]
    context.close()
    return origin["localStorage"]


def _typed(browser: Browser, address: str, kept: Any, place: Place, slower: int = 1) -> Times:
    """Type in a place of a site, with what the browser keeps."""
    with _opened(browser, address, kept) as page:
        page.goto(address + place.path, wait_until="networkidle")
        field = place.field(page)
        field.focus()
        field.press("End")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.evaluate(TIMED)
        for key in place.keys:
            page.keyboard.press(key)
            page.wait_for_timeout(PAUSE)
        page.wait_for_timeout(10 * PAUSE)
        times: list[float] = page.evaluate("keyTimes")
    return Times(statistics.median(times), statistics.quantiles(times, n=20)[-1])


@contextmanager
def _opened(browser: Browser, address: str, kept: Any) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}{JSON}")  # on our site, and without scripts
    # Playwright's own `storage_state` loses some of so many entries, one time in ten.
    page.evaluate("kept => kept.forEach(it => localStorage.setItem(it.name, it.value))", kept)
    yield page
    context.close()


def report(figures: Figures) -> Part:
    """The table, and the aim for each place: on this machine, for 19 of 20 keys."""
    lines = [
        "Milliseconds from a key until what it did is painted, with 2,000 answers in the notebook.",
        "",
        f"| typing | 95 % | median | 95 %, {SLOWER} times slower | median, {SLOWER} times slower |",
        "| --- | --: | --: | --: | --: |",
    ]
    for name, both in figures.items():
        cells = [f"{times.most:.0f} | {times.median:.0f}" for times in both]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    aims = [Aim(f"a key in {name}", times.most, MOST, "ms") for name, (times, _) in figures.items()]
    return Part("\n".join(lines), aims)


if __name__ == "__main__":
    print(part(Path(sys.argv[1] if len(sys.argv) > 1 else SITE)).markdown)
