"""Everything can be reached, seen and used by keyboard alone, and no single letter does a thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser import pages

pytestmark = pytest.mark.keyboard

PHONE = {"width": 360, "height": 800}
ONES_THAT_TAB_REACHES = """() => [...document.querySelectorAll(
  "a[href], button, input, select, summary, [tabindex='0']"
)].filter((control) => control.tabIndex >= 0 && control.checkVisibility()
  && !control.closest("[inert]") && (control.type !== "radio" || control.checked))
  .reduce((sum, control) => sum + (control.type === "date" ? 4 : 1), 0)"""
"""How often Tab should stop: of a group of choices, at the one that is chosen; at a date, at its
day, month and year, and at its calendar."""

COMING = """.page--session:not(.ready),
  .page > :is(notebook-page, answer-page, together-page):not(:defined)"""
"""What a script is about to show."""

FOCUSED = """() => {
  const control = document.activeElement;
  if (control === document.body) return null;
  const style = getComputedStyle(control);
  const clear = (colour) => /^rgba.*, 0\\)$/.test(colour);
  const [box] = control.getClientRects();
  return {
    what: control.outerHTML.slice(0, 120),
    shows: (style.outlineStyle !== "none" && !clear(style.outlineColor))
      || style.boxShadow !== "none",
    seen: box.bottom > 0 && box.top < innerHeight
      && control.contains(document.elementFromPoint(
        box.left + Math.min(box.width, 8) / 2,
        Math.max(Math.min(box.top + box.height / 2, innerHeight - 1), 0))),
  };
}"""
"""The control in focus, whether its focus shows, and whether nothing hides it."""


def at_focus(page: Page, script: str) -> object:
    return page.evaluate(f"(({script})(document.activeElement))")


def from_the_top(paths: Mapping[str, str]) -> dict[str, str]:
    """The same pages, without the places in them to which their addresses lead."""
    return {name: path.partition("#")[0] for name, path in paths.items()}


def test_the_first_stop_skips_to_the_content(visit: Callable[..., Page], address: str) -> None:
    """It shows when it is reached, and Tab goes on from the content, not from the menu."""

    def skip(page: Page) -> None:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        expect(page.locator("#content")).to_be_focused()
        page.keyboard.press("Tab")
        assert at_focus(page, "control => control.closest('#content, .base') !== null")

    assert {} == pages.wrong(visit(address), address, from_the_top(pages.THEMED), skip)


def test_the_menu_of_a_narrow_page_opens_and_leads_on(
    visit: Callable[..., Page], address: str
) -> None:
    """Enter opens it and the search stays in place; Tab reaches its links, Enter follows them."""
    page = visit(address, viewport=PHONE)
    page.get_by_text("Menu", exact=True).focus()
    search = page.locator(".top__tools").get_by_role("link", name="Search")
    there = search.bounding_box()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Framework", exact=True)).to_be_visible()
    assert there == search.bounding_box()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Resources", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "resources/")


ALL_FOUND = re.compile(r"^\d+ results?(?! so far)\b")
"""What the search says once it has read every text."""


def open_search(page: Page, words: str) -> None:
    """Tab to the search, open it and type, as a person at a keyboard would."""
    link = page.get_by_role("link", name="Search", exact=True)
    while not link.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(pages.field(page)).to_be_focused()
    page.keyboard.type(words)
    expect(page.get_by_role("status")).to_have_text(ALL_FOUND)


def expect_at(page: Page, address: str, question: str) -> None:
    """The page is that of the question, which is the target and in view."""
    expect(page).to_have_url(address)
    expect(page.locator(f"#{question}:target")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("key", ["ArrowDown", "Tab"])
def test_a_question_is_found_and_reached(
    visit: Callable[..., Page], address: str, key: str
) -> None:
    """Arrows or Tab lead to the result; Enter leads to the question, in view and marked."""
    page = visit(address)
    open_search(page, "vision")
    location = address + "framework/purpose/#vision"
    for _ in range(12):
        if at_focus(page, "control => control.href") == location:
            break
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect_at(page, location, "vision")


def test_enter_leads_to_the_best_result_and_arrows_go_on_and_back(
    visit: Callable[..., Page], address: str
) -> None:
    """Typing and Enter twice are enough for who knows what to look for."""
    page = visit(address)
    open_search(page, "voices equally heard")
    page.keyboard.press("Enter")
    expect(pages.results(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(pages.results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(pages.field(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect_at(page, address + "framework/sharing/#power", "power")


@pytest.mark.parametrize("path", ["", pages.SECTION, "resources/"])
def test_single_letters_do_nothing_outside_fields(
    visit: Callable[..., Page], address: str, path: str
) -> None:
    """Speech and shaky hands press letters by chance (WCAG 2.1.4)."""
    page = visit(address + path)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    where = at_focus(page, "control => control.outerHTML")
    for letter in "sfnp/.,hjk?":
        page.keyboard.press(letter)
        assert address + path == page.url
        assert where == at_focus(page, "control => control.outerHTML")


@pytest.mark.long
def test_tab_stops_at_every_control_once_and_each_shows_its_focus(
    visit: Callable[..., Page], address: str
) -> None:
    """Focus is visible and in view at each stop, nothing is left out and nothing traps."""

    def walk(page: Page) -> None:
        expect(page.locator(COMING)).to_have_count(0)
        count = page.evaluate(ONES_THAT_TAB_REACHES)
        assert count > 0
        stops = []
        for _ in range(count):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
        after = page.evaluate(FOCUSED)
        assert [] == [stop for stop in stops if not (stop and stop["shows"] and stop["seen"])]
        assert after is None or after["what"] == stops[0]["what"]

    page = visit(address, before=pages.stay)
    assert {} == pages.wrong(page, address, from_the_top(pages.ALL), walk)
