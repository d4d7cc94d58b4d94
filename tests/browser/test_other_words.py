"""Words that nobody foresaw, and words written from right to left, fit and do no harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import pages
from tests.browser.test_room import STICKING_OUT, ZOOMED
from tests.conftest import Once
from tests.site import frameworks

SECTIONS = ("roots", "fruit")
LONG = "W" + "o" * 298 + "w"
HARM = "<script>document.title = 'harm'</script><img src=x onerror=\"document.title = 'harm'\">"
PATHS = {
    path: path
    for path in (
        "",
        "framework/",
        "framework/roots/#roots-1",
        "resources/",
        "resources/walk/",
        "worksheets/",
        "404.html",
        "go/roots-1/",
        "worksheets/roots/",
        "worksheets/walk/large/",
    )
}

Serve = Callable[[Path], str]


def built(once: Once, name: str, serve: Serve, phrase: str, *settings: str) -> str:
    """The address of a site whose every text is the phrase and the name of the field."""
    held = frameworks.records(lambda name: f"{phrase} {name}", SECTIONS, *settings)
    return serve(frameworks.site(once, name, held, SECTIONS))


@pytest.fixture(scope="module")
def strange(once: Once, serve: Serve) -> str:
    """A site of code and of words that do not end."""
    return built(once, "endless-words", serve, f"{HARM} {LONG}")


@pytest.fixture(scope="module")
def arabic(once: Once, serve: Serve) -> str:
    """A site in Arabic."""
    return built(once, "arabic-words", serve, "كيف نتعلم معاً", "ar", "rtl")


def sticking_out(page: Page) -> list[str]:
    """What is wider than the window of a page."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found


def test_endless_words_break_and_code_does_not_run(
    visit: Callable[..., Page], strange: str
) -> None:
    """At 320 pixels nothing sticks out, and no word of the data becomes script."""

    def look(page: Page) -> list[str]:
        assert page.title() != "harm"
        return sticking_out(page)

    page = visit(strange, before=pages.stay, viewport=ZOOMED)
    assert {} == pages.wrong(page, strange, PATHS, look)


def test_a_result_of_the_search_shows_code_as_words(
    visit: Callable[..., Page], strange: str
) -> None:
    """What is written into the list of results is text too."""
    page = visit(strange, viewport=ZOOMED)
    pages.search(page, "roots-1")
    expect(pages.results(page).filter(has_text=HARM).first).to_be_visible()
    assert [] == page.locator(".found img, .found script, .everything img").all()
    assert page.title() != "harm"
    assert [] == page.evaluate(STICKING_OUT)


def test_words_from_right_to_left_fit(visit: Callable[..., Page], arabic: str) -> None:
    """At 320 pixels nothing sticks out on either side."""
    page = visit(arabic, before=pages.stay, viewport=ZOOMED)
    assert {} == pages.wrong(page, arabic, PATHS, sticking_out)


def test_a_question_from_right_to_left_begins_at_the_right(
    visit: Callable[..., Page], arabic: str
) -> None:
    """Its letters end where its line begins, whichever way the page around it is written."""
    page = visit(arabic + "framework/roots/")
    text = page.locator(".question__text").first
    edges = text.evaluate("""element => {
      const range = new Range();
      range.selectNodeContents(element);
      const [words, box] = [range, element].map((part) => part.getBoundingClientRect());
      return [words.right, box.right, getComputedStyle(element).direction];
    }""")
    assert [pytest.approx(edges[1], abs=1), edges[1], "rtl"] == edges
