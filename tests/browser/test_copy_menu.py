"""One small menu beside each thing to copy: by mouse, key and touch, and a link without script."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults
from tests.browser.copying import (
    ALL_LINKS,
    FILES,
    FIRST,
    MARKDOWN,
    MORE,
    PERMITTED,
    PLACES,
    PURPOSE,
    QUOTE,
    USE,
    VISION,
    menu,
    panel,
    press,
)
from tests.browser.test_room import DOUBLED, SMALL, STICKING_OUT

QUOTED = {VISION: "Question", "this section": "Title", "this resource": "Summary"}
"""What is quoted of each kind of thing; of the framework as a whole, nothing."""

UNDERNEATH = """panel => {
  const over = panel.getBoundingClientRect();
  const parts = document.querySelectorAll("a, button, summary, input, h1, h2, p, dt, dd");
  return [...parts].filter((part) => {
    if (part.contains(panel) || panel.contains(part) || !part.checkVisibility()) return false;
    if (part.closest("[inert]")) return false;
    const box = part.getBoundingClientRect();
    return box.width > 1 && box.left < over.right && box.right > over.left
      && box.top < over.bottom && box.bottom > over.top;
  }).map((part) => part.outerHTML.slice(0, 120));
}"""
"""The controls and words that a panel lies over, in part or whole."""


@pytest.mark.parametrize(("path", "name", "permanent"), PLACES)
def test_every_menu_offers_what_there_is_to_copy(
    visit: Callable[..., Page], address: str, path: str, name: str, permanent: str
) -> None:
    """Few choices first; the others in a fold. The framework as a whole is not quoted."""
    page = visit(address + path)
    menu(page, name).click()
    quoted = [f"{QUOTED[name]} {QUOTE}"] if name in QUOTED else []
    few = [*quoted, *FIRST[1:]]
    few += [ALL_LINKS] if name == "this section" else []
    few += [USE] if name == "this resource" or name.startswith("question") else []
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
            f"Copy with credit question 1.{place}"
        )
        expect(ask.get_by_role("button")).to_contain_text("Copy with credit")


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
    expect(panel(page).get_by_role("link", name=USE)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(panel(page).get_by_role("button", name=MARKDOWN)).to_be_focused()
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
    for _ in range(6):
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


@pytest.mark.parametrize("name", ["question 1.2", VISION, "this section"])
def test_the_menu_lies_over_nothing(visit: Callable[..., Page], address: str, name: str) -> None:
    """What follows makes way for it, its button stays, and it is in view when it opens."""
    page = visit(address)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 500})
        page.goto(address + PURPOSE)
        place = "button => button.getBoundingClientRect().top + scrollY"
        before = menu(page, name).evaluate(place)
        menu(page, name).click()
        expect(panel(page)).to_be_in_viewport(ratio=1)
        panel(page).get_by_text("More", exact=True).click()
        assert before == menu(page, name).evaluate(place), width
        assert [] == panel(page).evaluate(UNDERNEATH), width


@pytest.mark.parametrize("at", [0, 300])
def test_what_is_pressed_beside_the_open_menu_is_hit_and_stays(
    visit: Callable[..., Page], address: str, at: int
) -> None:
    """The menu goes, and with it its room, only when the press is over."""
    page = visit(address + PURPOSE, viewport={"width": 1280, "height": 1300})
    menu(page, "question 1.1").click()
    page.evaluate("at => scrollTo(0, at)", at)
    assert at == page.evaluate("scrollY")
    ways = page.locator(".ask").nth(1).locator("summary")
    box = ways.bounding_box()
    assert box
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    expect(panel(page)).to_have_count(0)
    expect(page.locator("details[open] > summary")).to_contain_text("question 1.2")
    after = ways.bounding_box()
    assert after
    assert at == 0 or after["y"] == pytest.approx(box["y"], abs=1)  # above the top is no room


def leaving_by_tab(page: Page, block: str) -> Locator:
    """What has the focus while Tab is held: it left a menu whose last link stood at `block`."""
    menu(page, "question 1.1").click()
    panel(page).get_by_text("More", exact=True).click()
    last = panel(page).get_by_role("link").last
    last.focus()
    last.evaluate("(link, block) => link.scrollIntoView({ block })", block)
    page.keyboard.down("Tab")
    return page.locator(":focus")


@pytest.mark.keyboard
def test_what_the_keyboard_turns_to_stays_where_it_is(
    visit: Callable[..., Page], address: str
) -> None:
    """As the menu before it goes, with a fold that is taller than the window is."""
    page = visit(address + PURPOSE, viewport={"width": 360, "height": 500})
    focused = leaving_by_tab(page, "start")
    expect(focused).to_be_in_viewport(ratio=1)
    before = focused.bounding_box()
    page.keyboard.up("Tab")
    expect(panel(page)).to_have_count(0)
    after = focused.bounding_box()
    assert before
    assert after
    assert after["y"] == pytest.approx(before["y"], abs=1)
    expect(focused).to_be_in_viewport(ratio=1)


@pytest.mark.keyboard
@pytest.mark.parametrize("block", ["center", "end"])
def test_what_the_keyboard_turns_to_is_wholly_seen(
    visit: Callable[..., Page], address: str, block: str
) -> None:
    """Wherever the window stood: a part that is cut off comes into view as the menu goes."""
    page = visit(address + PURPOSE, viewport={"width": 360, "height": 500})
    focused = leaving_by_tab(page, block)
    page.keyboard.up("Tab")
    expect(panel(page)).to_have_count(0)
    expect(focused).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", [VISION, "this section"])
def test_the_open_menu_fits_and_can_be_used(
    visit: Callable[..., Page], address: str, name: str
) -> None:
    """In light and dark, at any width, with text twice as large; large enough to touch."""
    page = visit(address + PURPOSE)
    menu(page, name).click()
    panel(page).get_by_text("More", exact=True).click()
    assert {} == faults(page)
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
