"""How soon a slow phone shows a question to somebody who never saw the site.

Takes a browser and the address of a site; gives seconds. The processor is four times slower than
this machine's, the network is slow 4G (1.6 Mbit/s, 150 ms there and back), and nothing is kept. The
time runs from going there until the words of the question are painted. The median counts.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping

from playwright.sync_api import Browser

from tests.browser.weighing import PHONE
from tools.bench_page import Aim, Part

ROUNDS = 3
PATIENCE = 100
"""How often to look whether the question is painted, a tenth of a second apart."""

SLOWER = 4
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 93_750,
}
"""Milliseconds, and bytes a second."""

SECTION = {
    "a section, from its top": "framework/sharing/",
    "a section, at a question": "framework/purpose/#vision",
}
"""What has an aim."""

PLACES = SECTION | {"a permanent address, which leads there": "go/vision/"}
MOST = 1.5
"""Seconds until the question is seen."""

WATCHED = """new MutationObserver((_, watching) => {
  const asked = location.hash.length > 1 ? `[id="${location.hash.slice(1)}"]` : "[data-question]";
  const question = document.querySelector(asked);
  if (!question) return;
  for (const part of [question, ...question.children]) part.setAttribute("elementtiming", "asked");
  watching.disconnect();
}).observe(document, { childList: true, subtree: true });
new PerformanceObserver((list) => {
  painted(performance.timeOrigin + list.getEntries()[0].renderTime);
}).observe({ type: "element", buffered: true });"""
"""Marks the question that is asked for before it is painted, and tells when it was."""


def measured(browser: Browser, address: str) -> Mapping[str, float]:
    """Seconds until the question is painted, at each place of the site at `address`."""
    return {
        name: statistics.median(_opened(browser, address + path) for _ in range(ROUNDS))
        for name, path in PLACES.items()
    }


def _opened(browser: Browser, address: str) -> float:
    context = browser.new_context(viewport=PHONE)
    page, painted = context.new_page(), list[float]()
    page.expose_function("painted", lambda at: painted.append(at))
    page.add_init_script(WATCHED)
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", SLOW_4G)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    begun = time.time()
    page.goto(address)
    page.wait_for_url("**/framework/**", wait_until="load")
    for _ in range(PATIENCE):
        if painted:
            break
        page.wait_for_timeout(100)
    context.close()
    return painted[0] / 1000 - begun


def report(seconds: Mapping[str, float]) -> Part:
    """The table of the seconds at each place."""
    lines = ["| first view on a slow phone | question painted, s |", "| --- | --: |"]
    lines += [f"| {name} | {taken:.2f} |" for name, taken in seconds.items()]
    aims = [Aim(f"a slow phone shows {name}", seconds[name], MOST, "s") for name in SECTION]
    return Part("\n".join(lines), aims)
