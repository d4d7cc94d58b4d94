"""Pages of the site, printed from the browser: what one reads, and nothing that one presses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from generator.model.framework import Framework
from tests.browser import pages, paper

INKS = """() => {
  const inks = new Set();
  for (const element of document.querySelectorAll("main *")) {
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    if (!element.checkVisibility() || !texts.some((node) => node.data.trim())) continue;
    const style = getComputedStyle(element);
    inks.add(element.closest("svg") ? style.fill : style.color);
  }
  return [...inks];
}"""
"""The colours of all words in the body of the page."""

FORMATS = ["A4", "Letter"]
PRESSED = [
    "Skip to content",
    "Menu",
    "Search Dark",
    "What are you looking for?",
    "Copy with credit",
]
PRESSED += ["Copy link", "Link to question", "Large print"]
PRESSED += ["Print this section", "Print the worksheet", "Next section", "Previous section"]
PRESSED += ["Suggest a change", "No accounts, no cookies"]


def printed(page: Page, format_: str = "A4") -> bytes:
    """The page as its reader would print it."""
    page.evaluate("document.fonts.ready")
    return page.pdf(format=format_, prefer_css_page_size=False)


def test_what_one_presses_is_not_printed(visit: Callable[..., Page], address: str) -> None:
    """No menu, search, button or way to other pages."""

    def look(page: Page) -> list[str]:
        leaves = paper.words(printed(page))
        return [text for text in PRESSED if any(paper.solid(text) in leaf for leaf in leaves)]

    assert {} == pages.wrong(visit(address), address, pages.THEMED, look)


@pytest.mark.parametrize("format_", FORMATS)
def test_print_is_clear(visit: Callable[..., Page], address: str, format_: str) -> None:
    """No letter is under 12 points or within 15 mm of an edge, and no page is blank."""

    def look(page: Page) -> None:
        for leaf in paper.read(printed(page, format_)):
            assert min(letter.size for letter in leaf.letters) >= 11.95
            assert min(letter.left for letter in leaf.letters) >= 15
            assert max(letter.right for letter in leaf.letters) <= leaf.width - 15
            assert min(letter.top for letter in leaf.letters) >= 15
            assert max(letter.bottom for letter in leaf.letters) <= leaf.height - 15

    names = ("home", "section", "resources", "resource", "worksheets")
    some = {name: pages.THEMED[name] for name in names}
    assert {} == pages.wrong(visit(address), address, some, look)


@pytest.mark.parametrize("format_", FORMATS)
def test_each_question_is_whole_on_one_page(
    visit: Callable[..., Page], address: str, framework: Framework, format_: str
) -> None:
    """Its number and all its words, and the first page has one below the title."""
    page = visit(address)
    for number, section in enumerate(framework.sections, start=1):
        page.goto(f"{address}framework/{section.id}/")
        leaves = paper.words(printed(page, format_))
        for place, question in enumerate(section.questions, start=1):
            words = paper.solid(f"{number}.{place} {question.text}")
            assert 1 == sum(words in leaf for leaf in leaves), question.id
        assert paper.solid(f"{section.title} {section.summary} {number}.1") in leaves[0]


def test_each_step_of_a_resource_is_whole_on_one_page(
    visit: Callable[..., Page], address: str, framework: Framework
) -> None:
    """A facilitator does not turn the page within a step."""
    page = visit(address)
    for resource in framework.resources:
        page.goto(f"{address}resources/{resource.id}/")
        leaves = paper.words(printed(page))
        for step in resource.steps:
            assert 1 == sum(paper.solid(step.text) in leaf for leaf in leaves), step.text


def test_what_is_folded_is_printed(
    visit: Callable[..., Page], address: str, framework: Framework
) -> None:
    """Paper cannot be opened: the other ways to do a resource are on it."""
    resource = framework.resources[0]
    folded = [*resource.online, *resource.small_group, *resource.large_group]
    leaves = paper.words(printed(visit(f"{address}resources/{resource.id}/")))
    text = "".join(leaves)
    assert [] == [line for line in folded if paper.solid(line) not in text]


def test_ways_in_are_printed_where_they_are_open(
    visit: Callable[..., Page], address: str, framework: Framework
) -> None:
    """A page of questions stays one, and what a reader has opened comes with it."""
    page = visit(f"{address}framework/purpose/")
    page.locator(".ways summary").nth(1).click()
    text = "".join(paper.words(printed(page)))
    on_it = [
        question.id
        for question in framework.sections[0].questions
        if question.ways_in and paper.solid(question.ways_in.listen_for) in text
    ]
    assert ["impact"] == on_it


def test_dark_is_printed_light(visit: Callable[..., Page], address: str) -> None:
    """Who has chosen the dark prints black on white all the same."""

    def look(page: Page) -> None:
        page.emulate_media(media="print", color_scheme="dark")
        assert "dark" == page.evaluate("document.documentElement.dataset.colours")
        assert ["rgb(0, 0, 0)"] == page.evaluate(INKS)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert "rgb(255, 255, 255)" == ground
        page.emulate_media(media="screen")

    page = visit(address, "localStorage.setItem('partnering.colours', 'dark')")
    assert {} == pages.wrong(page, address, pages.THEMED, look)


@pytest.mark.parametrize("format_", FORMATS)
def test_no_line_runs_through_words(visit: Callable[..., Page], address: str, format_: str) -> None:
    """The time of a break and how long it lasts stand within its row of the agenda."""
    leaves = paper.read(printed(visit(f"{address}plan/half-day/"), format_))
    assert any(leaf.rules for leaf in leaves)
    assert [] == [
        letter
        for leaf in leaves
        for letter in leaf.letters
        if any(letter.top < rule < letter.bottom for rule in leaf.rules)
    ]
