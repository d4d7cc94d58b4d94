"""Every word of a sheet or card stands in its plain data: what draws it has none of its own.

So the digest in the ledger and the name in the cache know of every word.
"""

from __future__ import annotations

import html as markup
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from typing import Any

import pypdfium2
import pytest

from generator.model.values import Record
from generator.permalinks.places import Permalinks
from generator.sheets import cards, docx, pdf
from generator.sheets.kinds import places, sheets
from generator.sheets.plain import texts
from generator.web import sheet_pages
from tests.conftest import framework_of_the_toolkit
from tests.paper import SHEETS, family

FRAMEWORK = framework_of_the_toolkit()
EVERY = tuple(sheets(FRAMEWORK))
LINKS = Permalinks(FRAMEWORK, "https://a.example/", places(EVERY))
AS_THEY_ARE = {
    "id", "kind", "place", "number", "code", "region", "direction", "printed", "qr",
}  # fmt: skip
"""What of the plain data says how to draw, and to nobody what."""

KINDS = (
    "purpose", "stakeholder-analysis", "four-player-model", "nine-whys-run", "first-meeting-run",
    "purpose-run", "purpose-ways", "purpose-look-back", "voices", "first-meeting-pack",
)  # fmt: skip
"""Sheets that hold every kind of block between them."""


def blotted(value: Any, key: str = "") -> Any:
    """Records with each letter of their words made an x."""
    if isinstance(value, str):
        if key == "svg":
            return re.sub(r">[^<>]+<", "><", value)
        return value if key in AS_THEY_ARE else re.sub(r"[^\W\d_]", "x", value)
    if isinstance(value, Record):
        return value.model_copy(update={name: blotted(inner, name) for name, inner in value})
    if isinstance(value, Mapping):
        return {name: blotted(inner, name) for name, inner in value.items()}
    if named := getattr(value, "_fields", ()):
        return type(value)(*map(blotted, value, named))
    if is_dataclass(value):
        inside = vars(value).items()
        return type(value)(**{name: blotted(inner, name) for name, inner in inside})
    return tuple(blotted(inner, key) for inner in value) if isinstance(value, tuple) else value


def letters(text: str) -> set[str]:
    """The letters in a text."""
    return set(re.findall(r"[^\W\d_]", text))


def said_by_pdf(content: bytes) -> str:
    """The words on the pages of a PDF."""
    with pypdfium2.PdfDocument(content) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def said_by_word(content: bytes) -> Iterator[str]:
    """The words of a Word document, those for screen readers too; not how fields are worked out."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            if re.match(r"word/(document|header\d*|footer\d*)\.xml", name):
                xml = file.read(name).decode()
                yield from re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)
                yield from re.findall(r' descr="([^"]*)"', xml)
                named = r'<w:(?:alias|tblCaption|tblDescription) w:val="([^"]*)"'
                yield from re.findall(named, xml)


@pytest.mark.parametrize("name", KINDS)
def test_a_pdf_has_no_words_but_those_of_its_data(name: str) -> None:
    """On its pages and in the names of its fields."""
    drawn = pdf.draw(blotted(SHEETS[name]), "a4", "large", family(SHEETS[name]), fillable=True)
    assert letters(said_by_pdf(drawn.pdf)) == {"x"}
    assert letters("".join(field.label + field.value for field in drawn.fields)) <= {"x"}


@pytest.mark.parametrize("name", KINDS)
def test_a_word_document_has_no_words_but_those_of_its_data(name: str) -> None:
    """In its text, and in what a screen reader says of its tables, pictures and blanks."""
    words = blotted(SHEETS[name])
    content = docx.draw(words, "a4", family(SHEETS[name]), docx.qr_picture("x"))
    assert letters(markup.unescape("".join(said_by_word(content)))) == {"x"}


@pytest.mark.parametrize("name", KINDS)
def test_a_page_prints_no_words_but_those_of_its_data(name: str) -> None:
    """What is above it on the screen alone is no part of the sheet."""
    (sheet,) = (item for item in EVERY if item.id == name)
    for page in sheet_pages.render(FRAMEWORK, LINKS, sheet, blotted(SHEETS[name])):
        body = re.sub(r'(?s)<header class="screen">.*?</header>', "", page.content)
        body = body.split("<body>")[1]
        said = re.sub(r"(?s)<[^>]*>", " ", body) + "".join(re.findall(r'-label="([^"]*)"', body))
        assert letters(markup.unescape(said)) == {"x"}


def test_a_deck_has_no_words_but_those_of_its_data() -> None:
    """On both sides of its cards."""
    deck = cards.cards(FRAMEWORK, LINKS)
    words = blotted(cards.plain_deck((deck[0], deck[-1]), FRAMEWORK, lambda _: "<svg/>"))
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    words = replace(words, cards=tuple(replace(card, qr=blank) for card in words.cards))
    drawn = cards.draw(words, "a4", "clear", "Atkinson Hyperlegible Next")
    assert letters(said_by_pdf(drawn.pdf)) == {"x"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nine-whys-run", "If you have time:"),
        ("nine-whys-run", "Say:"),
        ("stakeholder-analysis", "Up the side:"),
        ("four-player-model", "Without it:"),
        ("purpose", "Page"),
        ("framework", "Contents"),
    ],
)
def test_the_digest_of_a_sheet_sees_the_words_that_were_in_templates(name: str, words: str) -> None:
    """Those of a picture too: a change of any of them is a change of the sheet."""
    assert any(words in text for text in texts(SHEETS[name]))
