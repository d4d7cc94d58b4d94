"""Draws a sheet as a plain HTML page for a browser to print, without theme or script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model import Framework
from generator.pages import Page, fragment
from generator.permalinks import Permalinks
from generator.worksheets.sheet import BLANKS, Ask, Part, Sheet


def render(framework: Framework, links: Permalinks, sheet: Sheet) -> Iterator[Page]:
    """The pages of one sheet: clear print, then large print."""
    for large in (False, True):
        path = links.sheet(sheet.id, large=large)
        content = fragment(
            "sheet.html",
            framework,
            links,
            path,
            sheet=sheet,
            large=large,
            blanks=BLANKS,
            leaves=partial(leaves, large=large),
        )
        yield Page(f"{path}index.html", content + "\n")


def leaves(part: Part, *, large: bool) -> Iterator[tuple[Ask, ...]]:
    """The questions of a part as they share printed pages: one below the heading, then in twos.

    In large print each has a page of its own. Questions on a page share what room it has.
    """
    yield part.asks[:1]
    step = 1 if large else 2
    for start in range(1, len(part.asks), step):
        yield part.asks[start : start + step]
