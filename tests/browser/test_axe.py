"""axe finds nothing wrong on any type of page, in light and in dark, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import pages
from tests.browser.axe import COLOURS, FAINT, faults


@pytest.mark.long
def test_no_type_of_page_has_a_fault(visit: Callable[..., Page], address: str) -> None:
    """WCAG 2.2 AA and good practice, with a contrast of at least 7 to 1 for text."""
    page = visit(address, before=pages.stay)
    assert {} == pages.wrong(page, address, pages.ALL, faults)


@pytest.mark.parametrize("name", ["impact", "other-work", "stakeholders", "power", "balance"])
def test_the_question_a_link_led_to_stands_out(
    visit: Callable[..., Page], address: str, name: str
) -> None:
    """In the colour of each section, on the ground that marks the question, text is 7 to 1."""
    page = visit(f"{address}go/{name}/")
    expect(page.locator(f"#{name}:target")).to_be_visible()
    for colours in COLOURS:
        page.emulate_media(color_scheme=colours)
        assert [] == page.evaluate(FAINT)


@pytest.mark.parametrize("words", ["partnership", "nowhere-to-be-found"])
def test_the_search_with_its_results_has_no_fault(
    visit: Callable[..., Page], address: str, words: str
) -> None:
    """What is found, what is said where nothing is, and a link that could not be copied."""
    script = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    page = visit(f"{address}search/#q={words}", script)
    expect(page.get_by_role("status")).to_contain_text("result")
    if pages.results(page).count():
        page.get_by_role("button", name="Copy link").first.click()
        expect(page.get_by_role("textbox", name="Link to copy")).to_be_visible()
    assert {} == faults(page)


def test_what_a_press_opens_has_no_fault(visit: Callable[..., Page], address: str) -> None:
    """The menu of a narrow page, help, and the text where copying is refused, are held too."""
    script = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    page = visit(address + pages.SECTION, script, viewport={"width": 360, "height": 800})
    page.get_by_text("Menu", exact=True).click()
    page.locator(".ways summary").nth(1).click()
    page.get_by_role("button", name="Copy with credit question 4.1").click()
    page.get_by_role("button", name="Question with credit").click()
    assert {} == faults(page)


def test_a_chosen_darkness_has_no_fault(visit: Callable[..., Page], address: str) -> None:
    """Dark by the switch, on a device set to light, is held to the same as dark by the device."""
    page = visit(address + pages.SECTION)
    page.get_by_role("button", name="Dark").click()
    assert {} == faults(page)
