"""Draws a sheet as a Word document, with real headings and a content control for every blank.

In: a `PlainSheet` and a paper. Out: the bytes of a .docx file, the same each time.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from docx import Document
from docx.document import Document as Word
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from generator.drawing.fonts import for_word
from generator.drawing.qr import qr_picture
from generator.sheets.blocks import Part
from generator.sheets.docx_blocks import pieces_of
from generator.sheets.docx_file import DATE, SHARED, Paper, empty_document, zipped
from generator.sheets.docx_xml import (
    control_of,
    counted,
    element,
    legal,
    number_controls,
    paragraph,
    row_of,
    run_of,
    table_of,
)
from generator.sheets.plain import PlainSheet, texts

_LINE, _QR = Mm(9), Mm(22)
"""The least height of a line to write on, and how wide the code is."""


def draw(words: PlainSheet, paper: Paper, family: str, code: bytes | None = None) -> bytes:
    """Draw a sheet, in a family of typefaces, as the bytes of a .docx file.

    `code` is its QR code as a PNG file, which is made where it is left out.
    Where the family is not installed, Word takes Arial, and for other scripts what it has.
    """
    families = for_word(family, map(legal, texts(words)))
    document = Document(io.BytesIO(empty_document(paper, families, words.language.tag)))
    _describe(document, words)
    _draw_footer(document, words, code or qr_picture(words.printed))
    front = [(_Header(words.header), _contents(words))] if words.contents else []
    parts = (
        (_Header(part.header, part.place, part.own_words, part.blanks), _part(n, words, document))
        for n, part in enumerate(words.parts, start=1)
    )
    before = None
    for header, content in chain(front, parts):
        again = before is not None and header.looks_like(before)
        if not again:
            _draw_header(_section(document, first=before is None), header, words)
        for i, piece in enumerate(content):
            if i == 0 and again and isinstance(piece, CT_P):
                piece.get_or_add_pPr().pageBreakBefore_val = True
            document.element.body[-1].addprevious(piece)
        before = header
    number_controls(document)
    return zipped(document)


class _Header(NamedTuple):
    """What the running header of a part says; `place` is the id that its blanks are named by."""

    text: str
    place: str = ""
    own_words: bool = True
    blanks: bool = False

    def looks_like(self, other: _Header) -> bool:
        return (self.text, self.blanks) == (other.text, other.blanks)


# The parts of a sheet.


def _contents(words: PlainSheet) -> Iterator[Element]:
    """The title, the opening, and a table of contents that reads well before Word renews it."""
    voice = words.voice
    yield paragraph("Title", words.title, voice=voice)
    yield from (paragraph("Normal", text, voice=voice) for text in words.opening)
    yield paragraph("TOCHeading", words.labels.contents)
    entries = []
    for number, part in enumerate(words.parts, start=1):
        voice = words.voice if part.own_words else None
        link = element("hyperlink", run_of(_title(part), voice), anchor=f"_Toc{number}", history=1)
        entries.append(paragraph("TOC1", link, voice=voice))
    *start, end = counted(r'TOC \o "1-1" \h \z \u', "")
    for run in reversed(start):
        entries[0].insert(1, run)
    entries[-1].append(end)
    yield from entries


def _part(number: int, words: PlainSheet, document: Word) -> Iterator[Element]:
    """A part, counted from 1, from its title to its last block and the rights, if any."""
    part = words.parts[number - 1]
    if part.above:
        yield paragraph("Small", part.above, keep=True)
    voice = words.voice if part.own_words else None
    heading = paragraph("Heading1", _title(part), voice=voice)
    heading.insert(1, element("bookmarkStart", id=number, name=f"_Toc{number}"))
    heading.append(element("bookmarkEnd", id=number))
    yield heading
    yield paragraph("Normal", part.summary)
    if part.blanks:
        label, told = part.who, words.labels.space
        line = paragraph("Normal", f"{label}: ", control_of(f"{part.place}--who", label))
        yield table_of([row_of([[line]], _LINE)], [1], label, told)
    blocks = [piece for block in part.blocks for piece in pieces_of(block, words, document)]
    rights = part.rights or (words.rights if number == len(words.parts) else ())
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


def _draw_header(section: Section, header: _Header, words: PlainSheet) -> None:
    """Where in the sheet we are, and what is filled in once for all pages."""
    section.header.is_linked_to_previous = False
    voice = words.voice if header.own_words else None
    place = paragraph("Header", header.text, voice=voice)
    blanks = [
        paragraph("Header", f"{label}: ", control_of(f"{header.place}--{name}", label, shared=name))
        for label, name in zip(words.blanks, SHARED, strict=True)
        if header.blanks
    ]
    cells = [[paragraph] for paragraph in blanks or [place]]
    table = table_of([row_of(cells, _LINE)], [3, 2] if blanks else [1], lines=("bottom",))
    section.header.part.element[:] = [*([place] if blanks else []), table, paragraph("Gap")]


def _draw_footer(document: Word, words: PlainSheet, code: bytes) -> None:
    """The number of the page, the edition, and the permanent address in words and as a QR code."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    labels = words.labels
    page, pages = counted("PAGE"), counted("NUMPAGES")
    numbered = paragraph(
        "Footer", f"{labels.page} ", *page, f" {labels.of} ", *pages, f" · {words.edition}"
    )
    address = run_of(words.address, bold=True)
    lines = [numbered, paragraph("Footer", address), paragraph("Footer", words.credit)]
    picture = paragraph("Footer")
    table = table_of([row_of([lines, [picture]])], [142, 23], lines=("top",))
    footer.part.element[:] = [paragraph("Gap"), table, paragraph("Gap")]
    shape = Paragraph(picture, footer).add_run().add_picture(io.BytesIO(code), width=_QR)
    shape._inline.docPr.set("name", legal(labels.qr_code))
    shape._inline.docPr.set("descr", legal(f"{labels.qr_code}: {words.address}"))


def _describe(document: Word, words: PlainSheet) -> None:
    """Fill in the properties of the document, as long as they may be."""
    properties = document.core_properties
    properties.title = legal(words.title)[:255]
    properties.subject = legal(words.description)[:255]
    properties.author = properties.last_modified_by = legal(words.author)[:255]
    properties.language = words.language.tag
    properties.comments = ""
    properties.created = properties.modified = DATE


def _title(part: Part) -> str:
    return f"{part.number} {part.title}".strip()
