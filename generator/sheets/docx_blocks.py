"""Draws the blocks of a sheet as paragraphs and tables of a Word document.

In: a block. Out: its pieces, with a content control for each place to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from docx.shared import Length, Mm

from generator.sheets.blocks import (
    Agenda,
    Ask,
    Block,
    Close,
    Facts,
    FillGrid,
    FillTable,
    Items,
    Lead,
    Picture,
    PrintList,
    Steps,
    Ways,
    Words,
)
from generator.sheets.docx_package import Draft
from generator.sheets.docx_xml import (
    Piece,
    Row,
    Voice,
    Xml,
    control_of,
    element,
    in_list,
    legal,
    paragraph,
    run_of,
    table_of,
)
from generator.sheets.plain import PlainSheet
from generator.sheets.raster import png

_SPACE, _BRIEF, _SHORT, _ROW, _TALL_ROW = Mm(62), Mm(40), Mm(27), Mm(14), Mm(22.4)
"""The least height of a space to write in, of a brief one, of one sentence, and of rows."""

_BESIDES_GRID = Mm(180)
"""How much of a page is left for its header and footer, a title and words, by a grid."""

_BESIDES_SPACES = Mm(173)
"""The same by spaces that share a page, and a short question above them."""

_PICTURE = 165
"""How wide a picture is, in millimetres."""


def pieces_of(  # noqa: C901  # one case for each type of block
    block: Block, words: PlainSheet, draft: Draft
) -> Iterator[Piece]:
    """The paragraphs and tables for a block of the sheet that is `words`.

    Pictures and the numbers of lists are added to other parts of `draft`.
    """
    match block:
        case Words():
            yield from _words(block)
        case Lead():
            yield from _lead(block, words.voice)
        case Items():
            yield paragraph("Heading2", block.heading)
            yield from (paragraph("ListBullet", text) for text in block.items)
        case Facts():
            yield from (paragraph("Normal", run_of(f"{a}: ", bold=True), b) for a, b in block.pairs)
        case Steps():
            yield from _steps(block, draft)
        case Agenda():
            yield from _agenda(block, words.voice)
        case Ask():
            yield from _ask(block, words, draft)
        case Ways():
            yield from _ways(block, words.voice)
        case FillTable():
            yield from _fill_table(block)
        case FillGrid():
            yield from _fill_grid(block, draft)
        case Picture():
            yield from _picture(block, words.labels.space, draft)
        case Close():
            label = block.again
            yield from _fill_table(block.table, keep=True)
            yield paragraph("Blank", f"{label}: ", control_of(f"{block.table.id}-again", label))
        case PrintList():
            yield from _print_list(block)
        case _:
            assert_never(block)


def _print_list(block: PrintList) -> Iterator[Piece]:
    """A table: each sheet, and how many to print; only Word itself knows the pages."""
    what, _, copies = block.columns
    head = [[paragraph("Cell", run_of(name, bold=True), keep=True)] for name in (what, copies)]
    rows = [Row(head, header=True)]
    for row in block.rows:
        rows.append(Row([[paragraph("Cell", row.what)], [paragraph("Cell", row.copies)]]))
    yield paragraph("Heading2", block.heading)
    yield table_of(rows, [1, 1], block.heading, block.told)


def _words(block: Words) -> Iterator[Piece]:
    if block.heading:
        yield paragraph("Heading2", block.heading)
    yield from (paragraph("Normal", text) for text in block.paragraphs)


def _lead(block: Lead, voice: Voice) -> Iterator[Piece]:
    """A title below a line, and a sentence, on the page of what follows."""
    border = element("pBdr", element("top", val="single", sz=12, space=6, color="auto"))
    yield paragraph("Heading2", block.title, voice=voice, layout=border)
    yield paragraph("Normal", block.text, keep=True)


def _steps(block: Steps, draft: Draft) -> Iterator[Piece]:
    """Numbered steps; each list begins at 1."""
    number = in_list(draft.add_list())
    yield paragraph("Heading2", block.heading)
    for step in block.steps:
        chosen = [run_of(f"{step.before} ", bold=True)] if step.before else []
        lasts = [run_of(f" {step.time}", bold=True)] if step.time else []
        said = bool(step.say)
        yield paragraph("ListNumber", *chosen, step.text, *lasts, keep=said, layout=number)
        if words := step.say:
            yield from _say(step.cue, words)


def _say(cue: str, words: str) -> Iterator[Piece]:
    """Words to read out, in a box: a table, since LibreOffice tags no lines of a paragraph."""
    said = paragraph("Say", run_of(f"{cue} ", bold=True), words)
    yield table_of([Row([[said]])], [1], cue, words)
    yield paragraph("Gap")


def _agenda(block: Agenda, voice: Voice) -> Iterator[Piece]:
    """A table that begins a page: the time beside what happens then; an item stays whole."""
    head = [[paragraph("Cell", run_of(name, bold=True), keep=True)] for name in block.columns]
    rows = [Row(head, header=True)]
    for item in block.items:
        time = [paragraph("Cell", run_of(item.time, bold=True))]
        if lasts := item.lasts:
            time.append(paragraph("Cell", lasts))
        titled = bool(item.title)
        title = [paragraph("Normal", run_of(item.title, bold=True))] * titled
        said: list[Piece] = [paragraph("Normal", text) for text in item.paragraphs]
        if words := item.say:
            said += _say(item.cue, words)
        asked = [
            paragraph(
                "ListBullet" if titled else "Normal",
                run_of(f"{number} ", bold=True),
                run_of(text, voice, bold=True),
                voice=voice,
            )
            for number, text in item.questions
        ]
        rows.append(Row([time, [*title, *said, *asked]]))
    rows.append(Row([[paragraph("Cell", run_of(text, bold=True))] for text in block.end]))
    yield paragraph("Heading2", block.heading)._replace(fresh=True)
    if another := block.another:
        yield paragraph("Normal", another, keep=True)
    yield table_of(rows, [1, 5], block.heading, block.told)


def _ask(block: Ask, words: PlainSheet, draft: Draft) -> Iterator[Piece]:
    """A question, and as many spaces to answer it as it has."""
    voice, told = words.voice if block.own_words else None, words.labels.space
    label = f"{block.number} {block.text}".strip()
    several = len(block.spaces) > 1
    spaces = [
        (f"{block.id}-{i}" if several else block.id, name)
        for i, name in enumerate(block.spaces, start=1)
    ]
    height: Length = _SHORT if block.short else _BRIEF if block.brief else _SPACE
    if rows := len(spaces) // block.across if several else 0:
        page = draft.page_height
        height = min(height, Length((page - _BESIDES_SPACES) // rows))
    yield paragraph("Heading2", label, voice=voice)
    yield _spaces(spaces, label, told, block.across, height)


def _ways(block: Ways, voice: Voice) -> Iterator[Piece]:
    """A question and what helps to get into it, on one page."""
    *pairs, last = block.pairs
    yield paragraph("Heading2", f"{block.number} {block.text}", voice=voice)
    yield from (paragraph("ListBullet", text, keep=True) for text in block.prompts)
    for name, text in pairs:
        yield paragraph("Normal", run_of(f"{name}: ", bold=True), text, keep=True)
    yield paragraph("Normal", run_of(f"{last[0]}: ", bold=True), last[1])


def _fill_grid(block: FillGrid, draft: Draft) -> Iterator[Piece]:
    """A field of a cell for each corner and what is between, with its two sides in words."""
    grid = block.grid
    sides = [part for side, told in block.sides
             for part in (run_of(f"{side} ", bold=True), f"{told} ")]  # fmt: skip
    corners = grid.corners
    top, foot = [corners.top_left, corners.top_right], [corners.bottom_left, corners.bottom_right]
    lines = [top, [block.between], foot] if block.between else [top, foot]
    yield paragraph("Heading2", grid.title)
    yield paragraph("Normal", *sides, keep=True)
    told = " ".join(words for side in block.sides for words in side)
    page = draft.page_height
    between = _TALL_ROW if block.between else 0
    height = Length((page - _BESIDES_GRID - between) // 2)
    rows, number = [], 0
    for names in lines:
        cells = []
        for name in names:
            number += 1
            tag, stay = f"{block.id}-{number}", names is not foot
            cells.append(_space(tag, name, grid.title, stay=stay))
        if len(names) == 1:
            rows.append(Row([*cells, [paragraph("Gap")]], _TALL_ROW))
        else:
            rows.append(Row(cells, height))
    yield table_of(rows, [1, 1], grid.title, told)


def _picture(block: Picture, told: str, draft: Draft) -> Iterator[Piece]:
    """A picture and, where it is one to fill in, a space for each of its places."""
    yield paragraph("Heading2", block.heading)
    if block.advice:
        yield paragraph("Normal", block.advice, keep=True)
    drawn, told_of_it = png(legal(block.drawn["word"].svg), _PICTURE), block.description.split()
    yield paragraph(
        "Normal", draft.add_picture(drawn, Mm(_PICTURE), block.heading, " ".join(told_of_it))
    )
    places = block.drawn["clear"].places
    spaces = [(f"{block.id}-{i}", place.label) for i, place in enumerate(places, start=1)]
    if spaces:
        across = 1 if len(spaces) % 2 else 2
        height = _ROW if across == 1 else _TALL_ROW
        yield _spaces(spaces, block.heading, told, across, height)


def _spaces(
    spaces: Sequence[tuple[str, str]], title: str, told: str, across: int, height: Length
) -> Xml:
    """Spaces to write in on one page, each with its tag and name, `across` side by side."""
    last_row = (len(spaces) - 1) // across * across
    cells = [_space(tag, name, title, stay=i < last_row) for i, (tag, name) in enumerate(spaces)]
    rows = [Row(cells[i : i + across], height) for i in range(0, len(cells), across)]
    return table_of(rows, [1] * across, title, told)


def _space(tag: str, name: str, title: str, *, stay: bool) -> list[Piece]:
    """One space to write in, below its name; with `stay`, on the page of what follows."""
    named = [paragraph("Normal", run_of(name, bold=True), keep=stay)] if name else []
    control = control_of(tag, f"{title}: {name}" if name else title)
    return [*named, paragraph("Normal", control, keep=stay)]


def _fill_table(block: FillTable, *, keep: bool = False) -> Iterator[Piece]:
    """A table to write in, on one page where it is short; with `keep`, on that of what follows."""
    columns, last = block.columns, len(block.rows)
    rows = [
        Row(
            [[paragraph("Cell", run_of(name, bold=True), keep=True)] for name in columns],
            header=True,
        )
    ]
    for r, texts in enumerate(block.rows, start=1):
        names = block.names[r - 1]
        stay = keep or (last <= 6 and r < last)
        cells = []
        for c, text in enumerate(texts):
            control = control_of(f"{block.id}-{r}-{c + 1}", names[c])
            cells.append([paragraph("Cell", text or control, keep=stay)])
        rows.append(Row(cells, _TALL_ROW if block.tall else _ROW))
    labelled = any(texts[0] for texts in block.rows)
    others = 1.2 if len(columns) == 5 else 1.4
    shares: list[float] = [2 if labelled else 2.4, *[others] * (len(columns) - 1)]
    if wide := block.wide:
        shares = [2 if labelled else 1, *[1] * (len(columns) - 1)]
        shares[wide - 1] = 2.2
    yield paragraph("Heading2", block.heading)
    yield table_of(rows, shares, block.heading, block.told)
