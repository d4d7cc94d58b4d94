"""The run sheet of a session as a Word document, made in the reader's browser."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from lxml import etree
from playwright.sync_api import Page, expect

from generator.model.framework import Framework
from generator.permalinks.places import Permalinks
from generator.sheets.kinds import places, sheets
from generator.web import session_data

OWN = (
    "title=Away+day&date=2026-12-03&start=09:30&people=9"
    "&items=t.Welcome.10,q.impact.15,b.10,r.nine-whys.40"
)
BUTTON = "Run sheet in Word"
PARTS = re.compile(r"/(?:docx|word-file|session-word)\.")
RUN_SHEET = """async (it, hash, data, link, paper) => {
  const { sessionOf } = await import(room + "assets/session-link.mjs");
  const { wordFile } = await import(room + "assets/word-file.mjs");
  const file = await wordFile(it.runSheetOf(sessionOf(hash, data), data, link, paper));
  return Array.from(new Uint8Array(await file.arrayBuffer()), (it) => String.fromCharCode(it)).join("");
}"""  # noqa: E501
FILE = """async (it, told) => {
  const file = await it.wordFile(told);
  return Array.from(new Uint8Array(await file.arrayBuffer()), (it) => String.fromCharCode(it)).join("");
}"""  # noqa: E501
Ask = Callable[..., Any]
MM = 36000


@pytest.fixture(scope="module")
def data(framework: Framework) -> dict[str, Any]:
    """What the page knows of the framework."""
    links = Permalinks(framework, "https://a.example/toolkit/", places(tuple(sheets(framework))))
    told = json.loads(json.dumps(session_data.of_page(framework, links, "session/")))
    return told | {"former": {"old-one": {"words": "What was that?", "now": ""}}}


@pytest.fixture
def run_sheet(without_page: Ask, data: dict[str, Any]) -> Callable[..., Word]:
    """Makes the run sheet of a session, where there is no page."""

    def made(session: str, link: str = "https://a.example/#it", **changes: object) -> Word:
        values = (f"#{session}", data | changes, link, "a4")
        return opened(without_page("assets/session-word.mjs", RUN_SHEET, *values).encode("latin-1"))

    return made


def opened(content: bytes) -> Word:
    """A document of which every part is well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
    return Document(io.BytesIO(content))


def headings(document: Word, level: int) -> list[str]:
    """The headings of a level, by their style."""
    return [it.text for it in document.paragraphs if it.style.name == f"Heading {level}"]


def words(document: Word) -> str:
    """All of its paragraphs, outside tables, with the addresses that are links."""
    return "\n".join(it.text for it in document.paragraphs)


def columns(document: Word, table: int, column: int) -> list[str]:
    return [row.cells[column].text for row in document.tables[table].rows]


@pytest.mark.parametrize(
    ("session", "times", "heads", "asked"),
    [
        (
            OWN,
            ["Time", "09:30", "09:40", "09:55", "10:05", "10:45"],
            ["09:30 Welcome", "09:40 1.2 What impact does your partnership want to have?"],
            "1.2 What impact does your partnership want to have?",
        ),
        (
            "plan=first-meeting&start=23:30&people=8",
            ["Time", "23:30", "23:40", "23:55", "00:10", "00:20", "00:35", "00:50", "01:00"],
            ["23:30 Welcome", "23:40 First question"],
            "1.1 Who are the intended beneficiaries of your work together?",
        ),
    ],
)
def test_it_is_saved_when_asked_for_and_loads_nothing_before(
    visit: Callable[..., Page],
    address: str,
    tmp_path: Path,
    session: str,
    times: list[str],
    heads: list[str],
    asked: str,
) -> None:
    """Real headings, a table with clock times whose header comes again, language, title, link."""
    heard: list[str] = []
    faults: list[str] = []

    def listen(page: Page) -> None:
        page.on("request", lambda it: heard.append(it.url))
        page.on("pageerror", lambda it: faults.append(it.message))
        page.on("console", lambda it: faults.append(it.text))

    page = visit(f"{address}session/#{session}", before=listen)
    expect(page.locator(".maker__acts button").last).to_have_text(BUTTON)
    page.wait_for_load_state("networkidle")
    assert [] == [it for it in heard if PARTS.search(it)]
    with page.expect_download() as saved:
        page.get_by_role("button", name=BUTTON).press("Enter")
    assert saved.value.suggested_filename == "run-sheet.docx"
    expect(page.locator(".maker__said")).to_have_text("Word file saved.")
    assert len({it for it in heard if PARTS.search(it)}) == 3
    assert [] == [it for it in heard if not it.startswith((address, "blob:"))]
    assert faults == []
    saved.value.save_as(tmp_path / "it.docx")
    document = opened((tmp_path / "it.docx").read_bytes())
    title = page.get_by_label("Its name").input_value()
    assert document.core_properties.title == f"Run sheet: {title}"
    assert "The King's Fund" in document.core_properties.author
    assert headings(document, 1) == [title]
    assert headings(document, 2)[:2] == ["Agenda", "What to say and do"]
    assert headings(document, 3)[:2] == heads
    assert columns(document, 0, 0) == times
    assert columns(document, 0, 1)[1] == "10"
    assert asked in columns(document, 0, 3)
    assert [cell.text for cell in document.tables[1].rows[0].cells] == ["What", "Who", "By when"]
    for table in document.tables[:2]:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    (language,) = document.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"
    section = document.sections[0]
    assert (round(section.page_width / MM), round(section.page_height / MM)) == (210, 297)
    link = document.paragraphs[-1]
    assert link.hyperlinks[0].url == page.url
    said = words(document)
    assert "ask before you publish" in said
    assert ("3 December 2026" in said) is ("date=" in session)


def test_it_says_what_to_do_and_what_to_say(run_sheet: Callable[..., Word]) -> None:
    """Steps in a numbered list that begins at 1, with minutes; words to say below; every owner."""
    document = run_sheet(OWN)
    listed = [it for it in document.paragraphs if it._p.find(f".//{qn('w:numPr')}") is not None]
    assert [it.text for it in listed[:2]] == ["Alone (1 minute)", "In pairs (2 minutes)"]
    step = next(it for it in listed if it.text.startswith("Agree what you will talk about"))
    assert step.text.endswith("(3 minutes)")
    assert step._p.pPr.numPr.numId.val != listed[0]._p.pPr.numPr.numId.val
    following = document.paragraphs[[it._p for it in document.paragraphs].index(step._p) + 1]
    assert following.style.name == "Say"
    assert following.text.startswith("Say: “We're going to ask")
    rights = [it.text for it in document.paragraphs if it.style.name == "Small"]
    assert len(rights) == len(set(rights))
    for owner in ("The contributors to this toolkit", "The King's Fund", "Keith McCandless"):
        assert any(owner in line for line in rights), owner
    assert document.sections[0].footer.paragraphs[0].text.startswith("Page ")


def test_odd_sessions_become_documents_too(run_sheet: Callable[..., Word]) -> None:
    """Nothing in it, more than it holds, markup, control characters, ids that are gone."""
    document = run_sheet("title=Empty&items=")
    assert columns(document, 0, 0) == ["Time", "10:00"]
    assert headings(document, 3) == []
    document = run_sheet("items=" + ",".join(["q.impact.5"] * 300))
    assert len(headings(document, 3)) == 60
    odd = "t.%3Cscript%3Ealert(1)%3C%2Fscript%3E%26.5,t.a%07b%00c%ED%A0%80.5,t.one%0Atwo.5"
    document = run_sheet(f"title=%3Cb%3E%08&items={odd},q.old-one.5,q.never-was.5")
    assert headings(document, 1) == ["<b>�"]
    assert document.core_properties.title == "Run sheet: <b>�"
    names = columns(document, 0, 2)
    assert names[1] == "<script>alert(1)</script>&"
    assert names[2].startswith("a�b�c")
    assert names[3] == "one\ntwo"
    assert names[4:6] == ["What was that?", "Not known: q.never-was.5"]
    assert "This is no longer in the framework." in words(document)
    long = run_sheet(OWN, link="https://a.example/#" + "x" * 3000)
    assert long.paragraphs[-1].hyperlinks == []
    assert long.paragraphs[-1].text.endswith("x" * 3000)


def test_words_run_in_their_direction_and_language(
    run_sheet: Callable[..., Word], data: dict[str, Any]
) -> None:
    """A person's by their first letter; the framework's as it says."""
    asked = {"impact": data["questions"]["impact"] | {"text": "מה ההשפעה?"}}
    document = run_sheet(
        "items=q.impact.5,t.שלום all.5,t.All שלום.5", questions=asked, lang="he", dir="rtl"
    )
    question, own, other = [it._p for it in document.paragraphs if it.style.name == "Heading 3"]
    for paragraph, isleftward in ((question, True), (own, True), (other, False)):
        assert (paragraph.pPr.find(qn("w:bidi")) is not None) is isleftward
        rtl = [run for run in paragraph.r_lst if run.find(f".//{qn('w:rtl')}") is not None]
        assert bool(rtl) is isleftward
    (language,) = question.iter(qn("w:lang"))
    assert (language.get(qn("w:val")), language.get(qn("w:bidi"))) == ("he", "he")
    assert list(own.iter(qn("w:lang"))) == []


def test_every_kind_of_block_is_drawn(without_page: Ask) -> None:
    """On Letter, from right to left, the same words each time; what it does not know is refused."""
    text = [{"text": "Bold", "bold": True}, {"text": " italic", "italic": True}]
    blocks = [
        *({"kind": "heading", "level": level, "text": f"כותרת {level}"} for level in (1, 2, 3)),
        {"kind": "paragraph", "text": text},
        {"kind": "list", "items": [{"text": "one"}, {"text": "two", "say": "Said"}]},
        {"kind": "box", "text": "Boxed"},
        {"kind": "table", "columns": ["A", "B"], "shares": [1, 3], "rows": [["1", "2"]]},
        {"kind": "page"},
        {"kind": "room", "lines": 5},
        {"kind": "small", "text": "Small print"},
    ]
    told = {
        "title": "ט", "author": "Us", "language": "he", "direction": "rtl", "paper": "letter",
        "foot": ["Foot"], "blocks": blocks,
    }  # fmt: skip
    first, second = (
        opened(without_page("assets/word-file.mjs", FILE, told).encode("latin-1")) for _ in "12"
    )
    assert words(first) == words(second)
    assert [headings(first, level) for level in (1, 2, 3)] == [[f"כותרת {i}"] for i in (1, 2, 3)]
    styled = {it.text: it for it in first.paragraphs}
    assert [(run.bold, run.italic) for run in styled["Bold italic"].runs] == [
        (True, None), (None, True),
    ]  # fmt: skip
    assert styled["Said"].style.name == styled["Boxed"].style.name == "Say"
    assert styled["Small print"].style.name == "Small"
    assert styled["two"]._p.pPr.numPr is not None
    grid, room = first.tables
    assert grid._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert round(room.rows[0].height.mm) == 45
    assert len(list(first.element.iter(qn("w:pageBreakBefore")))) == 1
    section = first.sections[0]
    assert (round(section.page_width / MM), round(section.page_height / MM)) == (216, 279)
    assert section.footer.paragraphs[1].text == "Foot"
    sizes = {int(it.get(qn("w:val"))) for it in first.element.iter(qn("w:sz"))}
    assert all(size >= 24 for size in sizes)
    with pytest.raises(Exception, match="no block 'poem'"):
        without_page("assets/word-file.mjs", FILE, told | {"blocks": [{"kind": "poem"}]})


def test_the_paper_is_the_one_that_was_chosen(
    visit: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    """Where sheets were chosen on Letter, so is this."""
    script = "localStorage.setItem('partnering.paper', 'letter')"
    page = visit(f"{address}session/#{OWN}", script=script)
    with page.expect_download() as saved:
        page.get_by_role("button", name=BUTTON).click()
    saved.value.save_as(tmp_path / "it.docx")
    section = Document(str(tmp_path / "it.docx")).sections[0]
    assert round(section.page_width / MM) == 216


def test_where_the_library_does_not_come_the_page_says_so(
    visit: Callable[..., Page], address: str
) -> None:
    """In words, with what to do; the rest of the page works on."""
    page = visit(
        f"{address}session/#{OWN}",
        before=lambda page: page.route("**/vendor/docx.*.mjs", lambda route: route.abort()),
    )
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator(".maker__said")).to_contain_text("The Word file could not be made")
    page.get_by_role("button", name="Add a break").click()
    expect(page.locator(".maker__name")).to_have_count(5)
