"""What each type of page costs whoever reads it, behind nginx as `partnering nginx` sets it up.

    python -m tools.bench_pages [SITE]

For each type: the bytes that come over the wire, compressed and with headers, the requests and the
cumulative layout shift, on a phone of 360 pixels and a slow network: on first view, with nothing
kept, and as the next page, after another page of the site. The bytes do not depend on the machine.
Then how soon a slow phone shows a question (`bench_phone`).
`SITE` is a site built for the root of its host (`site`).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser import pages
from tests.browser.chrome import browser_options, installed_browser
from tests.browser.test_weight import FIRST, KB, NEXT, OF_ITS_OWN
from tests.browser.weighing import Weight, readers, weigh_together
from tests.hosts import servers
from tools import bench_phone
from tools.bench_page import Aim, Part

SITE = Path(__file__).parent.parent / "site"
BEFORE = "about/privacy/"
JUMPS = {"print-everything"}
"""What is made in the browser as it is opened, to be printed: it may jump."""


class Figures(NamedTuple):
    """The weights of each page, on first view and as the next one; seconds on a slow phone."""

    weights: Mapping[str, tuple[Weight, Weight]]
    opened: Mapping[str, float]


def part(site: Path = SITE) -> Part:
    """Measure, and report."""
    return report(measured(site))


def measured(site: Path) -> Figures:
    """Open every type of page."""
    with (
        tempfile.TemporaryDirectory() as work,
        servers.nginx(site.resolve(), Path(work), "/") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=installed_browser(), args=browser_options()
        )
        opened = bench_phone.measured(browser, address)
        weights = _weights(browser, address)
        browser.close()
    return Figures(weights, opened)


def _weights(browser: Browser, address: str) -> dict[str, tuple[Weight, Weight]]:
    """The weights of each page on first view, and as the next page; all are opened at once."""
    paths = {name: address + path for name, path in pages.ALL.items()}
    with readers(browser, paths) as every:
        first = weigh_together(every, paths)
    with readers(browser, paths) as every:
        weigh_together(every, dict.fromkeys(paths, address + BEFORE))
        after = weigh_together(every, paths)
    return {name: (first[name], after[name]) for name in paths}


def report(figures: Figures) -> Part:
    """The tables, and what the heaviest page of each kind weighs."""
    lines = [
        "| page | first view | of it type | requests | next page | requests | shift |",
        "| --- | --: | --: | --: | --: | --: | --: |",
        *(_row(name, first, after) for name, (first, after) in figures.weights.items()),
    ]
    slow = bench_phone.report(figures.opened)
    common = figures.weights.keys() - OF_ITS_OWN
    still = figures.weights.keys() - JUMPS
    shift = max(weight.shift for name in still for weight in figures.weights[name])
    aims = [
        Aim("the heaviest page on first view", _heaviest(figures, common, 0), FIRST / KB, "kB"),
        Aim("the heaviest page as the next one", _heaviest(figures, common, 1), NEXT / KB, "kB"),
        Aim("the largest layout shift", shift, 0),
        *slow.aims,
    ]
    return Part("\n".join([slow.markdown, "", *lines]), aims)


def _heaviest(figures: Figures, names: Collection[str], at: int) -> float:
    """The most that a page of `names` sends, in kB: on first view (0), or as the next page (1)."""
    return max(figures.weights[name][at].sent for name in names) / KB


def _row(name: str, first: Weight, after: Weight) -> str:
    """A line of the table, in kB of 1,000 bytes."""
    return (
        f"| {name} | {first.sent / KB:.1f} kB | {first.font / KB:.1f} kB | {first.requests} "
        f"| {after.sent / KB:.1f} kB | {after.requests} | {max(first.shift, after.shift):.3f} |"
    )


if __name__ == "__main__":
    print(part(Path(sys.argv[1] if len(sys.argv) > 1 else SITE)).markdown)
