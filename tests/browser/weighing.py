"""What a page costs whoever reads it: bytes over the wire, requests, and how far it jumps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 800}
SLOW = {
    "offline": False,
    "latency": 60,
    "downloadThroughput": 300_000,
    "uploadThroughput": 90_000,
}
"""A slow network, on which the typeface comes after the words: milliseconds, and bytes a second."""

PATIENCE = 30
"""How often to look whether all has come, a tenth of a second apart."""

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum), 100));
})"""


class Weight(NamedTuple):
    """`sent` is bytes with headers, as they came: compressed; `font` is the part that is type.

    `requests` are those that went over the wire; `shift` is the cumulative layout shift.
    """

    sent: int
    font: int
    requests: int
    shift: float


class Scales:
    """Weighs pages as one reader opens them, one after the other, on a phone."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.begun: dict[str, str] = {}
        self.came: dict[str, float] = {}
        listening = page.context.new_cdp_session(page)
        listening.send("Network.enable")
        listening.send("Network.emulateNetworkConditions", SLOW)
        listening.on("Network.requestWillBeSent", self._begin)
        listening.on("Network.loadingFinished", self._finish)
        listening.on("Network.loadingFailed", self._fail)

    def _begin(self, told: dict[str, Any]) -> None:
        self.begun[told["requestId"]] = told.get("type", "")

    def _fail(self, told: dict[str, Any]) -> None:
        self.begun.pop(told["requestId"], None)

    def _finish(self, told: dict[str, Any]) -> None:
        self.came[told["requestId"]] = told["encodedDataLength"]

    def weigh(self, address: str) -> Weight:
        """Open an address and wait until nothing more comes."""
        self.begin(address)
        return self.end()

    def begin(self, address: str) -> None:
        """Ask for a page, as others may at the same time: each has a network of their own."""
        self.begun.clear()
        self.came.clear()
        self.page.goto(address, wait_until="commit")

    def end(self) -> Weight:
        """Wait until nothing more comes for the page that was asked for."""
        self.page.wait_for_load_state("load")
        self.page.wait_for_load_state("networkidle")  # a script may ask for more
        shift = self.page.evaluate(SHIFTS)
        for _ in range(PATIENCE):
            if self.begun.keys() <= self.came.keys():
                break
            shift = self.page.evaluate(SHIFTS)
        over = {name: size for name, size in self.came.items() if size}
        font = sum(size for name, size in over.items() if self.begun.get(name) == "Font")
        return Weight(round(sum(over.values())), round(font), len(over), shift)


def weigh_together(every: Mapping[str, Scales], paths: Mapping[str, str]) -> dict[str, Weight]:
    """What each reader's page weighs, by their name: all are opened at once."""
    for name, scales in every.items():
        scales.begin(paths[name])
    return {name: scales.end() for name, scales in every.items()}


@contextmanager
def reader(browser: Browser) -> Iterator[Scales]:
    """Somebody who never saw the site."""
    context = browser.new_context(viewport=PHONE)
    yield Scales(context.new_page())
    context.close()


@contextmanager
def readers(browser: Browser, names: Iterable[str]) -> Iterator[dict[str, Scales]]:
    """A reader who never saw the site for each name."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(reader(browser)) for name in names}
