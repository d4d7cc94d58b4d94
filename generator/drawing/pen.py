"""Draws text and shapes as an SVG document, with text measured in its typeface and wrapped.

Every length is in units of the picture, with the origin at its top left corner. Black lines without
a style stand in the attributes, as paper needs them; `site.css` colours the classes. Knows nothing
of what a picture shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from markupsafe import escape

from generator.drawing import fonts

SCREEN, LARGE, CLEAR = 280.0, 438.0, 540.0
"""The widths of a picture: for a phone, and for a printed page in large print and in clear."""

PAD = 8.0
"""How far words keep from the edge of their box."""


class Look(NamedTuple):
    """How words are set: their size, and whether bold."""

    size: float
    bold: bool


WORDS, NAME = Look(15, False), Look(16, True)
"""The two looks of words in a picture; the smaller is the smallest type in it."""

Said = tuple[str, Look]
"""Words and how they are set."""


class Face(NamedTuple):
    """What is measured of a typeface, for type of size 1."""

    advances: dict[int, float]
    widest: float
    ascent: float
    descent: float


class Place(NamedTuple):
    """A place to write in: what it is for, and where it stands."""

    label: str
    x: float
    y: float
    w: float
    h: float


class Drawing(NamedTuple):
    """A picture as an SVG document, its size, and its places to write in."""

    svg: str
    width: float
    height: float
    places: tuple[Place, ...]


def face(family: str, bold: bool) -> Face:
    """The measures of what `fonts.family_for` gave: of several families, the first that has it."""
    return _joined(family, bold, fonts.given().digest)


@cache
def _joined(family: str, bold: bool, _: str) -> Face:
    """The same; the last is a digest of the typefaces given, which may change in a preview."""
    files = [
        files.get("Bold" if bold else "Regular", files["Regular"])
        for files in fonts.files_of(family)
    ]
    first, *more = map(fonts.measures, files)
    widths = dict(first.widths)
    for other in more:
        widths = dict(other.widths) | widths
    lines = [(max(it.widths.values()), it.ascent, it.descent) for it in (first, *more)]
    return Face(widths, *map(max, zip(*lines, strict=True)))


class Widths(dict[str, float]):
    """The width of each text in type of size 1, measured once: most words come again."""

    def __init__(self, measures: Face) -> None:
        self._advances, self._widest = measures.advances, measures.widest

    def __missing__(self, text: str) -> float:
        advances, widest = self._advances, self._widest
        width = self[text] = sum([advances.get(ord(letter), widest) for letter in text])
        return width


def widths(family: str, bold: bool) -> Widths:
    """The widths of texts in what `fonts.family_for` gave."""
    return _widths(family, bold, fonts.given().digest)


@cache
def _widths(family: str, bold: bool, digest: str) -> Widths:
    return Widths(_joined(family, bold, digest))


class Pen:
    """Draws one picture of a given width, in the first typeface that has all its letters."""

    def __init__(self, width: float, texts: Sequence[str]) -> None:
        self.width = width
        self.family = fonts.family_for(texts) or next(iter(fonts.FAMILIES))
        self._widths = {bold: widths(self.family, bold) for bold in (False, True)}
        self.places: list[Place] = []
        self._parts: list[str] = []

    def drawing(self, name: str, title: str, description: str, height: float) -> Drawing:
        """All that was drawn, down to `height`; `name` begins the ids in it."""
        size = f"{_n(self.width)} {_n(height)}"
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" '
            f'aria-labelledby="{name}-title" aria-describedby="{name}-words" '
            f'font-family="{escape(self.family)}" fill="none" stroke="currentColor" '
            'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">'
            f'<title id="{name}-title">{escape(title)}</title>'
            f'<desc id="{name}-words">{escape(" ".join(description.split()))}</desc>'
            f"{''.join(self._parts)}</svg>"
        )
        return Drawing(svg, self.width, height, tuple(self.places))

    def length(self, text: str, look: Look = WORDS) -> float:
        """The width of a text on one line."""
        return look.size * self._widths[look.bold][text]

    def lines(self, text: str, width: float, look: Look = WORDS) -> list[str]:
        """A text in lines that are no wider than `width`; a word that is wider is parted."""
        widths, size = self._widths[look.bold], look.size
        lines, used, space = [""], 0.0, size * widths[" "]
        for word in text.split():
            wide = size * widths[word]
            joined = used + space + wide if lines[-1] else wide
            if joined <= width:
                lines[-1] = f"{lines[-1]} {word}".lstrip()
                used = joined
                continue
            lines += [""] if lines[-1] else []
            used = 0.0
            for letter in word if wide > width else [word]:
                more = size * widths[letter]
                if lines[-1] and used + more > width:
                    lines.append("")
                    used = 0.0
                lines[-1] += letter
                used += more
        return lines

    def leading(self, look: Look) -> float:
        """The height of a line."""
        measures = face(self.family, look.bold)
        return look.size * (measures.ascent + measures.descent)

    def height(self, said: Sequence[Said], width: float) -> float:
        """The height of texts, one below the other, wrapped to a width."""
        return sum(len(self.lines(text, width, look)) * self.leading(look) for text, look in said)

    def write(
        self, said: Sequence[Said], x: float, y: float, width: float, anchor: str = "start"
    ) -> float:
        """Write texts from `y` down, wrapped to `width` from `x` on; returns the y of their end."""
        at = x + {"start": 0, "middle": width / 2, "end": width}[anchor]
        for text, look in said:
            for line in self.lines(text, width, look):
                base = y + look.size * face(self.family, look.bold).ascent
                bold = ' font-weight="700"' if look.bold else ""
                end = f' text-anchor="{anchor}"' if anchor != "start" else ""
                self._parts.append(
                    f'<text x="{_n(at)}" y="{_n(base)}" font-size="{_n(look.size)}"{bold}{end} '
                    f'fill="currentColor" stroke="none">{escape(line)}</text>'
                )
                y += self.leading(look)
        return y

    @contextmanager
    def group(self) -> Iterator[None]:
        """What is drawn within stands in its first shape."""
        self._parts.append("<g>")
        yield
        self._parts.append("</g>")

    def rect(self, x: float, y: float, w: float, h: float, corner: float = 6) -> None:
        """A box with rounded corners."""
        self._parts.append(
            f'<rect class="picture__box" x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" '
            f'height="{_n(h)}" rx="{_n(corner)}"/>'
        )

    def box(
        self, said: Sequence[Said], x: float, y: float, w: float, h: float, corner: float = 6
    ) -> None:
        """A box with words in its middle."""
        with self.group():
            self.rect(x, y, w, h, corner)
            top = y + (h - self.height(said, w - 2 * PAD)) / 2
            self.write(said, x + PAD, top, w - 2 * PAD, "middle")

    def room(self, label: str, x: float, y: float, w: float, h: float) -> None:
        """A dashed place to write in."""
        self.places.append(Place(label, x, y, w, h))
        self._parts.append(
            f'<rect class="picture__room" x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" '
            f'height="{_n(h)}" rx="4" stroke-width="1" stroke-dasharray="4 4"/>'
        )

    def disc(self, number: str, x: float, y: float, radius: float = 13) -> None:
        """A number in a circle around a point."""
        with self.group():
            self._parts.append(
                f'<circle class="picture__box" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'
            )
            self.write(
                [(number, NAME)], x - radius, y - self.leading(NAME) / 2, 2 * radius, "middle"
            )

    def shape(
        self, corners: Sequence[tuple[float, float]], hue: int, around: tuple[float, float, float]
    ) -> None:
        """A closed shape in the colour of a section; without corners a circle: x, y, radius."""
        look = f'class="picture__box mark--{hue}" stroke-width="2.5"'
        x, y, radius = around
        if corners:
            joined = " ".join(f"{_n(a)},{_n(b)}" for a, b in corners)
            self._parts.append(f'<polygon {look} points="{joined}"/>')
        else:
            self._parts.append(f'<circle {look} cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')

    def path(self, steps: str, dash: str = "", weight: float = 2) -> None:
        """A line; `steps` is a path of SVG."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<path class="picture__line" d="{steps}" stroke-width="{_n(weight)}"{dashes}/>'
        )

    def line(self, *points: tuple[float, float], dash: str = "", weight: float = 2) -> None:
        """A line from point to point."""
        self.path("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points), dash, weight)

    def arrow(self, start: tuple[float, float], end: tuple[float, float], dash: str = "") -> None:
        """A straight line with a head at its end."""
        self.line(start, end, dash=dash)
        self.head(end, (end[0] - start[0], end[1] - start[1]))

    def head(self, end: tuple[float, float], way: tuple[float, float]) -> None:
        """The head of an arrow that ends at a point and goes a way."""
        long = (way[0] ** 2 + way[1] ** 2) ** 0.5
        x, y = way[0] / long * 7, way[1] / long * 7
        sides = [(end[0] - x + side * y, end[1] - y - side * x) for side in (0.8, -0.8)]
        self.line(sides[0], end, sides[1])


def points(*every: float | str) -> str:
    """A path of SVG from its letters and numbers."""
    return " ".join(it if isinstance(it, str) else _n(it) for it in every)


def _n(value: float) -> str:
    """A number as short as it can be written, to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
