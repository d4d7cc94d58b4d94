"""Sheets of the toolkit's own framework, drawn, and what can be measured on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

import page as validator
import pikepdf
import pypdfium2

from generator.drawing.fonts import family_for
from generator.model.framework import Framework
from generator.model.sheet_kinds import Size
from generator.model.values import Record
from generator.permalinks.places import Permalinks
from generator.sheets import fields, kinds, plain
from generator.sheets.blocks import Ask, Block, Close, Facts, FillGrid, Lead, Ways
from generator.sheets.pdf import Drawn, Paper, draw
from generator.sheets.plain import PlainSheet
from tests import pdfpages
from tests.conftest import SITE_URL, framework_of_the_toolkit
from tests.pdfpages import Page, Thing, squeezed

Held = TypeVar("Held")

MM = 72 / 25.4
PAPERS: tuple[Paper, ...] = ("a4", "letter")
SIZES: tuple[Size, ...] = ("clear", "large")


class OnPaper(Mapping[str, PlainSheet]):
    """The words of every sheet of a framework, by its id, made when they are wanted."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._sheets = {item.id: item for item in kinds.sheets(framework)}
        places = kinds.places(tuple(self._sheets.values()))
        self._links = Permalinks(framework, SITE_URL, places)
        self._made: dict[str, PlainSheet] = {}

    def __getitem__(self, name: str) -> PlainSheet:
        if name not in self._made:
            address = self._links.address(self._links.permanent(name))
            self._made[name] = plain.plain_sheet(self._sheets[name], self._framework, address)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sheets)

    def __len__(self) -> int:
        return len(self._sheets)


SHEETS = OnPaper(framework_of_the_toolkit())
"""The words of every sheet of the toolkit."""

ONE_OF_EACH = ("framework", "purpose", "stakeholder-analysis", "nine-whys-run", "voices")
"""A sheet of every kind, where a test would take long with all of them."""


def asks(words: PlainSheet) -> list[Ask]:
    """The questions and prompts of a sheet that have one space each."""
    blocks = [block for part in words.parts for block in part.blocks]
    return [block for block in blocks if isinstance(block, Ask) and len(block.spaces) == 1]


def reflective(words: PlainSheet) -> list[Ask]:
    """The questions of a sheet that ask for a long answer."""
    return [ask for ask in asks(words) if not ask.brief]


def said(ask: Ask | Ways) -> str:
    """A question as it stands on the sheet, after its number."""
    return f"{ask.number} {ask.text}".strip()


def headings(words: PlainSheet) -> Iterator[tuple[int, str]]:
    """The headings of a sheet, in order, with their depth from 1."""
    if words.contents:
        yield 1, words.title
    for part in words.parts:
        yield 1, part.title
        for block in part.blocks:
            if heading := heading_of(block):
                yield 2, heading


def heading_of(block: Block) -> str:
    """The heading of a block; '' where it has none."""
    match block:
        case Ask() | Ways():
            return said(block)
        case FillGrid():
            return block.grid.title
        case Close():
            return block.table.heading
        case Facts():
            return ""
        case Lead():
            return block.title
        case _:
            return block.heading


def shown(words: PlainSheet) -> Iterator[str]:
    """Every text that stands on a sheet, apart from its running header and its foot."""
    yield from (*words.opening, *words.rights)
    for part in words.parts:
        yield from part.rights
        yield from (part.title, part.above, part.summary, part.who)
        yield from _texts(part.blocks)


UNSEEN = {"id", "drawn", "description", "shown", "told", "names", "time_named", "end_named"}
"""What a block holds besides words that are set; tests of pictures look at what is drawn."""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) or isinstance(value, Record):
        inside = vars(value)
        yield from _texts([inside[key] for key in inside if key not in UNSEEN])
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


class Printed(NamedTuple):
    """A sheet, how it was printed, and the open document."""

    words: PlainSheet
    paper: Paper
    size: Size
    drawn: Drawn
    pages: list[Page]


def printed(words: PlainSheet, paper: Paper, size: Size) -> Printed:
    """Print a sheet, in the typeface that its words ask for."""
    drawn = draw(words, paper, size, family(words))
    return Printed(words, paper, size, drawn, pdfpages.pages(drawn.pdf))


@cache
def fillable(name: str, paper: Paper) -> tuple[Drawn, bytes]:
    """A sheet of the toolkit to fill in on screen: as it was drawn, and with its fields."""
    drawn = draw(SHEETS[name], paper, "clear", family(SHEETS[name]), fillable=True)
    return drawn, fields.fillable(drawn)


def hold(promises: Iterable[Callable[[Held], None]], thing: Held) -> None:
    """Hold a thing to promises. Raises AssertionError with all that it does not keep."""
    told = []
    for promise in promises:
        try:
            promise(thing)
        except Exception as error:  # words that are not there are a fault too
            told.append(f"{promise.__name__}: {type(error).__name__}: {error}")
    assert not told, "\n".join(told)


def family(words: PlainSheet) -> str:
    """The typeface in which a sheet is set."""
    found = family_for(_texts(words))
    assert found, "no one typeface has all its letters"
    return found


def faults(pdf: bytes) -> list[str]:
    """What stands between a document and PDF/UA-1."""
    result = validator.validate_pdf_bytes(pdf, profile="ua1")
    return [] if result.is_compliant else [str(result)]


def rulings(page: Page) -> list[float]:
    """How far from the top of a page each line to write on stands; they are grey, tables black."""
    lines = (line for line in page.lines if line["colour"] != 0 and not line["dash"])
    return sorted(line["top"] for line in lines)


def body_of(page: Page) -> tuple[float, float]:
    """How far from the top the line below the running header stands, and that above the foot."""
    wide = (line for line in page.lines if line["height"] == 0 and line["width"] > page.width / 2)
    places = [line["top"] for line in wide if line["colour"] == 0]
    return min(places), max(places)


def furniture(page: Page) -> tuple[str, str]:
    """The words of the running header and those of the foot, squeezed."""
    top, bottom = body_of(page)
    around = [char for char in page.chars if char["tag"] == "Artifact"]
    head, foot = (
        [char for char in around if char["bottom"] < top],
        [char for char in around if char["top"] > bottom],
    )
    return text_of(head), text_of(foot)


def where(page: Page, text: str) -> tuple[float, float]:
    """How far from the top of a page the letters of a text begin and end."""
    chars = [char for char in page.body if squeezed(char["text"])]
    ends = list(accumulate((len(squeezed(char["text"])) for char in chars), initial=0))
    start = text_of(chars).index(squeezed(text))
    own = chars[ends.index(start) : ends.index(start + len(squeezed(text)))]
    return own[0]["top"], own[-1]["bottom"]


def text_of(chars: list[Thing]) -> str:
    """What characters say, squeezed."""
    return squeezed("".join(char["text"] for char in chars))


def extracted(pdf: bytes) -> str:
    """The text of a document as Chrome copies it, running headers and feet included."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def tags(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every tag that can be reached from the root of the tag tree, in the order of reading."""

    def below(tag: Any) -> Iterator[Any]:
        kids = tag.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == tag.objgen, f"{kid.S} has another parent"
                yield kid
                yield from below(kid)

    return below(pdf.Root.StructTreeRoot)


def field_faults(pdf: pikepdf.Pdf) -> list[str]:
    """Fields whom a screen reader would not find or not name; validators miss those cut off."""
    found = {tag.objgen: tag for tag in tags(pdf)}
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    return [
        f"{fault}: {widget.Parent.T}"
        for page in pdf.pages
        for widget in page.obj.get("/Annots", ())
        if widget.Subtype == "/Widget"
        for fault in _faults_of(widget, found.get(parents[int(widget.StructParent)].objgen))
    ]


def widgets_of(tag: Any) -> list[Any]:
    """The places to type that a tag holds."""
    kids = tag.K if isinstance(tag.K, pikepdf.Array) else [tag.K]
    return [kid.Obj for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]


def _faults_of(widget: Any, tag: Any) -> Iterator[str]:
    if tag is None:
        yield "cut off from the tag tree"
        return
    if tag.S != "/Form":
        yield f"tagged as {tag.S}"
    for holder, held in (("tag", widgets_of(tag)), ("field", widget.Parent.Kids)):
        if widget.objgen not in [other.objgen for other in held]:
            yield f"not held by its {holder}"
    name = widget.get("/TU")
    if not name or {widget.Parent.get("/TU"), tag.get("/Alt")} != {name}:
        yield "without a name"
