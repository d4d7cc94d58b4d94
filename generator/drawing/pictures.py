"""Draws the picture of a resource, filled in to look at or blank to fill in.

In: a resource, and a width in units of the picture. Out: a `Drawing`. There is a function for each
kind of picture, which decides what stands where; `pen` sets the words and draws the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import pairwise

from generator.drawing import fonts
from generator.drawing.pen import LARGE, NAME, PAD, WORDS, Drawing, Pen, Place, Said, points
from generator.model.figures import Grid, Picture, PictureItem
from generator.model.resource import Resource
from generator.system.cache import as_bytes
from generator.system.results import result_of

_DASHES = ("", "9 6", "1 6")
"""Lines that differ without colour: whole, dashed, dotted."""

_GAP = 14.0


def of_resource(resource: Resource, name: str, width: float, *, blank: bool = False) -> Drawing:
    """The picture of a resource that has one; `name` begins the ids in it."""
    return _of_resource(resource, name, width, blank, fonts.given().digest)


@lru_cache(maxsize=8192)  # a picture stands on several sheets
def _of_resource(
    resource: Resource, name: str, width: float, blank: bool, typefaces: str
) -> Drawing:
    """The same; `typefaces` is a digest of those given, which may change in a preview."""
    picture = resource.picture
    assert picture, "the resource has no picture"
    grid = resource.grids[0] if picture.kind == "grid" else None
    own = (picture.model_dump_json(), grid.model_dump_json() if grid else "")
    told = as_bytes((own, name, width, blank, typefaces))
    svg, height, places = result_of(
        "picture", told, partial(_drawn, picture, grid, name, width, blank)
    )
    return Drawing(svg, width, height, tuple(Place(*place) for place in places))


def _drawn(
    picture: Picture, grid: Grid | None, name: str, width: float, blank: bool
) -> tuple[str, float, tuple[Place, ...]]:
    """The SVG document of a picture, its height, and its places to write in."""
    pen = Pen(width, [*_texts(picture), *(_texts_of(grid) if grid else ())])
    draw = partial(_grid, grid=grid) if grid else _KINDS[picture.kind]
    height = draw(pen, picture, blank=blank)
    made = pen.drawing(name, picture.title, picture.description, height)
    return made.svg, made.height, made.places


def _texts(picture: Picture) -> Iterator[str]:
    for item in (*picture.items, *([picture.start] if picture.start else [])):
        yield from (item.name, item.words or "", item.without or "")


def _texts_of(grid: Grid) -> Iterator[str]:
    for part in (grid.across, grid.up, grid.corners):
        yield from part.model_dump().values()


def _room(pen: Pen, most: float, large: float) -> float:
    """How high a place to write in is; a page in large print has less for it."""
    return large if pen.width == LARGE else most


def _said(item: PictureItem) -> list[Said]:
    """The name of an item, and its words below."""
    return [(item.name, NAME), *([(item.words, WORDS)] if item.words else [])]


def _grid(pen: Pen, picture: Picture, *, blank: bool, grid: Grid) -> float:
    """A field with two sides, its corners named."""
    up, corners = grid.up, grid.corners
    ends = [pen.length(word) for word in (up.low, up.high)]
    left = min(max(ends), 60) + 10
    top = pen.write([(up.name, NAME)], 0, 0, pen.width) + 4
    half = (pen.width - left - 1) / 2
    inner = half - 2 * PAD
    names = [[(corners.top_left, NAME)], [(corners.top_right, NAME)],
             [(corners.bottom_left, NAME)], [(corners.bottom_right, NAME)]]  # fmt: skip
    high = max(pen.height(said, inner) for said in names)
    between = pen.height(_said(picture.items[0]), inner - 2 * PAD) + 2 * PAD if picture.items else 0
    cell = high + between / 2 + 3 * PAD + (pen.width / 4 if blank else 16)
    sides = sum(pen.height([(word, WORDS)], left - 10) for word in (up.low, up.high))
    cell = max(cell, sides / 2 + 18)
    x, bottom = left, top + 2 * cell
    with pen.group():
        pen.rect(x, top, 2 * half, 2 * cell, 2)
        for i, said in enumerate(names):
            y = top + PAD if i < 2 else bottom - PAD - pen.height(said, inner)
            pen.write(said, x + PAD + i % 2 * half, y, inner, "end" if i % 2 else "start")
    pen.line((x + half, top), (x + half, bottom), dash="4 5", weight=1.2)
    start = x
    if picture.items:
        said = _said(picture.items[0])
        longest = max(
            pen.length(line, look)
            for text, look in said
            for line in pen.lines(text, inner - 2 * PAD, look)
        )
        pen.box(said, x + PAD, top + cell - between / 2, longest + 3 * PAD, between, 18)
        start = x + longest + 4 * PAD
    pen.line((start, top + cell), (x + 2 * half, top + cell), dash="4 5", weight=1.2)
    if blank:
        pen.places.append(Place(grid.title, x, top, 2 * half, 2 * cell))
    return _sides(pen, grid, left, top, bottom)


def _sides(pen: Pen, grid: Grid, x: float, top: float, bottom: float) -> float:
    """An arrow up and an arrow along a field that begins at `x`, with a word at each end."""
    up, across = grid.up, grid.across
    words = pen.write([(up.high, WORDS)], 0, top, x - 10)
    low = bottom - pen.height([(up.low, WORDS)], x - 10)
    pen.write([(up.low, WORDS)], 0, low, x - 10)
    pen.arrow(((x - 10) / 2, low - 4), ((x - 10) / 2, words + 4))
    y = bottom + 6
    side = (pen.width - x) * 0.22
    after = [pen.write([(across.low, WORDS)], x, y, side)]
    after.append(pen.write([(across.high, WORDS)], pen.width - side, y, side, "end"))
    pen.arrow((x + pen.length(pen.lines(across.low, side)[0]) + 8, y + 10),
              (pen.width - pen.length(pen.lines(across.high, side)[0]) - 8, y + 10))  # fmt: skip
    after.append(
        pen.write([(across.name, NAME)], x + side, y + 18, pen.width - x - 2 * side, "middle")
    )
    return max(after) + 2


def _players(pen: Pen, picture: Picture, *, blank: bool) -> float:
    """Four boxes, each with the sign of its action."""
    w = (pen.width - _GAP - 2) / 2
    inner = w - 2 * PAD
    room = _room(pen, 46, 38)

    def parts(item: PictureItem) -> list[list[Said]]:
        pairs = (("Gives:", item.words), ("Without it:", item.without))
        return [
            [(label, NAME)] if blank else [(label, NAME), (words, WORDS)]
            for label, words in pairs
            if words
        ]

    def tall(item: PictureItem) -> float:
        each = [pen.height(said, inner) + (room + 4 if blank else 0) + 6 for said in parts(item)]
        return max(34, pen.height([(item.name, NAME)], inner - 50) + 4) + sum(each) + 2 * PAD

    y = 1.0
    for row in (0, 2):
        h = max(tall(item) for item in picture.items[row : row + 2])
        for i, item in enumerate(picture.items[row : row + 2]):
            x = 1 + i * (w + _GAP)
            with pen.group():
                pen.rect(x, y, w, h, 10)
                _SIGNS[row + i](pen, x + PAD + 22, y + 24)
                named = pen.write([(item.name, NAME)], x + PAD + 50, y + 14, inner - 50)
                at = max(named + 4, y + PAD + 34)
                for said in parts(item):
                    at = pen.write(said, x + PAD, at + 4, inner)
                    if blank:
                        pen.room(f"{item.name}. {said[0][0]}", x + PAD, at + 2, inner, room)
                        at += room + 2
        y += h + _GAP
    return y - _GAP + 1


def _move(pen: Pen, x: float, y: float) -> None:
    pen.arrow((x - 20, y), (x + 20, y))


def _follow(pen: Pen, x: float, y: float) -> None:
    pen.arrow((x - 20, y - 7), (x + 20, y - 7))
    pen.arrow((x - 20, y + 7), (x + 12, y + 7), dash="5 4")


def _oppose(pen: Pen, x: float, y: float) -> None:
    pen.arrow((x - 24, y), (x - 4, y))
    pen.arrow((x + 24, y), (x + 4, y))
    pen.line((x, y - 11), (x, y + 11))


def _bystand(pen: Pen, x: float, y: float) -> None:
    pen.path(points("M", x - 22, y, "Q", x, y - 22, x + 22, y, "Q", x, y + 22, x - 22, y, "Z"))
    pen.path(points("M", x - 5, y, "a", 5, 5, 0, 1, 0, 10, 0, "a", 5, 5, 0, 1, 0, -10, 0))


_SIGNS = (_move, _follow, _oppose, _bystand)
"""What stands for each of the four actions; each sign is drawn around a point."""


def _maxims(pen: Pen, picture: Picture, *, blank: bool) -> float:
    """Sayings on a thread that goes from side to side: in one column, or in two where wide."""
    two = pen.width >= LARGE
    w = (pen.width - 34) / 2 if two else pen.width - 26
    room = _room(pen, 46, 40) if blank else 0.0
    inner = w - 39 - PAD
    heights = [
        max(pen.height(_said(item), inner), 26) + 2 * PAD + 4 + (room + 6 if blank else 0)
        for item in picture.items
    ]
    spots: list[tuple[float, float, float]] = []
    for i, h in enumerate(heights):
        x = pen.width - w - 1 if i % 2 else 1.0
        if two:
            above = spots[i - 2][1] + spots[i - 2][2] + _GAP if i > 1 else 1 + i * heights[0] / 2
            y = max(above, spots[-1][1] + 30 if spots else 0)
        else:
            y = spots[-1][1] + spots[-1][2] + 24 if spots else 1.0
        spots.append((x, y, h))
    for i, ((x, y, h), (to_x, to_y, to_h)) in enumerate(pairwise(spots)):
        if two:
            a, b = (x + w, to_x) if i % 2 == 0 else (x, to_x + w)
            middle = (a + b) / 2
            start, end = y + h * 0.6, to_y + to_h * 0.4
            pen.path(points("M", a, start, "C", middle, start, middle, end, b, end))
        else:
            start, end = y + h, to_y
            a, b = (
                (x + w * 0.72, to_x + w * 0.72) if i % 2 == 0 else (x + w * 0.28, to_x + w * 0.28)
            )
            pen.path(points("M", a, start, "C", a, end, b, start, b, end))
    for number, (item, (x, y, h)) in enumerate(zip(picture.items, spots, strict=True), start=1):
        with pen.group():
            pen.rect(x, y, w, h, 14)
            pen.disc(str(number), x + 19, y + 21)
            said = _said(item)
            free = h - (room + 6 if blank else 0) - pen.height(said, inner)
            pen.write(said, x + 39, y + free / 2, inner)
            if blank:
                pen.room(item.name, x + PAD, y + h - room - PAD, w - 2 * PAD, room)
    return max(y + h for _, y, h in spots) + 1


def _curves(pen: Pen, picture: Picture, *, blank: bool) -> float:
    """Three stages that overlap: each a curve over its column, with its own kind of line."""
    third, top, base = pen.width / 3, 12.0, (150.0 if blank else 112.0)
    a, b, c = (third * n for n in (0.5, 1.5, 2.5))
    near, far = third * 0.5, pen.width
    pen.path(points("M", 2, top, "L", near * 0.5, top, "C", a + near, top, a + near * 0.6, base,
                    b + near, base), _DASHES[0], 3)  # fmt: skip
    pen.path(points("M", near * 0.6, base, "C", a + near, base, a + near, top + 14, b, top + 14,
                    "C", c - near, top + 14, c - near, base, far - near * 0.6, base),
             _DASHES[1], 3)  # fmt: skip
    pen.path(points("M", b - near, base, "C", c - near * 0.6, base, c - near, top,
                    far - near * 0.5, top, "L", far - 2, top), _DASHES[2], 3)  # fmt: skip
    pen.arrow((1, base + 8), (far - 2, base + 8))
    y = pen.write([("Time", WORDS)], 0, base + 11, far - 2, "end") + 2
    inner = third - 8
    end = y
    for x, item, dash in zip((0, third, 2 * third), picture.items, _DASHES, strict=True):
        pen.line((x + 4, y + 8), (x + 48, y + 8), dash=dash, weight=3)
        said = [(item.name, NAME)] if blank else _said(item)
        end = max(end, pen.write(said, x + 4, y + 18, inner))
    if blank:
        for x, item in zip((0, third, 2 * third), picture.items, strict=True):
            pen.room(item.name, x + 4, end + 4, inner, 130)
        end += 136
    return end + 2


def _cycle(pen: Pen, picture: Picture, *, blank: bool) -> float:
    """Four stages that come round again, and what comes before the first."""
    w = (pen.width - 32 - 2) / 2
    inner = w - 2 * PAD
    room = _room(pen, 84, 54)
    y = 1.0
    if start := picture.start:
        h = pen.height(_said(start), pen.width - 4 * PAD) + 2 * PAD
        with pen.group():
            pen.rect(1, y, pen.width - 2, h, h / 2)
            pen.write(_said(start), 2 * PAD, y + PAD, pen.width - 4 * PAD, "middle")
        pen.arrow((1 + w / 2, y + h + 2), (1 + w / 2, y + h + 26), dash="4 4")
        y += h + 30
    h = max(pen.height(_said(item), inner) for item in picture.items) + 3 * PAD
    h += room + 4 if blank else 12
    right, below = 1 + w + 32, y + h + 34
    corners = ((1.0, y), (right, y), (right, below), (1.0, below))
    for number, (item, (x, at)) in enumerate(zip(picture.items, corners, strict=True), start=1):
        with pen.group():
            pen.rect(x, at, w, h, 22)
            said = [(f"{number}. {item.name}", NAME), *_said(item)[1:]]
            top = at + PAD if blank else at + (h - pen.height(said, inner)) / 2
            end = pen.write(said, x + PAD, top, inner, "middle")
            if blank:
                pen.room(item.name, x + PAD, end + 4, inner, at + h - end - PAD - 8)
    middle, side = y + h / 2, 1 + w / 2
    pen.arrow((1 + w + 4, middle), (right - 4, middle))
    pen.arrow((right + w / 2, y + h + 4), (right + w / 2, below - 4))
    pen.arrow((right - 4, below + h / 2), (1 + w + 4, below + h / 2))
    pen.arrow((side, below - 4), (side, y + h + 4))
    return below + h + 1


def _ladder(pen: Pen, picture: Picture, *, blank: bool) -> float:
    """A ladder to climb from its foot: each rung asks once more."""
    foot, rung, top = picture.items
    wide = pen.width - 2 if blank else min(pen.width - 2, 340.0)
    edge = (pen.width - wide) / 2
    room = _room(pen, 30.0, 27.0)

    def end(item: PictureItem, y: float) -> float:
        said = [(item.name, NAME)] if blank else _said(item)
        inner = wide - 2 * PAD
        if not blank:
            h = pen.height(said, inner) + 2 * PAD
            pen.box(said, edge, y, wide, h, 10)
            return y + h
        inner *= 0.42
        h = max(pen.height(said, inner), room) + 2 * PAD
        with pen.group():
            pen.rect(edge, y, wide, h, 10)
            pen.write(said, edge + PAD, y + (h - pen.height(said, inner)) / 2, inner)
            at = edge + 2 * PAD + inner
            pen.room(item.name, at, y + PAD, edge + wide - PAD - at, h - 2 * PAD)
        return y + h

    begin = end(top, 1)
    left, right = edge + 17, edge + wide - 17
    y = begin
    for number in range(picture.rungs, 0, -1):
        asks = rung.words if number == 1 and rung.words else rung.name
        said = [(asks, WORDS)]
        inner = right - left - 32
        y += room + 4 if blank else pen.height(said, inner) + 9
        pen.line((left, y), (right, y))
        pen.write([(str(number), NAME)], left + 6, y - pen.leading(NAME) - 1, 28)
        if blank:
            pen.places.append(Place(f"{rung.name} {number}", left + 28, y - room, inner, room))
        else:
            pen.write(said, left + 24, y - pen.height(said, inner) - 2, inner, "middle")
    last = y + 12
    pen.line((left, begin), (left, last), weight=3)
    pen.line((right, begin), (right, last), weight=3)
    return end(foot, last) + 1


def _functions(pen: Pen, picture: Picture, *, blank: bool) -> float:
    """Jobs above a line of water and below it: those that are seen, and those that are not."""
    seen = [item for item in picture.items if not item.hidden]
    hidden = [item for item in picture.items if item.hidden]
    y = pen.write([("Often seen", NAME)], 1, 0, pen.width - 2) + 4
    y = _jobs(pen, seen, "Often seen", y, blank=blank) + 4
    step = pen.width / 8
    waves = [it for _ in range(4) for it in ("q", step / 2, -9, step, 0, "t", step, 0)]
    pen.path(points("M", 0, y + 6, *waves), weight=2.5)
    y = pen.write([("Often not seen", NAME)], 1, y + 16, pen.width - 2) + 4
    return _jobs(pen, hidden, "Often not seen", y, blank=blank) + 1


def _jobs(pen: Pen, jobs: list[PictureItem], label: str, y: float, *, blank: bool) -> float:
    """Jobs in one column, or in two where wide, each with a ring for who carries it."""
    if blank:
        pen.room(label, 1, y, pen.width - 2, 150)
        return y + 156
    across = 2 if pen.width >= LARGE else 1
    w = pen.width / across
    inner = w - 30
    for i in range(0, len(jobs), across):
        row = jobs[i : i + across]
        h = max(pen.height([(item.name, WORDS)], inner) for item in row)
        for n, item in enumerate(row):
            x = n * w
            dash = "3 3" if item.hidden else ""
            pen.path(
                points("M", x + 3, y + 10, "a", 7, 7, 0, 1, 0, 14, 0, "a", 7, 7, 0, 1, 0, -14, 0),
                dash,
                1.6,
            )
            pen.write([(item.name, WORDS)], x + 26, y, inner)
        y += h + 6
    return y


def _factors(pen: Pen, picture: Picture, *, blank: bool) -> float:
    """Strands, one from each factor, that run down together and become one rope."""
    step, count = 8.0, len(picture.items)
    left = 14 + count * step
    room = _room(pen, 32, 27)
    inner = pen.width - left - 2 * PAD - 1
    y = 1.0
    starts = []
    for item in picture.items:
        said = [(item.name, WORDS), *_said(item)[1:]]
        h = pen.height(said, inner) + 2 * PAD + (room + 4 if blank else 0)
        with pen.group():
            pen.rect(left, y, pen.width - left - 1, h, 8)
            at = pen.write(said, left + PAD, y + PAD, inner)
            if blank:
                pen.room(item.name, left + PAD, at + 4, inner, room)
        starts.append(y + h / 2)
        y += h + 6
    for i, start in enumerate(starts):
        x = 4 + (count - 1 - i) * step
        pen.path(
            points("M", left, start, "L", x + 8, start, "Q", x, start, x, start + 8, "L", x, y)
        )
    middle = 4 + (count - 1) * step / 2
    for i in range(count):
        x = 4 + i * step
        pen.path(points("M", x, y, "C", x, y + 16, middle, y + 8, middle, y + 24))
    pen.line((middle, y + 24), (middle, y + 40), weight=4)
    pen.head((middle, y + 42), (0, 1))
    pen.write([("All together", NAME)], left, y + 16, pen.width - left - 1)
    return y + 46


_KINDS: dict[str, Callable[..., float]] = {
    "players": _players,
    "maxims": _maxims,
    "curves": _curves,
    "cycle": _cycle,
    "ladder": _ladder,
    "functions": _functions,
    "factors": _factors,
}
"""How each kind is drawn; each gives the height of what it drew."""
