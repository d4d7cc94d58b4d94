"""Each question has a link to copy and to keep, by whatever means a person has."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

PERMITTED = {"permissions": ["clipboard-read", "clipboard-write"]}
PLACES = [
    ("framework/purpose/", "Copy link to question 1.5", "go/vision/"),
    ("framework/purpose/", "Copy link to this section", "go/purpose/"),
    ("framework/", "Copy link to the framework", "go/framework/"),
    ("resources/nine-whys/", "Copy link to this resource", "go/nine-whys/"),
]
REFUSED = {
    "rejected": "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))",
    "missing": "Object.defineProperty(navigator, 'clipboard', {value: undefined})",
}


def press(button: Locator) -> None:
    button.press("Enter")


@pytest.mark.parametrize("use", [Locator.click, press, Locator.tap], ids=["mouse", "key", "touch"])
@pytest.mark.parametrize(("path", "name", "permanent"), PLACES)
def test_the_address_is_copied(
    visit: Callable[..., Page],
    address: str,
    path: str,
    name: str,
    permanent: str,
    use: Callable[[Locator], None],
) -> None:
    """The clipboard holds the whole permanent address, and a status says so."""
    page = visit(address + path, has_touch=True, **PERMITTED)
    use(page.get_by_role("button", name=name))
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert address + permanent == page.evaluate("navigator.clipboard.readText()")


def test_every_question_has_a_button_of_its_own(visit: Callable[..., Page], address: str) -> None:
    """Each says which question it is for, and stands beside it."""
    page = visit(address + "framework/purpose/")
    names = page.locator(".ask button").all_inner_texts()
    assert [f"Copy link to question 1.{place}" for place in range(1, 6)] == names


@pytest.mark.parametrize("script", REFUSED.values(), ids=REFUSED)
def test_where_copying_is_refused_the_address_is_offered(
    visit: Callable[..., Page], address: str, script: str
) -> None:
    """A labelled field holds the address, in focus and selected, to be copied by hand."""
    page = visit(address + "framework/purpose/", script)
    for _ in range(2):
        page.get_by_role("button", name="Copy link to question 1.5").click()
        field = page.get_by_role("textbox", name="Address to copy")
        expect(field).to_be_focused()
        expect(field).to_have_value(address + "go/vision/")
        assert address + "go/vision/" == page.evaluate("getSelection().toString()")
    expect(page.get_by_role("status").filter(has_text="below")).to_have_count(1)
    expect(page.get_by_text("Link copied")).to_have_count(0)


@pytest.mark.parametrize(("path", "name", "permanent"), PLACES)
def test_without_javascript_a_plain_link_stands_there(
    visit: Callable[..., Page], address: str, path: str, name: str, permanent: str
) -> None:
    """It can be copied from the browser's own menu."""
    page = visit(address + path, java_script_enabled=False)
    link = page.get_by_role("link", name=name.replace("Copy link", "Link"))
    expect(link).to_be_visible()
    assert address + permanent == urljoin(page.url, link.get_attribute("href"))
    expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)


def test_without_javascript_the_link_leads_back_to_the_question(
    visit: Callable[..., Page], address: str
) -> None:
    """Who follows it instead of copying it ends where it was, at the question."""
    page = visit(address + "framework/purpose/", java_script_enabled=False)
    page.get_by_role("link", name="Link to question 1.5").click()
    expect(page).to_have_url(address + "framework/purpose/#vision")


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
