"""How the tests open the menu to copy from, press its choices and read the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

PERMITTED: Mapping[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
PURPOSE = "framework/purpose/"
VISION = "question 1.5"
PLACES = [
    (PURPOSE, VISION, "go/vision/"),
    (PURPOSE, "this section", "go/purpose/"),
    ("framework/", "the framework", "go/framework/"),
    ("resources/nine-whys/", "this resource", "go/nine-whys/"),
]

CLIPBOARD = """async () => {
  const held = {};
  for (const item of await navigator.clipboard.read()) {
    for (const type of item.types) held[type] = await (await item.getType(type)).text();
  }
  return held;
}"""
"""What the clipboard holds, by type."""

PARSED = """(source) => [...new DOMParser().parseFromString(source, "text/html").body.children].map(
  (part) => [part.localName, part.textContent, part.lang, part.dir,
    [...part.querySelectorAll("a")].map((link) => link.getAttribute("href"))])"""
"""The parts of rich text: element, words, language, direction and where its links lead."""

LOOKS = """(source) => [...new DOMParser().parseFromString(source, "text/html").querySelectorAll(
  "[class], [style], [id], script, style, img, span")].map((element) => element.outerHTML)"""
"""The elements of rich text that say how it looks, or that are no part of a text."""

QUOTE = "with credit (for Word)"
"""How the choice is called that copies words, after what they are of each kind of thing."""

REFERENCE = "Reference, for a list of sources"
FIRST = [f"Question {QUOTE}", "Link only", REFERENCE]
USE = "Use in a session"
"""The link of the menu of a question or resource, after what is copied first."""

ALL_LINKS = "All questions of this section, with links"
MARKDOWN = "Markdown, for notes apps"
HTML = "HTML, for a web page"
BIBTEX = "BibTeX, for LaTeX or Zotero"
RIS = "RIS, for Zotero or EndNote"
MORE = [MARKDOWN, HTML, BIBTEX, RIS, "QR code, as a picture"]
FILES = ["QR code, SVG file", "QR code, PNG file"]
PUBLISHED = (
    "The King's Fund and The National Lottery Community Fund (2022), "
    "A reflective learning framework for partnering."
)
WORDING = (
    "When will you need to articulate the partnership's vision and who needs to be involved in "
    "this?"
)


def press(control: Locator) -> None:
    """As a keyboard does."""
    control.press("Enter")


def menu(page: Page, name: str) -> Locator:
    """The button that opens the menu for what is called so."""
    return page.get_by_role("button", name=f"Copy with credit {name}", exact=True)


def panel(page: Page) -> Locator:
    """What is open."""
    return page.get_by_role("group", name="Copy for my document")


def choose(
    page: Page, name: str, choice: str, use: Callable[[Locator], None] = Locator.click
) -> None:
    """Open the menu for `name`, and press one of its choices."""
    use(menu(page, name))
    if choice in MORE:
        use(panel(page).get_by_text("More", exact=True))
    use(panel(page).get_by_role("button", name=choice, exact=choice != QUOTE))


def copied(page: Page, name: str, choice: str) -> dict[str, str]:
    """What the clipboard holds after a choice, by type, whatever ends its lines."""
    choose(page, name, choice)
    expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
    held: dict[str, str] = page.evaluate(CLIPBOARD)
    return {kind: text.replace("\r\n", "\n") for kind, text in held.items()}
