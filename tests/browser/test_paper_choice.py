"""A4 or Letter: the files of a sheet, at one switch that the device remembers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

SECTION = "framework/sharing/"
PLAN = "plan/went-wrong/"
REFUSED = (
    """Object.defineProperty(window, "localStorage", { get() { throw new Error("refused"); } })"""
)
FORMS = {
    "Clear print, 14 pt": (".pdf", "PDF, "),
    "Large print, 18 pt": ("-large.pdf", "PDF, "),
    "Fill in on screen": ("-fillable.pdf", "PDF, "),
    "Word": (".docx", "to change"),
}
"""What each form is called, how its file's name ends, and what is said of it."""


def offered(page: Page) -> list[str]:
    """The names of the files to which the list of sheets leads, in order."""
    links = page.locator("[data-sheet]:visible")
    return [str(link.get_attribute("href")).rpartition("/")[2] for link in links.all()]


def names(paper: str) -> list[str]:
    """The files of one sheet on one paper."""
    return [f"sharing-{paper}{end}" for end, _ in FORMS.values()]


def test_each_form_says_what_one_gets(visit: Callable[..., Page], address: str) -> None:
    """Four forms of a sheet on A4, each with what it is."""
    page = visit(address + "worksheets/")
    row = page.locator("li:has([data-sheet=sharing])")
    for form, (end, said) in FORMS.items():
        page.get_by_role("radio", name=form).check()
        expect(row.get_by_role("link")).to_have_attribute("href", f"sharing/sharing-a4{end}")
        expect(row).to_contain_text(said)
        expect(row).not_to_contain_text("kB")  # no file of a section is large


@pytest.mark.keyboard
def test_a_switch_to_letter_holds_everywhere_and_is_remembered(
    visit: Callable[..., Page], address: str
) -> None:
    """By keyboard, for every sheet on the page, and on the next page."""
    page = visit(address + PLAN)
    page.get_by_role("radio", name="A4").focus()
    page.keyboard.press("ArrowRight")
    assert offered(page)
    assert [] == [name for name in offered(page) if "-letter" not in name]
    page.goto(address + "worksheets/")
    expect(page.get_by_role("radio", name="Letter")).to_be_checked()
    assert page.locator("a:visible[href*='-a4']").count() == 0


def test_where_storage_is_refused_the_switch_works_for_the_page(
    visit: Callable[..., Page], address: str
) -> None:
    """Nothing breaks, and nothing is remembered."""
    page = visit(address + PLAN, REFUSED)
    page.get_by_role("radio", name="Letter").check()
    assert offered(page)[:2] == ["went-wrong-pack-letter.pdf", "went-wrong-run-letter.pdf"]
    page.reload()
    assert offered(page)[:2] == ["went-wrong-pack-a4.pdf", "went-wrong-run-a4.pdf"]


def test_a_section_leads_to_a_sheet_that_has_every_file(
    visit: Callable[..., Page], address: str
) -> None:
    """Two presses, with scripts or without."""
    for scripts in (True, False):
        page = visit(address + SECTION, java_script_enabled=scripts)
        page.get_by_role("link", name="Handout", exact=True).click()
        for file in names("a4") + names("letter"):
            expect(page.locator(f"a[href$='{file}']")).to_be_visible()


def test_the_list_of_sheets_is_chosen_from_once(visit: Callable[..., Page], address: str) -> None:
    """Form and paper are chosen at its head; each row is one link, to that file or the nearest."""
    page = visit(address + "worksheets/")
    page.get_by_role("radio", name="Fill in on screen").check()
    page.get_by_role("radio", name="Letter").check()
    page.get_by_text("For the person leading: help with the questions").click()
    for name, file, said in (
        ("sharing", "sharing-letter-fillable.pdf", "PDF, "),
        ("sharing-ways", "sharing-ways-letter.pdf", "clear print"),
    ):
        row = page.locator(f"li:has([data-sheet={name}])")
        expect(row.get_by_role("link")).to_have_attribute("href", f"{name}/{file}")
        expect(row).to_contain_text(said)
    page.reload()
    expect(page.get_by_role("radio", name="Letter")).to_be_checked()


def test_the_sheets_of_a_plan_are_chosen_from_once(
    visit: Callable[..., Page], address: str
) -> None:
    """Form and paper hold for its pack, its run sheet and all its handouts."""
    page = visit(address + PLAN)
    page.get_by_role("radio", name="Large print, 18 pt").check()
    page.get_by_role("radio", name="Letter").check()
    first = ["went-wrong-pack-letter-large.pdf", "went-wrong-run-letter-large.pdf"]
    assert offered(page)[:2] == first
    assert [] == [name for name in offered(page) if not name.endswith("-letter-large.pdf")]


def test_without_script_the_list_leads_to_pages_that_have_every_file(
    visit: Callable[..., Page], address: str
) -> None:
    """A row leads to the sheet as a page, and that to each form on both papers."""
    page = visit(address + "worksheets/", java_script_enabled=False)
    page.get_by_role("link", name="4. Sharing").first.click()
    expect(page).to_have_url(address + "worksheets/sharing/")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    for file in names("a4") + names("letter"):
        expect(page.locator(f"a[href$='{file}']")).to_be_visible()


def test_a_sheet_as_a_page_has_a_button_that_prints(
    visit: Callable[..., Page], address: str
) -> None:
    """It does what the menu of the browser does."""
    page = visit(address + "worksheets/sharing/", "window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed")
