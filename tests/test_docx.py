"""What stands in the Word documents, and how they are built for those who do not see them."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any

import pytest
import zxingcpp
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from generator.model.figures import Axis, Corners, Grid
from generator.model.framework import Framework
from generator.model.values import Record, Step
from generator.permalinks.places import Permalinks
from generator.sheets.blocks import (
    Ask,
    Block,
    Close,
    Facts,
    FillGrid,
    FillTable,
    Items,
    Picture,
    Steps,
    Words,
)
from generator.sheets.docx import Paper, draw
from generator.sheets.docx_xml import BLANK
from generator.sheets.kinds import places, sheets
from generator.sheets.plain import Language, PlainSheet, plain_sheet
from tests.conftest import framework_of_the_toolkit
from tests.golden import small
from tests.paper import heading_of

FAMILY = "Atkinson Hyperlegible Next"
POINT, MM = 20, 1440 / 25.4
NOT_SHOWN = {
    "id",
    "drawn",
    "language",
    "place",
    "author",
    "description",
    "notes",
    "own",
    "printed",
    "qr",
    "labels",
    "told",
    "names",
    "shown",
    "time_named",
    "end_named",
}
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(framework: Framework) -> dict[str, PlainSheet]:
    """The words of every sheet of a framework that comes as a Word document, by its id."""
    every = tuple(sheet for sheet in sheets(framework) if "word" in sheet.kind.forms)
    links = Permalinks(framework, "https://a.example/toolkit/", places(every))
    return {
        sheet.id: plain_sheet(sheet, framework, links.address(links.permanent(sheet.id)))
        for sheet in every
    }


OURS = words_of(framework_of_the_toolkit())
SMALL = {f"small/{name}": words for name, words in words_of(small()).items()}
SHEETS = OURS | SMALL
WHOLE = OURS["framework"]

every_sheet = pytest.mark.parametrize("name", SHEETS)


class Package:
    """A Word document, taken apart."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.files = {name: package.read(name) for name in package.namelist()}

    def tree(self, name: str) -> Any:
        """One of its parts."""
        return etree.fromstring(self.files[name])

    @property
    def body(self) -> Any:
        """What runs from page to page."""
        return self.tree("word/document.xml")

    @property
    def headers(self) -> list[Any]:
        """What stands at the top of the pages of each section."""
        return [
            self.tree(f"word/header{i + 1}.xml") for i in range(len(found(self.body, "sectPr")))
        ]

    @property
    def first_header(self) -> Any:
        """What stands at the top of the first page."""
        return self.tree(f"word/header{len(self.headers) + 1}.xml")

    @property
    def footers(self) -> list[Any]:
        """What stands at the foot of the first page, and of each other."""
        return [self.tree(f"word/footer{n}.xml") for n in (1, 2)]

    @property
    def stories(self) -> list[Any]:
        """All that is seen: the body, and what stands above and below it."""
        return [*self.headers, self.first_header, self.body, *self.footers]

    @property
    def controls(self) -> list[Any]:
        """What is said of each content control."""
        return [about for story in self.stories for about in found(story, "sdtPr")]


def found(tree: Any, tag: str) -> list[Any]:
    """The elements of a kind."""
    return list(tree.iter(qn(f"w:{tag}")))


def value(tree: Any, tag: str, attribute: str = "val") -> str | None:
    """What the first element of a kind says; None where there is none."""
    first = next(tree.iter(qn(f"w:{tag}")), None)
    return None if first is None else first.get(qn(f"w:{attribute}"))


def text_of(tree: Any) -> str:
    """What is written in a part or a paragraph."""
    return "".join(node.text or "" for node in tree.iter(qn("w:t")))


def styled(tree: Any, style: str) -> list[Any]:
    """The paragraphs in a style."""
    return [paragraph for paragraph in found(tree, "p") if value(paragraph, "pStyle") == style]


def squeezed(text: str) -> str:
    """A text without its spaces and line breaks."""
    return "".join(text.split())


@cache
def drawn(name: str, paper: Paper = "a4") -> Package:
    """A sheet of the toolkit, or of the small framework."""
    return Package(draw(SHEETS[name], paper, FAMILY))


def with_part(words: PlainSheet, **changes: Any) -> PlainSheet:
    """A sheet with its first part alone, changed."""
    return replace(words, parts=(replace(words.parts[0], **changes),))


def sheet_with(*blocks: Block, **changes: Any) -> Package:
    """A sheet of one part with these blocks."""
    words = with_part(OURS["next-steps"], blocks=blocks, **changes)
    return Package(draw(words, "a4", FAMILY))


def ask(**changes: Any) -> Ask:
    """A question with one space."""
    return replace(Ask("ask", "", "Why?"), **changes)


def fill_table(**changes: Any) -> FillTable:
    """A table of two columns and two rows."""
    usual = {"name": "table", "heading": "Tally", "columns": ("What", "When")}
    usual |= {"rows": (("Now", ""), ("", ""))}
    return FillTable.of(**(usual | changes))


def shown(value: Any) -> Iterator[str]:
    """Every text of a sheet that a reader is to see."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) or isinstance(value, Record):
        for key, inner in vars(value).items():
            if key not in NOT_SHOWN:
                yield from shown(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from shown(inner)


@every_sheet
def test_every_word_of_a_sheet_is_in_its_document(name: str) -> None:
    """Nothing is left out, whichever blocks a sheet has."""
    words = SHEETS[name]
    if not any(part.blanks for part in words.parts):
        words = replace(words, blanks=())
    written = squeezed("".join(text_of(story) for story in drawn(name).stories))
    assert [text for text in shown(words) if squeezed(text) not in written] == []


@every_sheet
def test_parts_and_blocks_have_real_headings(name: str) -> None:
    """A screen reader lists them: each part at level 1, what is in it at level 2."""
    parts = SHEETS[name].parts
    expected = []
    for part in parts:
        expected.append((1, f"{part.number} {part.title}".strip()))
        expected += [(2, label) for label in map(heading_of, part.blocks) if label]
    written = [
        (int(style[-1]), text_of(paragraph))
        for paragraph in found(drawn(name).body, "p")
        if (style := value(paragraph, "pStyle") or "").startswith("Heading")
    ]
    assert written == expected


def test_headings_are_those_that_word_knows() -> None:
    """The styles carry the names and the levels by which Word recognises them."""
    styles = Document(io.BytesIO(drawn("framework").content)).styles
    for level in (1, 2):
        heading = styles[f"Heading {level}"].element
        assert value(heading, "outlineLvl") == str(level - 1)
        assert found(heading, "b")
        assert found(heading, "keepNext")
    assert [text_of(title) for title in styled(drawn("framework").body, "Title")] == [WHOLE.title]


@every_sheet
def test_the_language_and_the_properties_are_set(name: str) -> None:
    """Speech has the right voice, and a list of files the right titles."""
    words = SHEETS[name]
    properties = Document(io.BytesIO(drawn(name).content)).core_properties
    defaults = found(drawn(name).tree("word/styles.xml"), "docDefaults")[0]
    assert value(defaults, "lang") == properties.language == "en-GB"
    assert (properties.title, properties.author) == (words.title, words.author)
    assert (properties.subject, properties.comments) == (words.description, "")


def test_words_in_the_language_of_the_framework_are_marked() -> None:
    """Its own words are in its language and direction; ours, and the labels, are not."""
    begins, *others = WHOLE.parts
    parts = (replace(begins, title="ما هو الغرض؟"), *others)
    words = replace(WHOLE, own=Language("ar", None, "rtl"), parts=parts)
    body = Package(draw(words, "a4", "Noto Sans Arabic")).body
    first, *_ = begins.blocks
    assert isinstance(first, Ask)
    own = [*styled(body, "Title"), *styled(body, "TOC1"), *styled(body, "Heading1")]
    own += [it for it in styled(body, "Heading2") if first.text in text_of(it)]
    for paragraph in own:
        assert found(paragraph, "bidi")
        assert len(found(paragraph, "rtl")) == len(found(paragraph, "t"))
        assert value(paragraph, "lang", "bidi") == "ar"
    ours = [it for it in styled(body, "Heading2") if text_of(it) == "What we will do"]
    assert len(ours) == len(words.parts)
    for paragraph in (*ours, *styled(body, "TOCHeading"), *styled(body, "Small")):
        assert not found(paragraph, "bidi")
        assert not found(paragraph, "lang")


def test_words_in_another_language_that_runs_the_same_way_are_marked_without_direction() -> None:
    """Welsh is spoken as Welsh."""
    words = replace(OURS["purpose"], own=Language("cy", "GB"))
    (heading,) = styled(Package(draw(words, "a4", FAMILY)).body, "Heading1")
    assert value(heading, "lang") == "cy-GB"
    assert not found(heading, "bidi")
    assert not found(drawn("purpose").body, "lang")


@every_sheet
def test_every_control_has_a_title_a_tag_and_an_id_of_its_own(name: str) -> None:
    """Whoever does not see the page hears what to write; a script finds each answer."""
    controls = drawn(name).controls
    for attribute in ("id", "tag"):
        given = Counter(value(about, attribute) for about in controls)
        assert [one for one, times in given.items() if times > 1 or not one] == []
    for about in controls:
        assert 0 < len((value(about, "alias") or "").encode("utf-16-le")) <= 2 * 64
        assert len(value(about, "tag") or "") <= 64
        (kind,) = found(about, "text")
        assert kind.get(qn("w:multiLine")) == ("0" if found(about, "dataBinding") else "1")
        assert found(about, "showingPlcHdr")  # the first key pressed replaces it
        assert text_of(about.getparent()) == BLANK  # LibreOffice prints what stands there
        assert not BLANK.strip()


@every_sheet
def test_every_space_to_write_in_has_a_control(name: str) -> None:
    """One for each space, empty cell, corner, place of a picture, and blank."""
    words = SHEETS[name]
    spaces = 2 * (words.parts[0].blanks and not words.contents)  # once more on the first page
    for part in words.parts:
        spaces += 3 if part.blanks else 0
        for block in part.blocks:
            match block:
                case FillTable(rows=rows):
                    spaces += sum(row.count("") for row in rows)
                case Close(table=table):
                    spaces += 1 + sum(row.count("") for row in table.rows)
                case Ask():
                    spaces += len(block.spaces)
                case FillGrid():
                    spaces += 4 + bool(block.between)
                case Picture():
                    spaces += len(block.drawn["clear"].places)
    assert len(drawn(name).controls) == spaces


def test_a_control_is_called_after_what_is_to_be_written_there() -> None:
    """The question, or the table with its row and column, or the grid with its corner."""
    spaces = ask(id="both", text="Views", spaces=("Then", "Now"), across=2)
    controls = sheet_with(ask(number="1.2"), spaces, fill_table()).controls
    assert {(value(about, "tag"), value(about, "alias")) for about in controls} == {
        ("next-steps--partnership", "Partnership"),
        ("next-steps--date", "Date"),
        ("next-steps--first-partnership", "Partnership"),
        ("next-steps--first-date", "Date"),
        ("next-steps--who", "Who is taking part"),
        ("ask", "1.2 Why?"),
        ("both-1", "Views: Then"),
        ("both-2", "Views: Now"),
        ("table-1-2", "Tally, Now: When"),
        ("table-2-1", "Tally, row 2: What"),
        ("table-2-2", "Tally, row 2: When"),
    }


def test_what_is_too_long_for_word_is_cut_and_stands_whole_elsewhere() -> None:
    """Word refuses titles and tags of more than 64 characters, counting most emoji as two."""
    text, name = "Who is the one? " * 30, "a" * 70
    asks = [ask(id=name, text=text), ask(id=name, text="😀" * 100), ask(id=name, text="x" * 65)]
    package = sheet_with(*asks, blanks=False)
    titles = [value(about, "alias") or "" for about in package.controls]
    tags = [value(about, "tag") or "" for about in package.controls]
    assert titles == ["Who is the one? " * 3 + "Who is the …", "😀" * 31 + " …", "x" * 62 + " …"]
    assert [len(tag) <= 64 for tag in tags] == [True] * 3
    assert len(set(tags)) == 3
    assert value(package.body, "tblCaption") == text.strip()


def test_an_emptied_control_says_again_that_one_may_write_there() -> None:
    """Word takes the words from a part of the document that holds them under a name."""
    entries = drawn("purpose").tree("word/glossary/document.xml")
    names = {value(about, "docPart") for about in drawn("purpose").controls}
    assert names == {value(entries, "name")}
    assert text_of(entries) == BLANK


def test_the_partnership_and_the_date_are_written_once_for_every_page() -> None:
    """The header of each section shows the same store, which is in the document."""
    package = drawn("framework")
    store = package.tree("customXml/item1.xml")
    (known,) = package.tree("customXml/itemProps1.xml").attrib.values()
    bound = [found(header, "dataBinding") for header in package.headers]
    assert [len(bindings) for bindings in bound] == [0, *[2] * len(WHOLE.parts)]
    for first, second in bound[1:]:
        places = []
        for binding in (first, second):
            prefix, _, space = binding.get(qn("w:prefixMappings")).partition("=")
            names = {prefix.removeprefix("xmlns:"): space.strip("'")}
            places += store.xpath(binding.get(qn("w:xpath")), namespaces=names)
            assert binding.get(qn("w:storeItemID")) == known
        assert places == list(store)


@pytest.mark.parametrize("name", ["framework", "stakeholder-analysis", "purpose-run"])
def test_the_same_words_give_the_same_bytes(name: str) -> None:
    """No clock and no chance: two builds can be compared."""
    again = draw(deepcopy(SHEETS[name]), "a4", FAMILY)
    assert again == drawn(name).content
    with zipfile.ZipFile(io.BytesIO(again)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist() == sorted(package.namelist())


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (215.9, 279.4))])
def test_pages_have_the_size_and_margins_of_their_paper(
    paper: Paper, size: tuple[float, float]
) -> None:
    """25 mm on the punched side, 20 mm elsewhere, in every section."""
    sections = found(drawn("framework", paper).body, "sectPr")
    assert len(sections) == 1 + len(WHOLE.parts)
    for section in sections:
        measured = [float(value(section, "pgSz", side) or 0) / MM for side in ("w", "h")]
        assert measured == pytest.approx(size, abs=0.1)
        for side, width in {"left": 25, "right": 20, "top": 20, "bottom": 20}.items():
            margin = float(value(section, "pgMar", side) or 0)
            assert margin / MM == pytest.approx(width, abs=0.1)


def test_each_part_begins_on_a_fresh_page_with_its_own_header() -> None:
    """The header says where one is; sections follow each other on new pages."""
    package = drawn("framework")
    heads = [WHOLE.header, *(part.header for part in WHOLE.parts)]
    assert [
        text_of(header).startswith(head)
        for header, head in zip(package.headers, heads, strict=True)
    ] == [True] * len(heads)
    assert all(found(header, "tbl") for header in package.headers)
    assert text_of(package.first_header) == text_of(package.headers[0])
    assert {value(section, "type") for section in found(package.body, "sectPr")} <= {
        None,
        "nextPage",
    }


def test_parts_with_the_same_header_share_a_section() -> None:
    """The second begins with a page break."""
    (part,) = OURS["next-steps"].parts
    again = replace(part, place="again", above="Once more")
    words = replace(OURS["next-steps"], parts=(part, again))
    package = Package(draw(words, "a4", FAMILY))
    assert len(found(package.body, "sectPr")) == 1
    (broken,) = [it for it in found(package.body, "p") if found(it, "pageBreakBefore")]
    assert text_of(broken) == "Once more"
    assert value(broken, "pageBreakBefore") is None


@every_sheet
def test_the_footer_has_the_page_the_edition_and_the_address(name: str) -> None:
    """One line on every page; the edition, the credit and the code stand on the first alone."""
    (first, others), words = drawn(name).footers, SHEETS[name]
    line = f"Page 1 of 1 · {words.address}"
    said = [[text_of(it) for it in styled(footer, "Footer")] for footer in (first, others)]
    assert said == [[words.edition, words.credit, line, ""], [line]]
    for footer in (first, others):
        assert [it.text for it in found(footer, "instrText")] == ["PAGE", "NUMPAGES"]
    assert [len(found(footer, "drawing")) for footer in (first, others)] == [1, 0]
    beginning, *later = found(drawn(name).body, "sectPr")
    assert found(beginning, "titlePg")
    kinds = {it.get(qn("w:type")) for it in found(beginning, "footerReference")}
    assert kinds == {"first", "default"}
    # The other sections take over the line, and begin with it.
    assert not any(found(it, "titlePg") + found(it, "footerReference") for it in later)


def test_the_address_is_also_a_code_with_an_alternative_text() -> None:
    """At least 20 mm wide; a telephone reads it."""
    package, address = drawn("purpose"), OURS["purpose"].address
    footer = package.tree("word/footer1.xml")
    (about,) = [it for it in footer.iter() if etree.QName(it).localname == "docPr"]
    (extent,) = [it for it in footer.iter() if etree.QName(it).localname == "extent"]
    assert about.get("descr") == f"QR code: {address}"
    assert int(extent.get("cx")) / 36_000 >= 20
    picture = Image.open(io.BytesIO(package.files["word/media/image1.png"]))
    assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == [
        OURS["purpose"].printed
    ]


@every_sheet
def test_print_is_clear(name: str) -> None:
    """Body text of 14 points, nothing below 12; one typeface, no italics, no colours."""
    package = drawn(name)
    every = [*package.stories, package.tree("word/styles.xml"), package.tree("word/numbering.xml")]
    sizes = [
        it.get(qn("w:val"))
        for tree in every
        for tag in ("sz", "szCs")
        for it in found(tree, tag)
        if etree.QName(it.getparent()).localname == "rPr"
    ]
    assert min(map(int, sizes)) >= 2 * 12
    for tree in every:
        for tag in ("i", "iCs", "u", "caps", "color", "highlight", "shd"):
            assert found(tree, tag) == []
    (fonts,) = [it for tree in every for it in found(tree, "rFonts")]
    assert set(fonts.attrib.values()) == {FAMILY}
    assert value(package.tree("word/settings.xml"), "autoHyphenation") == "0"
    (defaults,) = found(every[-2], "docDefaults")
    assert value(defaults, "sz") == "28"
    assert found(defaults, "widowControl")
    assert found(defaults, "suppressAutoHyphens")


def test_a_sans_serif_stands_in_where_the_typeface_is_missing() -> None:
    """Most who open it have no Atkinson Hyperlegible."""
    (font,) = found(drawn("purpose").tree("word/fontTable.xml"), "font")
    assert font.get(qn("w:name")) == FAMILY
    assert (value(font, "altName"), value(font, "family")) == ("Arial", "swiss")


@every_sheet
def test_every_style_and_list_that_is_used_is_there(name: str) -> None:
    """Word would silently fall back to another."""
    package = drawn(name)
    styles = {it.get(qn("w:styleId")) for it in found(package.tree("word/styles.xml"), "style")}
    lists = {it.get(qn("w:numId")) for it in found(package.tree("word/numbering.xml"), "num")}
    trees = [*package.stories, package.tree("word/styles.xml")]
    for tree in trees:
        for tag in ("pStyle", "rStyle", "basedOn"):
            assert {it.get(qn("w:val")) for it in found(tree, tag)} <= styles
        assert {it.get(qn("w:val")) for it in found(tree, "numId")} <= lists


@every_sheet
def test_rows_are_not_split_and_every_table_is_described(name: str) -> None:
    """A space to write in stays whole; Word reads out what a table is for."""
    body = drawn(name).body
    assert all(found(row, "cantSplit") for row in found(body, "tr"))
    for table in found(body, "tbl"):
        assert value(table, "tblCaption")
        assert value(table, "tblDescription")
        assert table.getnext().tag != table.tag  # Word would join the two
    assert value(found(body, "sectPr")[-1].getprevious(), "pStyle") == "Small"


def test_the_head_of_a_table_comes_again_on_each_page() -> None:
    """A long table is understood on its second page too."""
    body = sheet_with(fill_table(), blanks=False).body
    head, *rows = found(body, "tr")
    assert text_of(head) == "WhatWhen"
    assert found(head, "tblHeader")
    assert not any(found(row, "tblHeader") for row in rows)


def test_a_short_table_stays_together_and_a_long_one_may_run_on() -> None:
    """Up to six rows are not parted from each other; the table is free of what follows."""
    for count, kept in ((6, 5), (7, 0)):
        body = sheet_with(fill_table(rows=(("", ""),) * count), ask(), blanks=False).body
        _, *rows = found(found(body, "tbl")[0], "tr")
        assert [bool(found(row, "keepNext")) for row in rows] == [True] * kept + [False] * (
            count - kept
        )


def test_rows_are_high_enough_to_write_in_by_hand() -> None:
    """14 mm, and more where there is room."""
    for tall, height in ((False, 14), (True, 22.4)):
        body = sheet_with(fill_table(tall=tall), blanks=False).body
        rows = found(body, "tr")[1:]
        heights = [float(value(row, "trHeight") or 0) / MM for row in rows]
        assert heights == pytest.approx([height] * 2, abs=0.1)


def test_what_only_keeps_apart_takes_no_room() -> None:
    """A paragraph must stand after a table and at the end of a section: it is all but flat."""
    package = drawn("framework")
    styles = package.tree("word/styles.xml")
    (flat,) = [it for it in found(styles, "style") if it.get(qn("w:styleId")) == "Gap"]
    assert value(flat, "spacing", "lineRule") == "exact"
    assert float(value(flat, "spacing", "line") or 0) == 1 * POINT
    for story in package.stories:
        empty = [it for it in found(story, "p") if not text_of(it) and not found(it, "drawing")]
        assert {value(it, "pStyle") for it in empty} <= {"Gap"}


def test_spaces_are_high_enough_and_stay_with_their_question() -> None:
    """At least 60 mm for a reflective question, 40 mm for a short answer, 27 for a sentence."""
    spaces = [ask(), ask(brief=True), ask(short=True), ask(spaces=("a", "b", "c"), across=2)]
    body = sheet_with(*spaces, blanks=False).body
    heights = [float(value(row, "trHeight") or 0) / MM for row in found(body, "tr")]
    assert heights == pytest.approx([62, 40, 27, 62, 62], abs=0.1)
    styles = drawn("purpose").tree("word/styles.xml")
    (heading,) = [it for it in found(styles, "style") if it.get(qn("w:styleId")) == "Heading2"]
    assert found(heading, "keepNext")


def test_several_spaces_stand_side_by_side_on_one_page() -> None:
    """The last one takes the room that is left."""
    body = sheet_with(ask(spaces=("a", "b", "c"), across=2), blanks=False).body
    first, second = found(body, "tr")
    assert [text_of(cell) for cell in found(first, "tc")] == [f"a{BLANK}", f"b{BLANK}"]
    assert [value(cell, "gridSpan") for cell in found(second, "tc")] == ["2"]
    assert all(found(paragraph, "keepNext") for paragraph in found(first, "p"))
    assert not found(second, "keepNext")


def test_the_corners_of_a_grid_stand_where_they_belong() -> None:
    """High is above; the two sides are told in words."""
    trust = Axis(name="Trust", low="little", high="much")
    will = trust.model_copy(update={"name": "Will"})
    corners = Corners(bottom_right="4", bottom_left="3", top_right="2", top_left="1")
    grid = Grid(title="Map", across=trust, up=will, corners=corners)
    block = FillGrid.of("grid", grid)
    body = sheet_with(block, blanks=False).body
    assert rows_of(body) == [["1", "2"], ["3", "4"]]
    five = sheet_with(replace(block, between="5"), blanks=False)
    assert rows_of(five.body) == [["1", "2"], ["5", ""], ["3", "4"]]
    assert [value(about, "tag") for about in five.controls] == [f"grid-{i}" for i in range(1, 6)]
    told = "Up the side: Will, from little at the bottom to much at the top. "
    told += "Along the bottom: Trust, from little on the left to much on the right."
    assert told in text_of(body)
    assert value(body, "tblDescription") == told


def rows_of(body: Any) -> list[list[str]]:
    """How what stands in the cells of a table begins."""
    return [[text_of(cell)[:1] for cell in found(row, "tc")] for row in found(body, "tr")]


def steps_of(heading: str, *steps: Step) -> Steps:
    """A list of steps."""
    return Steps.of(heading, steps)


def test_a_step_keeps_the_words_to_say_with_it() -> None:
    """They stand below it in a box, are named, and begin on its page; what is optional says so."""
    talk = Step(text="Talk", minutes=5, say="Hello all.")
    rest = Step(text="Rest", minutes=2, optional=True)
    body = sheet_with(steps_of("Do", talk, rest)).body
    first, second = styled(body, "ListNumber")
    (say,) = styled(body, "Say")
    (box,) = [table for table in found(body, "tbl") if say in found(table, "p")]
    assert (text_of(box), box.getprevious()) == ("Say: Hello all.", first)
    around = {etree.QName(side).localname for side in found(box, "tblBorders")[0]}
    assert around >= {"top", "left", "bottom", "right"}
    assert found(first, "keepNext")
    assert text_of(second).startswith("If you have time: Rest")


def test_steps_are_numbered_from_one_in_each_list_with_their_minutes() -> None:
    """Two lists in one document do not run on."""
    steps = Step(text="Talk", minutes=5), Step(text="Listen")
    lists = [steps_of(heading, *steps) for heading in ("Once", "Twice")]
    package = sheet_with(*lists, steps_of("Then", Step(text="Stop", minutes=1)))
    listed = styled(package.body, "ListNumber")
    assert [text_of(it) for it in listed[:2]] == ["Talk (5\N{NO-BREAK SPACE}minutes)", "Listen"]
    assert text_of(listed[-1]) == "Stop (1\N{NO-BREAK SPACE}minute)"
    numbers = [value(it, "numId") for it in listed]
    assert [numbers.count(number) for number in dict.fromkeys(numbers)] == [2, 2, 1]
    for one in found(package.tree("word/numbering.xml"), "num"):
        if one.get(qn("w:numId")) in numbers:
            assert value(one, "startOverride") == "1"


def test_the_close_and_the_rights_stay_on_one_page() -> None:
    """From the heading of the last table, each keeps with what follows, to the last line."""
    body = found(drawn("purpose").body, "body")[0]
    heading = next(it for it in reversed(body) if text_of(it) == "What we will do")
    following = [it for it in heading.itersiblings() if it.tag != qn("w:sectPr")]
    table, again, *rights = following
    assert all(found(paragraph, "keepNext") for paragraph in found(table, "p"))
    assert text_of(again) == f"When we will look again: {BLANK}"
    assert tuple(text_of(it) for it in rights) == OURS["purpose"].rights
    assert [bool(found(it, "keepNext")) for it in (again, *rights)] == [True, True, False]


def test_the_contents_lead_to_every_part_before_word_renews_them() -> None:
    """Each entry is a link to the bookmark at its title."""
    body = drawn("framework").body
    entries = styled(body, "TOC1")
    titles = {
        found(heading, "bookmarkStart")[0].get(qn("w:name")): text_of(heading)
        for heading in styled(body, "Heading1")
    }
    links = {value(entry, "hyperlink", "anchor"): text_of(entry) for entry in entries}
    assert links == titles
    assert len(links) == len(WHOLE.parts)
    field = [it.get(qn("w:fldCharType")) for entry in entries for it in found(entry, "fldChar")]
    assert field == ["begin", "separate", "end"]
    ids = [it.get(qn("w:id")) for it in found(body, "bookmarkStart")]
    assert len(set(ids)) == len(ids)


HOSTILE = {
    "markup": "<script>alert('1')</script> <w:p/> &amp; & < > \" ]]> {{ x }} {% y %} <!-- -->",
    "long": ("A very long question with an end " * 125).strip(),
    "one long word": "x" * 4_000,
    "right to left": "ما هو הדרך \u202e of it \u2066 all",
    "emoji": "Who 👩🏽‍🚀 goes 🏴󠁧󠁢󠁷󠁬󠁳󠁿 there 😀" * 20,
    "field": "PAGE \\* MERGEFORMAT _x0041_ %1.",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_written_is_shown_as_it_is_written(text: str) -> None:
    """Words are never taken for markup, wherever they stand."""
    told = {"title": text, "header": text, "summary": text, "above": text, "who": text}
    blocks = (
        ask(text=text, spaces=(text, text)),
        fill_table(heading=text, columns=(text, text), rows=((text, ""),)),
        Words(text, (text,)),
        Items(text, (text,)),
        Facts(((text, text),)),
        steps_of(text, Step(text=text, minutes=2, say=text)),
    )
    words = replace(
        with_part(WHOLE, blocks=blocks, **told),
        title=text, author=text, description=text, edition=text, credit=text, rights=(text,),
        opening=(text,), blanks=(text,) * 2,
    )  # fmt: skip
    package = Package(draw(words, "a4", FAMILY))
    written = "\n".join(text_of(story) for story in package.stories)
    assert written.count(text) >= 29
    assert {etree.QName(it).localname for it in package.body.iter()}.isdisjoint({"script"})
    assert Document(io.BytesIO(package.content)).core_properties.title == text[:255]
    again = Package(draw(words, "a4", FAMILY))
    assert again.content == package.content


def test_a_character_that_xml_cannot_hold_is_replaced() -> None:
    """The document opens all the same, and shows that something was there."""
    body = sheet_with(ask(text="A\x00B\x0bC\ud800D\ufffeE\tF")).body
    assert "A\ufffdB\ufffdC\ufffdD\ufffdE\tF" in text_of(body)


def test_line_breaks_are_kept() -> None:
    """A text of two lines is shown in two."""
    (paragraph,) = [
        it for it in styled(sheet_with(Words("", ("a\nb",))).body, "Normal") if text_of(it) == "ab"
    ]
    assert len(found(paragraph, "br")) == 1


def test_properties_are_cut_to_what_they_hold() -> None:
    """255 characters; the sheet itself shows all."""
    words = replace(OURS["purpose"], author="a" * 300, title="t" * 300)
    properties = Document(io.BytesIO(draw(words, "a4", FAMILY))).core_properties
    assert (properties.author, properties.title) == ("a" * 255, "t" * 255)


def test_nothing_of_another_program_is_left_in_the_document() -> None:
    """python-docx's own template brings a thumbnail, a theme and 160 styles; we want none."""
    names = drawn("purpose").files
    assert not [name for name in names if re.search("theme|thumbnail|Effects|app.xml", name)]
    assert len(drawn("purpose").content) < 20_000
