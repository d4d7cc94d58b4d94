"""One window of a browser as the tests use it, whichever engine it has."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import Any, Literal

PATIENCE = 60
"""How long to wait for what must come, in seconds."""

PAPERS = ("A4", "Letter")

Part = Literal["scripts", "storage"]
"""What somebody may have switched off: JavaScript, or what a page may keep on the device."""

Printed = dict[tuple[str, str], bytes]
"""Printed pages as PDF, by the address of the page and the format of the paper."""


class EngineError(Exception):
    """A browser said that what was asked for failed."""


class Window(ABC):
    """A window with one page. All but `until` raise EngineError where the browser refuses."""

    name: str
    """What the engine is called."""

    @abstractmethod
    def go(self, address: str) -> None:
        """Open an address and wait until it has loaded."""

    @abstractmethod
    def run(self, script: str) -> Any:
        """What a script in the page returns, or what its promise brings."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key, named as in JavaScript; `Shift+` before it holds that key."""

    @abstractmethod
    def back(self) -> None:
        """Go back to the page before."""

    @abstractmethod
    def resize(self, pixels: int) -> None:
        """Ask for a page of that width."""

    @abstractmethod
    def switched_off(self, part: Part) -> AbstractContextManager[None]:
        """A block in which pages that are opened do without."""

    @abstractmethod
    def copied(self) -> dict[str, str]:
        """What the clipboard holds, by type: `text/plain` and, where there is one, `text/html`."""

    @abstractmethod
    def faults(self) -> list[str]:
        """What went wrong in the page, or what the engine warned of, as far as not yet told."""

    @abstractmethod
    def printed(self, *addresses: str) -> Printed:
        """Pages as the engine's dialog prints them on every format of paper."""

    def until(self, script: str) -> Any:
        """What a script returns as soon as that is something, although pages change meanwhile."""
        last: object = None
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                if last := self.run(script):
                    return last
            except EngineError as error:  # a page that goes runs nothing to its end
                last = error
            time.sleep(0.05)
        raise EngineError(f"in vain: {script}: {last}")

    def follow(self, address: str) -> None:
        """Go on to another page as by a link, so that this one may be kept for Back."""
        self.go(address)

    def write(self, words: str) -> None:
        """Type words where the focus is."""
        for letter in words:
            self.press(letter)

    def width(self, pixels: int) -> None:
        """Make the page as wide as on a phone, or on a desk."""
        self.resize(pixels)
        self.until(f"return innerWidth === {pixels}")
