"""Shares a text that is read from page to page among pages, as far as a browser would fill them.

Not every browser repeats a foot on each page of a text, or keeps a heading with what follows it. So
a sheet says itself where its pages end; each is then one box that holds its own foot.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.web.page_ruler import CLEAR, LARGE, Ruler

LISTS = {
    "Words": "paragraphs",
    "Items": "items",
    "Facts": "pairs",
    "Steps": "steps",
    "Agenda": "items",
}
"""What of a block may be parted between pages: only between two of these."""


def foot_lines(words: dict[str, Any], *, large: bool) -> int:
    """How many lines the words in the foot of a sheet need."""
    return Ruler(LARGE if large else CLEAR, words).foot_lines


def flows(
    part: dict[str, Any], words: dict[str, Any], *, large: bool
) -> list[list[dict[str, Any]]]:
    """The blocks of a part of the sheet that is `words`, page by page, with its rights at the end.

    A block that goes on holds only its share of its list, `start`, the place of the first there
    (from 0), and `ends`, whether it is the last. What needs more than a page has one to itself.
    """
    ruler = Ruler(LARGE if large else CLEAR, words)
    head, end = ruler.head(part, words["header"]), ruler.rights(words["rights"])
    pages: list[list[dict[str, Any]]] = [[]]
    room = ruler.page - head
    blocks = list(_pieces(part["blocks"], ruler, head, end))
    for place, block in enumerate(blocks, start=1):
        top, rows = ruler.rows(block)
        rows[-1] += end * (place == len(blocks))
        start = 0
        while start < len(rows):
            count = _fit(rows[start:], room - top)
            if not count and pages[-1]:
                pages.append([])
                room = ruler.page
                continue
            count = count or 1
            pages[-1].append(_share(block, start, start + count))
            room -= top + sum(rows[start : start + count])
            start += count
            top = ruler.again(block)
    return pages


def _pieces(
    blocks: list[dict[str, Any]], ruler: Ruler, head: float, end: float
) -> Iterator[dict[str, Any]]:
    """The blocks of a part, between its head and what stands at its end; in two where they must."""
    for place, block in enumerate(blocks, start=1):
        yield from ruler.pieces(
            block, ruler.page - head * (place == 1) - end * (place == len(blocks))
        )


def _fit(rows: list[float], room: float) -> int:
    """How many of the first rows there is room for."""
    for count, height in enumerate(rows):
        room -= height
        if room < 0:
            return count
    return len(rows)


def _share(block: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    """A block with the rows from `start` to before `end` alone."""
    key = LISTS.get(block["kind"])
    if not key:
        return block
    return block | {key: block[key][start:end], "start": start, "ends": end >= len(block[key])}


def tables(block: dict[str, Any], words: dict[str, Any], *, large: bool) -> list[dict[str, Any]]:
    """A table to fill in, of the sheet that is `words`, as one for each page that it needs."""
    return list(Ruler(LARGE if large else CLEAR, words).table(block))
