"""Shares a part of a sheet that is read from page to page among the pages of an HTML sheet.

In: a part with its blocks. Out: for each page, the blocks on it, or their shares. Not every browser
repeats a foot on each page of a text, or keeps a heading with what follows it. So a sheet says
itself where its pages end; each is then one box that holds its own foot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from generator.sheets.blocks import (
    Agenda,
    Ask,
    Block,
    Close,
    Facts,
    FillGrid,
    FillTable,
    Items,
    Part,
    Picture,
    Steps,
    Ways,
    Words,
)
from generator.sheets.plain import PlainSheet
from generator.web.page_ruler import CLEAR, LARGE, Notes, Piece, Ruler


def foot_lines(words: PlainSheet, *, large: bool) -> int:
    """How many lines the words in the foot of a sheet need."""
    return Ruler(LARGE if large else CLEAR, words).foot_lines


def flows(part: Part, words: PlainSheet, *, large: bool) -> list[list[Piece]]:
    """The blocks of a part of the sheet that is `words`, page by page, with its rights at the end.

    What needs more than a page has one to itself.
    """
    ruler = Ruler(LARGE if large else CLEAR, words)
    head, end = ruler.head(part, words.header), ruler.rights(words.rights)
    pages: list[list[Piece]] = [[]]
    room = ruler.page - head
    pieces = list(_pieces(part.blocks, ruler, head, end))
    for place, piece in enumerate(pieces, start=1):
        top, rows = ruler.rows(piece)
        rows[-1] += end * (place == len(pieces))
        start = 0
        while start < len(rows):
            count = _fit(rows[start:], room - top)
            if not count and pages[-1]:
                pages.append([])
                room = ruler.page
                continue
            count = count or 1
            pages[-1].append(_share(piece, start, start + count))
            room -= top + sum(rows[start : start + count])
            start += count
            top = ruler.again(piece.block)
    return pages


def _pieces(blocks: tuple[Block, ...], ruler: Ruler, head: float, end: float) -> Iterator[Piece]:
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


def _share(piece: Piece, start: int, end: int) -> Piece:
    """A block with the rows from `start` to before `end` alone; whole where none may part it."""
    block: Block
    match whole := piece.block:
        case Words(paragraphs=rows):
            block = replace(whole, paragraphs=rows[start:end])
        case Items(items=rows):
            block = replace(whole, items=rows[start:end])
        case Facts(pairs=rows):
            block = replace(whole, pairs=rows[start:end])
        case Steps(steps=rows):
            block = replace(whole, steps=rows[start:end])
        case Agenda(items=rows):
            block = replace(whole, items=rows[start:end])
        case Ask() | Ways() | FillTable() | FillGrid() | Picture() | Close() | Notes():
            return piece
        case _:
            assert_never(whole)
    return Piece(block, start, goes_on=start > 0, ends=end >= len(rows))


def tables(block: FillTable, words: PlainSheet, *, large: bool) -> list[Piece]:
    """A table to fill in, of the sheet that is `words`, as one for each page that it needs."""
    return list(Ruler(LARGE if large else CLEAR, words).table(block))
