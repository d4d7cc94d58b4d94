"""Each kind of control is reached, worked and left by keyboard, and shows that it is in focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import pages
from tests.browser.copying import (
    FILES,
    FIRST,
    MORE,
    PERMITTED,
    PURPOSE,
    REFERENCE,
    VISION,
    menu,
    panel,
)
from tests.browser.test_keyboard import FOCUSED, at_focus

pytestmark = pytest.mark.keyboard


def reach(page: Page, control: Locator, stops: int = 60) -> None:
    """Press Tab until the control is in focus; it shows that, and nothing covers it."""
    expect(control).to_be_visible()
    for _ in range(stops):
        page.keyboard.press("Tab")
        if control.evaluate("control => control === document.activeElement"):
            break
    expect(control).to_be_focused()
    seen = page.evaluate(FOCUSED)
    assert (True, True) == (seen["shows"], seen["seen"])


def leave(page: Page, control: Locator) -> None:
    """Tab goes on from the control, and back to it."""
    page.keyboard.press("Tab")
    expect(control).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(control).to_be_focused()


def test_the_colours_are_switched(visit: Callable[..., Page], address: str) -> None:
    """Space and Enter both press the button, and it says whether it is pressed."""
    page = visit(address)
    switch = page.get_by_role("button", name="Dark")
    reach(page, switch)
    page.keyboard.press("Space")
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "false")
    leave(page, switch)


def test_resources_are_narrowed_down(visit: Callable[..., Page], address: str) -> None:
    """Arrows choose in each list, the count follows, and the button after them lets go."""
    page = visit(address + "resources/")
    count = page.locator("main").get_by_role("status")
    for label in ("Section", "Time you have", "How many people"):
        chosen = page.get_by_label(label, exact=True)
        reach(page, chosen)
        before = count.inner_text()
        page.keyboard.press("ArrowDown")
        expect(chosen).not_to_have_value("")
        expect(count).not_to_have_text(before)
        leave(page, chosen)
        page.keyboard.press("ArrowUp")
        expect(chosen).to_have_value("")
    page.keyboard.press("ArrowDown")
    reach(page, page.get_by_role("button", name="Show all"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("How many people", exact=True)).to_have_value("")


def test_every_choice_of_the_copy_menu_can_be_taken(
    visit: Callable[..., Page], address: str
) -> None:
    """Tab goes through the choices in order, those in the fold too; Enter takes each of them."""
    page = visit(address + PURPOSE, **PERMITTED)
    opener = menu(page, VISION)
    reach(page, opener)
    for choice in (*FIRST, *MORE):
        page.keyboard.press("Enter")
        if choice in MORE:
            reach(page, panel(page).get_by_text("More", exact=True), len(FIRST) + 2)
            page.keyboard.press("Enter")
        taken = panel(page).get_by_role("button", name=choice, exact=True)
        reach(page, taken, len(FIRST) + 1 + len(MORE))
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
        expect(opener).to_be_focused()
    leave(page, opener)


def test_a_file_is_got_from_the_copy_menu(visit: Callable[..., Page], address: str) -> None:
    """The codes are links, which Enter follows."""
    page = visit(address + PURPOSE)
    reach(page, menu(page, VISION))
    page.keyboard.press("Enter")
    reach(page, panel(page).get_by_text("More", exact=True))
    page.keyboard.press("Enter")
    for file in FILES:
        reach(page, panel(page).get_by_role("link", name=file))
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert file[-8:-5].lower() in download.value.suggested_filename


def test_the_text_to_copy_by_hand_lets_go(visit: Callable[..., Page], address: str) -> None:
    """Where copying is refused it is in focus, shows that, and Tab leads on past the menu."""
    refused = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    page = visit(address + PURPOSE, refused)
    reach(page, menu(page, VISION))
    page.keyboard.press("Enter")
    reach(page, panel(page).get_by_role("button", name=REFERENCE), 3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Text to copy")).to_be_focused()
    seen = page.evaluate(FOCUSED)
    assert (True, True) == (seen["shows"], seen["seen"])
    page.keyboard.press("Tab")
    expect(panel(page)).to_have_count(0)
    assert page.evaluate(FOCUSED)["seen"]


@pytest.mark.parametrize("path", ["resources/nine-whys/", pages.SECTION, "worksheets/"])
def test_a_fold_opens_and_closes(visit: Callable[..., Page], address: str, path: str) -> None:
    """Enter opens it, Space closes it, and Tab goes on into what it holds and past it."""
    page = visit(address + path)
    for fold in page.locator("main summary").filter(visible=True).all():
        reach(page, fold)
        page.keyboard.press("Enter")
        expect(fold.locator("..")).to_have_attribute("open", "")
        leave(page, fold)
        page.keyboard.press("Space")
        expect(fold.locator("..")).not_to_have_attribute("open", "")


def test_a_wide_table_is_scrolled(visit: Callable[..., Page], address: str) -> None:
    """Where a table is wider than its place, it is a stop, and arrows move it."""
    page = visit(address + "about/accessibility/", viewport={"width": 320, "height": 800})
    table = page.get_by_role("region", name="Results of the checks")
    reach(page, table)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    leave(page, table)


def test_a_frame_lets_go(visit: Callable[..., Page], address: str) -> None:
    """Tab goes into a question in a frame, through its link, and out again."""
    page = visit(address + "use/linking/")
    inside = page.frame_locator("iframe").get_by_role("link", name="Open this question")
    page.locator("iframe").scroll_into_view_if_needed()
    for _ in range(60):
        page.keyboard.press("Tab")
        if at_focus(page, "control => control.localName === 'iframe'"):
            break
    expect(inside).to_be_focused()
    for _ in range(3):  # the credit's links
        page.keyboard.press("Tab")
    assert at_focus(page, "control => control.localName !== 'iframe'")
    with page.expect_popup() as opened:
        inside.press("Enter")
    expect(opened.value).to_have_url(address + "framework/purpose/#impact")


def test_a_permanent_address_is_told_to_stay(visit: Callable[..., Page], address: str) -> None:
    """The link and the box are two stops; Space ticks the box, and the next visit stays."""
    page = visit(address + pages.PLAIN["permanent-address"])
    reach(page, page.get_by_role("link", name="Go to where this is now"), 1)
    box = page.get_by_role("checkbox", name="Stop at pages like this one")
    reach(page, box, 1)
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.goto(address + "go/power/")
    expect(box).to_be_checked()
    reach(page, box, 2)
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
