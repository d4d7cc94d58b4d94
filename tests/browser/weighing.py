"""What a page costs whoever reads it: bytes over the wire, requests, and how far it jumps."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page

PHONE = {"width": 360, "height": 800}
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
    """Counts what comes over the wire to one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.came: dict[str, int] = {}
        self.fonts: set[str] = set()
        listening: CDPSession = page.context.new_cdp_session(page)
        listening.send("Network.enable")
        listening.on("Network.loadingFinished", self._finished)
        listening.on("Network.requestWillBeSent", self._begun)

    def _begun(self, told: dict[str, object]) -> None:
        if told.get("type") == "Font":
            self.fonts.add(str(told["requestId"]))

    def _finished(self, told: dict[str, object]) -> None:
        self.came[str(told["requestId"])] = int(float(str(told["encodedDataLength"])))

    def weigh(self, address: str) -> Weight:
        """Open an address and wait until nothing more comes."""
        self.came.clear()
        self.page.goto(address, wait_until="networkidle")
        shift = float(self.page.evaluate(SHIFTS))
        over = {name: size for name, size in self.came.items() if size}
        font = sum(size for name, size in over.items() if name in self.fonts)
        return Weight(sum(over.values()), font, len(over), shift)


def weigh(browser: Browser, first: str, then: str) -> tuple[Weight, Weight]:
    """What `first` costs on a phone that never saw the site, and what `then` costs after it."""
    context = browser.new_context(viewport=PHONE)
    try:
        scales = Scales(context.new_page())
        return scales.weigh(first), scales.weigh(then)
    finally:
        context.close()
