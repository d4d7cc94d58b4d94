"""Estimates the heights of blocks on a printed HTML sheet, as `sheet.css` lays them out.

Type sizes are in points; all other lengths, in and out, are in millimetres. Pages have the smaller
width and the smaller height of A4 and Letter, and heights are rather over- than underestimated.
Must not know where pages break: see `page_flow`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple, assert_never

from generator.drawing.pen import Look, Pen
from generator.sheets.blocks import (
    Agenda,
    Ask,
    Block,
    Close,
    Facts,
    FillGrid,
    FillTable,
    Item,
    Items,
    Lead,
    Part,
    Picture,
    PrintList,
    PrintRow,
    Steps,
    StepWords,
    Ways,
    Words,
)
from generator.sheets.plain import PlainSheet, texts

_WIDTH, _HEIGHT = 165.0, 238.0
"""Width (of A4) and height (of Letter) between the margins of `sheet.css`, in millimetres."""

_POINT = 25.4 / 72
"""A point in millimetres."""


class Print(NamedTuple):
    """The sizes of clear or large print in `sheet.css`.

    `body`, `small`, `title`, `heading` and `question` are type sizes in points; `gap`, between
    writing lines, and `code`, the width of the QR code, are in millimetres.
    """

    body: float
    small: float
    title: float
    heading: float
    question: float
    gap: float
    code: float


CLEAR, LARGE = Print(14, 12, 22, 16, 18, 9.3, 22), Print(18, 16, 26, 20, 23, 12.4, 26)
_MAX_FOOTER_LINES = 12
"""The most lines of text that the footer has room for in `sheet.css`."""


@dataclass(frozen=True)
class Notes:
    """Space for notes, on a page that would otherwise be almost empty."""


@dataclass(frozen=True)
class Piece:
    """A block, or the piece of it that is on one page.

    `block` holds only the rows of this piece. `start` is the index of its first row in the whole
    block (from 0); `goes_on` is true for all pieces but the first, `ends` for the last one.
    """

    block: Block | Notes
    start: int = 0
    goes_on: bool = False
    ends: bool = True


class Ruler:
    """Measures the blocks of one sheet in one size of print.

    `sheet` are its words. `first` is the height available on the first page, in millimetres, and
    `page` on each other; `first_lines` and `foot_lines` are the numbers of lines in their footers.
    """

    def __init__(self, print_: Print, words: PlainSheet) -> None:
        self.print = print_
        self.sheet = words
        self.pen = Pen(0, [*texts(words)])
        line = 1.25 * print_.small * _POINT
        number = f"{words.labels.page} 10 {words.labels.of} 10 · {words.address}"
        numbered = self.words(number, _WIDTH, Look(print_.small, True), 1.25)
        beside = _WIDTH - 6 - print_.code
        imprint = sum(self.small(text, beside, 1.25) for text in (words.edition, words.credit))
        self.foot_lines = min(round(numbered / line), _MAX_FOOTER_LINES)
        # The number of the page stands below the imprint, and below the code beside that.
        lines = max(round(imprint / line), ceil(print_.code / line)) + self.foot_lines
        self.first_lines = min(lines, _MAX_FOOTER_LINES)
        self.page = _HEIGHT - self.foot_lines * line - 5
        self.first = _HEIGHT - self.first_lines * line - 5

    def words(
        self, text: str, width: float = _WIDTH, look: Look | None = None, line: float = 1.35
    ) -> float:
        """Return the height of a text; `line` is the line height relative to the type size."""
        look = look or Look(self.print.body, False)
        lines = self.pen.lines(text, 0.98 * width / _POINT, look)
        return len(lines) * look.size * line * _POINT

    def small(self, text: str, width: float = _WIDTH, line: float = 1.35) -> float:
        """Return the height of a text in small type."""
        return self.words(text, width, Look(self.print.small, False), line)

    def heading(self, text: str) -> float:
        """Return the height of a heading with the space above it; 0 for ''."""
        if not text:
            return 0
        return self.words(text, _WIDTH, Look(self.print.heading, True), 1.25) + 3.5

    def question(self, text: str) -> float:
        """Return the height of a heading on a handout, at the top of a page."""
        return self.words(text, _WIDTH, Look(self.print.question, True), 1.25)

    def head(self, part: Part, header: str) -> float:
        """Return the height of the header of a part, on its first page."""
        title = self.words(part.title, _WIDTH - 18, Look(self.print.title, True), 1.2)
        above = self.small(f"{header} · {part.above}")
        return above + max(13, title) + 3 + self.words(part.summary)

    def rights(self, statements: tuple[str, ...]) -> float:
        """Return the height of the statements of rights at the end of a sheet."""
        return 4 + sum(map(self.small, statements))

    def repeated_header(self, block: Block | Notes) -> float:
        """Return the height of the column headers that are repeated when a block continues."""
        return self.words("Time") + 8 if isinstance(block, Agenda | PrintList) else 0

    def pieces(self, block: Block, room: float) -> Iterator[Piece]:
        """Yield a block as one piece; ways in that are taller than `room` as two."""
        if isinstance(block, Ways) and self._ways(block) > room:
            yield Piece(replace(block, pairs=()), ends=False)
            yield Piece(replace(block, prompts=()), goes_on=True)
        else:
            yield Piece(block)

    def table(self, block: FillTable) -> Iterator[Piece]:
        """Yield a table to fill in; one that is taller than a page as several of similar length."""
        first = 0.24 * _WIDTH - 4
        least = 22 if block.tall else 14
        rows = [max(least, self.small(row[0], first) + 3) for row in block.rows]
        room = self.page - self.question(block.heading) - 2 * self.small("A column") - 8
        count = ceil(sum(rows) / room)
        step = ceil(len(rows) / count)
        if count == 1:
            yield Piece(block)
            return
        for start in range(0, len(rows), step):
            end = start + step
            share = replace(block, rows=block.rows[start:end], names=block.names[start:end])
            yield Piece(share, start, goes_on=start > 0, ends=end >= len(rows))

    def rows(self, piece: Piece) -> tuple[float, list[float]]:  # noqa: C901  # a case for each block
        """Return the height above the rows of a block, and the height of each row (one or more).

        An unbreakable block is a single row.
        """
        match block := piece.block:
            case Words(heading, paragraphs):
                return self._top(heading), [self.words(text) + 1 for text in paragraphs] or [0]
            case Lead(title, text):
                return 0, [self.heading(title) + self.words(text) + 6]
            case Items(heading, items):
                rows = [self.words(text, _WIDTH - 8) + 1.3 for text in items]
                return self._top(heading), rows or [0]
            case Facts(pairs):
                return 1, [self.words(f"{name}: {value}") + 1 for name, value in pairs] or [0]
            case Steps(heading, steps):
                return self._top(heading), [self._step(step) for step in steps] or [0]
            case Agenda():
                another = self.words(block.another) if block.another else 0
                rows = [self._slot(item) for item in block.items] or [0]
                rows[-1] += self.words(block.end[0]) + 5
                return self._top(block.heading) + another + 3 + self.repeated_header(block), rows
            case PrintList():
                rows = [self._print_row(row) for row in block.rows] or [0]
                return self._top(block.heading) + 3 + self.repeated_header(block), rows
            case Ask():
                room = 3 * self.print.gap if block.short else 61
                return 0, [self.heading(block.text) + room]
            case Ways():
                return 0, [self._ways(block, goes_on=piece.goes_on)]
            case Picture(heading=heading, advice=advice):
                drawing = block.drawn["large" if self.print is LARGE else "clear"]
                picture = _WIDTH * float(drawing.height / drawing.width)
                return 0, [self.heading(heading) + self.words(advice) + picture + 4]
            case FillTable() | FillGrid() | Close() | Notes():
                return 0, [self.page]  # to fill in: each has a page of its own
            case _:
                assert_never(block)

    def _top(self, heading: str) -> float:
        return self.heading(heading) + 1

    def _step(self, step: StepWords) -> float:
        text = " ".join(filter(None, (step.before, step.text, step.time)))
        return self.words(text, _WIDTH - 8) + self._say(step, _WIDTH - 8) + 1

    def _say(self, spoken: StepWords | Item, width: float) -> float:
        """Return the height of the box with what to say; 0 for nothing."""
        if not spoken.say:
            return 0
        return self.words(f"{spoken.cue} {spoken.say}", width - 7) + 9

    def _slot(self, item: Item) -> float:
        """Return the height of an agenda row, which has the time beside what happens."""
        width = 0.73 * _WIDTH - 3
        paragraphs = [text for text in (item.title, *item.paragraphs) if text]
        questions = [f"{number} {text}" for number, text in item.questions]
        happens = sum(self.words(text, width) for text in paragraphs)
        happens += self._say(item, width)
        bold = Look(self.print.body, True)
        beside = width - 8 * bool(item.title)
        happens += sum(self.words(text, beside, bold) + 1 for text in questions)
        time = self.words(item.time) + self.small(item.lasts, 0.27 * _WIDTH - 3)
        return max(time, happens) + 5.2

    def _print_row(self, row: PrintRow) -> float:
        """Return the height of a row that says what a sheet is and how many to print."""
        width = 0.4 * _WIDTH - 3
        return max(self.words(row.what, width), self.words(row.copies, width)) + 5.2

    def _ways(self, block: Ways, *, goes_on: bool = False) -> float:
        """Return the height of a question and its ways in, or of the ways in alone."""
        items = [*block.prompts, *(f"{name}: {text}" for name, text in block.pairs)]
        rows = sum(self.words(text, _WIDTH - 8) + 1 for text in items)
        heading = "" if goes_on else f"{block.number} {block.text}"
        return self.heading(heading) + rows + 2
