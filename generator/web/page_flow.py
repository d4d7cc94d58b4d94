"""Pagination of those parts of an HTML sheet that are continuous text, such as run sheets.

Takes a part with its blocks; returns the pieces of blocks on each printed page. Not every browser
repeats a footer on each page or keeps a heading with the text below it, so page breaks are computed
here, and each page is a box with its own footer. Must not know how a block looks: see `page_ruler`.
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
    Lead,
    Part,
    Picture,
    PrintList,
    Steps,
    Ways,
    Words,
)
from generator.web.page_ruler import Notes, Piece, Ruler


def paginate(
    part: Part, ruler: Ruler, *, begins: bool = True, ends: bool = True
) -> list[list[Piece]]:
    """Return the pieces of blocks on each page of a part; `ruler` measures those of its sheet.

    Where it `begins` the sheet, its first page has room for the code; where it `ends` it, its last
    page has room for the statements of rights. A row that is taller than a page gets a page to
    itself. An agenda and steps begin a page where half of the page before is in use; an agenda
    never stands on the first page below something else.
    """
    header = ruler.head(part, ruler.sheet.header)
    rights = ruler.rights(part.rights or ruler.sheet.rights) if ends else 0.0
    pages: list[list[Piece]] = [[]]
    first = ruler.first if begins else ruler.page
    room = first - header
    pieces = list(_pieces(part.blocks, ruler, ruler.page - first + header, rights))
    for place, piece in enumerate(pieces, start=1):
        top, rows = ruler.rows(piece)
        rows[-1] += rights * (place == len(pieces))
        start = 0
        alone = isinstance(piece.block, Agenda) and len(pages) == 1
        half = isinstance(piece.block, Agenda | Steps) and room < ruler.page / 2
        if pages[-1] and (alone or half):
            pages.append([])
            room = ruler.page
        while start < len(rows):
            count = _fit(rows[start:], room - top)
            if not count and pages[-1]:
                pages.append([])
                room = ruler.page
                continue
            count = count or 1
            pages[-1].append(_slice(piece, start, start + count))
            room -= top + sum(rows[start : start + count])
            start += count
            top = ruler.repeated_header(piece.block)
    return pages


def _pieces(
    blocks: tuple[Block, ...], ruler: Ruler, header: float, rights: float
) -> Iterator[Piece]:
    """Yield the blocks of a part, given the heights in millimetres of what is above and below."""
    for place, block in enumerate(blocks, start=1):
        yield from ruler.pieces(
            block, ruler.page - header * (place == 1) - rights * (place == len(blocks))
        )


def _fit(rows: list[float], room: float) -> int:
    """Return how many of the first `rows` (heights) fit into `room`, both in millimetres."""
    for count, height in enumerate(rows):
        room -= height
        if room < 0:
            return count
    return len(rows)


def _slice(piece: Piece, start: int, end: int) -> Piece:
    """Return a piece with the rows from `start` up to `end`; the whole of an unbreakable block."""
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
        case PrintList(rows=rows):
            block = replace(whole, rows=rows[start:end])
        case Lead() | Ask() | Ways() | FillTable() | FillGrid() | Picture() | Close() | Notes():
            return piece
        case _:
            assert_never(whole)
    return Piece(block, start, goes_on=start > 0, ends=end >= len(rows))
