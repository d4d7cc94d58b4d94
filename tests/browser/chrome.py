"""Where Chrome or Chromium is; `python -m tests.browser.chrome` fails where there is none."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def installed_browser() -> str | None:
    """The path of an installed Chrome or Chromium; None where Playwright's own is to be used."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return os.environ.get("CHROMIUM") or found or (MAC if Path(MAC).exists() else None)


if __name__ == "__main__":
    if installed_browser() is None:
        sys.exit(
            "The browser tests need Chrome or Chromium. Install one, or set CHROMIUM to its path."
        )
