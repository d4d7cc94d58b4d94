"""How what one reads from page to page is shared among printed pages: whole, in order, in room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from generator.web.page_flow import LISTS, flows, foot_lines, tables
from generator.web.page_ruler import CLEAR, LARGE, Ruler
from tests.paper import SHEETS, Thing

READ = [name for name, words in SHEETS.items() if not words["parts"][0]["blanks"]]
SIZES = {"clear": False, "large": True}
LONG = "Everyone who comes says what they bring and what they need. "

every_size = pytest.mark.parametrize("large", SIZES.values(), ids=SIZES)


def blocks_of(pages: list[list[Thing]]) -> Iterator[Thing]:
    return chain.from_iterable(pages)


def heights(name: str, pages: list[list[Thing]], large: bool) -> list[float]:
    """How high the blocks of each page are, in millimetres, without head and rights."""
    ruler = Ruler(LARGE if large else CLEAR, SHEETS[name])
    return [sum(sum(ruler.rows(block)[1]) for block in page) for page in pages]


def sheet_with(*blocks: dict[str, Any]) -> tuple[Thing, Thing]:
    """A run sheet that holds some blocks alone: its part and its words."""
    part = SHEETS["sharing-run"]["parts"][0] | {"blocks": list(blocks)}
    return part, SHEETS["sharing-run"] | {"parts": [part]}


@every_size
@pytest.mark.parametrize("name", READ)
def test_no_word_is_lost_doubled_or_moved(name: str, large: bool) -> None:
    """What stands in the lists of a sheet stands on its pages, once, in the same order."""
    (part,) = SHEETS[name]["parts"]
    pages = flows(part, SHEETS[name], large=large)
    there = [
        (block["kind"], item)
        for block in blocks_of(pages)
        if block["kind"] in LISTS
        for item in block[LISTS[block["kind"]]]
    ]
    wanted = [
        (block["kind"], item)
        for block in part["blocks"]
        if block["kind"] in LISTS
        for item in block[LISTS[block["kind"]]]
    ]
    assert wanted == there
    others = [block["id"] for block in part["blocks"] if block["kind"] not in LISTS]
    assert others == list(
        dict.fromkeys(block["id"] for block in blocks_of(pages) if block["kind"] not in LISTS)
    )


@every_size
@pytest.mark.parametrize("name", READ)
def test_no_page_is_empty_or_holds_more_than_it_has_room_for(name: str, large: bool) -> None:
    ruler = Ruler(LARGE if large else CLEAR, SHEETS[name])
    pages = flows(SHEETS[name]["parts"][0], SHEETS[name], large=large)
    assert all(pages)
    assert max(heights(name, pages, large)) <= ruler.page


@every_size
@pytest.mark.parametrize("name", ["half-day-run", "people-ways", "nine-whys-run"])
def test_a_block_that_goes_on_says_so(name: str, large: bool) -> None:
    """Its heading stands once, steps count on, and the end of an agenda stands once."""
    for block in blocks_of(flows(SHEETS[name]["parts"][0], SHEETS[name], large=large)):
        if key := LISTS.get(block["kind"]):
            (whole,) = (
                other
                for other in SHEETS[name]["parts"][0]["blocks"]
                if other.get(key) and block[key][0] in other[key] and block["kind"] == other["kind"]
            )
            assert block[key][0] == whole[key][block["start"]]
            assert block["ends"] == (block[key][-1] == whole[key][-1])


@pytest.mark.parametrize(
    "block",
    [
        {"kind": "Items", "heading": "What helps", "items": [LONG * 3] * 40},
        {"kind": "Words", "heading": "Where it comes from", "paragraphs": [LONG * 60]},
        {"kind": "Facts", "pairs": [("Time", LONG)] * 60},
        {"kind": "Items", "heading": "A heading alone", "items": []},
    ],
    ids=["many", "one-longer-than-a-page", "facts", "none"],
)
@every_size
def test_any_length_is_shared(block: Thing, large: bool) -> None:
    """Many items, an item longer than a page, which has one to itself, and none at all."""
    part, words = sheet_with(block)
    pages = flows(part, words, large=large)
    key = LISTS[block["kind"]]
    assert block[key] == [item for page in pages for part in page for item in part[key]]
    assert all(pages)


@every_size
def test_a_sheet_with_nothing_has_one_page(large: bool) -> None:
    part, words = sheet_with()
    assert [[]] == flows(part, words, large=large)


@every_size
@pytest.mark.parametrize("count", [1, 6, 9, 40])
def test_a_table_that_needs_more_than_a_page_goes_on(count: int, large: bool) -> None:
    """All its rows, in order; only the first part has the heading."""
    rows = tuple((f"Job {number}", "", "") for number in range(count))
    table = {
        "kind": "FillTable",
        "heading": "Who does what",
        "columns": ("Job", "Who", "When"),
        "rows": rows,
        "tall": True,
        "wide": 0,
    }
    parts = tables(table, SHEETS["sharing"], large=large)
    assert rows == tuple(row for part in parts for row in part["rows"])
    assert [False] + [True] * (len(parts) - 1) == [part.get("goes_on", False) for part in parts]
    assert max(22 * len(part["rows"]) for part in parts) < Ruler(CLEAR, SHEETS["sharing"]).page


@every_size
@pytest.mark.parametrize(
    "address", [f"https://a.example/{'long-path/' * 8}go/x/", "https://" + 90 * "a"]
)
def test_a_foot_has_room_for_all_its_lines(address: str, large: bool) -> None:
    """A long address, as of a site below a path, takes the room from what stands above."""
    short, long = (SHEETS["sharing"] | {"address": it} for it in ("https://a.example/", address))
    assert foot_lines(short, large=large) < foot_lines(long, large=large)
    rulers = [Ruler(LARGE if large else CLEAR, words) for words in (short, long)]
    assert rulers[0].page >= rulers[1].page
