"""Draws a sheet as a Word document, with real headings and a content control for every blank.

In: a `PlainSheet` and a paper. Out: the bytes of a .docx file, the same each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from docx.shared import Mm

from generator.drawing.fonts import for_word
from generator.drawing.qr import qr_picture
from generator.sheets.blocks import Part
from generator.sheets.docx_blocks import pieces_of
from generator.sheets.docx_file import PAPERS, SHARED, Paper, empty_document
from generator.sheets.docx_package import FIRST_FOOTER, Draft, FirstPage, Properties, Section
from generator.sheets.docx_xml import (
    Paragraph,
    Piece,
    Row,
    control_of,
    counted,
    element,
    legal,
    paragraph,
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
    asks = any(part.blanks for part in words.parts)
    empty = empty_document(paper, families, words.language.tag, asks=asks)
    draft = Draft(empty, PAPERS[paper][1])
    footer, others = _draw_footers(draft, words, code or qr_picture(words.printed))
    front = [(_Header(words.header), _contents(words))] if words.contents else []
    parts = (
        (_Header(part.header, part.place, part.own_words, part.blanks), _part(n, words, draft))
        for n, part in enumerate(words.parts, start=1)
    )
    headers: list[_Header] = []
    sections: list[Section] = []
    for header, content in chain(front, parts):
        again = bool(headers) and header.looks_like(headers[-1])
        if not again:
            sections.append(Section(draft.add_story("header", _header(header, words)), []))
        begins, *rest = content
        if again and isinstance(begins, Paragraph):
            begins = begins._replace(fresh=True)
        sections[-1].pieces.extend((begins, *rest))
        headers.append(header)
    first = draft.add_story("header", _header(headers[0], words, "first-"))
    about = Properties(words.title, words.description, words.author, words.language.tag)
    return draft.finished(sections, FirstPage(first, footer, others), about)


class _Header(NamedTuple):
    """What the running header of a part says; `place` is the id that its blanks are named by."""

    text: str
    place: str = ""
    own_words: bool = True
    blanks: bool = False

    def looks_like(self, other: _Header) -> bool:
        return (self.text, self.blanks) == (other.text, other.blanks)


# The parts of a sheet.


def _contents(words: PlainSheet) -> Iterator[Piece]:
    """The title, the opening, and a table of contents that reads well before Word renews it."""
    voice = words.voice
    yield paragraph("Title", words.title, voice=voice)
    yield from (paragraph("Normal", text, voice=voice) for text in words.opening)
    yield paragraph("TOCHeading", words.labels.contents)
    entries = []
    for number, part in enumerate(words.parts, start=1):
        voice = words.voice if part.own_words else None
        link = element("hyperlink", run_of(_title(part), voice), anchor=f"_Toc{number}", history=1)
        entries.append((link, voice))
    *start, end = counted(r'TOC \o "1-1" \h \z \u', "")
    for i, (link, voice) in enumerate(entries, start=1):
        before, after = start * (i == 1), [end] * (i == len(entries))
        yield paragraph("TOC1", *before, link, *after, voice=voice)


def _part(number: int, words: PlainSheet, draft: Draft) -> Iterator[Piece]:
    """A part, counted from 1, from its title to its last block and the rights, if any."""
    part = words.parts[number - 1]
    if part.above:
        yield paragraph("Small", part.above, keep=True)
    voice = words.voice if part.own_words else None
    begins = element("bookmarkStart", id=number, name=f"_Toc{number}")
    ends = element("bookmarkEnd", id=number)
    yield paragraph("Heading1", begins, _title(part), ends, voice=voice)
    yield paragraph("Normal", part.summary)
    if part.blanks:
        label, told = part.who, words.labels.space
        line = paragraph("Normal", f"{label}: ", control_of(f"{part.place}--who", label))
        yield table_of([Row([[line]], _LINE)], [1], label, told)
    blocks = [piece for block in part.blocks for piece in pieces_of(block, words, draft)]
    rights = part.rights or (words.rights if number == len(words.parts) else ())
    if rights and blocks and isinstance(blocks[-1], Paragraph):
        blocks[-1] = blocks[-1]._replace(keep=True)
    yield from blocks
    yield from (paragraph("Small", text, keep=text is not rights[-1]) for text in rights)


# What stands on every page.


def _header(header: _Header, words: PlainSheet, on: str = "") -> list[Piece]:
    """Where in the sheet we are, and what is filled in once for all pages.

    `on` tells the blanks of the first page from those of the pages after it.
    """
    voice = words.voice if header.own_words else None
    place = paragraph("Header", header.text, voice=voice)
    blanks = [
        paragraph(
            "Header", f"{label}: ", control_of(f"{header.place}--{on}{name}", label, shared=name)
        )
        for label, name in zip(words.blanks, SHARED, strict=True)
        if header.blanks
    ]
    cells = [[paragraph] for paragraph in blanks or [place]]
    table = table_of([Row(cells, _LINE)], [3, 2] if blanks else [1], lines=("bottom",))
    return [*([place] if blanks else []), table, paragraph("Gap")]


def _draw_footers(draft: Draft, words: PlainSheet, code: bytes) -> tuple[str, str]:
    """The number of the page and the permanent address, in one line: of the first page, of others.

    On the first page the edition and whose words they are stand above it, beside the QR code.
    """
    told = f"{words.labels.qr_code}: {words.address}"
    picture = draft.add_picture(code, _QR, words.labels.qr_code, told, FIRST_FOOTER)
    lines = [*(paragraph("Footer", text) for text in (words.edition, words.credit))]
    cells = [[*lines, _numbered(words)], [paragraph("Footer", picture)]]
    first = table_of([Row(cells)], [142, 23], lines=("top",))
    others = table_of([Row([[_numbered(words)]])], [1], lines=("top",))
    gap = paragraph("Gap")
    return (
        draft.add_story("footer", [gap, first, gap]),
        draft.add_story("footer", [gap, others, gap]),
    )


def _numbered(words: PlainSheet) -> Paragraph:
    """The line that stands at the foot of every page."""
    page, pages = counted("PAGE"), counted("NUMPAGES")
    of, address = f" {words.labels.of} ", run_of(words.address, bold=True)
    return paragraph("Footer", f"{words.labels.page} ", *page, of, *pages, " · ", address)


def _title(part: Part) -> str:
    return f"{part.number} {part.title}".strip()
