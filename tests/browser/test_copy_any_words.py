"""Whatever words the data holds, what is copied holds them as they are, in every form."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Page

from tests.browser.copying import (
    ALL_LINKS,
    BIBTEX,
    HTML,
    LOOKS,
    MARKDOWN,
    PARSED,
    PERMITTED,
    QUOTE,
    REFERENCE,
    RIS,
    copied,
    menu,
)
from tests.conftest import Once
from tests.site import frameworks

WORDS = (
    '"Ay" & <b onclick=x>bee</b> {{ 7*7 }} {% raw %} 100% a_b_c $x$ \\ `y` [c](d) ![e](f) ~g~ ^h^ '
    "*i* **j** | # &amp;.\nTY  - BOOK } {"
)
STARTS = ["# ", "- ", "1. ", "> "]
TEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
} | {f"\\{sign}": sign for sign in "#$%&_"}


@pytest.fixture(scope="module")
def hostile(once: Once, serve: Callable[[Path], str]) -> str:
    """A site whose every text is code in every form that is copied, written in Arabic's way."""
    said: dict[str, str] = {}

    def say(name: str) -> str:
        return said.setdefault(name, f"{STARTS[len(said) % len(STARTS)]}{WORDS} {name}")

    sections = ("roots", "fruit")
    held = frameworks.records(say, sections, "ar", "rtl")
    return serve(frameworks.site(once, "words-to-copy", held, sections))


@pytest.fixture(params=["question 1.1", "question 1.2", "this section"])
def spoken(
    request: pytest.FixtureRequest, visit: Callable[..., Page], hostile: str
) -> tuple[Page, str, str]:
    """The page of a hostile section, a menu on it, and the words that the menu is for."""
    page = visit(hostile + "framework/roots/", **PERMITTED)
    asked = page.locator(".ask").filter(has=menu(page, request.param))
    place = asked.locator(".question__text") if "question" in request.param else page.locator("h1")
    return page, request.param, place.inner_text()


def test_rich_text_and_html_hold_any_words_as_they_are(spoken: tuple[Page, str, str]) -> None:
    """Nothing in them becomes an element, and they carry their language and direction."""
    page, name, words = spoken
    for choice, kind in ((QUOTE, "text/html"), (HTML, "text/plain")):
        held = copied(page, name, choice)[kind]
        (_, text, *_), (_, credit, *_) = page.evaluate(PARSED, held)
        assert words == text
        assert "(d)" in credit
        assert '<p lang="ar" dir="rtl">' in held
        assert '<i lang="ar" dir="rtl">' in held
        assert [] == page.evaluate(LOOKS, held)
        assert "<b" not in held.replace("<blockquote", "").replace("<body", "")


def test_markdown_shows_any_words_as_they_are(spoken: tuple[Page, str, str]) -> None:
    """Rendered again, they are one quotation, letter for letter, then the credit."""
    page, name, words = spoken
    rendered = markdown.markdown(copied(page, name, MARKDOWN)["text/plain"])
    found = re.fullmatch(r"<blockquote>\s*<p>(.*)</p>\s*</blockquote>\s*<p>.*</p>", rendered)
    assert found, rendered
    assert words == html.unescape(found[1])


def test_references_hold_any_words_as_they_are(spoken: tuple[Page, str, str]) -> None:
    """In BibTeX every brace has its other, and no sign is LaTeX; in RIS a field is a line."""
    page, name, words = spoken
    held = copied(page, name, BIBTEX)["text/plain"]
    depth = 0
    for sign in held:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    [note] = re.findall(r"^  note = \{(.*)\},$", held, re.MULTILINE)
    signs = re.compile("|".join(map(re.escape, TEX)))
    assert re.search(r"(?<!\\)[#$%&_~^<>]", note) is None
    assert signs.sub(lambda found: TEX[found[0]], note).endswith(f": {words}")
    lines = copied(page, name, RIS)["text/plain"].splitlines()
    assert [line[:6] for line in lines] == [
        f"{tag}  - " for tag in ("TY", "AU", "TI", "N1", "UR", "Y2", "ER")
    ]
    assert lines[3].endswith(f": {words}")


def test_the_list_of_questions_holds_any_words_as_they_are(
    visit: Callable[..., Page], hostile: str
) -> None:
    """Each item is in the language of its words."""
    page = visit(hostile + "framework/roots/", **PERMITTED)
    held = copied(page, "this section", ALL_LINKS)
    asked = page.locator(".question__text").all_inner_texts()
    assert [f"1.{n} {words}" for n, words in enumerate(asked, start=1)] == [
        line.partition(" — ")[0] for line in held["text/plain"].splitlines()[:2]
    ]
    assert 2 == held["text/html"].count('<li lang="ar" dir="rtl"><a href=')


def test_another_frameworks_citation_is_made_from_its_data(
    visit: Callable[..., Page], hostile: str
) -> None:
    """Without a citation in the data, the owner of the words is named, and no year."""
    page = visit(hostile + "framework/", **PERMITTED)
    said = copied(page, "the framework", REFERENCE)["text/plain"]
    assert said.partition(",")[0].endswith("about holder")
    assert said.endswith(". https://more.example/about/1")
