"""Draws the sections of a framework as a ring: each with its mark and label, and arrows between.

In: a framework, and a width in units of the picture. Out: a `Drawing` in which no label meets
another, however long the labels are; None where there is no such picture.
"""

from __future__ import annotations

from itertools import combinations
from itertools import count as steps
from math import cos, pi, sin

from generator.drawing.marks import mark
from generator.drawing.pen import LARGE, NAME, Drawing, Look, Pen, points
from generator.model.framework import Framework, Number

_RING_SIZES = range(3, 7)
"""Of how many sections a ring can be drawn."""


def of_framework(framework: Framework, name: str, width: float) -> Drawing | None:
    """The sections as a ring; None where there are too few or too many, or no words for it."""
    about, sections = framework.about, framework.sections
    if not about.picture or len(sections) not in _RING_SIZES:
        return None
    pen = Pen(width, [section.label for section in sections])
    labels = [(framework.numbers[section.id], section.label) for section in sections]
    return pen.drawing(name, about.title, about.picture, _ring(pen, labels))


def _ring(pen: Pen, labels: list[tuple[Number, str]]) -> float:
    """Marks with their numbers and labels around a ring, with an arrow from each to the next."""
    count, wide = len(labels), 92.0 if pen.width < LARGE else 150.0
    heights = [52 + pen.height([(label, NAME)], wide) for _, label in labels]
    across = (pen.width - wide) / 2
    turns = [2 * pi * i / count - pi / 2 for i in range(count)]

    def laid(up: float) -> list[tuple[float, float]]:
        return [_on_ring(pen.width / 2, 24 + up, across, up, turn) for turn in turns]

    def arrows(up: float) -> list[list[float]]:
        """How far round each arrow can go, clear of the marks and labels at both ends."""
        at = laid(up)
        return [
            [
                t
                for t in (turn + 2 * pi / count * part / 60 for part in range(61))
                if not any(
                    _near(
                        _on_ring(pen.width / 2, 24 + up, across, up, t), at[n], heights[n], wide / 2
                    )
                    for n in (i, (i + 1) % count)
                )
            ]
            for i, turn in enumerate(turns)
        ]

    # As flat as the labels let it be.
    up = next(
        up
        for up in steps(max(112.0, across * 0.62), 10)
        if _apart(laid(up), heights, wide) and all(len(free) > 8 for free in arrows(up))
    )
    for i, free in enumerate(arrows(up)):
        start, end = (_on_ring(pen.width / 2, 24 + up, across, up, t) for t in (free[0], free[-1]))
        dash = "5 5" if i == count - 1 else ""
        pen.path(points("M", *start, "A", across, up, 0, 0, 1, *end), dash)
        pen.head(end, (-across * sin(free[-1]), up * cos(free[-1])))
    _marks(pen, labels, laid(up), wide)
    return max(y + h - 24 for (_, y), h in zip(laid(up), heights, strict=True))


def _marks(
    pen: Pen, labels: list[tuple[Number, str]], at: list[tuple[float, float]], wide: float
) -> None:
    """A mark with its number at each place, and its label below, at most so `wide`."""
    for (number, label), (x, y) in zip(labels, at, strict=True):
        with pen.group():
            _mark(pen, number, x, y)
        pen.write([(label, NAME)], x - wide / 2, y + 26, wide, "middle")


def _apart(at: list[tuple[float, float]], heights: list[float], wide: float) -> bool:
    """Whether marks with labels of these heights share no room."""
    blocks = list(zip(at, heights, strict=True))
    return not any(
        abs(ax - bx) < wide and ay < by + b + 6 and by < ay + a + 6
        for ((ax, ay), a), ((bx, by), b) in combinations(blocks, 2)
    )


def _on_ring(x: float, y: float, across: float, up: float, turn: float) -> tuple[float, float]:
    return x + across * cos(turn), y + up * sin(turn)


def _near(
    point: tuple[float, float], mark_at: tuple[float, float], height: float, half: float
) -> bool:
    """Whether a point is within the mark around another point, or its label, or close to them."""
    x, y = point[0] - mark_at[0], point[1] - mark_at[1]
    return abs(x) < half - 12 and -36 < y < height - 14 if y > 20 else abs(x) < 34 and y > -34


def _mark(pen: Pen, number: Number, x: float, y: float) -> None:
    """The mark of a section around a point: one of six shapes, with the number inside."""
    shape = _SHAPES[mark(number) - 1]
    size = 44.0
    corners = [(x + size * (a - 0.5), y + size * (b - 0.5)) for a, b in shape]
    pen.shape(corners, mark(number), around=(x, y, size / 2))
    down = 0.13 * size if mark(number) == 3 else 0
    number_look = Look(19, True)
    pen.write(
        [(str(number), number_look)], x - 20, y + down - pen.leading(number_look) / 2, 40, "middle"
    )


_SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((0.06, 0.06), (0.94, 0.06), (0.94, 0.94), (0.06, 0.94)),
    ((0.5, 0.02), (0.99, 0.95), (0.01, 0.95)),
    ((0.5, 0.01), (0.99, 0.5), (0.5, 0.99), (0.01, 0.5)),
    ((0.26, 0.07), (0.74, 0.07), (0.99, 0.5), (0.74, 0.93), (0.26, 0.93), (0.01, 0.5)),
    ((0.5, 0.02), (0.98, 0.38), (0.8, 0.96), (0.2, 0.96), (0.02, 0.38)),
)
"""The corners of each mark, in a square of 1; the first is a circle."""
