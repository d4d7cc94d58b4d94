"""What is on a sheet, and how it is drawn as a page to print."""

from __future__ import annotations

import html as markup
import re

import pytest

from generator.model import Rights
from generator.permalinks import Permalinks
from generator.worksheets import html
from generator.worksheets.sheet import BLANKS, Actions, Ask, Part, Sheet, sheets
from tests.golden import small

LINKS = Permalinks(small(), "https://a.example/toolkit/")


def statements(rights: tuple[Rights, ...]) -> list[str]:
    """The lines that stand on a sheet for the owners of its words."""
    return [item.statement for item in rights]


def sheet_of(name: str) -> Sheet:
    """The sheet with an id."""
    return next(sheet for sheet in sheets(small()) if sheet.id == name)


def page_of(name: str, *, large: bool = False) -> str:
    """The page of a sheet."""
    clear, larger = html.render(small(), LINKS, sheet_of(name))
    return (larger if large else clear).content


def test_there_is_a_sheet_for_the_whole_each_section_and_each_resource() -> None:
    """Sheets come in the order of the framework, the whole first."""
    assert [(sheet.id, sheet.title) for sheet in sheets(small())] == [
        ("framework", "A small framework"),
        ("one", "What is first?"),
        ("two", "What is next?"),
        ("walk", "A walk"),
        ("read", "A book"),
    ]


def test_the_sheet_of_a_section_asks_its_questions_and_ends_with_actions() -> None:
    """The questions stand with their numbers, word for word."""
    assert sheet_of("one").parts == (
        Part(
            id="one",
            number="1",
            title="What is first?",
            own_words=True,
            summary="What comes first.",
            asks=(Ask("who", "1.1", "Who is here?"), Ask("why", "1.2", "Why are we here?")),
            actions=Actions(rows=4),
        ),
    )


def test_the_sheet_of_a_resource_asks_its_prompts() -> None:
    """Prompts are the toolkit's own words, have no numbers and ids of their own."""
    assert sheet_of("walk").parts == (
        Part(
            id="walk",
            number="",
            title="A walk",
            own_words=False,
            summary="Walk and talk.",
            asks=(
                Ask("walk--1", "", "What did we hear?"),
                Ask("walk--2", "", "What did we see?"),
            ),
            actions=None,
        ),
    )


def test_the_sheet_of_the_whole_holds_every_section() -> None:
    """The whole is the sheets of the sections, one after the other."""
    assert sheet_of("framework").parts == sheet_of("one").parts + sheet_of("two").parts


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("framework", ["Words © its makers.", "Guidance © its helpers."]),
        ("one", ["Words © its makers.", "Guidance © its helpers."]),
        ("walk", ["Nobody owns walking.", "Card © its walkers."]),
        ("read", ["Book © its writer.", "Guidance © its helpers."]),
    ],
)
def test_a_sheet_says_who_owns_its_words(name: str, lines: list[str]) -> None:
    """The owner of the words comes first, then that of what is added to them."""
    assert statements(sheet_of(name).rights) == lines
    for large in (False, True):
        assert [line for line in lines if line not in page_of(name, large=large)] == []


@pytest.mark.parametrize(
    ("count", "large", "pages"),
    [
        (1, False, [1]),
        (2, False, [1, 1]),
        (3, False, [1, 2]),
        (6, False, [1, 2, 2, 1]),
        (3, True, [1, 1, 1]),
    ],
)
def test_questions_share_printed_pages(count: int, large: bool, pages: list[int]) -> None:
    """One question stands below the heading, then two on a page; in large print, one on each."""
    asks = tuple(Ask(f"a{number}", "", "") for number in range(count))
    part = Part("a", "", "", True, "", asks)
    leaves = list(html.leaves(part, large=large))
    assert [len(leaf) for leaf in leaves] == pages
    assert tuple(ask for leaf in leaves for ask in leaf) == asks


def test_a_sheet_is_drawn_in_clear_and_in_large_print() -> None:
    """Each size of print is a page with a path of its own, that leads to the other."""
    clear, large = html.render(small(), LINKS, sheet_of("one"))
    assert (clear.path, large.path) == (
        "worksheets/one/index.html",
        "worksheets/one/large/index.html",
    )
    assert '<html lang="en-GB" class="clear">' in clear.content
    assert '<a href="large/">Change to large print</a>' in clear.content
    assert '<html lang="en-GB" class="large">' in large.content
    assert '<a href="../">Change to clear print</a>' in large.content


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("sheet", list(sheets(small())), ids=lambda sheet: sheet.id)
def test_a_page_asks_all_that_its_sheet_asks_in_order(sheet: Sheet, large: bool) -> None:
    """No format leaves out a question or changes a word of it."""
    page = page_of(sheet.id, large=large)
    drawn = re.findall(r'data-ask="([^"]+)">\s*<h2[^>]*>(.*)</h2>', page)
    assert [(name, re.sub("<[^>]+>", "", markup.unescape(text))) for name, text in drawn] == [
        (ask.id, f"{ask.number} {ask.text}".strip()) for part in sheet.parts for ask in part.asks
    ]


def test_a_page_has_blanks_to_fill_in_for_each_part() -> None:
    """A part may be handed out alone, so each begins with the blanks."""
    for name, parts in (("one", 1), ("framework", 2)):
        assert re.findall(r'<div class="blank[^>]*><dt>(.*?)</dt>', page_of(name)) == [
            *(*BLANKS, "We look again on") * parts
        ]


def test_a_page_carries_the_permanent_address() -> None:
    """The foot names the address that the id keeps, in words and as a code."""
    page = page_of("one")
    assert "<strong>https://a.example/toolkit/go/one/</strong>" in page
    assert 'aria-label="QR code: https://a.example/toolkit/go/one/"' in page
    assert "Small, edition 1" in page
    assert "Its makers: Not stated. Its helpers: CC BY 4.0." in page


def test_a_page_to_print_needs_no_script() -> None:
    """A sheet is complete without script, and its policy allows none from elsewhere."""
    page = page_of("framework")
    assert "<script" not in page
    assert "default-src 'self'" in markup.unescape(page)
