"""Asks axe what is wrong with a page, in light and in dark, on a phone and on a desk."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPT = (
    AXE_SCRIPT
    + """
axe.configure({
  checks: [{ id: "color-contrast-enhanced", options: {
    ignoreUnicode: true, ignoreLength: false, ignorePseudo: false, boldValue: 700, boldTextPt: 14,
    largeTextPt: 18, pseudoSizeThreshold: 0.25, shadowOutlineEmMax: 0.1, textStrokeEmMin: 0.03,
    contrastRatio: { normal: { expected: 7 }, large: { expected: 4.5 } },
  } }],
  rules: [{ id: "color-contrast-enhanced", any: ["color-contrast-enhanced"] }],
});"""
)
"""axe, whose rule for a contrast of 7 to 1 also tells what is under 4.5 to 1.

As it comes it leaves that to the rule of WCAG AA, which takes as long once more.
"""

OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {
        "color-contrast": {"enabled": False},
        "color-contrast-enhanced": {"enabled": True},
    },
    "resultTypes": ["violations"],
}

OF_COLOURS = OPTIONS | {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast-enhanced", "link-in-text-block"],
    },
    "rules": {},
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
    page.evaluate(SCRIPT)
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
