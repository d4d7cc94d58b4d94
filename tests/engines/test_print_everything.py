"""Print everything in Firefox and WebKit: as many pages as it says, each with its foot."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.engines.firefox import INCHES, Firefox
from tests.engines.webkit import WebKit
from tests.engines.window import PAPERS

DRAWN = """return !document.querySelector("form button").disabled
  && document.querySelector(".printing__sum").textContent"""


SIDES = ("top", "bottom", "left", "right")
SESSION = "session/print/#plan=board-slot&people=3&large=1"


def check(told: str, pdf: bytes | Path) -> None:
    """As many pages as told, none of them blank."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    assert told == f"{len(pages)} pages in all."
    assert [] == [text for text in pages if not re.search(r"Page\s*\d+\s*of\s*\d+", text)]


@pytest.mark.parametrize("paper", PAPERS)
def test_webkit_prints_as_many_pages_as_are_told(
    webkit: WebKit, address: str, paper: str, tmp_path: Path
) -> None:
    """Clear and large print in one job."""
    webkit.go(address + SESSION)
    told = webkit.until(DRAWN)
    webkit.ask("print", paper=paper, to=str(tmp_path / "printed.pdf"))
    check(told, tmp_path / "printed.pdf")


@pytest.mark.parametrize("paper", PAPERS)
def test_firefox_prints_as_many_pages_as_are_told(
    firefox: Firefox, address: str, paper: str
) -> None:
    """Clear and large print in one job; as WebDriver prints, since its dialog opens pages anew."""
    firefox.go(address + SESSION)
    told = firefox.until(DRAWN)
    width, height = (2.54 * inches for inches in INCHES[paper])
    page, margin = {"width": width, "height": height}, dict.fromkeys(SIDES, 2)
    pdf = firefox.ask("WebDriver:Print", page=page, margin=margin, shrinkToFit=False)
    check(told, base64.b64decode(pdf))
