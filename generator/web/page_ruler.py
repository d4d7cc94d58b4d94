"""Measures what stands on a page of a printed HTML sheet, as `sheet.css` sets it.

Every length is in millimetres, for the smaller width and the smaller height of A4 and Letter, and
comes out a little too large rather than too small.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any, NamedTuple

from generator.drawing.pen import Look, Pen
from generator.sheets.plain import texts

WIDTH, HEIGHT = 165.0, 238.0
"""The room between the margins of `sheet.css`: the width of A4 and the height of Letter, in mm."""

POINT = 25.4 / 72
"""A point in millimetres."""


class Print(NamedTuple):
    """The measures of clear or large print in `sheet.css`: type in points, room in millimetres."""

    body: float
    small: float
    title: float
    question: float
    gap: float
    code: float


CLEAR, LARGE = Print(14, 12, 22, 16, 9.5, 22), Print(18, 16, 26, 20, 13, 26)
MOST_LINES = 12
"""How many lines `sheet.css` has room for in a foot."""


class Ruler:
    """Measures what stands on a page of a sheet, in millimetres, as `sheet.css` sets it."""

    def __init__(self, print_: Print, words: dict[str, Any]) -> None:
        self.print = print_
        self.pen = Pen(0, [*texts(words)])
        line = 1.25 * print_.small * POINT
        page, of = words["labels"]["page"], words["labels"]["of"]
        number = self.pen.length(f"{page} 10 {of} 10", Look(print_.small, False)) * POINT
        beside = WIDTH - 6 - max(print_.code, number)
        height = self.words(words["address"], beside, Look(print_.small, True), 1.25)
        height += sum(self.small(words[key], beside, 1.25) for key in ("edition", "credit"))
        self.foot_lines = min(round(height / line), MOST_LINES)
        self.page = HEIGHT - max(self.foot_lines * line, print_.code + line) - 5

    def words(
        self, text: str, width: float = WIDTH, look: Look | None = None, line: float = 1.35
    ) -> float:
        """How high a text is; `line` is the height of a line, in sizes of its type."""
        look = look or Look(self.print.body, False)
        lines = self.pen.lines(text, 0.98 * width / POINT, look)
        return len(lines) * look.size * line * POINT

    def small(self, text: str, width: float = WIDTH, line: float = 1.35) -> float:
        return self.words(text, width, Look(self.print.small, False), line)

    def heading(self, text: str) -> float:
        if not text:
            return 0
        return self.words(text, WIDTH, Look(self.print.question, True), 1.25) + 3.5

    def head(self, part: dict[str, Any], header: str) -> float:
        """The head of the first page."""
        title = self.words(part["title"], WIDTH - 18, Look(self.print.title, True), 1.2)
        above = self.small(f"{header} · {part['above']}")
        return above + max(13, title) + 3 + self.words(part["summary"])

    def rights(self, statements: list[str]) -> float:
        return 4 + sum(map(self.small, statements))

    def again(self, block: dict[str, Any]) -> float:
        """What stands above the rows of a block that goes on from another page."""
        return self.words("Time") + 8 if block["kind"] == "Agenda" else 0

    def pieces(self, block: dict[str, Any], room: float) -> Iterator[dict[str, Any]]:
        """A block; a question's ways in, where they need more than the room of a page, as two."""
        if block["kind"] == "Ways" and self.whole(block) > room:
            yield block | {"pairs": ()}
            yield block | {"prompts": (), "goes_on": True}
        else:
            yield block

    def table(self, block: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """A table to fill in; one that needs more than a page as several, about as long."""
        first = 0.24 * WIDTH - 4
        least = 22 if block["tall"] else 14
        rows = [max(least, self.small(row[0], first) + 3) for row in block["rows"]]
        room = self.page - self.heading(block["heading"]) - 2 * self.small("A column") - 8
        count = ceil(sum(rows) / room)
        step = ceil(len(rows) / count)
        if count == 1:
            yield block
            return
        for start in range(0, len(rows), step):
            yield block | {"rows": block["rows"][start : start + step], "goes_on": start > 0}

    def rows(self, block: dict[str, Any]) -> tuple[float, list[float]]:
        """What stands above the rows of a block, and each row; there is one at least."""
        top = self.heading(block.get("heading", "")) + 1
        match block:
            case {"kind": "Words", "paragraphs": paragraphs}:
                return top, [self.words(text) + 1 for text in paragraphs] or [0]
            case {"kind": "Items", "items": items}:
                return top, [self.words(text, WIDTH - 8) + 1.3 for text in items] or [0]
            case {"kind": "Facts", "pairs": pairs}:
                return 1, [self.words(f"{name}: {value}") + 1 for name, value in pairs] or [0]
            case {"kind": "Steps", "steps": steps}:
                return top, [self.step(step) for step in steps] or [0]
            case {"kind": "Agenda", "items": items}:
                another = self.words(block["another"]) if block["another"] else 0
                rows = [self.slot(item) for item in items] or [0]
                rows[-1] += self.words(block["end"][0]) + 5
                return top + another + 3 + self.again(block), rows
        return 0, [self.whole(block)]

    def step(self, step: dict[str, Any]) -> float:
        text = " ".join(filter(None, (step["before"], step["text"], step["time"])))
        said = self.words(f"{step['cue']} {step['say']}", WIDTH - 12) + 4 if step["say"] else 0
        return self.words(text, WIDTH - 8) + said + 1

    def slot(self, item: dict[str, Any]) -> float:
        """A row of an agenda: its time beside what happens."""
        wide = 0.73 * WIDTH - 3
        said = [text for text in (item["title"], *item["paragraphs"]) if text]
        asked = [f"{number} {text}" for number, text in item["questions"]]
        happens = sum(self.words(text, wide) for text in said)
        happens += sum(self.words(text, wide - 8 * bool(said)) + 1 for text in asked)
        time = self.words(item["time"]) + self.small(item["lasts"], 0.27 * WIDTH - 3)
        return max(time, happens) + 5.2

    def whole(self, block: dict[str, Any]) -> float:
        """A block that is not parted."""
        match block:
            case {"kind": "Ask", "text": text, "short": True}:
                return self.heading(text) + 3 * self.print.gap
            case {"kind": "Ask", "text": text}:
                return self.heading(text) + 62
            case {"kind": "Ways"}:
                said = [*block["prompts"], *(f"{name}: {text}" for name, text in block["pairs"])]
                rows = sum(self.words(text, WIDTH - 8) + 1 for text in said)
                heading = "" if "goes_on" in block else f"{block['number']} {block['text']}"
                return self.heading(heading) + rows + 2
            case {"kind": "Picture", "heading": heading, "advice": advice, "drawn": drawn}:
                drawing = drawn["large" if self.print is LARGE else "clear"]
                picture = WIDTH * float(drawing["height"] / drawing["width"])
                return self.heading(heading) + self.words(advice or "") + picture + 4
        return self.page  # to fill in: a page of its own
