"""Holds every page against axe, in every way that readers may see it, in one Chromium.

A page is loaded once and then shown in one way after the other. What axe does not measure is
measured with the scripts by which the tests measure a page of each type: contrast where axe is
unsure, what sticks out of a narrow window, words that break, and small targets; and here, what is
cut off.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page, async_playwright

from tests.browser.axe import FAINT, SCRIPT
from tests.browser.axe import OPTIONS as AXE
from tests.browser.chrome import OPTIONS as CHROMIUM
from tests.browser.chrome import installed_browser
from tests.browser.test_room import BROKEN, SMALL, STICKING_OUT
from tools.audit.findings import Finding

CLIPPED = """() => [...document.body.querySelectorAll("*")].filter((element) => {
  if (!element.checkVisibility() || !element.innerText?.trim()) return false;
  if (element.clientWidth <= 1 || element.clientHeight <= 1) return false;
  const { overflowX, overflowY } = getComputedStyle(element);
  const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
  return (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1)
    || (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 120))"""
"""What holds words and cuts some of them off."""

OPEN = (
    """() => document.querySelectorAll("main details").forEach((fold) => { fold.open = true; })"""
)
"""Opens what is folded, so that all of it is seen."""

SPACING = """(spaced) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(spaced ? `
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }` : "");
  document.adoptedStyleSheets = [sheet];
}"""
"""The spacing that WCAG 1.4.12 gives readers a right to."""

SETTLED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.all(document.getAnimations().map((movement) => movement.finished));
}"""
"""Waits until colours and places are those that were asked for."""

ANSWERS = """async (options) => {
  const { violations, incomplete } = await axe.run(options);
  const flat = (rules) => rules.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.html.slice(0, 160)}: ${node.failureSummary}`.replace(/\\s+/g, " ")));
  return { wrong: flat(violations), unsure: flat(incomplete) };
}"""


class Way(NamedTuple):
    """One way in which a page is seen."""

    name: str
    """What follows 'every page'."""
    media: Mapping[str, str] = {}
    width: int = 1280
    spaced: bool = False
    also: Mapping[str, str] = {}
    """Scripts that give a list of what is wrong, besides axe, by what is wrong."""


CONTRAST = {"contrast under 7 to 1": FAINT}
FIT = CONTRAST | {"sticks out": STICKING_OUT, "cut off": CLIPPED}
NARROW = FIT | {"broken word": BROKEN, "small target": SMALL}

WAYS = (
    Way("in light colours", also=CONTRAST | {"small target": SMALL}),
    Way("in dark colours", {"color_scheme": "dark"}, also=CONTRAST),
    Way("in forced colours", {"forced_colors": "active"}, also=CONTRAST),
    Way("320 pixels wide", width=320, also=NARROW),
    Way("with text spacing (WCAG 1.4.12)", spaced=True, also=FIT),
    Way("with text spacing, 320 pixels wide", width=320, spaced=True, also=FIT),
    Way("as it prints", {"media": "print"}, width=794, also=CONTRAST),
)
"""The width of print is that of A4."""

MEASURED = "color-contrast-enhanced"
"""The rule of axe that leaves nothing to a person: `FAINT` measures where it is unsure."""

PLAIN: Mapping[str, Any] = {
    "media": "screen",
    "color_scheme": "light",
    "forced_colors": "none",
    "reduced_motion": "reduce",
}


class Swept(NamedTuple):
    """What the sweep found."""

    browser: str
    """The name of the browser, with its version."""
    findings: list[Finding]
    """What is wrong; what axe leaves to a person counts, so that the exceptions say who judged."""


def version() -> str:
    """The name of the checking tool, with its version."""
    return "axe-core " + str(AXE_SCRIPT).partition("axe v")[2].partition(" ")[0].strip()


def sweep(
    site: str,
    pages: Sequence[str],
    tell: Callable[[int], None] = lambda _: None,
    ways: Sequence[Way] = WAYS,
) -> Swept:
    """Every fault of the pages at these paths below `site`, an address that ends in a slash.

    `tell` is called with 1 for each page that is done.
    """
    return asyncio.run(_sweep(site, pages, tell, ways))


async def _sweep(
    site: str, pages: Sequence[str], tell: Callable[[int], None], ways: Sequence[Way]
) -> Swept:
    as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=installed_browser(), args=CHROMIUM + as_root
        )
        swept = Swept(f"Chromium {browser.version}", [])
        left = iter(pages)

        async def work() -> None:
            page = await browser.new_page()  # one for all: what runs on each is compiled once
            for path in left:
                await _look(page, site, path, ways, swept)
                tell(1)

        await asyncio.gather(*(work() for _ in range(os.cpu_count() or 1)))
        await browser.close()
    return swept


async def _look(page: Page, site: str, path: str, ways: Sequence[Way], swept: Swept) -> None:
    """See the page at `path` in every way."""
    await page.emulate_media(**PLAIN)
    await page.goto(site + as_read(path))
    await page.evaluate(SCRIPT)
    await page.evaluate(OPEN)
    for way in ways:
        await _show(page, way)
        answers = await page.evaluate(ANSWERS, AXE)
        unsure = [says for says in answers["unsure"] if not says.startswith(MEASURED)]
        wrong = answers["wrong"] + [f"axe is unsure: {says}" for says in unsure]
        for name, script in way.also.items():
            wrong += [f"{name}: {what}" for what in await page.evaluate(script)]
        swept.findings.extend(Finding("axe", path, says, way.name) for says in wrong)


async def _show(page: Page, way: Way) -> None:
    await page.emulate_media(**{**PLAIN, **way.media})
    await page.set_viewport_size({"width": way.width, "height": 800})
    await page.evaluate(SPACING, way.spaced)
    await page.evaluate(SETTLED)


def as_read(path: str) -> str:
    """The address below the site at which a page stays to be read, and shows all that it can.

    A permanent address leads on, save for who comes from a print-out: one of a version that is not
    known is told of every change.
    """
    return f"{path}?v=0" if path.startswith("go/") else path
