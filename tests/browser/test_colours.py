"""Light or dark: the device's choice, until somebody chooses otherwise on this device."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import pages
from tests.browser.chrome import browser_options, installed_browser

REFUSING = """
const refuse = () => { throw new DOMException("refused", "SecurityError"); };
Object.defineProperty(window, "localStorage", { get: refuse });
Object.defineProperty(window, "sessionStorage", { get: refuse });
"""
GROUND = "getComputedStyle(document.body).backgroundColor"
PALETTE = """() => {
  const style = getComputedStyle(document.documentElement);
  const names = "paper card ink ink-soft line control link focus button button-ink shade mark-ink "
    + "hue-1 hue-2 hue-3 hue-4 hue-5 hue-6";
  return names.split(" ").map((name) => style.getPropertyValue(`--${name}`));
}"""


def switch(page: Page) -> Locator:
    return page.get_by_role("button", name="Dark")


def lightness(page: Page) -> int:
    """How light the ground of the page is, from 0 to 255, by its red."""
    colour = page.evaluate(GROUND)
    return int(colour.removeprefix("rgb(").partition(",")[0])


@pytest.mark.parametrize("javascript", [True, False])
def test_the_page_follows_the_device(
    visit: Callable[..., Page], address: str, javascript: bool
) -> None:
    """Light or dark as the device says, with and without JavaScript, also when it changes."""

    def look(page: Page) -> None:
        assert lightness(page) < 60
        page.emulate_media(color_scheme="light")
        assert lightness(page) > 200
        page.emulate_media(color_scheme="dark")

    page = visit(address, color_scheme="dark", java_script_enabled=javascript)
    assert {} == pages.wrong(page, address, pages.THEMED, look)


def test_the_switch_says_which_it_is(visit: Callable[..., Page], address: str) -> None:
    """`aria-pressed` is true while the page is dark, whoever chose it."""
    page = visit(address, color_scheme="light")
    expect(switch(page)).to_have_attribute("aria-pressed", "false")
    switch(page).click()
    expect(switch(page)).to_have_attribute("aria-pressed", "true")
    assert lightness(page) < 60
    switch(page).click()
    expect(switch(page)).to_have_attribute("aria-pressed", "false")
    page.emulate_media(color_scheme="dark")
    expect(switch(page)).to_have_attribute("aria-pressed", "false")
    assert lightness(page) > 200


@pytest.mark.parametrize(("device", "chosen"), [("light", "true"), ("dark", "false")])
def test_the_choice_is_remembered_on_the_next_page(
    visit: Callable[..., Page], address: str, device: str, chosen: str
) -> None:
    """It holds on every page of the site, against the device."""
    page = visit(address, color_scheme=device)
    switch(page).click()
    page.get_by_role("link", name="Worksheets", exact=True).first.click()
    expect(page).to_have_url(address + "worksheets/")
    expect(switch(page)).to_have_attribute("aria-pressed", chosen)
    assert (lightness(page) < 60) == (chosen == "true")


@pytest.fixture
def keeping(browser: Browser) -> Iterator[Page]:
    """A page of a Chromium that keeps pages for Back, as people's browsers do."""
    type_, path = browser.browser_type, installed_browser()
    kept = type_.launch(
        executable_path=path,
        channel=None if path else "chromium",  # Playwright's headless shell keeps no page
        args=browser_options(),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield kept.new_page()
    kept.close()


@pytest.mark.parametrize("path", ["plan/went-wrong/", "plan/half-day/", "worksheets/"])
def test_a_choice_made_on_another_page_shows_after_back(
    keeping: Page, address: str, path: str
) -> None:
    """The browser shows the page as it was left, with the colours and the paper chosen since."""
    keeping.goto(address + path)
    keeping.evaluate("window.left = true")
    keeping.goto(address + "plan/first-meeting/")
    switch(keeping).click()
    keeping.get_by_role("radio", name="Letter").first.check()
    keeping.go_back(wait_until="commit")
    assert keeping.evaluate("window.left"), "the page was not kept"
    expect(switch(keeping)).to_have_attribute("aria-pressed", "true")
    assert lightness(keeping) < 60
    expect(keeping.get_by_role("radio", name="Letter").first).to_be_checked()
    assert keeping.locator("a:visible[href*='-a4']").count() == 0
    assert keeping.locator("a:visible[href*='-letter']").count() > 0


def test_a_choice_made_in_one_tab_holds_in_the_other(browser: Browser, address: str) -> None:
    """At once, for colours and for paper."""
    with browser.new_context() as context:
        one, other = context.new_page(), context.new_page()
        for page in (one, other):
            page.goto(address + "worksheets/")
        switch(one).click()
        one.get_by_role("radio", name="Letter").first.check()
        expect(switch(other)).to_have_attribute("aria-pressed", "true")
        expect(other.get_by_role("radio", name="Letter").first).to_be_checked()


def test_dark_by_choice_is_dark_by_device(visit: Callable[..., Page], address: str) -> None:
    """The two have one palette."""
    page = visit(address, color_scheme="dark")
    by_device = page.evaluate(PALETTE)
    assert all(by_device)
    switch(page).click()
    by_light = page.evaluate(PALETTE)
    page.emulate_media(color_scheme="light")
    switch(page).click()
    assert by_device == page.evaluate(PALETTE)
    assert by_device != by_light


def test_it_works_where_storage_is_refused(visit: Callable[..., Page], address: str) -> None:
    """The choice holds for the page, and nothing breaks."""
    errors: list[str] = []
    page = visit(
        address,
        REFUSING,
        before=lambda page: page.on("pageerror", lambda error: errors.append(str(error))),
    )
    switch(page).click()
    expect(switch(page)).to_have_attribute("aria-pressed", "true")
    assert lightness(page) < 60
    pages.search(page, "vision")
    page.goto(address + "framework/")
    expect(switch(page)).to_have_attribute("aria-pressed", "false")
    assert [] == errors


def test_without_javascript_there_is_no_switch(visit: Callable[..., Page], address: str) -> None:
    """Nothing is offered that would not work."""
    page = visit(address, java_script_enabled=False)
    expect(switch(page)).to_be_hidden()
    expect(page.get_by_role("link", name="Search", exact=True)).to_be_visible()
