"""Draws a sheet as a plain HTML page for a browser to print, without theme or script."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Framework
from generator.pages import Page, fragment
from generator.permalinks import Permalinks
from generator.worksheets.sheet import BLANKS, Sheet

TO_A_LEAF = 2
"""How many questions share a printed page; each takes half of what the page leaves to write on."""


def render(framework: Framework, links: Permalinks, sheet: Sheet) -> Iterator[Page]:
    """The pages of one sheet: clear print, then large print."""
    for large in (False, True):
        path = links.sheet(sheet.id, large=large)
        content = fragment(
            "sheet.html", framework, links, path,
            sheet=sheet, large=large, blanks=BLANKS, to_a_leaf=TO_A_LEAF,
        )
        yield Page(f"{path}index.html", content + "\n")
