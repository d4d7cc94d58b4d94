"""How high the words of a sheet stand on paper, estimated from the widths of their letters.

All lengths are points. Typst sets the words; this says beforehand how much room they will take, so
that `arranging` can decide what stands on which page. An estimate is a line out now and then, and
more in writings whose letters change beside others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from generator.drawing import fonts
from generator.drawing.pen import widths
from generator.model.sheet_kinds import Size
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
    Part,
    Picture,
    PrintList,
    Steps,
    Ways,
    Words,
)
from generator.sheets.sizes import AIR, LEAST_GRID, MM, PRINT

_KERNED = 0.995
"""How wide words are beside the sum of their letters: some move closer to each other."""

_INSET = 1.6 * MM
"""How far words keep from the edge of a cell of a table to fill in."""


class Air(NamedTuple):
    """Air above or below something; what was `asked` for goes before the usual."""

    asked: bool
    high: float


class Box(NamedTuple):
    """Something that stands in the flow of a page. Where two meet, the larger air counts."""

    height: float
    above: Air
    below: Air


def stacked(boxes: Sequence[Box]) -> float:
    """The height of boxes, one below the other."""
    between = sum(max(upper.below, lower.above).high for upper, lower in pairwise(boxes))
    return between + sum(box.height for box in boxes)


class Ruler:
    """Estimates heights on one sheet, in a family of typefaces, a size of print and a width."""

    def __init__(self, family: str, size: Size, width: float) -> None:
        self.size, self.print, self.across = size, PRINT[size], width
        self._widths = {bold: widths(family, bold) for bold in (False, True)}
        self.capitals, self.ascent, self.descent = _line(family)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a text is on one line."""
        return size * _KERNED * self._widths[bold][text]

    def lines(self, text: str, width: float, size: float, *, bold: bool = False) -> int:
        """How many lines a text takes in a width; a word that is wider is parted."""
        widths = self._widths[bold]
        room, space = width / (size * _KERNED), widths[" "]
        count, at = 1, 0.0
        for word in text.split():
            wide = widths[word]
            at += (space if at else 0) + wide
            if at > room:
                count, at = count + (at > wide), wide
                more = int(at / room)
                count, at = count + more, at - more * room
        return count

    def words(
        self,
        text: str,
        width: float | None = None,
        size: float | None = None,
        *,
        bold: bool = False,
        leading: float | None = None,
    ) -> float:
        """The height of a text; `leading` is the air between two lines."""
        size = size or self.print.body
        count = self.lines(text, width or self.across, size, bold=bold)
        between = 0.55 * self.print.body if leading is None else leading
        return count * self.capitals * size + (count - 1) * between

    def usual(self, height: float) -> Box:
        """Something with the air of a paragraph around it."""
        air = Air(False, 0.9 * self.print.body)
        return Box(height, air, air)

    def paragraphs(self, texts: Iterable[str], width: float | None = None) -> list[Box]:
        """Paragraphs, one below the other."""
        return [self.usual(self.words(text, width)) for text in texts]

    def heading(self, text: str, part: Part, *, size: float = 0, below: float = 0.7) -> list[Box]:
        """A heading in a part, if there is one; on a handout it is large, with air above."""
        if not text:
            return []
        size = size or (self.print.question if part.blanks else self.print.heading)
        height = self.words(text, size=size, bold=True, leading=0.4 * size)
        return [Box(height, Air(True, AIR if part.blanks else 0.9 * size), Air(True, below * size))]

    def listed(self, texts: Iterable[str], marker: str = "•") -> Box:
        """A list, with its bullets or numbers."""
        beside = 0.6 * self.print.body + self.width(marker, self.print.body)
        heights = [self.words(text, self.across - beside) for text in texts]
        return self.usual(sum(heights) + 0.6 * self.print.body * (len(heights) - 1))

    def beginning(self, part: Part) -> list[Box]:
        """What stands over the blocks of a part."""
        title, above = self.print.title, self.words(part.above, size=self.print.small)
        width = self.across
        if part.mark:
            width -= 45 * MM if part.blanks else 17 * MM
        named = Box(
            self.words(part.title, width, title, bold=True, leading=0.4 * title),
            Air(True, 0.9 * title),
            Air(True, 0.7 * title),
        )
        over = [self.usual(above)] if part.above else []
        if part.mark and part.blanks:
            whole = stacked([*over, named, *self.paragraphs([part.summary], width)])
            boxes = [self.usual(max(40 * MM, whole))]
        elif part.mark:
            boxes = [*over, self.usual(max(13 * MM, named.height))]
            boxes += self.paragraphs([part.summary])
        else:
            boxes = [*over, named, *self.paragraphs([part.summary])]
        if part.blanks:
            boxes.append(
                Box(10 * MM, Air(True, 0.5 * self.print.body), Air(True, 1.2 * self.print.body))
            )
        return boxes

    def rights(self, lines: Sequence[str]) -> float:
        """The height of whose words they are, at the end of a sheet."""
        small = self.print.small
        heights = [self.words(text, size=small, leading=0.4 * small) for text in lines]
        return 3 * MM + sum(heights) + 0.5 * small * (len(heights) - 1)

    def least(self, ask: Ask, *, low: bool = False) -> list[float]:
        """The least heights of the rooms for an answer: of its one, or of each row of several."""
        if len(ask.spaces) == 1:
            lines = self.print.brief if ask.brief else self.print.fewest
            return [self.print.gap * (self.print.short if ask.short else lines)]
        rows = -(-len(ask.spaces) // ask.across)
        if low:
            return [50 * MM] * rows
        return [(78 if self.size == "large" else 70 if rows > 1 else 55) * MM] * rows

    def rows(self, table: FillTable, *, tall: bool) -> list[float]:
        """The height of each row of a table to fill in, that of its head first."""
        least = self.print.row * (1.6 if tall else 1)
        widths = [self.across * share - 2 * _INSET for share in shares(table)]
        small = self.print.small

        def high(cells: Sequence[str], *, bold: bool = False) -> float:
            heights = [
                self.words(text, width, small, bold=bold, leading=0.55 * small) + 2 * _INSET
                for text, width in zip(cells, widths, strict=True)
                if text
            ]
            return max(heights, default=0)

        return [high(table.columns, bold=True), *(max(least, high(row)) for row in table.rows)]

    def boxes(self, block: Block, part: Part, *, tall: bool = False) -> list[Box]:  # noqa: C901  # a case for each block
        """A block as it stands in the flow, in its least height; `tall` is of a table's rows."""
        body = self.print.body
        match block:
            case Words(heading, paragraphs):
                return [*self.heading(heading, part), *self.paragraphs(paragraphs)]
            case Lead(title, text):
                size = (self.print.question + self.print.title) / 2
                inside = [self.usual(0), *self.heading(title, part, size=size)]
                whole = stacked([*inside, *self.paragraphs([text])])
                return [Box(whole, Air(True, 1.4 * body), Air(True, 0.9 * body))]
            case Items(heading, items):
                whole = stacked([*self.heading(heading, part), self.listed(items)])
                return [Box(whole, Air(True, 1.2 * body), Air(False, 0.9 * body))]
            case Facts(pairs):
                return self.paragraphs(f"{name}: {value}" for name, value in pairs)
            case Steps(heading, steps):
                texts = [f"{it.before} {it.text} {it.time}" for it in steps]
                said = sum(self.said(it.cue, it.say) for it in steps if it.say)
                listed = self.listed(texts, f"{len(texts)}.")
                return [
                    *self.heading(heading, part),
                    listed._replace(height=listed.height + said),
                ]
            case Ask():
                number = f"{block.number} {block.text}".strip()
                first, *more = self.least(block)
                below = 0.35 if len(block.spaces) == 1 else 0.7
                (asked,) = self.heading(number, part, below=below)
                whole = asked.height + asked.below.high + first
                whole += sum(4 * MM + row for row in more)
                return [Box(whole, Air(True, AIR), Air(True, 4 * MM if more else 0))]
            case Ways(number=number, text=text, prompts=prompts, pairs=pairs):
                inside = [*self.heading(f"{number} {text}", part), self.listed(prompts)]
                inside += self.paragraphs(f"{name}: {value}" for name, value in pairs)
                return [Box(stacked(inside), Air(True, 1.8 * body), Air(False, 0.9 * body))]
            case Picture(heading=heading, advice=advice):
                drawing = block.drawn[self.size]
                inside = self.heading(heading, part) + self.paragraphs([advice] if advice else [])
                inside.append(self.usual(165 * MM * drawing.height / drawing.width))
                return [self.usual(stacked(inside))]
            case FillGrid(grid=grid, sides=sides):
                told = " ".join(f"{side} {said}" for side, said in sides)
                words = self.usual(self.words(told, size=self.print.small))
                whole = stacked([*self.heading(grid.title, part), words])
                return [self.usual(whole + LEAST_GRID)]
            case FillTable():
                rows = self.usual(sum(self.rows(block, tall=tall)))
                return [self.usual(stacked([*self.heading(block.heading, part), rows]))]
            case Close(table):
                (box,) = self.boxes(table, part, tall=tall)
                return [box._replace(height=box.height + 0.9 * body + 11 * MM)]
            case PrintList(heading, _, rows=rows):
                lines = 2 * 2.6 * MM + self.capitals * body
                return [*self.heading(heading, part), self.usual(lines * (len(rows) + 1))]
            case Agenda():
                return []  # begins a page

    def said(self, cue: str, say: str) -> float:
        """The height of a box with words to read out, and of the air above it."""
        inside = self.words(f"{cue} {say}", self.across - 16 * MM)
        return inside + 4.8 * MM + 0.7 * self.print.body


def shares(table: FillTable) -> list[float]:
    """How much of the width each column of a table to fill in has."""
    labelled = any(row[0] for row in table.rows)
    count = len(table.columns)
    if table.wide:
        parts = [2.0 if number == 1 and labelled else 1.0 for number in range(1, count + 1)]
        parts[table.wide - 1] = 2.2
    else:
        parts = [2.0 if labelled else 2.4] + [1.2 if count == 5 else 1.4] * (count - 1)
    return [part / sum(parts) for part in parts]


@cache
def _line(family: str) -> tuple[float, float, float]:
    """How high capitals are, and how far letters go up and down, in type of size 1."""
    it = fonts.measures(next(fonts.files_of(family))["Regular"])
    return it.capitals, it.ascent, it.descent
