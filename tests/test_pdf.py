"""What every sheet is like on paper, measured: on both papers, in both sizes of print."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise, product
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from generator.drawing.typesetting import Engine
from generator.sheets import pdf
from generator.sheets.blocks import Agenda, Ask, Close, FillTable, Item, Steps, StepWords
from generator.sheets.heights import Ruler
from generator.sheets.pdf import Paper, Size, compiled, draw
from tests import paper
from tests.paper import MM, ONE_OF_EACH, PAPERS, SHEETS, SIZES, Printed, squeezed

LEAST = {"clear": 12, "large": 16}
ASKED = {"clear": 18, "large": 23}
ABOVE_CAPITALS = 0.26
"""How much of its size our typeface keeps free above capitals, for marks on them."""

BODY = {"clear": 14, "large": 18}
PITCH = {"clear": (9 * MM, 10 * MM), "large": (12 * MM, 15 * MM)}
PUNCHED, SIDE, EDGE = 25 * MM, 20 * MM, 15 * MM
ROUGHLY = 0.4
HEADINGS = ("/H1", "/H2")


Promise = Callable[[Printed], None]

PROMISES: list[Promise] = []
"""What each sheet keeps, however it is printed; each raises AssertionError where it is broken."""


def promise(hold: Promise) -> Promise:
    """Hold every sheet to this."""
    PROMISES.append(hold)
    return hold


a_sheet_of_each_kind = pytest.mark.parametrize(
    ("name", "on", "size"), list(product(ONE_OF_EACH, PAPERS, SIZES))
)


@promise
def it_conforms_to_pdf_ua(sheet: Printed) -> None:
    """Screen readers get headings, lists, tables and an order of reading."""
    assert paper.faults(sheet.drawn.pdf) == []


@promise
def every_page_has_the_size_of_its_paper(sheet: Printed) -> None:
    """Or its foot would be cut off, or a printer would make all of it smaller."""
    size = {"a4": (210 * MM, 297 * MM), "letter": (8.5 * 72, 11 * 72)}[sheet.paper]
    for page in sheet.pages:
        assert (page.width, page.height) == pytest.approx(size, abs=0.1)


@promise
def letters_are_as_large_as_its_kind_of_print_asks(sheet: Printed) -> None:
    """Clear print is set in 14 points, large print in 18; labels are little smaller."""
    sizes = {char["size"] for page in sheet.pages for char in page.chars}
    assert round(min(sizes), 1) == LEAST[sheet.size]
    usual = paper.text_of(
        [char for page in sheet.pages for char in page.chars if char["size"] == BODY[sheet.size]]
    )
    assert [p.summary for p in sheet.words.parts if squeezed(p.summary) not in usual] == []


@promise
def margins_are_kept_free(sheet: Printed) -> None:
    """There is room to punch holes, and nothing that a printer would cut off."""
    for page in sheet.pages:
        things = [*page.letters, *page.strokes]
        assert min(thing["x0"] for thing in things) >= PUNCHED - ROUGHLY
        assert max(thing["x1"] for thing in things) <= page.width - SIDE + ROUGHLY
        assert min(thing["top"] for thing in things) >= EDGE - ROUGHLY
        assert max(thing["bottom"] for thing in things) <= page.height - EDGE + ROUGHLY


@promise
def every_page_has_its_foot_and_nothing_runs_into_it(sheet: Printed) -> None:
    """Its number and the permanent address stand below a line; on the first page, the imprint too.

    That says which edition it is and whose words they are.
    """
    words, total = sheet.words, len(sheet.pages)
    assert sheet.drawn.pages == total
    for number, page in enumerate(sheet.pages, start=1):
        own = [f"Page {number} of {total} · {words.address}"]
        own += [f"{words.edition}{words.credit}"] * (number == 1)
        assert paper.furniture(page)[1] in map(squeezed, ("".join(own), "".join(reversed(own))))
        _, line = paper.body_of(page)
        things = [*page.chars, *page.strokes]
        above = [thing["bottom"] for thing in things if thing["top"] < line - ROUGHLY]
        assert max(above) <= line - 2 * MM
        assert [char for char in page.body if char["bottom"] > line] == []


@promise
def a_foot_is_one_line_where_its_words_fit(sheet: Printed) -> None:
    """It takes little of a page: one line, or two where the address is too long for it."""
    for number, page in enumerate(sheet.pages, start=1):
        one = f"Page {number} of {sheet.drawn.pages} · {sheet.words.address}"
        around = [char for char in page.letters if char["tag"] == "Artifact"]
        foot = around[-len(squeezed(one)) :]
        assert paper.text_of(foot) == squeezed(one)
        lines = {round(char["top"]) for char in foot}
        width = (
            sum(char["x1"] - char["x0"] for char in foot) + one.count(" ") * LEAST[sheet.size] / 2
        )
        assert len(lines) == 1 or (len(lines) == 2 and width > page.width - PUNCHED - SIDE)


@promise
def what_a_group_is_asked_is_large_with_air_above(sheet: Printed) -> None:
    """Questions are set in 18 points, in large print in 23, at least 8 mm below what is above."""
    written = [part for part in sheet.words.parts if part.blanks]
    asked = [block for part in written for block in part.blocks if isinstance(block, Ask)]
    pages = dict(enumerate(sheet.pages))
    for ask in asked:
        said, size = squeezed(paper.said(ask)), ASKED[sheet.size]
        large = {n: [c for c in p.letters if c["size"] == size] for n, p in pages.items()}
        number = next(n for n, chars in large.items() if said in paper.text_of(chars))
        page, chars = pages[number], large[number]
        first = chars[paper.text_of(chars).index(said)]["top"]
        top, _ = paper.body_of(page)
        things = [*page.letters, *page.strokes]
        above = [thing["bottom"] for thing in things if thing["bottom"] < first - ROUGHLY]
        capitals = first + ABOVE_CAPITALS * size
        assert max(above) <= top + ROUGHLY or capitals - max(above) >= 8 * MM - ROUGHLY


@promise
def a_mark_is_40_mm_tall_in_the_corner_of_a_handout(sheet: Printed) -> None:
    """Below the running header, at the right: the outlined shape with its number in it."""
    for part in sheet.words.parts:
        if not (part.mark and part.blanks):
            continue
        begins = squeezed(f"{part.above}{part.title}")
        pages = [p for p in sheet.pages if p.text.startswith(begins)]
        page = pages[0]
        top, foot = paper.body_of(page)
        corner = page.width - SIDE - 41 * MM
        shapes = [
            s
            for s in page.strokes
            if s["x0"] > corner and s["top"] > top and s["bottom"] < foot and s["height"] > 30 * MM
        ]
        (shape,) = shapes
        assert 34 * MM <= shape["height"] <= 41 * MM
        assert shape["top"] < top + 12 * MM
        assert not shape["fill"]


@promise
def an_agenda_begins_a_page(sheet: Printed) -> None:
    """What is done before the day stands on the page before; its questions are bold."""
    for part in sheet.words.parts:
        for agenda in (block for block in part.blocks if isinstance(block, Agenda)):
            starts = squeezed(f"{agenda.heading}{agenda.another}{''.join(agenda.columns)}")
            bodies = [page.text for page in sheet.pages]
            assert [body.startswith(starts) for body in bodies if starts in body] == [True]
            bold = paper.text_of(
                [c for page in sheet.pages for c in page.body if "Bold" in c["fontname"]]
            )
            for item in agenda.items:
                assert [text for _, text in item.questions if squeezed(text) not in bold] == []


@promise
def what_to_say_stands_in_a_box(sheet: Printed) -> None:
    """The words to read out are seen at a glance: a line goes all around them."""
    for part in sheet.words.parts:
        spoken: list[Item | StepWords] = []
        spoken += [item for b in part.blocks if isinstance(b, Agenda) for item in b.items]
        spoken += [step for b in part.blocks if isinstance(b, Steps) for step in b.steps]
        for words in (f"{it.cue} {it.say}" for it in spoken if it.say):
            (page,) = (p for p in sheet.pages if squeezed(words) in p.text)
            first, last = paper.where(page, words)
            around = [s for s in page.strokes if s["top"] < first and s["bottom"] > last]
            assert [s for s in around if s["height"] < last - first + 12 * MM]


@promise
def every_page_says_of_what_part_it_is(sheet: Printed) -> None:
    """The running header names the part, and asks for the partnership and the date to write on."""
    heads = [paper.furniture(page)[0] for page in sheet.pages]
    blanks = "".join(sheet.words.blanks)
    parts = [part.header + part.blanks * blanks for part in sheet.words.parts]
    cover = [sheet.words.header] * sheet.words.contents
    assert [head for head, _ in groupby(heads)] == list(map(squeezed, [*cover, *parts]))


@promise
def no_page_holds_only_a_title_or_only_rights(sheet: Printed) -> None:
    """Each has something to read, to do or to write on."""
    every = sheet.words.parts
    around = [text for part in every for text in (part.above, part.title, part.summary)]
    around += [text for part in every for text in part.rights]
    around += [*sheet.words.rights, *sheet.words.blanks, *(part.who for part in every)]
    for page in sheet.pages:
        text = page.text
        for words in around:
            text = text.replace(squeezed(words), "")
        assert text


@promise
def no_page_that_goes_on_is_nearly_blank(sheet: Printed) -> None:
    """Where a part goes on overleaf, more than half of the page before it is in use.

    What stands before an agenda may be short: it has a page of its own.
    """
    agendas = [b for part in sheet.words.parts for b in part.blocks if isinstance(b, Agenda)]
    begins = tuple(squeezed(f"{b.heading}{b.another}{''.join(b.columns)}") for b in agendas)
    for page, after in pairwise(sheet.pages):
        if begins and after.text.startswith(begins):
            continue
        if paper.furniture(page)[0] == paper.furniture(after)[0]:
            top, foot = paper.body_of(page)
            things = [*page.body, *page.strokes]
            lowest = max(thing["bottom"] for thing in things if thing["bottom"] < foot - ROUGHLY)
            assert lowest - top > (foot - top) / 2


@promise
def no_page_is_for_notes_alone(sheet: Printed) -> None:
    """Room for notes is where a part ends, or below what fills at least half of a page."""
    heads = [paper.furniture(page)[0] for page in sheet.pages]
    notes = [spot for spot in sheet.drawn.fields if spot.id.endswith("-notes") and spot.h > 0]
    ends = [n for n, pair in enumerate(pairwise([*heads, ""]), start=1) if pair[0] != pair[1]]
    for spot in notes:
        top, foot = paper.body_of(sheet.pages[spot.page - 1])
        assert spot.page in ends or spot.y - top > (foot - top) / 2


@promise
def all_rights_are_the_last_thing_on_the_last_page(sheet: Printed) -> None:
    """They come after the room for notes; the first page names the owner and the licence too."""
    ends = sheet.pages[-1].text
    assert ends.endswith(squeezed("".join(sheet.words.rights)))
    assert squeezed(sheet.words.credit) in paper.text_of(sheet.pages[0].chars)


@promise
def a_table_that_fits_a_page_stands_on_one(sheet: Printed) -> None:
    """Its rows are compared, and its head is read once."""
    for block in (block for part in sheet.words.parts for block in part.blocks):
        table = block.table if isinstance(block, Close) else block
        if isinstance(table, FillTable) and table.rows and len(table.rows) <= 6:
            cells = [s for s in sheet.drawn.fields if s.id.startswith(f"{table.id}-")]
            assert len({s.page for s in cells if not s.id.endswith("-notes")}) == 1


@promise
def a_question_stands_whole_with_60_mm_to_write_in(sheet: Printed) -> None:
    """A reflective question is never parted from its space; the lines to write on are there."""
    for ask in paper.reflective(sheet.words):
        spots = [spot for spot in sheet.drawn.fields if spot.id == ask.id]
        (number,) = {spot.page for spot in spots}
        assert sum(spot.h for spot in spots) >= 60 * MM
        page = sheet.pages[number - 1]
        first, last = paper.where(page, paper.said(ask))
        below = [line for line in paper.rulings(page) if line > last]
        after = [char["top"] for char in page.chars if char["top"] > last]
        own = [line for line in below if line < min(after)]
        assert own[-1] - last >= 60 * MM
        assert own[-1] <= spots[0].y + sum(spot.h for spot in spots) + ROUGHLY
        assert first < last < spots[0].y


@pytest.mark.parametrize(("name", "on", "size"), list(product(("voices", "review"), PAPERS, SIZES)))
def test_a_question_to_copy_out_has_three_lines(name: str, on: Paper, size: Size) -> None:
    """The spaces to answer it begin on the first page and are as large as each other."""
    printed = paper.printed(SHEETS[name], on, size)
    question, answers = SHEETS[name].parts[0].blocks[:2]
    assert isinstance(question, Ask)
    assert isinstance(answers, Ask)
    (room,) = (spot for spot in printed.drawn.fields if spot.id == question.id)
    assert room.page == 1
    assert room.h == pytest.approx(3 * (12.4 if size == "large" else 9.3) * MM)
    spaces = [s for s in printed.drawn.fields if s.id.startswith(answers.id) and s.h > 0]
    heights = [
        sum(s.h for s in spaces if s.id == f"{answers.id}-{i}")
        for i, _ in enumerate(answers.spaces, start=1)
    ]
    assert spaces[0].page == 1
    assert min(heights) > 40 * MM
    assert max(heights) < 1.35 * min(heights)


@promise
def at_most_three_reflective_questions_share_a_page(sheet: Printed) -> None:
    """A page is never crowded."""
    long = {ask.id for ask in paper.reflective(sheet.words)}
    on = Counter(page for page, _ in {(s.page, s.id) for s in sheet.drawn.fields if s.id in long})
    assert max(on.values(), default=0) <= 3


@promise
def lines_to_write_on_are_evenly_apart(sheet: Printed) -> None:
    """The pitch is 9 to 10 mm, in large print 12 to 15 mm, wherever no words come between."""
    least, most = PITCH[sheet.size]
    for page in sheet.pages:
        tops = [char["top"] for char in page.chars]
        for upper, lower in pairwise(paper.rulings(page)):
            if not any(upper < top < lower for top in tops):
                assert least <= lower - upper <= most


@promise
def every_word_is_there_to_be_read(sheet: Printed) -> None:
    """Every text of a sheet can be found, copied and read aloud, in the order of the sheet."""
    everything = "".join(page.text for page in sheet.pages).casefold()
    words = [squeezed(text).casefold() for text in paper.shown(sheet.words)]
    assert [word for word in words if word not in everything] == []
    asked = [squeezed(paper.said(ask)).casefold() for ask in paper.reflective(sheet.words)]
    order = [everything.find(question) for question in asked]
    assert order == sorted(order)


@promise
def it_needs_no_colour(sheet: Printed) -> None:
    """Letters are black, strokes black or grey; nothing larger than a letter is filled."""
    for page in sheet.pages:
        assert {char["colour"] for char in page.chars} == {0.0}
        strokes = page.strokes
        assert {type(stroke["colour"]) for stroke in strokes} == {float}
        code = (page.width - 46 * MM, page.height - 55 * MM)  # a row of dark modules is wide
        large = [s for s in strokes if s["fill"] and max(s["width"], s["height"]) > 26]
        assert [s for s in large if s["x0"] < code[0] or s["top"] < code[1]] == []
        assert page.images == 0


@promise
def bookmarks_are_its_headings(sheet: Printed) -> None:
    """Every heading is a bookmark, below that of its part, where it is read.

    They come in the order of the sheet, which is the same in clear and in large print.
    """
    with pikepdf.open(io.BytesIO(sheet.drawn.pdf)) as pdf:
        marked = bookmarks(pdf)
        heads = [(int(str(tag.S)[2:]), str(tag.T)) for tag in paper.tags(pdf) if tag.S in HEADINGS]
    assert [head for head in heads if head != (1, "Contents")] == marked
    assert marked == list(paper.headings(sheet.words))


@promise
def it_names_itself_and_its_language(sheet: Printed) -> None:
    """A reader shows the title, not the name of a file, and speaks in the right voice."""
    with pikepdf.open(io.BytesIO(sheet.drawn.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.docinfo.Title == sheet.words.title
        assert pdf.open_metadata()["dc:title"] == sheet.words.title
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


@promise
def its_one_typeface_is_in_the_file(sheet: Printed) -> None:
    """It looks the same wherever it is printed; mixed typefaces lose marks on letters."""
    names = {char["fontname"] for page in sheet.pages for char in page.chars}
    families = {name.partition("+")[2].partition("-")[0] for name in names}
    assert families == {paper.family(sheet.words).replace(" ", "")}
    with pikepdf.open(io.BytesIO(sheet.drawn.pdf)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        assert {str(font.FontName)[1:] for font in fonts} >= names
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


@pytest.mark.parametrize(("name", "on", "size"), list(product(SHEETS, PAPERS, SIZES)))
def test_a_sheet_keeps_every_promise(name: str, on: Paper, size: Size) -> None:
    """Each promise above, held against each sheet in each way of printing; all broken are told."""
    paper.hold(PROMISES, paper.printed(SHEETS[name], on, size))


@a_sheet_of_each_kind
def test_the_one_code_on_the_first_page_leads_to_the_sheet(
    name: str, on: Paper, size: Size
) -> None:
    """A camera reads the permanent address that stands below the code; other pages have words."""
    printed = paper.printed(SHEETS[name], on, size)
    others = printed.drawn.pages - 1
    assert decoded(printed.drawn.pdf) == [[SHEETS[name].printed], *[[]] * others]


@a_sheet_of_each_kind
def test_the_same_sheet_gives_the_same_bytes(name: str, on: Paper, size: Size) -> None:
    """Nothing in it depends on the clock, the machine or what was drawn before."""
    every = [
        draw(SHEETS[sheet], on, size, paper.family(SHEETS[sheet])) for sheet in (name, "role", name)
    ]
    assert every[0] == every[2] != every[1]


def test_a_sheet_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its heights are known before, from the widths of its letters, so none is drawn twice."""
    drawn: list[str] = []

    def counted(draws: Engine, inputs: dict[str, str]) -> bytes:
        drawn.append(inputs["size"])
        return compiled(draws, inputs)

    monkeypatch.setattr(pdf, "compiled", counted)
    for name, on, size in product(ONE_OF_EACH, PAPERS, SIZES):
        draw(SHEETS[name], on, size, paper.family(SHEETS[name]))
    assert drawn == [size for _, _, size in product(ONE_OF_EACH, PAPERS, SIZES)]


@pytest.mark.parametrize("size", SIZES)
def test_a_sheet_is_whole_where_its_heights_were_not_known(
    size: Size, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where letters are wider than was thought, it is drawn again: nothing runs off a page."""
    words = replace(SHEETS["stakeholder-analysis"], address="https://a.org/" + "long/" * 16)
    header = "Words of a header " * 8
    words = replace(words, parts=tuple(replace(it, header=header) for it in words.parts))
    monkeypatch.setattr(Ruler, "lines", lambda *_, **__: 1)
    monkeypatch.setattr(Ruler, "width", lambda *_, **__: 1.0)
    printed = paper.printed(words, "letter", size)
    paper.hold(
        [
            margins_are_kept_free,
            every_page_has_its_foot_and_nothing_runs_into_it,
            every_word_is_there_to_be_read,
            all_rights_are_the_last_thing_on_the_last_page,
        ],
        printed,
    )


@pytest.mark.parametrize(("on", "size"), list(product(PAPERS, SIZES)))
def test_the_workbook_lists_its_parts_with_their_pages(on: Paper, size: Size) -> None:
    """The first page of the whole framework's sheet tells where each section begins."""
    workbook = paper.printed(SHEETS["framework"], on, size)
    listed = workbook.pages[0].text.replace(".", "")
    for part in workbook.words.parts:
        starts = squeezed(f"{part.above}{part.title}")
        pages = [page.text.startswith(starts) for page in workbook.pages]
        assert f"{squeezed(part.title)}{pages.index(True) + 1}" in listed


def decoded(pdf: bytes) -> list[list[str]]:
    """What the QR codes of each page say, as a camera reads them; they stand in its lower half."""
    with pypdfium2.PdfDocument(pdf) as document:
        halves = [
            page.render(scale=200 / 72, grayscale=True, crop=(0, 0, 0, page.get_height() / 2))
            for page in document
        ]
        images = [half.to_pil() for half in halves]
    return [[code.text for code in zxingcpp.read_barcodes(image)] for image in images]


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """The bookmarks of a document, in order, with their depth from 1."""

    def of(items: list[Any], depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, item.title
            yield from of(item.children, depth + 1)

    with pdf.open_outline() as outline:
        return list(of(outline.root, 1))
