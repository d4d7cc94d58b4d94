"""Draws a sheet as a Word document: real headings, and a content control for every blank.

Decides how a sheet looks in a word processor, never what it says. Knows nothing of the other
formats.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from generator.drawing.fonts import for_word
from generator.drawing.qr import qr_picture
from generator.sheets.docx_blocks import pieces_of
from generator.sheets.docx_file import DATE, SHARED, Paper, empty_document, zipped
from generator.sheets.docx_xml import (
    control_of,
    counted,
    element,
    language,
    number_controls,
    paragraph,
    row_of,
    run_of,
    table_of,
    voice_of,
)
from generator.sheets.plain import texts

LINE, QR = Mm(9), Mm(22)
"""The least height of a line to write on, and how wide the code is."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def draw(words: dict[str, Any], paper: Paper, family: str, code: bytes | None = None) -> bytes:
    """Draw what `plain.on_paper` gave, in a family of typefaces, as the bytes of a .docx file.

    `code` is its QR code as a PNG file, which is made where it is left out.
    Where the family is not installed, Word takes Arial, and for other scripts what it has.
    """
    words = _legal(words)
    families = for_word(family, texts(words))
    document = Document(io.BytesIO(empty_document(paper, families, language(words))))
    _describe(document, words)
    _draw_footer(document, words, code or qr_picture(words["printed"]))
    front = [{"header": words["header"], "own_words": True, "blanks": False}]
    before = None
    for part in (*(front if words["contents"] else []), *words["parts"]):
        header = part["header"], part["blanks"]
        if header != before:
            _draw_header(_section(document, first=before is None), part, words)
        content = _contents(words) if part in front else _part(part, words, document)
        for i, piece in enumerate(content):
            if i == 0 and header == before and isinstance(piece, CT_P):
                piece.get_or_add_pPr().pageBreakBefore_val = True
            document.element.body[-1].addprevious(piece)
        before = header
    number_controls(document)
    return zipped(document)


# The parts of a sheet.


def _contents(words: dict[str, Any]) -> Iterator[Element]:
    """The title, the opening, and a table of contents that reads well before Word renews it."""
    voice = voice_of(words, own=True)
    yield paragraph("Title", words["title"], voice=voice)
    yield from (paragraph("Normal", text, voice=voice) for text in words["opening"])
    yield paragraph("TOCHeading", words["labels"]["contents"])
    entries = []
    for number, part in enumerate(words["parts"], start=1):
        voice = voice_of(words, own=part["own_words"])
        link = element("hyperlink", run_of(_title(part), voice), anchor=f"_Toc{number}", history=1)
        entries.append(paragraph("TOC1", link, voice=voice))
    *start, end = counted(r'TOC \o "1-1" \h \z \u', "")
    for run in reversed(start):
        entries[0].insert(1, run)
    entries[-1].append(end)
    yield from entries


def _part(part: dict[str, Any], words: dict[str, Any], document: Word) -> Iterator[Element]:
    """One part, from its title to its last block; the last on the sheet ends with the rights."""
    number = 1 + words["parts"].index(part)
    if part["above"]:
        yield paragraph("Small", part["above"], keep=True)
    heading = paragraph("Heading1", _title(part), voice=voice_of(words, own=part["own_words"]))
    heading.insert(1, element("bookmarkStart", id=number, name=f"_Toc{number}"))
    heading.append(element("bookmarkEnd", id=number))
    yield heading
    yield paragraph("Normal", part["summary"])
    if part["blanks"]:
        label, told = words["blanks"][len(SHARED)], words["labels"]["space"]
        line = paragraph("Normal", f"{label}: ", control_of(f"{part['place']}--who", label))
        yield table_of([row_of([[line]], LINE)], [1], label, told)
    blocks = [piece for block in part["blocks"] for piece in pieces_of(block, words, document)]
    rights = words["rights"] if part is words["parts"][-1] else []
    if rights and blocks and isinstance(blocks[-1], CT_P):
        blocks[-1].get_or_add_pPr().keepNext_val = True
    yield from blocks
    yield from (paragraph("Small", text, keep=text is not rights[-1]) for text in rights)


# What stands on every page.


def _section(document: Word, *, first: bool) -> Section:
    """The section for what comes next, on a fresh page."""
    if first:
        return document.sections[0]
    section: Section = document.add_section()
    # Its end is a paragraph of its own: within a table of contents LibreOffice loses the fields.
    document.element.body[-2].style = "Gap"
    return section


def _draw_header(section: Section, part: dict[str, Any], words: dict[str, Any]) -> None:
    """Where in the sheet we are, and what is filled in once for all pages."""
    section.header.is_linked_to_previous = False
    place = paragraph("Header", part["header"], voice=voice_of(words, own=part["own_words"]))
    blanks = [
        paragraph(
            "Header", f"{label}: ", control_of(f"{part['place']}--{name}", label, shared=name)
        )
        for label, name in zip(words["blanks"], SHARED, strict=False)
        if part["blanks"]
    ]
    cells = [[paragraph] for paragraph in blanks or [place]]
    table = table_of([row_of(cells, LINE)], [3, 2] if blanks else [1], lines=("bottom",))
    section.header.part.element[:] = [*([place] if blanks else []), table, paragraph("Gap")]


def _draw_footer(document: Word, words: dict[str, Any], code: bytes) -> None:
    """The number of the page, the edition, and the permanent address in words and as a QR code."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    labels = words["labels"]
    page, pages = counted("PAGE"), counted("NUMPAGES")
    numbered = paragraph(
        "Footer", f"{labels['page']} ", *page, f" {labels['of']} ", *pages, f" · {words['edition']}"
    )
    address = run_of(words["address"], bold=True)
    lines = [numbered, paragraph("Footer", address), paragraph("Footer", words["credit"])]
    picture = paragraph("Footer")
    table = table_of([row_of([lines, [picture]])], [142, 23], lines=("top",))
    footer.part.element[:] = [paragraph("Gap"), table, paragraph("Gap")]
    shape = Paragraph(picture, footer).add_run().add_picture(io.BytesIO(code), width=QR)
    shape._inline.docPr.set("name", labels["code"])
    shape._inline.docPr.set("descr", f"{labels['code']}: {words['address']}")


def _describe(document: Word, words: dict[str, Any]) -> None:
    """Fill in the properties of the document, as long as they may be."""
    properties = document.core_properties
    properties.title = words["title"][:255]
    properties.subject = words["description"][:255]
    properties.author = properties.last_modified_by = words["author"][:255]
    properties.language = language(words)
    properties.comments = ""
    properties.created = properties.modified = DATE


# Words.


def _title(part: dict[str, Any]) -> str:
    return f"{part['number']} {part['title']}".strip()


def _legal(value: Any) -> Any:
    """Plain data without the characters that XML cannot hold."""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: _legal(inner) for key, inner in value.items()}
    return [_legal(inner) for inner in value] if isinstance(value, list | tuple) else value
