"""Decides how a sheet is arranged on its pages: margins, heights, and what begins a page.

In: a plain sheet, its paper, size of print and typefaces. Out: what `sheet.typ` goes by, as JSON
has it. All lengths are points. Heights are estimates of `heights`; `Found` holds what a first
drawing showed to be otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.model.sheet_kinds import Size
from generator.sheets.blocks import (
    Agenda,
    Block,
    Close,
    FillGrid,
    FillTable,
    Items,
    Lead,
    Part,
    Picture,
    Steps,
    StepWords,
)
from generator.sheets.filling import Filling
from generator.sheets.heights import Ruler
from generator.sheets.plain import PlainPart, PlainSheet, texts
from generator.sheets.sizes import EDGE, MM, SIDE

_AT_LEAST = 0.995
"""How much narrower the foot of a page may be than estimated: one line is better than two."""

_AT_MOST_WHOLE = 700
"""A step stays on one page unless its words, or those to read out, are very many: letters."""


@dataclass(frozen=True)
class Found:
    """What was found when a sheet was drawn: what its estimates left out, and what is too tall.

    `head` and `foot` are how much more room running header and foot take, `rights` how much more
    whose words they are. The tables in `apart` must be parted.
    """

    head: float = 0
    foot: float = 0
    rights: float = 0
    apart: frozenset[str] = frozenset()


class Arranger:
    """Arranges one sheet on one paper."""

    def __init__(
        self, words: PlainSheet, paper: tuple[float, float], size: Size, family: str, found: Found
    ) -> None:
        self.words, self.found = words, found
        self.width = paper[0] - sum(SIDE)
        self.height = paper[1]
        self.ruler = Ruler(family, size, self.width)
        self.print = self.ruler.print
        heads = [self._head(part.header, part.blanks) for part in words.parts]
        cover = [self._head(words.header, blanks=False)] if words.contents else []
        alike = len({part.blanks for part in words.parts}) == 1
        highest = max(heads + cover)
        tops = [highest if alike else head for head in heads]
        self.tops = [EDGE + top + 5 * MM + found.head for top in tops]
        self.cover = EDGE + highest + 5 * MM + found.head
        self._rights: dict[str, float] = {}
        self.bottom = EDGE + self._foot() + 4 * MM + found.foot

    def sheet(self) -> dict[str, Any]:
        """What holds for the whole sheet, as `sheet.typ` reads it."""
        size = self.print
        return {
            "print": {name: getattr(size, name) for name in size.__dataclass_fields__},
            "width": self.width,
            "cover": self.cover,
            "bottom": self.bottom,
            "lowest": self.lowest,
            "long": self._has_wide_words(),
            "one_line": self._address() <= 0.99 * self.width,
        }

    @property
    def lowest(self) -> float:
        """How far from the top of a page its body ends."""
        return self.height - self.bottom

    def looked_at(self, marks: Mapping[str, Sequence[dict[str, Any]]]) -> Found:
        """What the marks of the sheet as drawn say of how it should have been arranged."""
        found = self.found
        head = min((mark["y"] for mark in marks["head"]), default=EDGE)
        foot = max(mark["y"] for mark in marks["foot"])
        if head < EDGE - 1:
            found = replace(found, head=found.head + EDGE - head)
        if foot > self.height - EDGE + 1:
            found = replace(found, foot=found.foot + foot - self.height + EDGE)
        for begin, end in zip(marks["rights"][::2], marks["rights"][1::2], strict=True):
            lacks = end["y"] - begin["y"] + 3 * MM - self._rights[begin["id"]]
            if begin["page"] == end["page"] and lacks > found.rights + 1:
                found = replace(found, rights=lacks)
        tables = {
            it.id for part in self.words.parts for it in part.blocks if isinstance(it, FillTable)
        }
        low = {mark["id"] for mark in marks["extent"] if mark["y"] > self.lowest + 1}
        return replace(found, apart=found.apart | low & tables)

    def parts(self) -> list[dict[str, Any]]:
        """What holds for each part, and for each of its blocks."""
        return [self._part(at, part) for at, part in enumerate(self.words.parts)]

    def _part(self, at: int, part: PlainPart) -> dict[str, Any]:
        last = at == len(self.words.parts) - 1
        rights = part.rights or (self.words.rights if last else ())
        first = at == 0 and not self.words.contents
        floats = not any(
            _parted(step) for it in part.blocks if isinstance(it, Steps) for step in it.steps
        )
        page = Filling(self.ruler, part, self._room(at), self._imprint() if first else 0)
        under = 0.0
        if rights:
            ends = part.blocks[-1]
            name = ends.table.id if isinstance(ends, Close) else getattr(ends, "id", "")
            self._rights[name] = self.ruler.rights(rights)
            under = self._rights[name] + self.found.rights
        blocks = page.arranged(under)
        for j in page.fresh():
            blocks[j]["fresh"] = True
        for j, block in enumerate(part.blocks):
            if isinstance(block, Agenda) or (isinstance(block, Steps) and page.filled(j)):
                blocks[j]["fresh"] = j > 0
            blocks[j]["led"] = j > 0 and isinstance(part.blocks[j - 1], Lead)
            blocks[j]["rest"] = _leaves_rest(part.blocks[j : j + 2])
            table = block.table if isinstance(block, Close) else block
            if isinstance(table, FillTable):
                blocks[j] |= self._table(block, table, part, blocks[j], under, self._room(at))
            if isinstance(block, Items):
                (box,) = self.ruler.boxes(block, part)
                blocks[j]["whole"] = box.height <= self._room(at) / 3
            if isinstance(block, Steps):
                blocks[j]["parted"] = [_parted(step) for step in block.steps]
        return {
            "top": self.tops[at],
            "lines": list(rights),
            "under": under,
            "floats": floats,
            "blocks": blocks,
        }

    def _table(
        self,
        block: Block,
        table: FillTable,
        part: Part,
        said: dict[str, Any],
        under: float,
        room: float,
    ) -> dict[str, Any]:
        """How high the rows of a table are, and whether one page can hold it."""
        besides = 11 * MM + under + 4 * MM if isinstance(block, Close) else 0
        tall = table.tall and said.get("tall", True) and self._tall(table, besides, room)
        (box,) = self.ruler.boxes(table, part, tall=tall)
        _, *rows = self.ruler.rows(table, tall=tall)
        return {
            "rows": rows,
            "whole": box.height <= room and table.id not in self.found.apart,
        }

    def _tall(self, table: FillTable, besides: float, room: float) -> bool:
        """Whether tall rows leave enough of a page for what follows."""
        row = self.print.row
        return len(table.rows) * row * 1.6 + 3 * row + besides <= room

    def _room(self, at: int) -> float:
        """How much of a page is for what stands on it."""
        return self.height - self.tops[at] - self.bottom

    def _head(self, header: str, blanks: bool) -> float:
        """The height of the running header."""
        ruler, small = self.ruler, self.print.small
        lines = ruler.lines(header, self.width, small)
        words = lines * ruler.ascent * small + (lines - 1) * 0.4 * small
        return words + 3 * MM + (9 * MM + 0.9 * small if blanks else 0)

    def _address(self) -> float:
        return self.ruler.width(self.words.address, self.print.small, bold=True)

    def _foot(self) -> float:
        """The height of the foot of a page."""
        ruler, small, words = self.ruler, self.print.small, self.words
        before = ruler.width(f"{words.labels.page} 88 {words.labels.of} 88 · ", small)
        wide = before + self._address()
        lines = 1 if wide * _AT_LEAST <= self.width else 1 + -(-self._address() // self.width)
        line = (ruler.capitals + ruler.descent) * small
        return lines * line + (lines - 1) * 0.12 * small + small

    def _imprint(self) -> float:
        """How much of the first page the edition, the credit and the code take."""
        ruler, small = self.ruler, self.print.small
        beside = self.width - self.print.code - 5 * MM
        line = (ruler.capitals + ruler.descent) * small
        lines = [
            ruler.lines(text, beside, small) for text in (self.words.edition, self.words.credit)
        ]
        words = sum(lines) * line + (sum(lines) - 2) * 0.12 * small + 0.2 * small
        return 0.3 * small + max(words, self.print.code) - 3 * MM + 4 * MM

    def _has_wide_words(self) -> bool:
        """Whether there may be a word that is wider than its line, wherever it stands."""
        room, title = 100 * MM, self.print.title
        return any(
            self.ruler.width(word, title, bold=True) > room
            for text in texts(self.words)
            for word in text.split()
            if len(word) * title > room
        )


def _parted(step: StepWords) -> bool:
    return len(step.text) + len(step.say) > _AT_MOST_WHOLE


def _leaves_rest(blocks: Sequence[Block]) -> bool:
    """Whether the first of two blocks leaves the rest of its page empty."""

    def below(block: Block) -> bool:
        return isinstance(block, FillTable) or (isinstance(block, Picture) and block.blank)

    if len(blocks) < 2 or not below(blocks[0]):
        return False
    return not (below(blocks[1]) or isinstance(blocks[1], FillGrid))
