"""Sheets as a browser prints them: every word, room to write, and the way back on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Route

from generator.model import credit
from generator.model.framework import Framework
from generator.sheets.blocks import Ask, Part, Picture, Sheet
from generator.sheets.kinds import sheets
from generator.sheets.plain import BLANKS, WHO
from tests.browser import paper
from tests.browser.paper import Leaf
from tests.conftest import SITE_URL

NAMES = ["role", "people", "sharing", "nine-whys", "framework"]
"""A short section, the one with the longest question, the longest, a resource and the whole."""

MARGIN = 15
ROOM, BRIEF = 60, 33
MOST = 3


def asks_of(part: Part) -> list[Ask]:
    """The questions and prompts of a part, each with one space to write in."""
    return [block for block in part.blocks if isinstance(block, Ask) and len(block.spaces) == 1]


class Printed(NamedTuple):
    """A sheet on paper: what is on it, in which print, and its pages."""

    sheet: Sheet
    large: bool
    leaves: list[Leaf]

    @property
    def asks(self) -> Iterator[tuple[Ask, Leaf]]:
        """Each question with the page on which all its words stand.

        What every part asks stands once for each of them, in their order.
        """
        every = [ask for part in self.sheet.parts for ask in asks_of(part)]
        for text in {f"{ask.number} {ask.text}": None for ask in every}:
            same = [ask for ask in every if f"{ask.number} {ask.text}" == text]
            yield from zip(same, [leaf for leaf in self.leaves if leaf.holds(text)], strict=True)

    def asks_on(self, leaf: Leaf) -> list[Ask]:
        return [ask for ask, at in self.asks if at is leaf]


@pytest.fixture(scope="module")
def press(browser: Browser, address: str) -> Iterator[Callable[[str, str], list[Leaf]]]:
    """Prints the page at a path on paper of a format, once."""
    page = browser.new_page()

    @cache
    def print_(path: str, format_: str) -> list[Leaf]:
        page.goto(address + path)
        page.evaluate("document.fonts.ready")
        return paper.read(page.pdf(format=format_, prefer_css_page_size=False))

    yield print_
    page.close()


@pytest.fixture(params=["clear", "large"])
def large(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "large")


@pytest.fixture(params=["A4", "Letter"])
def format_(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=NAMES)
def printed(
    request: pytest.FixtureRequest,
    press: Callable[[str, str], list[Leaf]],
    framework: Framework,
    format_: str,
    large: bool,
) -> Printed:
    """One sheet on one paper in one print."""
    sheet = next(sheet for sheet in sheets(framework) if sheet.id == request.param)
    path = f"worksheets/{sheet.id}/" + ("large/" if large else "")
    return Printed(sheet, large, press(path, format_))


def test_the_longest_question_is_among_those_printed(framework: Framework) -> None:
    """The sheets below would show that it does not fit."""
    longest = max(framework.questions, key=lambda numbered: len(numbered.question.text))
    assert longest.section.id in NAMES


def test_every_word_of_the_sheet_is_printed(printed: Printed) -> None:
    """Titles, summaries, blanks, questions with their numbers, and whose words they are."""
    words = [str(line) for line in credit.in_full(printed.sheet.shares)]
    for part in printed.sheet.parts:
        words += [part.title, part.summary, *BLANKS, part.who or WHO]
        words += [f"{ask.number} {ask.text}" for ask in asks_of(part)]
        words += ["What we will do", "When we will look again"]
    assert [] == [text for text in words if not any(leaf.holds(text) for leaf in printed.leaves)]


def test_no_letter_is_small(printed: Printed) -> None:
    """At least 12 points in clear print and 16 in large print, the foot included."""
    least = 16 if printed.large else 12
    for leaf in printed.leaves:
        assert [] == [letter for letter in leaf.letters if letter.size < least - 0.05]


def test_margins_are_wide(printed: Printed) -> None:
    """Nothing stands within 15 mm of an edge."""
    for leaf in printed.leaves:
        assert min(letter.left for letter in leaf.letters) >= MARGIN
        assert max(letter.right for letter in leaf.letters) <= leaf.width - MARGIN
        assert min(letter.top for letter in leaf.letters) >= MARGIN
        assert max(letter.bottom for letter in leaf.letters) <= leaf.height - MARGIN


def test_each_question_stands_with_its_room_to_write(printed: Printed) -> None:
    """All its words on one page, and below them at least 60 mm, ruled to the end.

    Where a short answer will do it is 33 mm.
    """
    least, most = (12, 15) if printed.large else (9, 10)
    for leaf in printed.leaves:
        asks = [(leaf.extent(f"{ask.number} {ask.text}"), ask) for ask in printed.asks_on(leaf)]
        ends = [top for (top, _), _ in asks] + [min(leaf.foot, end_of_room(printed, leaf))]
        for (_, bottom), ask in asks:
            following = min(end for end in ends if end > bottom)
            rules = leaf.rules_between(bottom, following - 0.5)
            gaps = [below - above for above, below in pairwise([*rules, following])]
            assert following - bottom >= (BRIEF if ask.brief else ROOM)
            assert rules[0] - bottom <= 1.5 * most
            assert all(least <= gap <= most for gap in gaps[:-1])
            assert gaps[-1] <= 2 * most


def end_of_room(printed: Printed, leaf: Leaf) -> float:
    """Where what follows the last question begins: the close, whose words they are, the foot."""
    rights = (str(line) for line in credit.in_full(printed.sheet.shares))
    statements = ["What we will do", *rights]
    tops = [leaf.extent(text)[0] for text in statements if leaf.holds(text)]
    return min(tops, default=leaf.foot)


def test_few_questions_share_a_page(printed: Printed) -> None:
    """At most three in clear print; in large print one, or two that want short answers."""
    for leaf in printed.leaves:
        asks = printed.asks_on(leaf)
        assert len(asks) <= (2 if printed.large else MOST)
        assert not printed.large or len([ask for ask in asks if not ask.brief]) <= 1


def test_no_page_is_nearly_blank(printed: Printed) -> None:
    """Each has a question, a picture to fill in, room for notes, or the close of the session."""
    pictures = [
        block.heading
        for part in printed.sheet.parts
        for block in part.blocks
        if isinstance(block, Picture) and block.blank
    ]
    for leaf in printed.leaves:
        others = ["What we will do", "Notes", *pictures]
        assert printed.asks_on(leaf) or any(leaf.holds(words) for words in others)


def test_each_part_begins_on_a_page_of_its_own(printed: Printed) -> None:
    """No question of another part stands on the page that has its title."""
    for part in printed.sheet.parts:
        (first,) = (leaf for leaf in printed.leaves if leaf.holds(f"{part.title} {part.summary}"))
        assert set(printed.asks_on(first)) <= set(asks_of(part))


def test_every_page_has_its_foot_and_nothing_overlaps_it(
    printed: Printed, framework: Framework
) -> None:
    """The permanent address in words, the edition, whose words they are, their licence, its number.

    No more, no less: all that is said of rights stands on the last page.
    """
    about = framework.about
    edition = f"{about.short_title}, edition {about.edition}, version {about.version}"
    foot = f"{SITE_URL}go/{printed.sheet.id}/ {edition} "
    foot += " ".join(credit.short(printed.sheet.shares, "this sheet", brief=True))
    for number, leaf in enumerate(printed.leaves, start=1):
        stands = "".join(letter.text for letter in leaf.below(leaf.foot))
        assert paper.solid(f"{foot} Page {number} of {len(printed.leaves)}") == stands
        assert not leaf.rules_between(leaf.foot + 0.5, leaf.height)


def test_every_page_has_a_code_that_leads_back(printed: Printed, framework: Framework) -> None:
    """A phone reads the permanent address from the paper, with the release that was printed."""
    about = framework.about
    address = f"{SITE_URL}go/{printed.sheet.id}/?v={about.edition}-{about.version}"
    assert [(address,)] * len(printed.leaves) == [leaf.codes for leaf in printed.leaves]


def test_pages_are_numbered(printed: Printed) -> None:
    """'Page 2 of 5', so that sheets that were dropped can be put in order."""
    count = len(printed.leaves)
    for number, leaf in enumerate(printed.leaves, start=1):
        assert leaf.holds(f"Page {number} of {count}")


WIDTH = """(heading) => {
  const words = document.createRange();
  words.selectNodeContents(heading);
  return words.getBoundingClientRect().width;
}"""


def test_a_typeface_that_comes_too_late_for_the_screen_stands_on_paper(
    browser: Browser, address: str, press: Callable[[str, str], list[Leaf]]
) -> None:
    """On the screen words do not jump when it comes; on paper they are set in it all the same."""
    path = f"worksheets/{NAMES[0]}/"
    held: list[Route] = []
    page = browser.new_page()
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(address + path, wait_until="domcontentloaded")
    heading = page.locator("h1")
    page.wait_for_timeout(500)
    without = heading.evaluate(WIDTH)
    page.route("**/*.woff2", lambda route: route.continue_())
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)
    assert held
    assert without == heading.evaluate(WIDTH)
    printed = paper.read(page.pdf(format="A4", prefer_css_page_size=False))
    page.reload()
    page.evaluate("document.fonts.ready")
    assert without != heading.evaluate(WIDTH)
    page.close()
    assert [leaf.letters for leaf in press(path, "A4")] == [leaf.letters for leaf in printed]
