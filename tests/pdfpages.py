"""What stands on the pages of a PDF, letter by letter and stroke by stroke, as PDFium finds it.

Lengths are points, from the top left corner of the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pypdfium2
from pypdfium2 import raw

Thing = dict[str, Any]
"""A letter or a stroke: its edges `x0`, `x1`, `top` and `bottom`, and its look.

A letter has a `text`, its `size`, `fontname`, `colour` and `tag`; a stroke its `width`, `height`,
`colour` and `linewidth`, and whether it has a `stroke`, a `fill` and a `dash`. A grey is a number
from 0, for black; another colour is a tuple.
"""

_Matrix = tuple[float, float, float, float, float, float]
_CURVED = raw.FPDF_SEGMENT_BEZIERTO
_BEGINS = raw.FPDF_SEGMENT_MOVETO


def squeezed(text: str) -> str:
    """A text without what parts its words and lines."""
    return "".join(text.split()).replace("\u200b", "")


@dataclass(frozen=True)
class Page:
    """A page: its size, and what can be seen on it."""

    page: pypdfium2.PdfPage = field(repr=False)
    width: float
    height: float

    @cached_property
    def chars(self) -> list[Thing]:
        """Its characters in the order in which they were drawn, spaces among them."""
        text = self.page.get_textpage()  # it must live while its characters are asked for
        return list(_chars(text.raw, self.height))

    @cached_property
    def letters(self) -> list[Thing]:
        """Its characters that can be seen."""
        return [char for char in self.chars if squeezed(char["text"])]

    @cached_property
    def body(self) -> list[Thing]:
        """Its characters that are read aloud: all but the running header and the foot."""
        return [char for char in self.chars if char["tag"] != "Artifact"]

    @cached_property
    def text(self) -> str:
        """What those say, without what parts words and lines."""
        return squeezed("".join(char["text"] for char in self.body))

    @cached_property
    def strokes(self) -> list[Thing]:
        """Its lines, frames and curves, those of the QR code included."""
        return [*self.lines, *self.rects, *self.curves]

    @cached_property
    def lines(self) -> list[Thing]:
        """Straight strokes from one point to another."""
        return [thing for kind, thing in self._paths if kind == "line"]

    @cached_property
    def rects(self) -> list[Thing]:
        """Upright rectangles, with a stroke or filled."""
        return [thing for kind, thing in self._paths if kind == "rect"]

    @cached_property
    def curves(self) -> list[Thing]:
        """Every other shape."""
        return [thing for kind, thing in self._paths if kind == "curve"]

    @cached_property
    def images(self) -> int:
        """How many pictures made of pixels there are."""
        return sum(1 for _ in self.page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))

    @cached_property
    def _paths(self) -> list[tuple[str, Thing]]:
        return [*_paths_of(self.page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, self)]


def pages(pdf: bytes) -> list[Page]:
    """The pages of a document."""
    return [Page(page, *page.get_size()) for page in pypdfium2.PdfDocument(pdf)]


def _chars(text: Any, height: float) -> Iterator[Thing]:
    looks: dict[int, Thing] = {}
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for i in range(raw.FPDFText_CountChars(text)):
        owner = raw.FPDFText_GetTextObject(text, i)
        if not owner:  # a space or a line break that PDFium adds
            continue
        key = ctypes.addressof(owner.contents)
        if key not in looks:
            looks[key] = _look_of(owner, text, i)
        look = looks[key]
        raw.FPDFText_GetLooseCharBox(text, i, box)
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        bottom = height - y.value - look["descent"]
        hyphen = (
            raw.FPDFText_IsHyphen(text, i) == 1
        )  # at the end of a line it has a sign of its own
        yield {
            "text": "-" if hyphen else chr(raw.FPDFText_GetUnicode(text, i)),
            "x0": x.value,
            "x1": box.right,
            "top": bottom - look["size"],
            "bottom": bottom,
            **look,
        }


def _look_of(owner: Any, text: Any, i: int) -> Thing:
    """What all characters of one object of text have in common."""
    matrix, descent = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFText_GetMatrix(text, i, matrix)
    size = raw.FPDFText_GetFontSize(text, i) * (matrix.c**2 + matrix.d**2) ** 0.5
    font = raw.FPDFTextObj_GetFont(owner)
    raw.FPDFFont_GetDescent(font, size, descent)
    name = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return {
        "fontname": name.value.decode(),
        "size": round(size, 3),
        "descent": descent.value,
        "colour": _colour(owner, raw.FPDFPageObj_GetFillColor),
        "tag": _tag_of(owner),
    }


def _placed(*edges: float) -> Thing:
    """The edges of a thing: left, right, top and bottom; to a thousandth, as PDFium is no finer."""
    x0, x1, top, bottom = (round(edge, 3) for edge in edges)
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _tag_of(owner: Any) -> str:
    """The mark around an object, such as Artifact for what is not read aloud; '' for none."""
    for i in range(raw.FPDFPageObj_CountMarks(owner)):
        mark = raw.FPDFPageObj_GetMark(owner, i)
        name, long = ctypes.create_string_buffer(200), ctypes.c_ulong()
        given = ctypes.cast(name, ctypes.POINTER(raw.FPDF_WCHAR))
        raw.FPDFPageObjMark_GetName(mark, given, len(name), long)
        return name.raw[: long.value - 2].decode("utf-16-le")
    return ""


def _colour(thing: Any, ask: Any) -> float | tuple[float, ...]:
    parts = [ctypes.c_uint() for _ in range(4)]
    ask(thing, *parts)
    red, green, blue = (part.value / 255 for part in parts[:3])
    return red if red == green == blue else (red, green, blue)


def _paths_of(
    holder: Any, count: Any, get: Any, page: Page, around: _Matrix = (1, 0, 0, 1, 0, 0)
) -> Iterator[tuple[str, Thing]]:
    """Every path of a page or of a form on it; `around` is the matrix of the form."""
    for i in range(count(holder)):
        thing = get(holder, i)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            inner = _times(_matrix_of(thing), around)
            yield from _paths_of(
                thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, page, inner
            )
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _strokes_of(thing, _times(_matrix_of(thing), around), page.height)


def _strokes_of(path: Any, matrix: _Matrix, height: float) -> Iterator[tuple[str, Thing]]:
    """Each stretch of a path, with what it is."""
    fill, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(path, fill, stroked)
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    look = {
        "fill": bool(fill.value),
        "stroke": bool(stroked.value),
        "colour": _colour(path, raw.FPDFPageObj_GetStrokeColor)
        if stroked.value
        else _colour(path, raw.FPDFPageObj_GetFillColor),
        "dash": raw.FPDFPageObj_GetDashCount(path) > 0,
        "linewidth": width.value,
    }
    for points, curved in _stretches(path):
        placed = [_moved(point, matrix) for point in points]
        across, down = zip(*placed, strict=True)
        box = _placed(min(across), max(across), height - max(down), height - min(down))
        yield _kind_of(placed, curved), box | look


def _stretches(path: Any) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The points of each stretch of a path, and whether any of it is curved."""
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == _BEGINS:
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        curved |= kind == _CURVED
    if len(points) > 1:
        yield points, curved


def _kind_of(points: list[tuple[float, float]], curved: bool) -> str:
    corners = list(dict.fromkeys((round(x, 2), round(y, 2)) for x, y in points))
    if not curved and len(corners) <= 2:
        return "line"
    upright = len({x for x, _ in corners}) == 2 and len({y for _, y in corners}) == 2
    return "rect" if not curved and upright and len(corners) == 4 else "curve"


def _matrix_of(thing: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """First the one, then the other."""
    (a, b, c, d, e, f), (k, l_, m, n, o, p) = one, other
    return (
        a * k + b * m,
        a * l_ + b * n,
        c * k + d * m,
        c * l_ + d * n,
        e * k + f * m + o,
        e * l_ + f * n + p,
    )


def _moved(point: tuple[float, float], matrix: _Matrix) -> tuple[float, float]:
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f
