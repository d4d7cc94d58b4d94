"""Print everything: all the sheets of a session in the right numbers, in one print job."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page, Route, expect

from generator.model.framework import Framework
from generator.model.plan import Plan
from tests.conftest import framework_of_the_toolkit

FRAMEWORK: Framework = framework_of_the_toolkit()
OWN = (
    "title=Away+day&start=09:30&people=3&large=1&items=t.Welcome.10,q.impact.15,b.10,"
    "q.power.15,r.nine-whys.40,q.lead.10,t.Close.10"
)


@pytest.fixture
def printing(visit: Callable[..., Page], address: str) -> Callable[..., Page]:
    """Opens the page with a session in its address, and waits until all is drawn."""

    def go(session: str, **options: object) -> Page:
        page = visit(f"{address}session/print/#{session}", **options)
        expect(page.get_by_role("button", name="Print")).to_be_enabled()
        return page

    return go


def pages_of(page: Page, paper: str = "A4") -> list[str]:
    """The text of each printed page."""
    document = pypdfium2.PdfDocument(page.pdf(format=paper))
    return [sheet.get_textpage().get_text_bounded() for sheet in document]


def rows(page: Page) -> list[tuple[str, int, int]]:
    """What the page says of each sheet: its title, its pages and its copies."""
    listed = [row.locator("th, td").all_inner_texts() for row in page.locator("tbody tr").all()]
    found = [row for row in listed if len(row) == 4]
    return [(title, int(count), int(copies)) for title, _, count, copies in found]


def test_one_dialog_prints_all_from_a_plan(visit: Callable[..., Page], address: str) -> None:
    """Two clicks lead from the plan to the print window, which opens once."""
    page = visit(
        f"{address}plan/first-meeting/", script="window.asked = 0; window.print = () => asked++"
    )
    page.get_by_role("link", name="Print everything").first.click()
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("asked") == 1


def test_twelve_people_two_of_them_with_large_print(printing: Callable[..., Page]) -> None:
    """A run sheet, ten handouts and two in large print, and what we will do once."""
    page = printing("plan=first-meeting&start=14:00&people=12&large=2")
    assert [(title, copies) for title, _, copies in rows(page)] == [
        ("Run sheet: A first meeting", 1),
        ("Handout: A first meeting", 10),
        ("Handout: A first meeting, in large print", 2),
        ("What we noticed, what we will do", 1),
    ]
    total = sum(count * copies for _, count, copies in rows(page))
    expect(page.locator(".printing__sum")).to_have_text(f"{total} pages in all.")
    assert total <= 50
    for paper in ("A4", "Letter"):
        assert len(pages_of(page, paper)) == total


@pytest.mark.parametrize("plan", FRAMEWORK.plans, ids=lambda plan: plan.id)
def test_every_plan_prints_what_it_says_and_no_blank_page(
    printing: Callable[..., Page], plan: Plan
) -> None:
    """As many pages as told, each with words of its sheet; each question that the plan asks."""
    page = printing(f"plan={plan.id}&people=2&large=1")
    told = rows(page)
    texts = [re.sub(r"\s+", " ", text) for text in pages_of(page)]
    assert len(texts) == sum(count * copies for _, count, copies in told)
    assert [] == [n for n, text in enumerate(texts, 1) if not re.search(r"Page \d+ of \d+", text)]
    everything = " ".join(texts)
    for name in plan.questions:
        assert everything.count(FRAMEWORK.questions_by_id[name].question.text[:60]) >= 3


def test_clock_times_follow_the_start(printing: Callable[..., Page]) -> None:
    """On the run sheet, from the address and from the field; the plan's own do not stay."""
    page = printing("plan=first-meeting&start=14:00&people=1")
    times = page.locator(".document").first.locator(".agenda tbody th")
    assert times.first.inner_text().startswith("14:00")
    page.get_by_label("Start at").fill("7.15 pm")
    page.keyboard.press("Tab")
    expect(times.first).to_contain_text("19:15")
    expect(page.locator(".document").first).not_to_contain_text("10:00")
    assert "start=19:15" in page.url


def test_on_both_sides_each_part_begins_on_a_fresh_sheet(printing: Callable[..., Page]) -> None:
    """Only where asked: then each part has an even number of pages."""
    page = printing("plan=first-meeting&people=2&both=yes")
    counted = [(count + count % 2) * copies for _, count, copies in rows(page)]
    texts = pages_of(page)
    assert len(texts) == sum(counted)
    assert all("Page 1 of" in texts[at] for at in (0, counted[0], counted[0] + counted[1] // 2))


def test_a_session_of_ones_own_has_its_run_sheet_and_handout(printing: Callable[..., Page]) -> None:
    """Its questions in its order with room to write, its clock times, its resource once more."""
    page = printing(OWN)
    assert [(title, copies) for title, _, copies in rows(page)] == [
        ("Run sheet: Away day", 1),
        ("Run sheet: The nine whys", 1),
        ("Handout: Away day", 2),
        ("Handout: Away day, in large print", 1),
        ("The nine whys", 2),
        ("The nine whys, in large print", 1),
        ("What we noticed, what we will do", 1),
    ]
    handout = page.locator(".document.clear:not(.document--again)").nth(2)
    asked = handout.locator("[data-ask] .ask__number").all_inner_texts()
    assert asked[:3] == ["1.2", "4.4", "4.2"]
    run = page.locator(".document").first.locator(".agenda tbody th")
    assert [text[:5] for text in run.all_inner_texts()] == [
        "09:30", "09:40", "09:55", "10:05", "10:20", "11:00", "11:10", "11:20",
    ]  # fmt: skip
    for paper in ("A4", "Letter"):
        assert len(pages_of(page, paper)) == sum(count * copies for _, count, copies in rows(page))


def test_a_handout_of_several_owners_names_them_all(
    visit: Callable[..., Page], address: str
) -> None:
    """Each statement of rights once, at its end; a foot names no owner as that of all the words."""

    def other_owner(route: Route) -> None:
        answer = route.fetch()
        told = re.sub(r"The framework\S+ words ©", "The words of Example Trust ©", answer.text())
        route.fulfill(response=answer, body=told)

    page = visit(f"{address}session/print/")
    page.route("**/worksheets/purpose/", other_owner)
    page.goto(f"{address}session/print/#{OWN}")
    page.reload()
    expect(page.get_by_role("button", name="Print")).to_be_enabled()
    handout = page.locator(".document.clear:not(.document--again)").nth(2).locator(".part").first
    told = handout.locator(".rights p").all_inner_texts()
    assert len(told) == len(set(told)) == 3
    whose = {words.split(" ©")[0] for words in told}
    assert whose >= {"The framework's words", "The words of Example Trust"}
    for foot in handout.locator(".leaf__foot").all():
        assert "©" not in (foot.text_content() or "")
        assert "end of this handout" in (foot.text_content() or "")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("How many people?", "0", "a whole number from 1 to 1000"),
        ("How many people?", "2.5", "a whole number from 1 to 1000"),
        ("How many people?", "twelve", "a whole number from 1 to 1000"),
        ("How many people?", "", "a whole number from 1 to 1000"),
        ("How many of them need large print?", "13", "up to the number of people"),
        ("How many of them need large print?", "-1", "up to the number of people"),
        ("Start at", "25:00", "as a time, such as 14:00"),
    ],
)
def test_what_cannot_be_used_is_told_and_changes_nothing(
    printing: Callable[..., Page], field: str, typed: str, said: str
) -> None:
    """The field is marked, and the numbers stay as they were."""
    page = printing("plan=board-slot&people=12")
    before = rows(page)
    page.get_by_label(field).fill(typed)
    page.keyboard.press("Tab")
    expect(page.locator("#wrong")).to_contain_text(said)
    expect(page.get_by_label(field)).to_have_attribute("aria-invalid", "true")
    assert rows(page) == before


def test_very_many_pages_are_not_put_into_one_job(printing: Callable[..., Page]) -> None:
    """There is one copy of each sheet then, and the page says so."""
    page = printing("plan=half-day&people=1000")
    expect(page.locator(".printing__sum")).to_contain_text("more than a browser prints well")
    assert page.locator(".document").count() == len(rows(page))


def test_a_lost_sheet_is_told(visit: Callable[..., Page], address: str) -> None:
    """Nothing is printed without it."""
    page = visit(
        f"{address}session/print/#plan=board-slot",
        before=lambda page: page.route("**/worksheets/next-steps/", lambda route: route.abort()),
    )
    expect(page.locator(".printing__sum")).to_contain_text("A sheet could not be loaded.")
    expect(page.get_by_role("button", name="Print")).to_be_disabled()


@pytest.mark.parametrize("link", ["", "#plan=nothing", "#items="])
def test_without_a_session_there_is_a_way_on(
    visit: Callable[..., Page], address: str, link: str
) -> None:
    """The plans, as links; also without JavaScript."""
    for options in ({}, {"java_script_enabled": False}):
        page = visit(f"{address}session/print/{link}", **options)
        expect(page.get_by_role("link", name="A first meeting")).to_be_visible()


def test_a_run_sheet_takes_the_start_of_its_address(
    visit: Callable[..., Page], address: str
) -> None:
    """As a page of its own, too; one without stays as it is."""
    page = visit(f"{address}worksheets/first-meeting-run/#start=14:00")
    expect(page.locator(".agenda tbody th").first).to_contain_text("14:00")
    expect(page.locator("main")).to_contain_text("from 14:00 to 15:30")
    page = visit(f"{address}worksheets/first-meeting-run/")
    expect(page.locator(".agenda tbody th").first).to_contain_text("10:00")
