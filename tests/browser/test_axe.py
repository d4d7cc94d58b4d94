"""axe finds nothing wrong on any type of page, in light and in dark, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser import pages

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}

OF_COLOURS = OPTIONS | {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"],
    }
}
"""The rules of axe that look at colours: no other finds more in the dark."""

COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (360, 1280)

FAINT = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const shape = element.closest("svg")?.querySelector(".mark__shape");
    const fill = shape ? getComputedStyle(shape).fill : "none";
    if (fill !== "none") return fill;
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/^rgba.*, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest("script, [hidden]")) continue;
    if (!element.checkVisibility() || element.getBoundingClientRect().width <= 1) continue;
    const style = getComputedStyle(element);
    const pair = [light(element.closest("svg") ? style.fill : style.color), light(ground(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 7) faint.push(`${ratio.toFixed(2)}: ${texts.currentNode.data.trim()}`);
  }
  return faint;
}"""
"""The texts, of any size, that stand out from their ground by less than 7 to 1."""


def faults(page: Page) -> dict[str, list[str]]:
    """What is wrong with the page as it is, by axe and in contrast, at each width."""
    page.evaluate(AXE_SCRIPT)
    found = {}
    for colours in COLOURS:
        options = OPTIONS if colours == "light" else OF_COLOURS
        for width in WIDTHS:
            page.emulate_media(color_scheme=colours)
            page.set_viewport_size({"width": width, "height": 800})
            wrong = page.evaluate(FAINT)
            results = page.evaluate("(options) => axe.run(options)", options)
            wrong += [
                f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}"
                for rule in results["violations"]
                for node in rule["nodes"]
            ]
            if wrong:
                found[f"{colours}, {width} px"] = wrong
    return found


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
