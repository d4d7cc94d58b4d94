"""What the reader's device asks for is respected: forced colours, less movement."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import pages

MOVING = """() => [
  ...document.getAnimations().map((animation) => String(animation.effect?.target?.outerHTML)),
  ...[...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    return style.animationName !== "none" || style.scrollBehavior === "smooth"
      || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
  }).map((element) => element.outerHTML.slice(0, 120)),
]"""
"""What moves, or would at a touch."""

HIDDEN_MARKS = """() => [...document.querySelectorAll(".mark")].filter((mark) => {
  const [shape, number] = [".mark__shape", ".mark__number"].map((part) => mark.querySelector(part));
  const ground = getComputedStyle(shape).fill;
  return ground !== "none" && ground === getComputedStyle(number).fill;
}).length"""
"""How many marks have a number in the colour of its ground."""


MARK_INKS = """() => [...document.querySelectorAll(".mark")].flatMap((mark) => [
  getComputedStyle(mark.querySelector(".mark__shape")).stroke,
  getComputedStyle(mark.querySelector(".mark__number")).fill,
])"""


def test_every_page_can_be_read_in_forced_colours_without_movement(
    visit: Callable[..., Page], address: str
) -> None:
    """Headings stand, the numbers of marks can be told from their shapes, and nothing moves."""

    def look(page: Page) -> list[str]:
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        assert 0 == page.evaluate(HIDDEN_MARKS)
        moving: list[str] = page.evaluate(MOVING)
        return moving

    page = visit(address, before=pages.stay, forced_colors="active", reduced_motion="reduce")
    assert {} == pages.wrong(page, address, pages.ALL, look)


@pytest.mark.keyboard
def test_focus_shows_in_forced_colours(visit: Callable[..., Page], address: str) -> None:
    """Shadows are dropped there, so the focus has an outline."""
    page = visit(address, forced_colors="active")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "solid" in outline
    assert "rgba(0, 0, 0, 0)" not in outline


def test_the_question_a_link_led_to_shows_in_forced_colours(
    visit: Callable[..., Page], address: str
) -> None:
    """The bar beside it has a colour of its own where grounds are dropped."""
    page = visit(address + "framework/purpose/#vision", forced_colors="active")
    colour = "element => getComputedStyle(element).borderInlineStartColor"
    here = page.locator(".ask:has(:target)").evaluate(colour)
    assert here != page.locator(".ask").first.evaluate(colour)


@pytest.mark.parametrize("path", ["sharing/", "nine-whys/large/", "first-meeting-run/"])
def test_a_sheet_can_be_scanned_in_dark_forced_colours(
    visit: Callable[..., Page], address: str, path: str
) -> None:
    """A phone reads its code from the screen; the number in its mark stands out."""
    page = visit(address + "worksheets/" + path, forced_colors="active", color_scheme="dark")
    assert "rgb(0, 0, 0)" == page.evaluate("getComputedStyle(document.body).backgroundColor")
    name = path.partition("/")[0]
    picture = page.get_by_role("img", name="QR code").screenshot(scale="device")
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert [f"/go/{name}/" in code.text for code in codes] == [True]
    assert {"rgb(255, 255, 255)"} >= {*page.evaluate(MARK_INKS)}


def test_nothing_moves_when_search_menu_and_colours_are_used(
    visit: Callable[..., Page], address: str
) -> None:
    """What opens, opens at once."""
    viewport = {"width": 360, "height": 800}
    page = visit(address, reduced_motion="reduce", viewport=viewport)
    page.get_by_role("button", name="Dark").click()
    page.get_by_text("Menu", exact=True).click()
    pages.search(page, "vision")
    assert [] == page.evaluate(MOVING)
