"""What stands on the pages of the built toolkit, and what they say of themselves."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from generator.model.framework import Framework
from generator.web.audit import read
from tests.conftest import ROOT, SITE_URL, Once, build
from tests.site.markup import Element, Page, Site, words

SECTIONS = ["purpose", "role", "people", "sharing", "learning"]
MENU = ["Framework", "Resources", "Session plans", "Worksheets", "Notebook", "Using it", "About"]
IN = {"session": "plan", "answer": "notebook", "together": "notebook"}
"""The part of the menu in which a page stands whose address begins otherwise."""


def themed(site: Site) -> list[Page]:
    """The pages in the site's theme: all but permanent addresses, sheets and the error page."""
    every = [page for page in site.pages.values() if list(page.root.find(class_="top"))]
    return [page for page in every if not page.address.endswith("/404.html")]


def leads_to(page: Page, link: Element) -> str:
    """The path of the site to which a link leads."""
    return urljoin(page.address, link.attributes["href"]).removeprefix(SITE_URL)


def test_each_question_is_an_element_with_its_id_and_its_exact_words(
    toolkit: Site, framework: Framework
) -> None:
    """`id`, `class="question"` and `data-question` are a contract with those who link or read."""
    for section in framework.sections:
        page = toolkit[f"framework/{section.id}/"]
        stands = [
            (
                question.attributes["id"],
                question.attributes["data-question"],
                next(question.find(class_="question__text")).text,
            )
            for question in page.root.find(class_="question")
        ]
        assert [(q.id, q.id, q.text) for q in section.questions] == stands


def test_each_question_shows_its_number(toolkit: Site, framework: Framework) -> None:
    """Questions are numbered by section and place: 3.2."""
    for number, section in enumerate(framework.sections, start=1):
        page = toolkit[f"framework/{section.id}/"]
        shown = [element.text for element in page.root.find(class_="question__number")]
        count = len(section.questions)
        assert [f"{number}.{place}" for place in range(1, count + 1)] == shown


def test_sections_stand_in_the_order_of_the_framework(toolkit: Site) -> None:
    """The path on every section page, and the overview, keep the order."""
    for name in SECTIONS:
        page = toolkit[f"framework/{name}/"]
        path = [leads_to(page, link) for link in page.root.find("a", class_="path__link")]
        assert [f"framework/{section}/" for section in SECTIONS] == path
    overview = toolkit["framework/"]
    heads = [next(head.find("a")) for head in overview.root.find(class_="outline__head")]
    assert [f"framework/{name}/" for name in SECTIONS] == [leads_to(overview, a) for a in heads]


def test_a_plan_quotes_its_questions_exactly(toolkit: Site, framework: Framework) -> None:
    """In the order of the agenda, each a link to where it stands."""
    for plan in framework.plans:
        page = toolkit[f"plan/{plan.id}/"]
        asked = [name for slot in plan.agenda for name in slot.questions]
        quoted = [next(block.find("a")) for block in page.root.find(class_="quoted")]
        assert [leads_to(page, link).partition("#")[2] for link in quoted] == asked
        for name, link in zip(asked, quoted, strict=True):
            number, _, question = framework.questions_by_id[name]
            assert link.text == f"{number} {question.text}"


def test_every_plan_can_be_chosen_by_time_and_by_where_a_group_stands(
    toolkit: Site, framework: Framework
) -> None:
    """The page of plans leads to each of them twice."""
    page = toolkit["plan/"]
    led = [leads_to(page, link) for link in page.one("main").find("a")]
    for plan in framework.plans:
        assert led.count(f"plan/{plan.id}/") == 2


def test_a_plan_offers_its_run_sheet_and_the_exact_sheets_to_print(
    toolkit: Site, framework: Framework
) -> None:
    """One link each, to the sheet as a page, which has its files on both papers."""
    for plan in framework.plans:
        page = toolkit[f"plan/{plan.id}/"]
        led = [leads_to(page, link) for link in page.one(class_="prints").find("a")]
        sheets = [handout.sheet for handout in plan.sheets]
        names = [f"{plan.id}-pack", f"{plan.id}-run", *sheets]
        assert [f"worksheets/{name}/" for name in names] == led
        for name in names:
            sheet = toolkit[f"worksheets/{name}/"]
            files = {leads_to(sheet, link) for link in sheet.root.find("a")}
            assert {f"worksheets/{name}/{name}-{paper}.pdf" for paper in ("a4", "letter")} <= files


def test_previous_and_next_walk_the_sections(toolkit: Site) -> None:
    """Each section leads to its neighbours; the first and the last have one."""
    neighbours = list(zip([None, *SECTIONS], SECTIONS, [*SECTIONS[1:], None], strict=False))
    for previous, name, following in neighbours:
        page = toolkit[f"framework/{name}/"]
        for rel, other in (("prev", previous), ("next", following)):
            led = [leads_to(page, link) for link in page.root.find("a", rel=rel)]
            assert ([f"framework/{other}/"] if other else []) == led


def test_the_section_that_one_is_in_is_marked_on_the_path(toolkit: Site) -> None:
    """`aria-current` says where one is, to eyes and to screen readers."""
    for name in SECTIONS:
        page = toolkit[f"framework/{name}/"]
        path = page.one("nav", aria_label="Sections")
        (here,) = path.find("a", aria_current="page")
        assert f"framework/{name}/" == leads_to(page, here)


def test_every_page_has_the_same_menu_with_its_own_part_marked(toolkit: Site) -> None:
    """The menu leads to each part of the site, and marks the part one is in."""
    for page in themed(toolkit):
        part = page.address.removeprefix(SITE_URL).partition("/")[0]
        part = IN.get(part, part)
        for menu in page.root.find("nav", aria_label="Site"):
            assert MENU == [link.text for link in menu.find("a")]
            marked = [a for a in menu.find("a") if "aria-current" in a.attributes]
            in_none = ("", "search")  # reached by a link of their own at the top
            assert ([] if part in in_none else [f"{part}/"]) == [
                leads_to(page, link) for link in marked
            ]


def test_every_page_has_a_title_of_its_own_a_description_and_a_first_heading(
    toolkit: Site,
) -> None:
    """Tabs, bookmarks, search engines and screen readers can tell pages apart."""
    titles = [next(page.root.find("title")).text for page in toolkit.pages.values()]
    assert sorted(set(titles)) == sorted(titles)
    for page in toolkit.pages.values():
        assert page.one("meta", name="description").attributes["content"]
        assert all(heading.text for heading in page.root.find("h1"))
        parts = len(SECTIONS) if "/worksheets/framework/" in page.address else 1
        if re.search("-pack/|/session/show/", page.address):
            continue  # many sheets in one; one view or the other is shown
        assert parts == len(list(page.root.find("h1"))), page.address


def test_the_accessibility_statement_shows_what_the_audit_found(toolkit: Site) -> None:
    """Each check with how many things it saw and its faults, and why each exception stands."""
    page = toolkit["about/accessibility/"]
    audit = read(ROOT / "docs/about/audit.json")
    shown = [
        [cell.text for cell in row.find() if cell.tag in ("th", "td")]
        for row in page.root.find("tr")
    ]
    for check, row in zip(audit.checks, shown[1:], strict=True):
        assert [check.what, f"{check.count} {check.unit}", check.tool] == [*row[:2], row[3]]
        assert row[2].startswith(str(check.faults))
    for exception in audit.exceptions:
        assert words(exception.why) in page.one("main").text
    assert audit.day_in_words in page.one("main").text


def test_every_page_names_its_language(toolkit: Site) -> None:
    """Screen readers choose a voice by it."""
    for page in toolkit.pages.values():
        assert page.one("html").attributes["lang"] in {"en", "en-GB"}


def test_every_page_names_its_own_address_below_the_sub_path(toolkit: Site) -> None:
    """The canonical link is the page itself; of a permanent address and of a
    question to embed, the place where that stands."""
    for page in toolkit.pages.values():
        link = [link.attributes["href"] for link in page.root.find("link", rel="canonical")]
        if page.address.startswith(f"{SITE_URL}go/"):
            assert [page.leads[0]] == link
        elif page.address.startswith(f"{SITE_URL}embed/"):
            name = page.address.removesuffix("/").rpartition("/")[2]
            assert list(toolkit[f"go/{name}/"].leads[:1]) == link
        elif page.address != f"{SITE_URL}404.html":
            assert [page.address] == link


def test_the_sitemap_lists_every_page_in_the_theme_once(toolkit: Site, site: Path) -> None:
    """Permanent addresses, sheets and cards to embed stay out: the pages they belong to are in."""
    listed = [e.text for e in ElementTree.parse(site / "sitemap.xml").iter() if e.tag[-3:] == "loc"]
    assert sorted(page.address for page in themed(toolkit)) == sorted(filter(None, listed))


@pytest.fixture(scope="module")
def editable(once: Once) -> Site:
    """The toolkit as built by somebody who says where its sources are, without files of sheets."""
    source = {"REPO_URL": "https://git.example/p", "EDIT_URI": "edit/main/docs/"}
    settings = source | {"SITE_URL": SITE_URL, "SHEETS": "false"}
    folder = once("editable", lambda folder: build(ROOT, folder / "site", **settings))
    return Site(folder / "site", SITE_URL)


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "docs/index.md"),
        ("use/new/", "docs/use/new.md"),
        ("framework/", "framework_data/framework.yml"),
        ("framework/purpose/", "framework_data/sections/1-purpose.yml"),
        ("resources/nine-whys/", "framework_data/resources/nine-whys.yml"),
        ("plan/board-slot/", "framework_data/plans/7-board-slot.yml"),
    ],
)
def test_a_page_leads_to_the_file_behind_it(editable: Site, path: str, file: str) -> None:
    """Whoever wants to change the words of a page is led to the file that holds them."""
    page = editable[path]
    (pencil,) = page.root.find("a", rel="edit")
    assert "Suggest a change to this page" == pencil.text
    assert f"https://git.example/p/edit/main/{file}" == leads_to(page, pencil)


@pytest.mark.parametrize("path", ["resources/", "plan/", "worksheets/"])
def test_a_page_that_no_one_file_is_behind_offers_no_change(editable: Site, path: str) -> None:
    """Lists are made from many records, so there is nothing to open."""
    assert [] == list(editable[path].root.find("a", rel="edit"))


def test_without_a_source_address_no_page_offers_a_change(toolkit: Site) -> None:
    """A copy whose sources are nowhere to be seen does not pretend otherwise."""
    assert [] == [p.address for p in toolkit.pages.values() if list(p.root.find("a", rel="edit"))]


def test_every_file_behind_a_page_exists(editable: Site) -> None:
    """No 'Suggest a change' leads to a file that is not there."""
    links = {a.attributes["href"] for p in editable.pages.values() for a in p.root.find(rel="edit")}
    files = {re.sub(r"^https://git\.example/p/edit/main/", "", link) for link in links}
    assert [] == [file for file in sorted(files) if not (ROOT / file).is_file()]
