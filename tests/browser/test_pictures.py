"""Pictures on screen: large enough on a phone, told in words, and seen in any colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import pages
from tests.conftest import framework_of_the_toolkit

FRAMEWORK = framework_of_the_toolkit()
WITH_PICTURE = [item.id for item in FRAMEWORK.resources if item.picture]
CARDS = {"framework": "framework/"} | {name: f"resources/{name}/" for name in WITH_PICTURE}
SHEETS = {
    f"{name}{ending}-sheet": f"worksheets/{name}{ending}/"
    for name in ("four-player-model", "nine-whys")
    for ending in ("", "-run")
}
PHONE = {"width": 320, "height": 640}

SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg[role=img] text")]
  .filter((text) => text.checkVisibility())
  .map((text) => parseFloat(text.getAttribute("font-size")) * text.getScreenCTM().a))"""
"""The smallest type in the pictures that are seen, in pixels of the page."""

SIDEWAYS = "document.scrollingElement.scrollWidth > document.documentElement.clientWidth"

OUTSIDE = """() => [...document.querySelectorAll("svg[role=img]")].flatMap((svg) => {
  const around = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => {
    const own = text.closest("g")?.firstElementChild;
    const boxes = own && own !== text ? [around, own.getBoundingClientRect()] : [around];
    const box = text.getBoundingClientRect();
    return box.width && boxes.some((it) => box.left < it.left - 1 || box.right > it.right + 1);
  }).map((text) => text.textContent);
})"""
"""The words that are wider, as the browser sets them, than their shape or their picture."""

STROKES = """() => [...document.querySelectorAll("figure.picture svg :is(rect, path, circle)")]
  .map((shape) => getComputedStyle(shape).stroke)"""


def test_a_picture_can_be_read_on_a_phone(visit: Callable[..., Page], address: str) -> None:
    """At 320 pixels nothing runs out of its box or the window, and no type is under 14 pixels."""

    def look(page: Page) -> list[str]:
        page.evaluate("document.fonts.ready.then(() => true)")
        assert page.evaluate(SMALLEST) >= 14
        assert not page.evaluate(SIDEWAYS)
        outside: list[str] = page.evaluate(OUTSIDE)
        return outside

    assert {} == pages.wrong(visit(address, viewport=PHONE), address, CARDS | SHEETS, look)


def test_a_picture_is_told_in_words(visit: Callable[..., Page], address: str) -> None:
    """It has a name and a description, which anybody can open, also without a script."""

    def look(page: Page) -> None:
        figure = page.locator("figure.picture")
        picture = figure.get_by_role("img")
        said = figure.locator("svg > desc").text_content() or "-"
        expect(picture).to_have_accessible_name(figure.locator("svg > title").text_content() or "-")
        expect(picture).to_have_accessible_description(said)
        words = figure.locator("details p")
        expect(words).to_be_hidden()
        figure.locator("summary").click()
        expect(words).to_be_visible()
        expect(words).to_have_text(said)

    page = visit(address, java_script_enabled=False)
    assert {} == pages.wrong(page, address, CARDS, look)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_are_seen_in_forced_colours(
    visit: Callable[..., Page], address: str, scheme: str
) -> None:
    """They take the reader's own colour of text."""
    page = visit(address + CARDS["nine-whys"], forced_colors="active", color_scheme=scheme)
    text = page.evaluate("getComputedStyle(document.body).color")
    assert {text} == set(page.evaluate(STROKES))
