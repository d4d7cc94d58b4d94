"""The sizes of type and of room to write on a printed sheet, and its margins; all in points."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.sheet_kinds import Size

MM = 72 / 25.4
AIR = 8 * MM
"""What a group is asked has this much air above."""

LEAST_GRID = 110 * MM
"""How high a grid to fill in is at least."""

SIDE = (25 * MM, 20 * MM)
"""The margins at the left, with room to punch holes, and at the right."""

EDGE = 15 * MM
"""How far everything keeps from the upper and the lower edge of the paper."""


@dataclass(frozen=True)
class Print:
    """The sizes of clear or large print.

    `body`, `small`, `title`, `heading` and `question` are sizes of type; `gap` is the way from one
    line to write on to the next, `row` the height of a row of a table, `code` the side of the QR
    code. `fewest` is how many lines a question has at least, `brief` how many where a short answer
    will do, and `short` where it is a sentence.
    """

    body: float
    small: float
    title: float
    heading: float
    question: float
    gap: float
    row: float
    code: float
    fewest: int
    brief: int
    short: int = 3


PRINT: dict[Size, Print] = {
    "clear": Print(14, 12, 22, 15.5, 18, 9.3 * MM, 14 * MM, 22 * MM, 7, 4),
    "large": Print(18, 16, 26, 20, 23, 12.4 * MM, 17 * MM, 24 * MM, 5, 3),
}
"""Clear print is 14 points, never below 12; large print 18 points, never below 16 (UKAAF and RNIB).

What a group is asked is the largest thing on its sheet but for the title. At least 60 mm to write
in is our own judgement: no standard was found for lines to write on.
"""
