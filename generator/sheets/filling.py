"""Follows what stands on the pages of one part of a sheet, by the estimates of `heights`.

In: a part, and how high a page is. Out: which blocks are drawn lower, and which begin a page. All
lengths are points.
"""

from __future__ import annotations

from typing import Any

from generator.sheets.blocks import (
    Agenda,
    Ask,
    Block,
    Facts,
    FillGrid,
    FillTable,
    Lead,
    Part,
    Picture,
    Ways,
)
from generator.sheets.heights import Ruler, stacked
from generator.sheets.sizes import AIR, MM


class Filling:
    """Follows what stands on the pages of one part. `imprint` is how much of the first is taken."""

    def __init__(self, ruler: Ruler, part: Part, room: float, imprint: float) -> None:
        self.ruler, self.part, self.room, self.imprint = ruler, part, room, imprint
        self.beginning = ruler.beginning(part)

    def arranged(self, under: float) -> list[dict[str, Any]]:
        """How each block is drawn, so that it has room on a page that others begin.

        A table, or spaces side by side, take lower rows where they then still have room; help with
        a question is parted where it would leave a page less than half used.
        """
        used = stacked(self.beginning) + self._between + self.imprint
        out: list[dict[str, Any]] = []
        for j, block in enumerate(self.part.blocks):
            said: dict[str, Any] = {"fresh": False}
            after = under if isinstance(block, Ways) and j == len(self.part.blocks) - 1 else 0
            pieces = self._pieces(block, low=False)
            if used + pieces[0] + after > self.room:
                lower = self._pieces(block, low=True)
                if lower[0] < pieces[0] and used + lower[0] + after <= self.room:
                    pieces = lower
                    said["tall" if isinstance(block, FillTable) else "low"] = not isinstance(
                        block, FillTable
                    )
                if isinstance(block, Ways) and used < self.room * 0.6:
                    said["parted"] = True
            if isinstance(block, Ask):
                said["least"] = self.ruler.least(block, low="low" in said)[0]
            for piece in pieces:
                if used + piece > self.room and "parted" not in said:
                    used = 0
                used = self.room if isinstance(block, FillGrid) else used + piece
                while used > self.room:  # what is parted, or begins the next page
                    used -= self.room
            out.append(said)
        return out

    def filled(self, j: int) -> bool:
        """Whether what stands before block `j` fills at least half of its last page."""
        used = self._high(0, j)
        while used > self.room:
            used -= self.room
        return used > self.room / 2

    def fresh(self) -> list[int]:
        """The blocks before an agenda that begin a page.

        A list is not parted for a few lines, and these do not stand alone.
        """
        ends = [j for j, block in enumerate(self.part.blocks) if isinstance(block, Agenda)]
        if not ends:
            return []
        begun, pages = [0], 1
        for j in range(1, ends[0]):
            if self._high(begun[-1], j + 1) > pages * self.room:
                if self._high(begun[-1], j) > (pages - 0.45) * self.room:
                    begun.append(j)
                    pages = 1
                else:
                    pages += 1
        if len(begun) > 1 and pages == 1:
            before, last = begun[-2:]
            while (
                self._high(last, ends[0]) < 0.4 * self.room
                and last - 1 > before
                and self._high(before, last - 1) > 0.55 * self.room
            ):
                last -= 1
            begun[-1] = last
        return begun[1:]

    @property
    def _between(self) -> float:
        return 0.9 * self.ruler.print.body

    def _high(self, start: int, end: int) -> float:
        """How high the blocks from `start` on are, before `end`; the first have the title above."""
        boxes = [] if start else list(self.beginning)
        for block in self.part.blocks[start:end]:
            boxes += self.ruler.boxes(block, self.part)
        return stacked(boxes) + (0 if start else self.imprint)

    def _pieces(self, block: Block, *, low: bool) -> list[float]:
        """How high each piece of a block is that is not parted; 0 where it may be anywhere."""
        body = self.ruler.print.body
        match block:
            case Ask():
                (asked,) = self.ruler.heading(f"{block.number} {block.text}", self.part)
                first, *more = self.ruler.least(block, low=low)
                return [asked.height + self._between + first + AIR, *(4 * MM + row for row in more)]
            case FillTable():
                (box,) = self.ruler.boxes(block, self.part, tall=block.tall and not low)
                return [box.height + self._between]
            case Facts():
                return [stacked(self.ruler.boxes(block, self.part)) + self._between]
            case Lead(_, text):
                return [self.ruler.words(text) + self._between + 1.8 * self.ruler.print.title]
            case Ways() | Picture() | FillGrid():
                (box,) = self.ruler.boxes(block, self.part)
                return [box.height + self._between + (1.8 * body if isinstance(block, Ways) else 0)]
            case _:
                return [0]
