"""Draws a sheet as a PDF with Typst, tagged to PDF/UA-1, and measures it.

In: a `PlainSheet`, a paper and a size of print. Out: the bytes of the PDF, its number of pages, and
where its fields go. All lengths are in points.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, assert_never

from generator.drawing.fonts import FOLDER, given
from generator.drawing.typesetting import Engine, engine
from generator.model.sheet_kinds import Size
from generator.sheets.arranging import Arranger, Found
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
    Picture,
    PrintList,
    Steps,
    Ways,
    Words,
)
from generator.sheets.plain import PlainSheet, as_json
from generator.sheets.sizes import MM

Paper = Literal["a4", "letter"]

Marks = Mapping[str, Sequence[dict[str, Any]]]
"""What a document left behind for us, by label."""

PAPERS: dict[Paper, tuple[str, tuple[float, float]]] = {
    "a4": ("a4", (210 * MM, 297 * MM)),
    "letter": ("us-letter", (612.0, 792.0)),
}
"""Each paper's name in Typst, and its width and height in points."""

_DRAWINGS = 4
"""How often a sheet is drawn at most: once, and again where its estimates were out."""

_TIMESTAMP = 0
"""The date within each PDF, in seconds since 1970: fixed, for the same bytes every time."""

_MARKS = """query(metadata).map(mark => {
    let at = mark.location().position()
    (str(mark.label), mark.value + (page: at.page, x: at.x.pt(), y: at.y.pt()))
})"""
"""In Typst: the label of each mark in a document, and what it says."""

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Spot:
    """A place on a page, in points from its top left corner; `page` counts from 1.

    `value` is what stands there until somebody changes it.
    """

    id: str
    label: str
    page: int
    x: float
    y: float
    w: float
    h: float
    multiline: bool
    value: str = ""


@dataclass(frozen=True)
class Drawn:
    """A PDF, how many pages it has, and where its fields go."""

    pdf: bytes
    pages: int
    fields: tuple[Spot, ...]


class DoesNotFitError(Exception):
    """What may not be parted is taller than its page or card; `ids` say what, `id` the first."""

    def __init__(self, *names: str) -> None:
        self.id, self.ids = names[0], names
        super().__init__(*names)


def draw(
    words: PlainSheet, paper: Paper, size: Size, family: str, *, fillable: bool = False
) -> Drawn:
    """Draw a sheet in a family of `fonts`; with `fillable`, with a link where each field goes.

    Raises `DoesNotFitError` where a block would run off the page.
    """
    draws = compiler("sheet.typ")
    name, sides = PAPERS[paper]
    parts = [
        as_json(part) | {"blocks": [_block_as_json(block, size) for block in part.blocks]}
        for part in words.parts
    ]
    said = as_json(replace(words, parts=()))
    inputs = {
        "paper": name,
        "size": size,
        "fillable": "yes" if fillable else "no",
        "font": family,
        "qr": words.qr,
    }
    found = Found()
    for _ in range(_DRAWINGS):
        arranger = Arranger(words, sides, size, family, found)
        arranged = [
            part | {"arranged": how} for part, how in zip(parts, arranger.parts(), strict=True)
        ]
        whole = said | {"arranged": arranger.sheet(), "parts": arranged}
        pdf = compiled(draws, inputs | {"sheet": json.dumps(whole, ensure_ascii=False)})
        left = marks(draws)
        last, found = found, arranger.looked_at(left)
        if found == last:
            break
    fields = tuple(Spot(**spot) for spot in left["field"])
    if too_long := [*_beyond(left, fields, arranger.lowest)]:
        raise DoesNotFitError(*dict.fromkeys(too_long))
    return Drawn(pdf, len(left["page"]), fields)


def _beyond(left: Marks, fields: Sequence[Spot], lowest: float) -> Iterator[str]:
    """The ids of what ends below the body of its page, or has no room there for its end."""
    for end in left["extent"]:
        if end["y"] + end["over"] > lowest + 1:
            yield end["id"]
    for spot in fields:
        if spot.multiline and spot.y + spot.h > lowest + 1:
            yield spot.id
    begun = {end["id"]: end["page"] for end in reversed(left["extent"])}
    begun |= {spot.id: spot.page for spot in reversed(fields)}
    for mark in left["rights"]:  # where they have no room, they come too late, or over the rest
        above = [spot.y + spot.h for spot in fields if spot.page == mark["page"]]
        late = mark["page"] > begun[mark["id"]] or mark["y"] > lowest + 1
        if late or mark["y"] + 1 < max(above, default=0):
            yield mark["id"]


def _block_as_json(block: Block, size: Size) -> Any:
    """A block as `sheet.typ` reads it: of a picture, only the drawing for a size of print."""
    match block:
        case Picture():
            return as_json(replace(block, drawn={size: block.drawn[size]}))
        case (
            Words() | Lead() | Items() | Facts() | Steps() | Agenda()
            | Ask() | Ways() | FillTable() | FillGrid() | Close() | PrintList()
        ):  # fmt: skip
            return as_json(block)
        case _:
            assert_never(block)


def compiled(draws: Engine, inputs: dict[str, str]) -> bytes:
    """The PDF that a template makes of its inputs."""
    pdf = draws.compile(
        sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"], timestamp=_TIMESTAMP
    )
    assert isinstance(pdf, bytes)  # Typst gives a list where each page is a picture
    return pdf


def marks(drawn_by: Engine) -> Marks:
    """What the document last drawn left behind for us, by label, such as `field`.

    Each is what its metadata says, with the `page` and the place, `x` and `y`, where it stands.
    """
    found = defaultdict(list)
    for label, mark in json.loads(drawn_by.eval(_MARKS)):
        found[label].append(mark)
    return found


def compiler(template: str) -> Engine:
    """Typst for a template of ours, with our fonts and those given; each thread has its own.

    (What `marks` reads belongs to the document that the same compiler drew last.)
    """
    folder, digest = given().folder, given().digest
    kept: dict[str, tuple[str, Engine]] = _of_thread.__dict__
    if template not in kept or kept[template][0] != digest:
        folders = [FOLDER, folder] if folder else [FOLDER]
        kept[template] = digest, engine(_TEMPLATES / template, folders)
    return kept[template][1]


_of_thread = threading.local()
