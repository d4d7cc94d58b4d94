"""The permanent address of a question leads to it, and marks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("javascript", [True, False])
def test_the_permanent_address_leads_to_the_question(
    visit: Callable[..., Page], address: str, javascript: bool
) -> None:
    """It lands on the section, with the question marked and in view, with and without script."""
    page = visit(address + "go/vision/", java_script_enabled=javascript)
    expect(page).to_have_url(address + "framework/purpose/#vision")
    expect(page.locator("#vision:target")).to_be_in_viewport(ratio=1)


def test_the_permanent_address_is_no_step_of_its_own_in_the_history(
    visit: Callable[..., Page], address: str
) -> None:
    """Back leads to where one was, not to the page that leads on."""
    page = visit(address)
    page.goto(address + "go/vision/")
    expect(page).to_have_url(address + "framework/purpose/#vision")
    page.go_back()
    expect(page).to_have_url(address)


def test_the_question_a_link_led_to_is_marked_as_no_other_is(
    visit: Callable[..., Page], address: str
) -> None:
    """Its ground differs, and so does more than its colour: a bar and a sign."""
    page = visit(address + "framework/purpose/#vision")
    ground = "element => getComputedStyle(element).backgroundColor"
    here, other = page.locator(".ask:has(#vision)"), page.locator(".ask:has(#impact)")
    assert here.evaluate(ground) != other.evaluate(ground)
    sign = "e => getComputedStyle(e.querySelector('.question__number'), '::before').content"
    assert "▸" in here.evaluate(sign)
    assert "none" == other.evaluate(sign)
