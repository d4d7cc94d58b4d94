"""Sheets and pages as each engine prints them; Firefox and WebKit know less of paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from generator.model.about import About
from generator.model.framework import Framework
from generator.sheets.blocks import Agenda, Sheet
from generator.sheets.kinds import sheets
from tests.browser import paper
from tests.conftest import SITE_URL, Once
from tests.engines import printed
from tests.engines.chromium import Chromium
from tests.engines.conftest import ENGINES
from tests.engines.firefox import Firefox
from tests.engines.limits import LIMITS
from tests.engines.webkit import WebKit
from tests.engines.window import PAPERS, Printed, Window

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
    "use/workshop/",
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
TEXTS = """
const isBold = (it) => Number(getComputedStyle(it).fontWeight) > 500;
const parts = [...document.querySelectorAll(".leaf :is(p, li, td)")].filter((it) =>
  !it.querySelector("p, li, td") && ![it, ...it.querySelectorAll("*")].some(isBold));
return [...new Set(parts.map((it) => it.textContent.trim()))].filter((it) => it.length > 20);
"""
"""What stands on a sheet in a typeface that is not bold: of the other Firefox tells no letters."""

HEADINGS = """
const headings = document.querySelectorAll("main :is(h2, h3):not(.question)");
return [...headings].map((it) => it.textContent.trim());
"""
MARKERS = set("▸▾►▶▼")

read, words = cache(paper.read), cache(paper.words)


def paths() -> list[str]:
    """Where every sheet of `KINDS` is, in both sizes."""
    return [f"worksheets/{name}/{size}" for name in KINDS.values() for size in ("", "large/")]


def print_out(once: Once, window: Window, address: str, name: str, pages: Iterable[str]) -> Printed:
    """Pages of a site on paper, by their path: printed once in a run, in a folder of that name."""
    every = [(path, on, f"{path.replace('/', '.')}{on}.pdf") for path in pages for on in PAPERS]

    def fill(folder: Path) -> None:
        made = window.printed(*(address + path for path in pages))
        for path, on, file in every:
            (folder / file).write_bytes(made[address + path, on])

    folder = once(f"{name}-{window.name}", fill)
    return {(path, on): (folder / file).read_bytes() for path, on, file in every}


@pytest.fixture(scope="module")
def by_chromium(once: Once, chromium: Chromium, address: str) -> Printed:
    return print_out(once, chromium, address, "sheets", paths())


@pytest.fixture(scope="module")
def by_firefox(once: Once, firefox: Firefox, address: str) -> Printed:
    return print_out(once, firefox, address, "sheets", paths())


@pytest.fixture(scope="module")
def by_webkit(once: Once, webkit: WebKit, address: str) -> Printed:
    return print_out(once, webkit, address, "sheets", paths())


@pytest.fixture(params=ENGINES)
def every(request: pytest.FixtureRequest) -> Printed:
    """What each of the three printed."""
    prints: Printed = request.getfixturevalue(f"by_{request.param}")
    return prints


@pytest.fixture
def tells_bold(request: pytest.FixtureRequest) -> bool:
    """Whether the engine that printed `every` says on paper which bold letters there are."""
    engine: str = request.node.callspec.params["every"]
    return engine not in LIMITS["tells bold letters on paper"]


def sheet_of(framework: Framework, name: str) -> Sheet:
    return next(sheet for sheet in sheets(framework) if sheet.id == name)


def faults_of_feet(every: Printed, about: About, name: str, tells_bold: bool) -> Iterator[str]:
    """Pages of a sheet without their own number and address: torn, blank, or too many.

    The first alone has the edition too.
    """
    edition = f"edition{about.edition},version{about.version}"
    for path, on in product((f"worksheets/{name}/", f"worksheets/{name}/large/"), PAPERS):
        pages = words(every[path, on])
        for number, page in enumerate(pages, start=1):
            address = f"{SITE_URL}go/{name}/" if tells_bold else ""
            foot = (f"Page{number}of{len(pages)}·{address}", edition)
            if [1, int(number == 1)] != [page.count(part) for part in foot]:
                yield f"{path} on {on}, page {number} of {len(pages)}: {page[-160:]}"


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_each_page_of_a_sheet_is_printed_on_one_with_its_foot(
    every: Printed, framework: Framework, name: str, tells_bold: bool
) -> None:
    """As many as the sheet says that it has, none blank or torn.

    Each with the address, although WebKit repeats no foot by itself.
    """
    assert [] == list(faults_of_feet(every, framework.about, name, tells_bold))


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_chromium_and_firefox_print_the_same_on_each_page(
    by_chromium: Printed, by_firefox: Printed, chromium: Chromium, address: str, name: str
) -> None:
    """As many pages, and each text on the same of them, on both papers and in both sizes."""
    for size, on in product(("", "large/"), PAPERS):
        path = f"worksheets/{name}/{size}"
        chromium.go(address + path)
        texts = [paper.solid(text) for text in chromium.run(TEXTS)]
        one, other = (words(prints[path, on]) for prints in (by_chromium, by_firefox))
        assert len(one) == len(other)
        places = {text: [text in page for page in one] for text in texts}
        whole = [text for text, on_pages in places.items() if any(on_pages)]
        assert len(whole) > len(texts) / 2  # others run from one page to the next
        assert places == {text: [text in page for page in other] for text in texts}


@pytest.fixture(scope="module")
def at_long(long_site: Path, serve: Callable[[Path], str]) -> str:
    """Where the toolkit is served that was built for a long address."""
    return serve(long_site)


def test_a_long_address_in_the_foot_makes_no_more_pages(window: Window, at_long: str) -> None:
    """It takes more lines, and what stands above it makes room."""
    names = ("sharing", "people-ways", "half-day-run")
    pages = [f"{at_long}worksheets/{name}/{size}" for name in names for size in ("", "large/")]
    every = window.printed(*pages)
    for page in pages:
        window.go(page)
        (count,) = set(window.run(COUNTS))
        for on in PAPERS:
            assert count == f"of{len(paper.words(every[page, on]))}"


def faults_of_codes(every: Printed, framework: Framework) -> Iterator[str]:
    """Sheets from whose first page no phone reads the way back, and codes on others."""
    about = framework.about
    for name, on in (("sharing", "A4"), ("nine-whys", "Letter"), ("half-day-run", "A4")):
        code = f"{SITE_URL}go/{name}/?v={about.edition}-{about.version}"
        for number, leaf in enumerate(read(every[f"worksheets/{name}/", on]), start=1):
            if leaf.codes != (code,) * (number == 1):
                yield f"{name} on {on}: {leaf.codes}"


def test_a_code_that_can_be_read_is_printed_on_the_first_page(
    every: Printed, framework: Framework
) -> None:
    assert [] == list(faults_of_codes(every, framework))


def faults_of_room(every: Printed, spaces: list[list[int]], path: str) -> Iterator[str]:
    """Pages with fewer lines to write on than their questions must have; `spaces` are in mm."""
    for on in PAPERS:
        for number, (leaf, needed) in enumerate(zip(read(every[path, on]), spaces, strict=True)):
            gap = 14 if "large" in path else 10
            if len(leaf.rules_between(20, leaf.foot)) < sum(space // gap for space in needed):
                yield f"{path} on {on}, page {number + 1}"


@pytest.mark.parametrize("size", ["", "large/"], ids=["clear", "large"])
@pytest.mark.parametrize("name", WRITTEN)
def test_each_question_is_printed_with_its_space(
    every: Printed, chromium: Chromium, address: str, name: str, size: str
) -> None:
    """On the page of the question: 60 mm, or 33 mm where a short answer will do."""
    path = f"worksheets/{name}/{size}"
    chromium.go(address + path)
    spaces = chromium.run(SPACES)
    assert sum(map(sum, spaces)) > ROOM
    assert [] == list(faults_of_room(every, spaces, path))


def parted_rows(every: Printed, sheet: Sheet, tells_bold: bool) -> Iterator[str]:
    """Items of an agenda of which a part stands on another page."""
    (agenda,) = (it for part in sheet.parts for it in part.blocks if isinstance(it, Agenda))
    for item, size, on in product(agenda.items, ("", "large/"), PAPERS):
        pages = words(every[f"worksheets/{sheet.id}/{size}", on])
        texts = [*item.paragraphs, *((text for _, text in item.questions) if tells_bold else ())]
        wanted = [paper.solid(text) for text in texts]
        if not any(all(text in page for text in wanted) for page in pages):
            yield f"{item.time} on {on} {size}"


@pytest.mark.parametrize("name", READ)
def test_no_item_of_an_agenda_is_parted(
    every: Printed, framework: Framework, name: str, tells_bold: bool
) -> None:
    """What Firefox prints bold it does not tell: there the other words of an item are held."""
    assert [] == list(parted_rows(every, sheet_of(framework, name), tells_bold))


@pytest.fixture(scope="module")
def pages_by_firefox(once: Once, firefox: Firefox, address: str) -> Printed:
    """The pages of the site in a typeface of the system: of our bold Firefox tells no letters."""
    firefox.prefer("gfx.downloadable_fonts.enabled", False)
    try:
        return print_out(once, firefox, address, "pages", PAGES)
    finally:
        firefox.prefer("gfx.downloadable_fonts.enabled", None)


@pytest.fixture(scope="module")
def pages_by_webkit(once: Once, webkit: WebKit, address: str) -> Printed:
    return print_out(once, webkit, address, "pages", PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_no_heading_stands_last_and_no_fold_has_a_marker(
    pages_by_firefox: Printed, pages_by_webkit: Printed, webkit: WebKit, address: str, path: str
) -> None:
    """Pages of the site, in both."""
    webkit.go(address + path)
    headings = webkit.run(HEADINGS)
    for every, on in product((pages_by_firefox, pages_by_webkit), PAPERS):
        leaves = read(every[path, on])
        assert any(leaf.holds(heading) for leaf in leaves for heading in headings)
        assert [] == printed.last_headings(leaves, headings)
        assert not MARKERS & {letter for leaf in leaves for letter in leaf.solid}


@pytest.mark.parametrize("path", PAGES)
def test_a_printed_page_uses_the_width_of_its_paper(
    pages_by_firefox: Printed, pages_by_webkit: Printed, path: str
) -> None:
    """What stands in columns on a screen does not stay a column of one word."""
    for every, on in product((pages_by_firefox, pages_by_webkit), PAPERS):
        for leaf in read(every[path, on])[:-1]:
            own = printed.between_edges(leaf)
            used = max(letter.right for letter in own) - min(letter.left for letter in own)
            assert used > leaf.width / 2
