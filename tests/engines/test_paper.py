"""Sheets and pages as Firefox and WebKit print them, which know less of paper than Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from generator.model.about import About
from generator.model.framework import Framework
from generator.sheets.blocks import Agenda, Sheet
from generator.sheets.kinds import sheets
from tests.browser import paper
from tests.conftest import ROOT, SITE_URL, mkdocs
from tests.engines import printed
from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit

PAPERS = ("A4", "Letter")
KINDS = {
    "section": "sharing",
    "whole": "framework",
    "field-to-fill": "stakeholder-analysis",
    "long-table": "group-dynamics",
    "picture": "nine-whys",
    "blank": "review",
    "run-of-section": "sharing-run",
    "run-of-resource": "four-player-model-run",
    "plan": "first-meeting-run",
    "long-plan": "half-day-run",
    "ways-in": "people-ways",
}
"""A sheet of every kind, and those that are hard to share among pages."""

WRITTEN = ("sharing", "review", "nine-whys")
READ = ("first-meeting-run", "half-day-run")
"""Sheets with questions to answer, and with an agenda."""

PAGES = (
    "resources/nine-whys/",
    "resources/creating-space/",
    "plan/half-day/",
    "framework/purpose/",
)
ROOM = 60
SPACES = """
const space = (ask) => (ask.matches(".ask--short") ? 0 : ask.matches(".ask--brief") ? 33 : 60);
const spaces = (leaf) => [...leaf.querySelectorAll(".ask:has(.lines)")].map(space);
return [...document.querySelectorAll(".leaf")].map(spaces);
"""
"""How much room to write each question on each page must have."""

COUNTS = """
const numbers = [...document.querySelectorAll(".foot__page")];
return numbers.map((number) => number.textContent.replace(/Page [0-9]+ | /g, ""));
"""
HEADINGS = """
const headings = document.querySelectorAll("main :is(h2, h3):not(.question)");
return [...headings].map((it) => it.textContent.trim());
"""
MARKERS = set("▸▾►▶▼")

read = cache(paper.read)

Printed = dict[tuple[str, str], bytes]
"""What came out of a browser: PDFs, by the path of the page and the format of the paper."""


def paths() -> list[str]:
    """Where every sheet of `KINDS` is, in both sizes."""
    return [f"worksheets/{name}/{size}" for name in KINDS.values() for size in ("", "large/")]


@pytest.fixture(scope="module")
def by_firefox(firefox: Firefox, address: str) -> Printed:
    every = firefox.printed(*(address + path for path in paths()))
    return {(at.removeprefix(address), on): pdf for (at, on), pdf in every.items()}


@pytest.fixture(scope="module")
def by_webkit(webkit: WebKit, address: str) -> Printed:
    every: Printed = {}
    for path in (*paths(), *PAGES):
        webkit.go(address + path)
        every |= {(path, on): webkit.printed(on) for on in PAPERS}
    return every


def sheet_of(framework: Framework, name: str) -> Sheet:
    return next(sheet for sheet in sheets(framework) if sheet.id == name)


def faults_of_feet(every: Printed, about: About, name: str) -> Iterator[str]:
    """Pages of a sheet without their own number and edition: torn, blank, or too many."""
    edition = f"edition{about.edition},version{about.version}"
    for path, on in product((f"worksheets/{name}/", f"worksheets/{name}/large/"), PAPERS):
        pages = paper.words(every[path, on])
        for number, words in enumerate(pages, start=1):
            foot = (f"Page{number}of{len(pages)}", edition)
            if [1, 1] != [words.count(part) for part in foot]:
                yield f"{path} on {on}, page {number} of {len(pages)}: {words[-160:]}"


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_firefox_prints_each_page_of_a_sheet_on_one_with_its_foot(
    by_firefox: Printed, framework: Framework, name: str
) -> None:
    """As many as Chromium, which are as many as the sheet says that it has; none blank or torn."""
    assert [] == list(faults_of_feet(by_firefox, framework.about, name))


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_webkit_prints_each_page_of_a_sheet_on_one_with_its_foot(
    by_webkit: Printed, framework: Framework, name: str
) -> None:
    """The address, the credit and the code, although it repeats no foot by itself."""
    assert [] == list(faults_of_feet(by_webkit, framework.about, name))


DEEP = "https://partnerships.example/" + "a-folder-with-a-long-name/" * 4


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of the toolkit, built for a site with a long address."""
    folder = tmp_path_factory.mktemp("deep") / "site"
    done = mkdocs(ROOT, folder, SITE_URL=DEEP, SHEETS="false")
    assert done.returncode == 0, done.stdout + done.stderr
    return serve(folder)


def test_a_long_address_in_the_foot_makes_no_more_pages(
    firefox: Firefox, webkit: WebKit, deep: str
) -> None:
    """It takes more lines, and what stands above it makes room, in both."""
    names = ("sharing", "people-ways", "half-day-run")
    every = [f"{deep}worksheets/{name}/{size}" for name in names for size in ("", "large/")]
    by_firefox = firefox.printed(*every)
    for address in every:
        webkit.go(address)
        (count,) = set(webkit.run(COUNTS))
        for on in PAPERS:
            for pdf in (by_firefox[address, on], webkit.printed(on)):
                assert count == f"of{len(paper.words(pdf))}"


def faults_of_codes(every: Printed, framework: Framework) -> Iterator[str]:
    """Sheets with a page from which no phone reads the way back."""
    about = framework.about
    for name, on in (("sharing", "A4"), ("nine-whys", "Letter"), ("half-day-run", "A4")):
        code = f"{SITE_URL}go/{name}/?v={about.edition}-{about.version}"
        for leaf in read(every[f"worksheets/{name}/", on]):
            if leaf.codes != (code,):
                yield f"{name} on {on}: {leaf.codes}"


def test_firefox_prints_a_code_that_can_be_read_on_every_page(
    by_firefox: Printed, framework: Framework
) -> None:
    assert [] == list(faults_of_codes(by_firefox, framework))


def test_webkit_prints_a_code_that_can_be_read_on_every_page(
    by_webkit: Printed, framework: Framework
) -> None:
    assert [] == list(faults_of_codes(by_webkit, framework))


def faults_of_room(every: Printed, spaces: list[list[int]], path: str) -> Iterator[str]:
    """Pages with fewer lines to write on than their questions must have; `spaces` are in mm."""
    for on in PAPERS:
        for number, (leaf, needed) in enumerate(zip(read(every[path, on]), spaces, strict=True)):
            gap = 14 if "large" in path else 10
            if len(leaf.rules_between(20, leaf.foot)) < sum(space // gap for space in needed):
                yield f"{path} on {on}, page {number + 1}"


@pytest.mark.parametrize("size", ["", "large/"], ids=["clear", "large"])
@pytest.mark.parametrize("name", WRITTEN)
def test_both_print_each_question_with_its_space(
    by_firefox: Printed,
    by_webkit: Printed,
    webkit: WebKit,
    address: str,
    name: str,
    size: str,
) -> None:
    """On the page of the question: 60 mm, or 33 mm where a short answer will do."""
    path = f"worksheets/{name}/{size}"
    webkit.go(address + path)
    spaces = webkit.run(SPACES)
    assert sum(map(sum, spaces)) > ROOM
    faults = [*faults_of_room(by_firefox, spaces, path), *faults_of_room(by_webkit, spaces, path)]
    assert [] == faults


def parted_rows(every: Printed, sheet: Sheet) -> Iterator[str]:
    """Items of an agenda of which a part stands on another page."""
    (agenda,) = (it for part in sheet.parts for it in part.blocks if isinstance(it, Agenda))
    for item, size, on in product(agenda.items, ("", "large/"), PAPERS):
        pages = paper.words(every[f"worksheets/{sheet.id}/{size}", on])
        texts = [*item.paragraphs, *(text for _, text in item.questions)]
        wanted = [paper.solid(text) for text in texts]
        if not any(all(text in page for text in wanted) for page in pages):
            yield f"{item.time} on {on} {size}"


@pytest.mark.parametrize("name", READ)
def test_neither_parts_an_item_of_an_agenda(
    by_firefox: Printed, by_webkit: Printed, framework: Framework, name: str
) -> None:
    sheet = sheet_of(framework, name)
    assert [] == [*parted_rows(by_firefox, sheet), *parted_rows(by_webkit, sheet)]


@pytest.fixture(scope="module")
def pages_by_firefox(firefox: Firefox, address: str) -> Printed:
    """The pages of the site in a typeface of the system: of our bold Firefox tells no letters."""
    firefox.prefer("gfx.downloadable_fonts.enabled", False)
    try:
        every = firefox.printed(*(address + path for path in PAGES))
    finally:
        firefox.prefer("gfx.downloadable_fonts.enabled", None)
    return {(at.removeprefix(address), on): pdf for (at, on), pdf in every.items()}


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_no_heading_stands_last_and_no_fold_has_a_marker(
    pages_by_firefox: Printed, by_webkit: Printed, webkit: WebKit, address: str, path: str
) -> None:
    """Pages of the site, in both."""
    webkit.go(address + path)
    headings = webkit.run(HEADINGS)
    for every, on in product((pages_by_firefox, by_webkit), PAPERS):
        leaves = read(every[path, on])
        assert any(leaf.holds(heading) for leaf in leaves for heading in headings)
        assert [] == printed.last_headings(leaves, headings)
        assert not MARKERS & {letter for leaf in leaves for letter in leaf.solid}
