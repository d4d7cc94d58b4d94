"""Shares a text that is read from page to page among pages, as far as a browser would fill them.

Not every browser repeats a foot on each page of a text, or keeps a heading with what follows it. So
a sheet says itself where its pages end; each is then one box that holds its own foot. What a page
holds is measured in the typeface, for the smaller width and the smaller height of A4 and Letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any, NamedTuple

from generator.drawing import Look, Pen
from generator.worksheets.plain import texts

WIDTH, HEIGHT = 165.0, 238.0
"""The room between the margins of `sheet.css`: the width of A4 and the height of Letter, in mm."""

POINT = 25.4 / 72
"""A point in millimetres."""

LISTS = {
    "Words": "paragraphs",
    "Items": "items",
    "Facts": "pairs",
    "Steps": "steps",
    "Agenda": "items",
}
"""What of a block may be parted between pages: only between two of these."""


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


def foot_lines(words: dict[str, Any], *, large: bool) -> int:
    """How many lines the words in the foot of a sheet need."""
    return _Ruler(LARGE if large else CLEAR, words).foot_lines


def flows(
    part: dict[str, Any], words: dict[str, Any], *, large: bool
) -> list[list[dict[str, Any]]]:
    """The blocks of a part of the sheet that is `words`, page by page, with its rights at the end.

    A block that goes on holds only its share of its list, `start`, the place of the first there
    (from 0), and `ends`, whether it is the last. What needs more than a page has one to itself.
    """
    ruler = _Ruler(LARGE if large else CLEAR, words)
    head, end = ruler.head(part, words["header"]), ruler.rights(words["rights"])
    first, last = part["blocks"][0], part["blocks"][-1]
    pages: list[list[dict[str, Any]]] = [[]]
    room = ruler.page - head
    blocks = [
        piece
        for block in part["blocks"]
        for piece in ruler.pieces(
            block, ruler.page - head * (block is first) - end * (block is last)
        )
    ]
    for block in blocks:
        top, rows = ruler.rows(block)
        rows[-1] += end * (block is blocks[-1])
        start = 0
        while start < len(rows):
            count = _fit(rows[start:], room - top)
            if not count and pages[-1]:
                pages.append([])
                room = ruler.page
                continue
            count = count or 1
            pages[-1].append(_share(block, start, start + count))
            room -= top + sum(rows[start : start + count])
            start += count
            top = ruler.again(block)
    return pages


def _fit(rows: list[float], room: float) -> int:
    """How many of the first rows there is room for."""
    for count, height in enumerate(rows):
        room -= height
        if room < 0:
            return count
    return len(rows)


def _share(block: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    """A block with the rows from `start` to before `end` alone."""
    key = LISTS.get(block["kind"])
    if not key:
        return block
    return block | {key: block[key][start:end], "start": start, "ends": end >= len(block[key])}


def tables(block: dict[str, Any], words: dict[str, Any], *, large: bool) -> list[dict[str, Any]]:
    """A table to fill in, of the sheet that is `words`, in as many as there must be pages for it."""
    return list(_Ruler(LARGE if large else CLEAR, words).table(block))


class _Ruler:
    """Measures what stands on a page of a sheet, in millimetres, as `sheet.css` sets it."""

    def __init__(self, print_: Print, words: dict[str, Any]) -> None:
        self.print = print_
        self.pen = Pen(0, [*texts(words)])
        beside = (
            WIDTH
            - 6
            - max(print_.code, self.pen.length("Page 10 of 10", Look(print_.small, False)) * POINT)
        )
        looks = ((words["address"], True), (words["edition"], False), (words["credit"], False))
        said = [
            self.pen.lines(text, 0.98 * beside / POINT, Look(print_.small, bold))
            for text, bold in looks
        ]
        self.foot_lines = min(sum(map(len, said)), MOST_LINES)
        line = 1.25 * print_.small * POINT
        self.page = HEIGHT - max(self.foot_lines * line, print_.code + line) - 5

    def words(
        self, text: str, width: float = WIDTH, look: Look | None = None, line: float = 1.35
    ) -> float:
        """How high a text is; `line` is the height of a line, in sizes of its type."""
        look = look or Look(self.print.body, False)
        lines = self.pen.lines(text, 0.98 * width / POINT, look)
        return len(lines) * look.size * line * POINT

    def small(self, text: str, width: float = WIDTH) -> float:
        return self.words(text, width, Look(self.print.small, False))

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
        """What stands above the rows of a block, and each row."""
        top = self.heading(block.get("heading", "")) + 1
        match block:
            case {"kind": "Words", "paragraphs": paragraphs}:
                return top, [self.words(text) + 1 for text in paragraphs]
            case {"kind": "Items", "items": items}:
                return top, [self.words(text, WIDTH - 8) + 1.3 for text in items]
            case {"kind": "Facts", "pairs": pairs}:
                return 1, [self.words(f"{name}: {value}") + 1 for name, value in pairs]
            case {"kind": "Steps", "steps": steps}:
                return top, [self.step(step) for step in steps]
            case {"kind": "Agenda", "items": items}:
                another = self.words(block["another"]) if block["another"] else 0
                rows = [self.slot(item) for item in items]
                rows[-1] += self.words(block["end"][0]) + 5
                return top + another + 3 + self.again(block), rows
        return 0, [self.whole(block)]

    def step(self, step: dict[str, Any]) -> float:
        before = "If you have time: " if step["optional"] else ""
        after = f" ({step['minutes']} minutes)" if step["minutes"] else ""
        said = self.words(f"Say: {step['say']}", WIDTH - 12) + 4 if step["say"] else 0
        return self.words(before + step["text"] + after, WIDTH - 8) + said + 1

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
                picture = WIDTH * drawing["height"] / drawing["width"]
                return self.heading(heading) + self.words(advice or "") + picture + 4
        return self.page  # to fill in: a page of its own
