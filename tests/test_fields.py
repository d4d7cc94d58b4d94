"""Sheets to fill in on screen: real fields, named, in the order of reading, for every language."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from generator.model.sheet_kinds import PLAN_PACK
from generator.sheets.blocks import Agenda
from generator.sheets.pdf import Drawn, Paper, Spot
from generator.sheets.plain import PlainSheet
from tests import paper
from tests.paper import ONE_OF_EACH, PAPERS, SHEETS

MULTILINE = 1 << 12
SHARED = ("blank-0", "blank-1")
"""The partnership and the date, which are asked for on every page."""

TO_FILL_IN = [name for name in SHEETS if not name.endswith(PLAN_PACK.ending)]
"""The ids of the sheets that can be filled in on screen: a pack is to print."""


class Form(NamedTuple):
    """A sheet to fill in on screen: its words, its spots as they were drawn, and the document."""

    words: PlainSheet
    drawn: Drawn
    content: bytes
    pdf: pikepdf.Pdf

    @property
    def fields(self) -> dict[str, Any]:
        """The fields by name."""
        return {str(field.T): field for field in self.pdf.Root.AcroForm.Fields}

    @property
    def widgets(self) -> Iterator[tuple[int, str, Any]]:
        """Every place to type as screen readers come to it: its page, its field's name, itself."""
        pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, start=1)}
        for tag in paper.tags(self.pdf):
            if tag.S == "/Form":
                for widget in paper.widgets_of(tag):
                    yield pages[widget.P.objgen], str(widget.Parent.T), widget

    @property
    def rooms(self) -> dict[tuple[int, str], list[Spot]]:
        """Where there is room to write, by page and name."""
        rooms: dict[tuple[int, str], list[Spot]] = {}
        for spot in self.drawn.fields:
            if spot.h > 0:
                rooms.setdefault((spot.page, spot.id), []).append(spot)
        return rooms

    @property
    def saved(self) -> bytes:
        """The bytes of the document as it is now."""
        file = io.BytesIO()
        self.pdf.save(file)
        return file.getvalue()


def opened(name: str, on: Paper = "a4") -> Form:
    """A sheet of the toolkit to fill in on screen."""
    drawn, content = paper.fillable(name, on)
    return Form(SHEETS[name], drawn, content, pikepdf.open(io.BytesIO(content)))


Promise = Callable[[Form], None]

PROMISES: list[Promise] = []
"""What each sheet to fill in keeps; each raises AssertionError where it is broken."""


def promise(hold: Promise) -> Promise:
    """Hold every sheet to this."""
    PROMISES.append(hold)
    return hold


@promise
def it_conforms_to_pdf_ua(form: Form) -> None:
    """Fields come into a document that every reader can use, and leave it so."""
    assert paper.faults(form.content) == []


@promise
def every_field_is_found_and_named_by_screen_readers(form: Form) -> None:
    """Each has its own tag below the root of the tree, and the name that is read aloud."""
    assert paper.field_faults(form.pdf) == []


@promise
def fields_come_in_the_order_of_reading(form: Form) -> None:
    """On each page first the blanks of the header, then what stands below, line by line.

    A picture is one thing: its places come in the order in which they are told.
    """
    last = {key: spots[-1] for key, spots in form.rooms.items()}
    rows = {key: (key[0], round(spot.y + spot.h), spot.x) for key, spot in last.items()}
    in_picture = {key: key[1].partition("--picture-")[2] for key in rows}
    told = {key: int(number) for key, number in in_picture.items() if number.isdecimal()}
    for key, number in told.items():
        rows[key] = (key[0], max(rows[other][1] for other in told), number)
    found = [(page, name) for page, name, _ in form.widgets]
    assert sorted(found, key=lambda key: key[0]) == sorted(rows, key=lambda key: rows[key])


@promise
def a_question_is_the_name_of_its_field(form: Form) -> None:
    """The number and the whole question are read aloud, and the answer may have many lines."""
    for ask in paper.asks(form.words):
        assert str(form.fields[ask.id].TU) == paper.said(ask)
        assert int(form.fields[ask.id].Ff) == MULTILINE


@pytest.mark.parametrize("on", PAPERS)
def test_clock_times_can_be_changed(on: Paper) -> None:
    """Each holds its time, which shows at once, and says aloud what begins then."""
    form = opened("first-meeting-run", on)
    (agenda,) = (b for b in form.words.parts[0].blocks if isinstance(b, Agenda))
    begin = [(f"Time of: {item.title}", item.time) for item in agenda.items]
    times = [field for name, field in form.fields.items() if name.endswith(("--time", "--end"))]
    assert [(str(field.TU), str(field.V)) for field in times] == [
        *begin,
        ("Time of: End", agenda.end[0]),
    ]
    assert [field.DV for field in times] == [field.V for field in times]
    with pypdfium2.PdfDocument(form.content) as document:
        document.init_forms()
        [spot] = [spot for spot in form.drawn.fields if spot.id == str(times[0].T)]
        page = document[spot.page - 1]
        image = page.render(scale=2).to_pil().convert("L")
        box = (spot.x + 2, spot.y + 2, spot.x + spot.w - 2, spot.y + spot.h - 2)
        assert image.crop(tuple(round(2 * side) for side in box)).getextrema()[0] < 60


def test_the_time_from_a_start_is_no_field() -> None:
    """It is the same whenever the session starts."""
    names = opened("purpose-run").fields
    assert [name for name in names if "time" in name or "end" in name] == []


@promise
def a_field_comes_right_after_its_question(form: Form) -> None:
    """Who hears a question comes next to where it is answered, before the next one is heard."""
    heard = [
        str(tag.T) if tag.S == "/H2" else str(paper.widgets_of(tag)[0].Parent.T)
        for tag in paper.tags(form.pdf)
        if tag.S in {"/H2", "/Form"}
    ]
    asked = [(paper.said(ask), ask.id) for ask in paper.asks(form.words)]
    assert [pair for pair in pairwise(heard) if pair in asked] == asked
    links = [a for page in form.pdf.pages for a in page.obj.get("/Annots", ()) if "/A" in a]
    assert [str(link.A.URI) for link in links if "/URI" in link.A] == []


@promise
def every_field_has_a_name_of_its_own(form: Form) -> None:
    """What is typed in one place shows in no other, but for the blanks on top of every page."""
    names = [str(field.T) for field in form.pdf.Root.AcroForm.Fields]
    blanks = any(part.blanks for part in form.words.parts)
    pages = len(form.pdf.pages) - form.words.contents
    used = dict.fromkeys(names, 1) | dict.fromkeys(SHARED[: 2 * blanks], pages)
    assert Counter(name for _, name, _ in form.widgets) == used
    assert sorted(set(names)) == sorted(names)


@promise
def a_field_is_high_enough_and_where_the_room_is(form: Form) -> None:
    """None is lower than 18 points; each lies on the room that was left for it."""
    rooms = form.rooms
    for number, name, widget in form.widgets:
        spots = rooms.pop((number, name))
        x0, y0, x1, y1 = map(float, widget.Rect)
        top = float(widget.P.MediaBox[3])
        lowest = max(spot.y + spot.h for spot in spots)
        room = (spots[0].x, spots[0].y, spots[0].x + spots[0].w, lowest)
        assert (x0, top - y1, x1, top - y0) == pytest.approx(room, abs=0.02)
        assert y1 - y0 >= 18
        assert int(widget.Parent.Ff) == (MULTILINE if spots[0].multiline else 0)
    assert rooms == {}


@pytest.mark.parametrize(("name", "on"), list(product(TO_FILL_IN, PAPERS)))
def test_a_sheet_to_fill_in_keeps_every_promise(name: str, on: Paper) -> None:
    """Each promise above, held against each sheet on both papers; all that are broken are told."""
    paper.hold(PROMISES, opened(name, on))


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_the_same_sheet_gives_the_same_bytes(name: str) -> None:
    """Nothing in it depends on the clock or on chance."""
    first = paper.fillable(name, "a4")[1]
    assert first == paper.fillable.__wrapped__(name, "a4")[1]


def tag_of(form: Form, name: str) -> Any:
    """The tag of a field that stands once."""
    (own,) = form.fields[name].Kids
    forms = [tag for tag in paper.tags(form.pdf) if tag.S == "/Form"]
    return next(tag for tag in forms if paper.widgets_of(tag)[0].objgen == own.objgen)


def without_name(form: Form) -> None:
    """Take its name from a field."""
    (widget,) = form.fields["impact"].Kids
    del widget.TU, widget.Parent.TU, tag_of(form, "impact").Alt


def tagged_as_nothing(form: Form) -> None:
    """Hide from the tree that a field is one."""
    tag_of(form, "impact").S = pikepdf.Name.Div


def cut_off(form: Form) -> None:
    """Take the tag of a field out of the tree; everything else still names it."""
    document, own = form.pdf.Root.StructTreeRoot.K[0], tag_of(form, "impact")
    document.K = pikepdf.Array([tag for tag in document.K if tag.objgen != own.objgen])


@pytest.mark.parametrize(
    ("damage", "fault", "noticed"),
    [
        (without_name, "without a name: impact", True),
        (tagged_as_nothing, "tagged as /Div: impact", True),
        (cut_off, "cut off from the tag tree: impact", False),
    ],
)
def test_a_damaged_form_does_not_pass(
    damage: Callable[[Form], None], fault: str, noticed: bool, tmp_path: Path
) -> None:
    """The checks above are not blind; the last damage is one that validators let through."""
    form = opened("purpose")
    damage(form)
    assert paper.field_faults(form.pdf) == [fault]
    assert bool(paper.faults(form.saved)) == noticed


def in_chrome(pdf: bytes, page: int) -> Image.Image:
    """A page with what was typed on it, as Chrome and Edge draw it."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        return document[page - 1].render(scale=1, may_draw_forms=True).to_pil().convert("L")


def in_poppler(pdf: bytes, page: int) -> Image.Image:
    """A page with what was typed on it, as Evince and Okular draw it."""
    command = ["pdftoppm", "-r", "72", "-png", "-f", str(page), "-l", str(page), "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).convert("L")


VIEWERS = [in_chrome, *([in_poppler] if shutil.which("pdftoppm") else [])]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_people_type_shows_in_every_letter(
    viewer: Callable[[bytes, int], Image.Image],
) -> None:
    """Welsh letters and others beyond the oldest fonts are drawn, each in its own shape."""
    spot = next(spot for spot in opened("purpose").drawn.fields if spot.id == "impact")
    room = (round(spot.x), round(spot.y), round(spot.x + spot.w), round(spot.y + spot.h))

    def typed(value: str) -> bytes:
        form = opened("purpose")
        form.fields["impact"].V = pikepdf.String(value)
        form.pdf.Root.AcroForm.NeedAppearances = True
        return viewer(form.saved, spot.page).crop(room).tobytes()

    values = ("", "w", "ŵ", "ẁ", "y", "ŷ", "Tŷ", "Cŵl", "ł", "ọ", "ж", "λ")
    assert len({typed(value) for value in values}) == len(values)
