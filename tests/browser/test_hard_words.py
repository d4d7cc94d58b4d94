"""A hard word shows what it means where it stands: by keyboard and touch, not by mouse alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import SECTION

ASK = ".ask:has(#reciprocity)"
VCSE = "Voluntary, community and social enterprise. These are groups"


def word(page: Page, name: str = "VCSE") -> Locator:
    """A hard word listed in the help with question 4.5."""
    return page.locator(ASK).get_by_role("button", name=name, exact=True)


def helped(page: Page) -> Page:
    """The page with that help open."""
    page.locator(ASK).locator("summary").click()
    return page


def shown(page: Page) -> Locator:
    """The meaning that is shown; there is one at most."""
    return page.locator(".term-meaning")


@pytest.mark.keyboard
def test_by_keyboard_the_meaning_comes_with_the_focus_and_goes_with_escape(
    visit: Callable[..., Page], address: str
) -> None:
    """Enter and Space open and close it; it says nothing new to a screen reader, which heard it."""
    page = helped(visit(address + SECTION, viewport={"width": 1280, "height": 2400}))
    expect(word(page)).to_have_accessible_description(
        f"{VCSE} that are not part of government "
        "and exist to do good: charities, community groups, and businesses with a social aim."
    )
    word(page).focus()
    expect(shown(page)).to_contain_text(VCSE)
    expect(word(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(shown(page)).to_have_count(0)
    expect(word(page)).to_be_focused()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(shown(page)).to_contain_text(VCSE)
        page.keyboard.press(key)
        expect(shown(page)).to_have_count(0)
    top = page.evaluate("scrollY")
    page.keyboard.press("Tab")
    expect(word(page, "reciprocity")).to_be_focused()
    expect(shown(page)).to_contain_text("Giving something back")
    page.keyboard.press("Tab")
    expect(shown(page)).to_have_count(0)
    assert top == page.evaluate("scrollY")


def test_by_touch_a_tap_opens_it_and_another_closes_it(
    visit: Callable[..., Page], address: str
) -> None:
    """It stays within a narrow screen, and a tap elsewhere closes it too."""
    page = visit(address + SECTION, has_touch=True, viewport={"width": 320, "height": 640})
    helped(page)
    for name in ("VCSE", "reciprocity"):
        word(page, name).tap()
        box = shown(page).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    word(page, "reciprocity").tap()
    expect(shown(page)).to_have_count(0)
    word(page).tap()
    expect(shown(page)).to_be_visible()
    page.locator("#reciprocity").tap()
    expect(shown(page)).to_have_count(0)
    assert page.url == address + SECTION


def test_under_the_mouse_it_stays_while_one_reads_it(
    visit: Callable[..., Page], address: str
) -> None:
    """The mouse may move onto it; a click keeps it open, and Escape closes it."""
    page = helped(visit(address + SECTION, before=lambda page: page.clock.install()))
    word(page).hover()
    expect(shown(page)).to_be_visible()
    shown(page).hover()
    page.clock.run_for(500)
    expect(shown(page)).to_be_visible()
    page.mouse.move(1, 1)
    expect(shown(page)).to_have_count(0)
    word(page).click()
    page.mouse.move(1, 1)
    page.clock.run_for(500)
    expect(shown(page)).to_be_visible()
    word(page).click()
    expect(shown(page)).to_have_count(0)
    word(page).hover()
    page.mouse.move(1, 1)
    page.keyboard.press("Escape")
    expect(shown(page)).to_have_count(0)


def test_without_a_script_a_hard_word_leads_to_its_entry(
    visit: Callable[..., Page], address: str
) -> None:
    """The page holds the meaning all the same: for a screen reader, and on paper."""
    page = helped(visit(address + SECTION, java_script_enabled=False))
    link = page.locator(ASK).get_by_role("link", name="VCSE")
    expect(link).to_have_accessible_description(
        f"{VCSE} that are not part of government and "
        "exist to do good: charities, community groups, and businesses with a social aim."
    )
    expect(page.locator("#meaning--vcse")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("#meaning--vcse")).to_be_visible()
    page.emulate_media(media="screen")
    link.click()
    expect(page).to_have_url(f"{address}use/glossary/#vcse")
    expect(page.locator("#vcse")).to_contain_text(VCSE)


def test_a_question_keeps_its_exact_words(visit: Callable[..., Page], address: str) -> None:
    """No hard word is marked in a heading: it is named, searched and copied as it was published."""
    page = visit(address + SECTION)
    assert 0 == page.locator(":is(h1, h2, h3, [data-words]) .term").count()
    words = page.locator(".term").all_text_contents()
    assert {"VCSE", "reciprocity", "power differential", "congruent"} <= set(words)
