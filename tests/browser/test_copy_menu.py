"""One small menu beside each thing to copy: by mouse, key and touch, and a link without script."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.copying import (
    ALL_LINKS,
    FILES,
    FIRST,
    MORE,
    PERMITTED,
    PLACES,
    PURPOSE,
    VISION,
    menu,
    panel,
    press,
)
from tests.browser.test_axe import faults
from tests.browser.test_room import DOUBLED, SMALL, STICKING_OUT


@pytest.mark.parametrize(("path", "name", "permanent"), PLACES)
def test_every_menu_offers_what_there_is_to_copy(
    visit: Callable[..., Page], address: str, path: str, name: str, permanent: str
) -> None:
    """Few choices first; the others in a fold. The framework as a whole is not quoted."""
    page = visit(address + path)
    menu(page, name).click()
    few = [item for item in FIRST if name != "the framework" or "Wording" not in item]
    few += [ALL_LINKS] if name == "this section" else []
    controls = panel(page).locator("button, a")
    assert few == controls.filter(visible=True).all_inner_texts()
    panel(page).get_by_text("More", exact=True).click()
    assert [*few, *MORE, *FILES] == controls.filter(visible=True).all_inner_texts()


def test_every_question_has_a_menu_of_its_own(visit: Callable[..., Page], address: str) -> None:
    """Each says which question it is for, and stands beside it."""
    page = visit(address + PURPOSE)
    expect(page.locator(".ask copy-menu").get_by_role("button")).to_have_count(5)
    for place, ask in enumerate(page.locator(".ask copy-menu").all(), start=1):
        expect(ask.get_by_role("button")).to_have_accessible_name(
            f"Copy or cite question 1.{place}"
        )
        expect(ask.get_by_role("button")).to_contain_text("Copy or cite")


@pytest.mark.keyboard
def test_by_keyboard_one_opens_chooses_and_goes_on(
    visit: Callable[..., Page], address: str
) -> None:
    """Tab leads through the choices, Enter copies, and the focus is back where it was."""
    page = visit(address + PURPOSE, **PERMITTED)
    opener = menu(page, VISION)
    opener.focus()
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(opener).to_be_focused()
    for choice in FIRST:
        page.keyboard.press("Tab")
        expect(panel(page).get_by_role("button", name=choice, exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(panel(page).get_by_role("button", name="Markdown")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="Markdown copied")).to_be_visible()
    expect(panel(page)).to_have_count(0)
    expect(opener).to_be_focused()


@pytest.mark.keyboard
def test_escape_closes_the_menu_and_gives_the_focus_back(
    visit: Callable[..., Page], address: str
) -> None:
    """From the button and from any choice."""
    page = visit(address + PURPOSE)
    for stops in (0, 1, 3):
        press(menu(page, VISION))
        for _ in range(stops):
            page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(panel(page)).to_have_count(0)
        expect(menu(page, VISION)).to_be_focused()


@pytest.mark.keyboard
def test_the_menu_closes_when_one_turns_to_something_else(
    visit: Callable[..., Page], address: str
) -> None:
    """By Tab, with a press elsewhere, with its own button, or with another menu: one is open."""
    page = visit(address + PURPOSE)
    press(menu(page, VISION))
    page.keyboard.press("Shift+Tab")
    expect(panel(page)).to_have_count(0)
    press(menu(page, VISION))
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(panel(page)).to_have_count(0)
    menu(page, VISION).click()
    page.get_by_role("heading", level=1).click()
    expect(panel(page)).to_have_count(0)
    menu(page, VISION).click()
    menu(page, VISION).click()
    expect(panel(page)).to_have_count(0)
    menu(page, "question 1.1").click()
    menu(page, "this section").click()
    expect(panel(page)).to_have_count(1)


def test_the_menu_moves_nothing(visit: Callable[..., Page], address: str) -> None:
    """It lies over what follows, and is in view when it opens."""
    page = visit(address + PURPOSE, viewport={"width": 360, "height": 500})
    places = "() => [...document.querySelectorAll('.ask')].map((ask) => ask.offsetTop)"
    before = page.evaluate(places)
    menu(page, VISION).click()
    assert before == page.evaluate(places)
    expect(panel(page)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", [VISION, "this section"])
def test_the_open_menu_fits_and_can_be_used(
    visit: Callable[..., Page], address: str, name: str
) -> None:
    """In light and dark, at any width, with text twice as large; large enough to touch."""
    page = visit(address + PURPOSE)
    menu(page, name).click()
    panel(page).get_by_text("More", exact=True).click()
    assert {} == faults(page, "copy-menu:has(.copy__panel)")  # it lies over the rest
    for width in (320, 520, 640, 800):
        page.set_viewport_size({"width": width, "height": 800})
        assert [] == page.evaluate(STICKING_OUT), width
        assert [] == page.evaluate(SMALL), width
    for control in panel(page).locator("button, a, summary").all():
        box = control.bounding_box()
        assert box
        assert box["height"] >= 44
    page.evaluate(DOUBLED)
    for width in (640, 960, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert [] == page.evaluate(STICKING_OUT), width


def test_the_open_menu_shows_in_forced_colours(visit: Callable[..., Page], address: str) -> None:
    """Shadows and grounds are dropped there, so it has an edge."""
    page = visit(address + PURPOSE, forced_colors="active")
    menu(page, VISION).click()
    edge = panel(page).evaluate("e => [getComputedStyle(e).borderStyle, e.clientTop]")
    assert ["solid", 2] == edge


@pytest.mark.parametrize(("path", "name", "permanent"), PLACES)
def test_without_javascript_a_plain_link_stands_there(
    visit: Callable[..., Page], address: str, path: str, name: str, permanent: str
) -> None:
    """It can be copied from the browser's own menu."""
    page = visit(address + path, java_script_enabled=False)
    link = page.get_by_role("link", name=f"Link to {name}")
    expect(link).to_be_visible()
    assert address + permanent == urljoin(page.url, link.get_attribute("href"))
    expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)


def test_without_javascript_the_link_leads_back_to_the_question(
    visit: Callable[..., Page], address: str
) -> None:
    """Who follows it instead of copying it ends where it was, at the question."""
    page = visit(address + PURPOSE, java_script_enabled=False)
    page.get_by_role("link", name="Link to question 1.5").click()
    expect(page).to_have_url(address + "framework/purpose/#vision")
