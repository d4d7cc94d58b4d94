"""Every page fits a narrow window, a large zoom and large text, and fingers find its controls."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser import pages

ZOOMED = {"width": 320, "height": 256}
"""What a window of 1280 by 1024 has left, in pixels of the page, at 400 %."""

WIDTHS = (1280, 640)

DOUBLED = """() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""

STICKING_OUT = """() => {
  const room = document.documentElement.clientWidth;
  const scrolled = document.scrollingElement.scrollWidth > room ? ["the page"] : [];
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    if (element.closest(".scroll, pre") || !element.checkVisibility()) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > room + 1 || box.left < -1) && box.bottom > 0;
  });
  return [...scrolled, ...out.map((element) => element.outerHTML.slice(0, 120))];
}"""
"""What is wider than the window; tables and code may scroll in boxes of their own."""

BROKEN = """() => {
  const broken = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const around = text.parentElement;
    if (!around.checkVisibility() || around.getBoundingClientRect().width <= 1) continue;
    for (const word of text.data.matchAll(/(?<!\\S)\\p{P}*\\p{L}{2,14}(?!\\S*\\/)/gu)) {
      const range = new Range();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
      if (lines.size > 1) broken.push(`${word[0]}: ${around.outerHTML.slice(0, 120)}`);
    }
  }
  return broken;
}"""
"""The words of up to 14 letters that stand on more than one line; addresses may break."""

SMALL = """() => {
  const controls = "a[href], button, summary, input, select, [tabindex='0']";
  const seen = (control) => {
    let { left, right, top, bottom } = control.getBoundingClientRect();
    for (let at = control.parentElement; at; at = at.parentElement) {
      if (!/hidden|clip/.test(getComputedStyle(at).overflow)) continue;
      const box = at.getBoundingClientRect();
      [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
    }
    return { width: right - left, height: bottom - top };
  };
  return [...document.querySelectorAll(controls)].filter((control) => {
    if (!control.checkVisibility() || control.closest("[inert]")) return false;
    const block = control.closest("p, li, td, th, dd, blockquote, h1, h2, h3, div, header");
    const sentence = block.textContent.trim().length > control.textContent.trim().length;
    const inline = getComputedStyle(control).display === "inline";
    const { width, height } = seen(control);
    return !(inline && sentence) && (width < 24 || height < 24);
  }).map((control) => {
    const { width, height } = seen(control);
    return `${width.toFixed(1)} x ${height.toFixed(1)}: ${control.outerHTML.slice(0, 120)}`;
  });
}"""
"""The controls of which less than 24 by 24 pixels is seen, links in sentences apart."""


def test_nothing_scrolls_sideways_in_a_narrow_window(
    visit: Callable[..., Page], address: str
) -> None:
    """At 320 pixels, as at 400 % on a desk, one reads down, not across, and words stay whole."""

    def look(page: Page) -> list[str]:
        return [*page.evaluate(STICKING_OUT), *page.evaluate(BROKEN)]

    page = visit(address, before=pages.stay, viewport=ZOOMED, device_scale_factor=4)
    assert {} == pages.wrong(page, address, pages.ALL, look)


def at_widths(page: Page, script: str, widths: tuple[int, ...]) -> list[str]:
    """What a script finds in windows of some widths."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width} px: {it}" for it in page.evaluate(script)]
    return found


def test_nothing_scrolls_sideways_with_text_twice_as_large(
    visit: Callable[..., Page], address: str
) -> None:
    """The page follows the reader's own size of text."""

    def look(page: Page) -> list[str]:
        page.evaluate(DOUBLED)
        return at_widths(page, STICKING_OUT, WIDTHS)

    page = visit(address, before=pages.stay)
    assert {} == pages.wrong(page, address, pages.ALL, look)


def test_the_results_of_the_search_fit_a_narrow_window(
    visit: Callable[..., Page], address: str
) -> None:
    """They wrap, with text of the usual size and twice as large."""
    page = visit(address, viewport=ZOOMED, device_scale_factor=4)
    pages.search(page, "partnership")
    assert [] == page.evaluate(STICKING_OUT)
    page.evaluate(DOUBLED)
    assert [] == page.evaluate(STICKING_OUT)


def test_every_control_is_large_enough_to_touch(visit: Callable[..., Page], address: str) -> None:
    """Controls are at least 24 by 24 pixels; links in sentences are as tall as their words."""

    def look(page: Page) -> list[str]:
        return at_widths(page, SMALL, (1280, 360))

    page = visit(address, before=pages.stay)
    assert {} == pages.wrong(page, address, pages.ALL, look)


def test_what_a_press_opens_is_large_enough_to_touch(
    visit: Callable[..., Page], address: str
) -> None:
    """The menu of a narrow page, the results of the search, and what is in a fold are too."""
    page = visit(address, viewport={"width": 360, "height": 800})
    page.get_by_text("Menu", exact=True).click()
    assert [] == page.evaluate(SMALL)
    pages.search(page, "vision")
    assert [] == page.evaluate(SMALL)
    page.goto(address + pages.SECTION)
    page.locator(".ways summary").first.click()
    assert [] == page.evaluate(SMALL)
