"""A real Chrome or Chromium; `python -m tests.browser.chrome` fails where there is none.

Where it is installed, the tests use Chromium's headless shell: the same engine without the window
around it, which opens a page in less than half the time.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SHELL = "chromium-headless-shell"
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
MISSING = (
    "The browser tests need Chrome or Chromium. `make test` gets one; by hand: install the package "
    "chromium, or run `playwright install chromium`, or set CHROMIUM to its path."
)
OPTIONS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--font-render-hinting=none",  # as in a window: lines end where they end for people
    "--no-first-run",
]


class MissingChromiumError(Exception):
    """There is no Chrome or Chromium, or it does not start."""


def browser_options() -> list[str]:
    """With what a Chromium for tests is started."""
    as_root = getattr(os, "geteuid", lambda: 1)() == 0
    return [*OPTIONS, *(["--no-sandbox"] if as_root else [])]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A new Chromium, which ends with the block. Raises MissingChromiumError."""
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=fastest_browser(), args=browser_options()
            )
        except Error as error:
            raise MissingChromiumError(f"{MISSING}\n{error}") from None
        yield started
        started.close()


def fastest_browser() -> str | None:
    """The path of the headless shell, or of an installed browser; None for Playwright's own."""
    return os.environ.get("CHROMIUM") or shutil.which(SHELL) or installed_browser()


def installed_browser() -> str | None:
    """The path of an installed Chrome or Chromium; None where Playwright's own is to be used."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return os.environ.get("CHROMIUM") or found or (MAC if Path(MAC).exists() else None)


if __name__ == "__main__":
    if installed_browser() is None:
        sys.exit(MISSING)
