"""How what one reads from page to page is shared among printed pages: whole, in order, in room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from generator.sheets.blocks import (
    Agenda,
    Block,
    Facts,
    FillTable,
    Items,
    Steps,
    Words,
)
from generator.sheets.plain import PlainPart, PlainSheet
from generator.web.page_flow import paginate
from generator.web.page_ruler import CLEAR, LARGE, Notes, Piece, Ruler
from tests.paper import SHEETS

READ = [name for name, words in SHEETS.items() if not any(it.blanks for it in words.parts)]
SIZES = {"clear": False, "large": True}
LONG = "Everyone who comes says what they bring and what they need. "

every_size = pytest.mark.parametrize("large", SIZES.values(), ids=SIZES)


def pieces_of(pages: list[list[Piece]]) -> Iterator[Piece]:
    return chain.from_iterable(pages)


def heights(name: str, pages: list[list[Piece]], large: bool) -> list[float]:
    """How high the blocks of each page are, in millimetres, without head and rights."""
    ruler = Ruler(LARGE if large else CLEAR, SHEETS[name])
    return [sum(sum(ruler.rows(piece)[1]) for piece in page) for page in pages]


def rows_of(block: Block | Notes) -> tuple[Any, ...] | None:
    """What of a block pages may part; None where that is nothing."""
    match block:
        case Words():
            return block.paragraphs
        case Items() | Agenda():
            return block.items
        case Facts():
            return block.pairs
        case Steps():
            return block.steps
        case _:
            return None


def sheet_with(*blocks: Block) -> tuple[PlainPart, PlainSheet]:
    """A run sheet that holds some blocks alone: its part and its words."""
    part = replace(SHEETS["sharing-run"].parts[0], blocks=blocks)
    return part, replace(SHEETS["sharing-run"], parts=(part,))


@every_size
@pytest.mark.parametrize("name", READ)
def test_no_word_is_lost_doubled_or_moved(name: str, large: bool) -> None:
    """What stands in the lists of a sheet stands on its pages, once, in the same order."""
    (part,) = SHEETS[name].parts
    pages = paginate(part, Ruler(LARGE if large else CLEAR, SHEETS[name]))
    on_pages = [piece.block for piece in pieces_of(pages)]

    def rows(blocks: Iterable[Block | Notes]) -> list[Any]:
        return [(type(block), row) for block in blocks for row in rows_of(block) or ()]

    def whole(blocks: Iterable[Block | Notes]) -> list[str]:
        return [block.id for block in blocks if rows_of(block) is None]

    assert rows(on_pages) == rows(part.blocks)
    assert [*dict.fromkeys(whole(on_pages))] == whole(part.blocks)


@every_size
@pytest.mark.parametrize("name", READ)
def test_no_page_is_empty_or_holds_more_than_it_has_room_for(name: str, large: bool) -> None:
    ruler = Ruler(LARGE if large else CLEAR, SHEETS[name])
    pages = paginate(SHEETS[name].parts[0], Ruler(LARGE if large else CLEAR, SHEETS[name]))
    assert all(pages)
    assert max(heights(name, pages, large)) <= ruler.page


@every_size
@pytest.mark.parametrize("name", ["half-day-run", "people-ways", "nine-whys-run"])
def test_a_block_that_goes_on_says_so(name: str, large: bool) -> None:
    """Its heading stands once, steps count on, and the end of an agenda stands once."""
    for piece in pieces_of(
        paginate(SHEETS[name].parts[0], Ruler(LARGE if large else CLEAR, SHEETS[name]))
    ):
        if shown := rows_of(piece.block):
            (rows,) = (
                rows
                for other in SHEETS[name].parts[0].blocks
                if type(other) is type(piece.block)
                and (rows := rows_of(other))
                and shown[0] in rows
            )
            assert shown[0] == rows[piece.start]
            assert piece.goes_on == (piece.start > 0)
            assert piece.ends == (shown[-1] == rows[-1])


@pytest.mark.parametrize(
    "block",
    [
        Items("What helps", (LONG * 3,) * 40),
        Words("Where it comes from", (LONG * 60,)),
        Facts((("Time", LONG),) * 60),
        Items("A heading alone", ()),
    ],
    ids=["many", "one-longer-than-a-page", "facts", "none"],
)
@every_size
def test_any_length_is_shared(block: Block, large: bool) -> None:
    """Many items, an item longer than a page, which has one to itself, and none at all."""
    part, words = sheet_with(block)
    pages = paginate(part, Ruler(LARGE if large else CLEAR, words))
    shared = [row for piece in pieces_of(pages) for row in rows_of(piece.block) or ()]
    assert rows_of(block) == tuple(shared)
    assert all(pages)


@every_size
def test_a_sheet_with_nothing_has_one_page(large: bool) -> None:
    part, words = sheet_with()
    assert [[]] == paginate(part, Ruler(LARGE if large else CLEAR, words))


@every_size
@pytest.mark.parametrize("count", [1, 6, 9, 40])
def test_a_table_that_needs_more_than_a_page_goes_on(count: int, large: bool) -> None:
    """All its rows, in order; only the first part has the heading."""
    rows = tuple((f"Job {number}", "", "") for number in range(count))
    table = FillTable.of("jobs", "Who does what", ("Job", "Who", "When"), rows, tall=True)
    pieces = [*Ruler(LARGE if large else CLEAR, SHEETS["sharing"]).table(table)]
    shares = [piece.block for piece in pieces if isinstance(piece.block, FillTable)]
    assert rows == tuple(row for share in shares for row in share.rows)
    assert table.names == tuple(row for share in shares for row in share.names)
    assert [False] + [True] * (len(pieces) - 1) == [piece.goes_on for piece in pieces]
    assert max(22 * len(share.rows) for share in shares) < Ruler(CLEAR, SHEETS["sharing"]).page


@every_size
@pytest.mark.parametrize(
    "address", [f"https://a.example/{'long-path/' * 8}go/x/", "https://" + 90 * "a"]
)
def test_a_foot_has_room_for_all_its_lines(address: str, large: bool) -> None:
    """A long address, as of a site below a path, takes the room from what stands above."""
    short, long = (replace(SHEETS["sharing"], address=it) for it in ("https://a.example/", address))
    rulers = [Ruler(LARGE if large else CLEAR, words) for words in (short, long)]
    assert rulers[0].first_lines < rulers[1].first_lines
    assert rulers[0].foot_lines <= rulers[1].foot_lines
    assert rulers[0].page >= rulers[1].page
