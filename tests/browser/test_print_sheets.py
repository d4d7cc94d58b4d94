"""Sheets as a browser prints them: every word, room to write, and the way back on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise, product

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
from tests.paper import hold

NAMES = ["role", "people", "sharing", "nine-whys", "framework"]
"""A short section, the one with the longest question, the longest, a resource and the whole."""

FULLEST = [
    "stakeholder-analysis",
    "sharing-session-handout",
    "yearly-review-handout",
    "people-look-back",
    "sharing-look-back",
    "yearly-review-pack",
]
"""Of other kinds those with the least room to spare: words that are long, or many on one page."""

MARGIN = 15
ROOM, BRIEF = 60, 33
MOST = 3


def asks_of(part: Part) -> list[Ask]:
    """The questions and prompts of a part, each with one space to write in."""
    return [block for block in part.blocks if isinstance(block, Ask) and len(block.spaces) == 1]


@dataclass(frozen=True)
class Printed:
    """A sheet on paper: what is on it, in which print, and its pages."""

    sheet: Sheet
    framework: Framework
    large: bool
    leaves: list[Leaf]

    @cached_property
    def asks(self) -> tuple[tuple[Ask, Leaf], ...]:
        """Each question with the page on which all its words stand.

        What every part asks stands once for each of them, in their order.
        """
        every = [ask for part in self.sheet.parts for ask in asks_of(part)]
        found: list[tuple[Ask, Leaf]] = []
        for text in {f"{ask.number} {ask.text}": None for ask in every}:
            same = [ask for ask in every if f"{ask.number} {ask.text}" == text]
            found += zip(same, [leaf for leaf in self.leaves if leaf.holds(text)], strict=True)
        return tuple(found)

    def asks_on(self, leaf: Leaf) -> list[Ask]:
        return [ask for ask, at in self.asks if at is leaf]


Promise = Callable[[Printed], None]

PROMISES: list[Promise] = []
"""What each sheet keeps, however it is printed; each raises AssertionError where it is broken."""


def promise(keeps: Promise) -> Promise:
    """Hold every sheet to this."""
    PROMISES.append(keeps)
    return keeps


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


def test_the_longest_question_is_among_those_printed(framework: Framework) -> None:
    """The sheets below would show that it does not fit."""
    longest = max(framework.questions, key=lambda numbered: len(numbered.question.text))
    assert longest.section.id in NAMES


@promise
def every_word_of_the_sheet_is_printed(printed: Printed) -> None:
    """Titles, summaries, blanks, questions with their numbers, and whose words they are."""
    words = [str(line) for line in credit.in_full(printed.sheet.shares)]
    for part in printed.sheet.parts:
        words += [part.title, part.summary, *BLANKS, part.who or WHO]
        words += [f"{ask.number} {ask.text}" for ask in asks_of(part)]
        words += ["What we will do", "When we will look again"]
    assert [] == [text for text in words if not any(leaf.holds(text) for leaf in printed.leaves)]


@promise
def no_letter_is_small(printed: Printed) -> None:
    """At least 12 points in clear print and 16 in large print, the foot included."""
    least = 16 if printed.large else 12
    for leaf in printed.leaves:
        assert [] == [letter for letter in leaf.letters if letter.size < least - 0.05]


@promise
def margins_are_wide(printed: Printed) -> None:
    """Nothing stands within 15 mm of an edge."""
    for leaf in printed.leaves:
        assert min(letter.left for letter in leaf.letters) >= MARGIN
        assert max(letter.right for letter in leaf.letters) <= leaf.width - MARGIN
        assert min(letter.top for letter in leaf.letters) >= MARGIN
        assert max(letter.bottom for letter in leaf.letters) <= leaf.height - MARGIN


@promise
def each_question_stands_with_its_room_to_write(printed: Printed) -> None:
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


@promise
def few_questions_share_a_page(printed: Printed) -> None:
    """At most three in clear print; in large print one, or two that want short answers."""
    for leaf in printed.leaves:
        asks = printed.asks_on(leaf)
        assert len(asks) <= (2 if printed.large else MOST)
        assert not printed.large or len([ask for ask in asks if not ask.brief]) <= 1


@promise
def no_page_is_nearly_blank(printed: Printed) -> None:
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


@promise
def each_part_begins_on_a_page_of_its_own(printed: Printed) -> None:
    """No question of another part stands on the page that has its title."""
    for part in printed.sheet.parts:
        (first,) = (leaf for leaf in printed.leaves if leaf.holds(f"{part.title} {part.summary}"))
        assert set(printed.asks_on(first)) <= set(asks_of(part))


@promise
def every_page_has_its_foot_and_nothing_overlaps_it(printed: Printed) -> None:
    """Its number and the permanent address; on the first the edition and the owners too.

    No more, no less: all that is said of rights stands on the last page.
    """
    about = printed.framework.about
    edition = f"{about.short_title}, edition {about.edition}, version {about.version}"
    imprint = " ".join([edition, *credit.short(printed.sheet.shares, "this sheet", brief=True)])
    for number, leaf in enumerate(printed.leaves, start=1):
        stands = "".join(letter.text for letter in leaf.below(leaf.foot))
        line = f"Page {number} of {len(printed.leaves)} · {SITE_URL}go/{printed.sheet.id}/"
        assert paper.solid((number == 1) * imprint + line) == stands
        assert not leaf.rules_between(leaf.foot + 0.5, leaf.height)


@promise
def the_first_page_has_a_code_that_leads_back(printed: Printed) -> None:
    """A phone reads the permanent address from it, with the release that was printed.

    The others say the address in words.
    """
    about = printed.framework.about
    address = f"{SITE_URL}go/{printed.sheet.id}/?v={about.edition}-{about.version}"
    first, *others = (leaf.codes for leaf in printed.leaves)
    assert ((address,), [()] * len(others)) == (first, others)


@pytest.mark.parametrize(
    ("name", "size", "format_"), list(product(NAMES, ("", "large/"), ("A4", "Letter")))
)
def test_a_printed_sheet_keeps_every_promise(
    press: Callable[[str, str], list[Leaf]],
    framework: Framework,
    name: str,
    size: str,
    format_: str,
) -> None:
    """Each promise above, on both papers and in both sizes; all that are broken are told."""
    sheet = next(sheet for sheet in sheets(framework) if sheet.id == name)
    leaves = press(f"worksheets/{name}/{size}", format_)
    hold(PROMISES, Printed(sheet, framework, bool(size), leaves))


@pytest.mark.parametrize("name", FULLEST)
def test_no_page_of_a_sheet_runs_over(browser: Browser, address: str, name: str) -> None:
    """It prints as many pages as it says, in both prints and on both papers."""
    page = browser.new_page()
    for path in (f"worksheets/{name}/", f"worksheets/{name}/large/"):
        page.goto(address + path)
        page.evaluate("document.fonts.ready")
        count = page.locator(".leaf").count()
        for format_ in ("A4", "Letter"):
            pages = paper.words(page.pdf(format=format_, prefer_css_page_size=False))
            feet = [paper.solid(f"Page {number} of {count}") for number in range(1, count + 1)]
            assert count == len(pages), (path, format_)
            assert all(foot in words for foot, words in zip(feet, pages, strict=True))
    page.close()


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
