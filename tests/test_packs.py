"""Packs: all sheets of a session in one file, behind a cover that says what to print how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import pairwise, product
from pathlib import Path

import pypdfium2
import pytest

from generator.checks.run import read_framework
from generator.errors import FrameworkError
from generator.model.framework import Framework
from generator.model.sheet_kinds import PLAN_PACK, PLAN_RUN
from generator.permalinks.places import Permalinks
from generator.sheets.blocks import Part, PrintList, Sheet, page_range
from generator.sheets.kinds import places, sheets
from generator.sheets.pdf import Paper, Size
from generator.sheets.plain import plain_sheet, rights_of
from generator.web import sheet_pages
from tests import paper
from tests.conftest import SITE_URL, framework_of_the_toolkit, write
from tests.golden import PLAN, SMALL, planned
from tests.paper import PAPERS, SHEETS, SIZES, Printed, squeezed
from tests.pdfpages import Page

TOOLKIT = framework_of_the_toolkit()
EVERY = {sheet.id: sheet for sheet in sheets(TOOLKIT)}
PACKS = [PLAN_PACK.id_of(plan.id) for plan in TOOLKIT.plans]

each_pack_in_each_print = pytest.mark.parametrize(
    ("name", "on", "size"), list(product(PACKS, PAPERS, SIZES))
)


def listed(pack: Sheet) -> PrintList:
    """The list on the cover of a pack."""
    found = pack.parts[0].blocks[0]
    assert isinstance(found, PrintList)
    return found


def inside(framework: Framework, pack: Sheet) -> Iterator[tuple[Sheet, list[Part]]]:
    """The sheets of which a pack is made, as its plan lists them, and their parts in the pack."""
    made = {sheet.id: sheet for sheet in sheets(framework)}
    plan = next(plan for plan in framework.plans if PLAN_PACK.id_of(plan.id) == pack.id)
    names = [PLAN_RUN.id_of(plan.id), *(handout.sheet for handout in plan.sheets)]
    leads = [name for name in names if made[name].kind.leads]
    ordered = [*leads, *(name for name in names if name not in leads)]
    for name, row in zip(ordered, listed(pack).rows, strict=True):
        yield made[name], list(pack.parts[row.first : row.last + 1])


def starts(printed: Printed) -> list[int]:
    """On which page each part of a sheet begins, and which page would come after the last."""
    texts = [page.text for page in printed.pages]
    found = [
        next(
            n
            for n, text in enumerate(texts, 1)
            if text.startswith(squeezed(f"{it.above}{it.title}"))
        )
        for it in printed.words.parts
    ]
    return [*found, len(texts) + 1]


def test_every_plan_has_a_pack() -> None:
    """It comes in both sizes of print, and only to print: it has an address of its own."""
    packs = [sheet for sheet in EVERY.values() if sheet.kind == PLAN_PACK]
    assert [sheet.id for sheet in packs] == PACKS
    assert PLAN_PACK.forms == ("print", "large")
    assert {place.id for place in places(EVERY.values())} >= set(PACKS)


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_is_made_of_the_very_parts_of_its_sheets(name: str) -> None:
    """First what the person leading needs. Each sheet says at its end whose its words are."""
    for sheet, parts in inside(TOOLKIT, EVERY[name]):
        *others, last = sheet.parts
        assert parts == [*others, replace(last, rights=rights_of(sheet.shares))]
    within = {share.rights for sheet, _ in inside(TOOLKIT, EVERY[name]) for share in sheet.shares}
    assert {share.rights for share in EVERY[name].shares} == within


def test_the_cover_names_each_sheet_and_how_many() -> None:
    """In the words of the plan; the run sheet comes first."""
    pack = next(sheet for sheet in sheets(planned()) if sheet.id == "start-pack")
    assert [(row.what, row.copies, row.first, row.last) for row in listed(pack).rows] == [
        ("Run sheet: A start", "One for the person leading", 1, 1),
        ("1 What is first?", "One each", 2, 2),
        ("What we noticed, what we will do", "One for the group", 3, 3),
        ("Handout: A start", "One each", 4, 4),
    ]
    assert pack.title == "A start"


@each_pack_in_each_print
def test_the_page_numbers_on_the_cover_are_true(name: str, on: Paper, size: Size) -> None:
    """Each part begins where the list says. Its bookmark leads there."""
    printed = paper.printed(SHEETS[name], on, size)
    begins = starts(printed)
    assert all(this < after for this, after in pairwise(begins))
    cover = "".join(page.text for page in printed.pages[: begins[1] - 1])
    for row in listed(EVERY[name]).rows:
        assert squeezed(f"{row.what}{page_range(row, begins)}{row.copies}") in cover
    assert f"{begins[-1] - 1}" == page_range(listed(EVERY[name]).rows[-1], begins).split("-")[-1]
    assert bookmarked(printed.drawn.pdf) == [
        (part.title, page) for part, page in zip(printed.words.parts, begins, strict=False)
    ]


def bookmarked(pdf: bytes) -> list[tuple[str, int]]:
    """The bookmarks of parts, with the pages to which they lead."""
    with pypdfium2.PdfDocument(pdf) as document:
        top = [item for item in document.get_toc() if item.level == 0]
        return [(item.get_title(), item.get_dest().get_index() + 1) for item in top]


@pytest.mark.parametrize(
    ("name", "on", "size"),
    list(product(("first-meeting-pack", "people-session-pack"), PAPERS, SIZES)),
)
def test_its_pages_say_what_those_of_its_sheets_say(name: str, on: Paper, size: Size) -> None:
    """Each sheet has all its words in its order; the code stands on the cover of the pack alone.

    So there is more room on a first page. In clear print, where the foot of both is one line, a
    sheet takes no more pages than alone, and goes on as it does alone where its first page does.
    """
    printed = paper.printed(SHEETS[name], on, size)
    begins = starts(printed)
    first = 1  # the cover is part 0
    for sheet, parts in inside(TOOLKIT, EVERY[name]):
        pages = printed.pages[begins[first] - 1 : begins[first + len(parts)] - 1]
        alone = paper.printed(SHEETS[sheet.id], on, size).pages
        said, usual = ([without_notes(it, size) for it in each] for each in (pages, alone))
        assert once(said) == once(usual)
        if size == "clear":
            assert len(said) <= len(usual)
            assert said[0] != usual[0] or said == usual
        first += len(parts)
    assert first == len(printed.words.parts)


HEADING = {"clear": 15.5, "large": 20}
"""How large the word is that stands above room for notes."""


def without_notes(page: Page, size: Size) -> str:
    """What a page says, apart from the word above the room that it leaves, if any."""
    chars = [char for char in page.body if char["text"].strip()]
    text = paper.text_of(chars)
    at = text.find("Notes")
    noted = at >= 0 and {char["size"] for char in chars[at : at + 5]} == {HEADING[size]}
    return text[:at] + text[at + 5 :] if noted else text


def once(pages: list[str]) -> str:
    """What pages say, without the head of an agenda that goes on, which each page repeats."""
    begins, *others = pages
    return begins + "".join(text.removeprefix("TimeWhattodo") for text in others)


@pytest.mark.parametrize("name", PACKS)
def test_its_page_says_which_of_its_printed_pages_to_print(name: str) -> None:
    """The numbers are those that stand at the foot of the page itself, in both sizes."""
    links = Permalinks(TOOLKIT, SITE_URL, places(EVERY.values()))
    pack = EVERY[name]
    words = plain_sheet(pack, TOOLKIT, links.address(links.permanent(name)))
    for page in sheet_pages.render(TOOLKIT, links, pack, words):
        leaves = re.split(r'<div class="leaf(?: [^"]*)?">', page.content)[1:]
        numbers = [re.findall(r">Page (\d+) of (\d+)<", leaf) for leaf in leaves]
        assert numbers == [[(f"{n}", f"{len(leaves)}")] for n in range(1, len(leaves) + 1)]
        begins = [n for n, leaf in enumerate(leaves, start=1) if "<h1" in leaf]
        ranges = [page_range(row, [*begins, len(leaves) + 1]) for row in listed(pack).rows]
        cover = "".join(leaves[: begins[1] - 1])
        cells = re.findall(r'<th scope="row">([^<]*)</th><td><strong>([^<]*)<', cover)
        whats = [row.what for row in listed(pack).rows]
        assert [(unescape(what), at) for what, at in cells] == [*zip(whats, ranges, strict=True)]
        heads = re.findall(r'<h1 id="([^"]*)"', page.content)
        assert len(heads) == len(set(heads)) == len(pack.parts)


def test_ids_on_its_page_stand_once() -> None:
    """A picture may be on a run sheet and on a handout; nothing may be taken for another."""
    links = Permalinks(TOOLKIT, SITE_URL, places(EVERY.values()))
    for name in PACKS:
        words = plain_sheet(EVERY[name], TOOLKIT, links.address(links.permanent(name)))
        for page in sheet_pages.render(TOOLKIT, links, EVERY[name], words):
            ids = re.findall(r'\sid="([^"]*)"', page.content)
            assert sorted(ids) == sorted(set(ids))


def test_a_plan_cannot_list_a_pack(tmp_path: Path) -> None:
    """It would hold itself."""
    plan = PLAN.replace("sheet: next-steps", "sheet: start-pack")
    write(tmp_path, SMALL | {"plans/1-start.yml": plan})
    with pytest.raises(FrameworkError) as caught:
        read_framework(tmp_path)
    assert "there is no sheet 'start-pack'" in str(caught.value)
