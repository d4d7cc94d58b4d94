"""Chromium, driven by Playwright, as a window that the three engines have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from tests.engines.window import PAPERS, PATIENCE, EngineError, Part, Printed, Window

REFUSE_STORAGE = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused"); } });
"""
COPIED = """
return navigator.clipboard.read().then(async ([item]) => {
  const held = {};
  for (const type of item.types) held[type] = await (await item.getType(type)).text();
  return held;
});
"""
PERMITTED = ["clipboard-read", "clipboard-write"]
TOLD = ("error", "warning")
"""The kinds of lines in the console that are faults."""


class Chromium(Window):
    """One page of a running Chromium."""

    name = "chromium"

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._faults: list[str] = []
        self._page = self._opened()

    def _opened(self, **options: Any) -> Page:
        context = self._browser.new_context(permissions=PERMITTED, **options)
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        page.on("pageerror", lambda error: self._faults.append(str(error)))
        page.on("console", self._hear)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in TOLD:
            self._faults.append(message.text)

    def close(self) -> None:
        self._page.context.close()

    def go(self, address: str) -> None:
        with _refusals():
            self._page.goto(address)

    def run(self, script: str) -> Any:
        with _refusals():
            return self._page.evaluate(f"() => {{ {script} }}")

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def back(self) -> None:
        with _refusals():
            self._page.go_back()

    def resize(self, pixels: int) -> None:
        self._page.set_viewport_size({"width": pixels, "height": 900})

    @contextmanager
    def switched_off(self, part: Part) -> Iterator[None]:
        before = self._page
        self._page = self._opened(java_script_enabled=part != "scripts")
        if part == "storage":
            self._page.add_init_script(REFUSE_STORAGE)
        try:
            yield
        finally:
            self.close()
            self._page = before

    def copied(self) -> dict[str, str]:
        return dict(self.run(COPIED))

    def faults(self) -> list[str]:
        told, self._faults = self._faults, []
        return told

    def printed(self, *addresses: str) -> Printed:
        every: Printed = {}
        for address in addresses:
            self.go(address)
            self.run("return document.fonts.ready.then(() => null)")
            for on in PAPERS:
                every[address, on] = self._page.pdf(format=on, prefer_css_page_size=False)
        return every


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except Error as error:
        raise EngineError(error.message) from None
