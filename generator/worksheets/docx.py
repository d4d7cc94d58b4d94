"""Draws a sheet as a Word document: real headings, and a content control for every blank.

Decides how a sheet looks in a word processor, never what it says. Knows nothing of the other
formats.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import Section
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph

from generator.templating import qr_picture
from generator.worksheets.raster import png
from generator.worksheets.wordfile import DATE, PAPERS, SHARED, Paper, empty_document, zipped
from generator.worksheets.wordml import (
    Voice,
    control_of,
    counted,
    element,
    in_list,
    language,
    number_controls,
    paragraph,
    row_of,
    run_of,
    table_of,
)

SPACE, BRIEF, SHORT, ROW, TALL_ROW, LINE = Mm(62), Mm(40), Mm(27), Mm(14), Mm(22.4), Mm(9)
"""The least height of a space to write in, of a brief one, of one sentence, of rows, of a line."""

BESIDES_GRID = Mm(180)
"""How much of a page is left for its header and footer, a title and words, by a grid."""

BESIDES_SPACES = Mm(173)
"""The same by spaces that share a page, and a short question above them."""

QR = Mm(22)

PICTURE = 165
"""How wide a picture is, in millimetres."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def draw(words: dict[str, Any], paper: Paper, family: str, code: bytes | None = None) -> bytes:
    """Draw what `plain.on_paper` gave, in a family of typefaces, as the bytes of a .docx file.

    `code` is its QR code as a PNG file, which is made where it is left out.
    Where the family is not installed, Word takes Arial.
    """
    words = _legal(words)
    document = Document(io.BytesIO(empty_document(paper, family, language(words))))
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


# The parts of a sheet, and its blocks.


def _contents(words: dict[str, Any]) -> Iterator[Element]:
    """The title, the opening, and a table of contents that reads well before Word renews it."""
    voice = _voice(words, own=True)
    yield paragraph("Title", words["title"], voice=voice)
    yield from (paragraph("Normal", text, voice=voice) for text in words["opening"])
    yield paragraph("TOCHeading", "Contents")
    entries = []
    for number, part in enumerate(words["parts"], start=1):
        voice = _voice(words, own=part["own_words"])
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
    heading = paragraph("Heading1", _title(part), voice=_voice(words, own=part["own_words"]))
    heading.insert(1, element("bookmarkStart", id=number, name=f"_Toc{number}"))
    heading.append(element("bookmarkEnd", id=number))
    yield heading
    yield paragraph("Normal", part["summary"])
    if part["blanks"]:
        label = words["blanks"][len(SHARED)]
        line = paragraph("Normal", f"{label}: ", control_of(f"{part['place']}--who", label))
        yield table_of([row_of([[line]], LINE)], [1], label, "Space to write")
    blocks = [element for block in part["blocks"] for element in _block(block, words, document)]
    rights = words["rights"] if part is words["parts"][-1] else []
    if rights and blocks and isinstance(blocks[-1], CT_P):
        blocks[-1].get_or_add_pPr().keepNext_val = True
    yield from blocks
    yield from (paragraph("Small", text, keep=text is not rights[-1]) for text in rights)


def _block(  # noqa: C901  # one case for each kind of block
    block: dict[str, Any], words: dict[str, Any], document: Word
) -> Iterator[Element]:
    match block["kind"]:
        case "Words":
            yield from _words(block)
        case "Items":
            yield paragraph("Heading2", block["heading"])
            yield from (paragraph("ListBullet", text) for text in block["items"])
        case "Facts":
            yield from (
                paragraph("Normal", run_of(f"{a}: ", bold=True), b) for a, b in block["pairs"]
            )
        case "Steps":
            yield from _steps(block, document)
        case "Agenda":
            yield from _agenda(block, words)
        case "Ask":
            yield from _ask(block, _voice(words, own=block["own_words"]), document)
        case "Ways":
            yield from _ways(block, _voice(words, own=True))
        case "FillTable":
            yield from _fill_table(block)
        case "FillGrid":
            yield from _fill_grid(block, document)
        case "Picture":
            yield from _picture(block, document)
        case "Close":
            label = block["again"]
            yield from _fill_table(block["table"], keep=True)
            yield paragraph(
                "Blank", f"{label}: ", control_of(f"{block['table']['id']}-again", label)
            )


def _words(block: dict[str, Any]) -> Iterator[Element]:
    if block["heading"]:
        yield paragraph("Heading2", block["heading"])
    yield from (paragraph("Normal", text) for text in block["paragraphs"])


def _steps(block: dict[str, Any], document: Word) -> Iterator[Element]:
    """Numbered steps; each list begins at 1."""
    number = document.part.numbering_part.element.add_num(2)
    number.add_lvlOverride(0).add_startOverride(1)
    yield paragraph("Heading2", block["heading"])
    for step in block["steps"]:
        chosen = [run_of("If you have time: ", bold=True)] if step["optional"] else []
        item = paragraph("ListNumber", *chosen, step["text"], keep=bool(step["say"]))
        item.get_or_add_pPr().append(in_list(number.numId))
        if time := step["minutes"]:
            unit = "minute" if time == 1 else "minutes"
            item.append(run_of(f" ({time}\N{NO-BREAK SPACE}{unit})", bold=True))
        yield item
        if words := step["say"]:
            yield paragraph("Say", run_of("Say: ", bold=True), words)


def _agenda(block: dict[str, Any], words: dict[str, Any]) -> Iterator[Element]:
    """A table: the time beside what happens then; an item stays whole."""
    head = [[paragraph("Cell", run_of(name, bold=True), keep=True)] for name in block["columns"]]
    rows = [row_of(head, header=True)]
    for item in block["items"]:
        time = [paragraph("Cell", run_of(item["time"], bold=True))]
        if lasts := item["lasts"]:
            time.append(paragraph("Cell", lasts))
        titled = bool(item["title"])
        title = [paragraph("Normal", run_of(item["title"], bold=True))] * titled
        said = [paragraph("Normal", text) for text in item["paragraphs"]]
        voice = _voice(words, own=True)
        asked = [
            paragraph(
                "ListBullet" if titled else "Normal",
                run_of(f"{number} ", bold=True),
                run_of(text, voice),
                voice=voice,
            )
            for number, text in item["questions"]
        ]
        rows.append(row_of([time, [*title, *said, *asked]]))
    rows.append(row_of([[paragraph("Cell", run_of(text, bold=True))] for text in block["end"]]))
    yield paragraph("Heading2", block["heading"])
    if another := block["another"]:
        yield paragraph("Normal", another, keep=True)
    yield table_of(rows, [1, 5], block["heading"], "When each item begins, and what it is")


def _ask(block: dict[str, Any], voice: Voice, document: Word) -> Iterator[Element]:
    """A question, and as many spaces to answer it as it has."""
    label = f"{block['number']} {block['text']}".strip()
    several = len(block["spaces"]) > 1
    spaces = [
        (f"{block['id']}-{i}" if several else block["id"], name)
        for i, name in enumerate(block["spaces"], start=1)
    ]
    height: Length = SHORT if block["short"] else BRIEF if block["brief"] else SPACE
    if rows := len(spaces) // block["across"] if several else 0:
        page = document.sections[0].page_height or PAPERS["a4"][1]
        height = min(height, Length((page - BESIDES_SPACES) // rows))
    yield paragraph("Heading2", label, voice=voice)
    yield _spaces(spaces, label, "Space to write an answer", block["across"], height)


def _ways(block: dict[str, Any], voice: Voice) -> Iterator[Element]:
    """A question and what helps to get into it, on one page."""
    *pairs, last = block["pairs"]
    yield paragraph("Heading2", f"{block['number']} {block['text']}", voice=voice)
    yield from (paragraph("ListBullet", text, keep=True) for text in block["prompts"])
    for name, text in pairs:
        yield paragraph("Normal", run_of(f"{name}: ", bold=True), text, keep=True)
    yield paragraph("Normal", run_of(f"{last[0]}: ", bold=True), last[1])


def _fill_grid(block: dict[str, Any], document: Word) -> Iterator[Element]:
    """A field of a cell for each corner and what is between, with its two sides in words."""
    grid = block["grid"]
    up, across = grid["up"], grid["across"]
    rising = f"{up['name']}, from {up['low']} at the bottom to {up['high']} at the top. "
    along = f"{across['name']}, from {across['low']} on the left to {across['high']} on the right."
    sides = (
        run_of("Up the side: ", bold=True),
        rising,
        run_of("Along the foot: ", bold=True),
        along,
    )
    top, foot = (
        [grid["corners"][f"{a}_{b}"] for b in ("left", "right")] for a in ("top", "bottom")
    )
    lines = [top, [block["between"]], foot] if block["between"] else [top, foot]
    yield paragraph("Heading2", grid["title"])
    yield paragraph("Normal", *sides, keep=True)
    told = f"Up the side: {rising}Along the foot: {along}"
    page = document.sections[0].page_height or PAPERS["a4"][1]
    between = TALL_ROW if block["between"] else 0
    height = Length((page - BESIDES_GRID - between) // 2)
    rows, number = [], 0
    for names in lines:
        cells = []
        for name in names:
            number += 1
            tag, stay = f"{block['id']}-{number}", names is not foot
            cells.append(_space(tag, name, grid["title"], stay=stay))
        if len(names) == 1:
            rows.append(row_of([*cells, [paragraph("Gap")]], TALL_ROW))
        else:
            rows.append(row_of(cells, height))
    yield table_of(rows, [1, 1], grid["title"], told)


def _picture(block: dict[str, Any], document: Word) -> Iterator[Element]:
    """A picture and, where it is one to fill in, a space for each of its places."""
    yield paragraph("Heading2", block["heading"])
    if block["advice"]:
        yield paragraph("Normal", block["advice"], keep=True)
    holder = paragraph("Normal")
    pixels = io.BytesIO(png(block["drawn"]["word"]["svg"], PICTURE))
    shape = Paragraph(holder, document).add_run().add_picture(pixels, width=Mm(PICTURE))
    shape._inline.docPr.set("name", block["heading"])
    shape._inline.docPr.set("descr", " ".join(block["description"].split()))
    yield holder
    places = block["drawn"]["clear"]["places"]
    spaces = [(f"{block['id']}-{i}", place["label"]) for i, place in enumerate(places, start=1)]
    if spaces:
        across = 1 if len(spaces) % 2 else 2
        height = ROW if across == 1 else TALL_ROW
        yield _spaces(spaces, block["heading"], "Space to write", across, height)


def _spaces(
    spaces: Sequence[tuple[str, str]], title: str, told: str, across: int, height: Length
) -> Element:
    """Spaces to write in on one page, each with its tag and name, `across` side by side."""
    last_row = (len(spaces) - 1) // across * across
    cells = [_space(tag, name, title, stay=i < last_row) for i, (tag, name) in enumerate(spaces)]
    rows = [row_of(cells[i : i + across], height) for i in range(0, len(cells), across)]
    return table_of(rows, [1] * across, title, told)


def _space(tag: str, name: str, title: str, *, stay: bool) -> list[Element]:
    """One space to write in, below its name; with `stay`, on the page of what follows."""
    named = [paragraph("Normal", run_of(name, bold=True), keep=stay)] if name else []
    control = control_of(tag, f"{title}: {name}" if name else title)
    return [*named, paragraph("Normal", control, keep=stay)]


def _fill_table(block: dict[str, Any], *, keep: bool = False) -> Iterator[Element]:
    """A table to write in, on one page where it is short; with `keep`, on that of what follows."""
    columns, last = block["columns"], len(block["rows"])
    rows = [
        row_of(
            [[paragraph("Cell", run_of(name, bold=True), keep=True)] for name in columns],
            header=True,
        )
    ]
    for r, texts in enumerate(block["rows"], start=1):
        of = f"{block['heading']}, {texts[0] or f'row {r}'}"
        stay = keep or (last <= 6 and r < last)
        cells = []
        for c, text in enumerate(texts):
            control = control_of(f"{block['id']}-{r}-{c + 1}", f"{of}: {columns[c]}")
            cells.append([paragraph("Cell", text or control, keep=stay)])
        rows.append(row_of(cells, TALL_ROW if block["tall"] else ROW))
    labelled = any(texts[0] for texts in block["rows"])
    others = 1.2 if len(columns) == 5 else 1.4
    shares: list[float] = [2 if labelled else 2.4, *[others] * (len(columns) - 1)]
    if wide := block["wide"]:
        shares = [2 if labelled else 1, *[1] * (len(columns) - 1)]
        shares[wide - 1] = 2.2
    yield paragraph("Heading2", block["heading"])
    yield table_of(rows, shares, block["heading"], "Table to fill in")


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
    place = paragraph("Header", part["header"], voice=_voice(words, own=part["own_words"]))
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
    page, pages = counted("PAGE"), counted("NUMPAGES")
    numbered = paragraph("Footer", "Page ", *page, " of ", *pages, f" · {words['edition']}")
    address = run_of(words["address"], bold=True)
    lines = [numbered, paragraph("Footer", address), paragraph("Footer", words["credit"])]
    picture = paragraph("Footer")
    table = table_of([row_of([lines, [picture]])], [142, 23], lines=("top",))
    footer.part.element[:] = [paragraph("Gap"), table, paragraph("Gap")]
    shape = Paragraph(picture, footer).add_run().add_picture(io.BytesIO(code), width=QR)
    shape._inline.docPr.set("name", "QR code")
    shape._inline.docPr.set("descr", f"QR code: {words['address']}")


def _describe(document: Word, words: dict[str, Any]) -> None:
    """Fill in the properties of the document, as long as they may be."""
    properties = document.core_properties
    properties.title = words["title"][:255]
    properties.subject = words["description"][:255]
    properties.author = properties.last_modified_by = words["author"][:255]
    properties.language = language(words)
    properties.comments = ""
    properties.created = properties.modified = DATE


# Paragraphs, controls and tables.


def _title(part: dict[str, Any]) -> str:
    return f"{part['number']} {part['title']}".strip()


def _voice(words: dict[str, Any], *, own: bool) -> Voice:
    """How the framework's own words are marked; None where they are as the rest of the sheet."""
    voice: dict[str, Any] = words["own"]
    same = language(voice) == language(words) and voice["direction"] == "ltr"
    return voice if own and not same else None


def _legal(value: Any) -> Any:
    """Plain data without the characters that XML cannot hold."""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: _legal(inner) for key, inner in value.items()}
    return [_legal(inner) for inner in value] if isinstance(value, list | tuple) else value
