"""A4 or Letter: the files of a sheet, at one switch that the device remembers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

SECTION = "framework/sharing/"
REFUSED = (
    """Object.defineProperty(window, "localStorage", { get() { throw new Error("refused"); } })"""
)
FORMS = ["Print", "Large print", "Fill in on screen", "Word"]


def offered(page: Page) -> list[str]:
    """The names of the files that are to be seen at the head of the page, in order."""
    links = page.locator("paper-choice").first.locator("a:visible")
    return [str(link.get_attribute("href")).rpartition("/")[2] for link in links.all()]


def names(paper: str) -> list[str]:
    """The files of one sheet on one paper."""
    return [f"sharing-{paper}{end}" for end in (".pdf", "-large.pdf", "-fillable.pdf", ".docx")]


def test_few_choices_come_first_and_each_says_its_pages_and_size(
    visit: Callable[..., Page], address: str
) -> None:
    """Four forms on A4, each with what it is."""
    page = visit(address + SECTION)
    assert names("a4") == offered(page)
    links = page.locator("paper-choice").first.locator("a:visible")
    for form, link in zip(FORMS, links.all(), strict=True):
        expect(link).to_contain_text(form)
        expect(link).to_contain_text(" kB")


@pytest.mark.keyboard
def test_a_switch_to_letter_holds_everywhere_and_is_remembered(
    visit: Callable[..., Page], address: str
) -> None:
    """By keyboard, for every sheet on the page, and on the next page."""
    page = visit(address + SECTION)
    page.get_by_role("radio", name="A4").first.focus()
    page.keyboard.press("ArrowRight")
    assert names("letter") == offered(page)
    assert page.locator("paper-choice a:visible[href*='-a4']").count() == 0
    page.goto(address + "worksheets/")
    expect(page.get_by_role("radio", name="Letter").first).to_be_checked()
    assert page.locator("a:visible[href*='-a4']").count() == 0


def test_where_storage_is_refused_the_switch_works_for_the_page(
    visit: Callable[..., Page], address: str
) -> None:
    """Nothing breaks, and nothing is remembered."""
    page = visit(address + SECTION, REFUSED)
    page.get_by_role("radio", name="Letter").first.check()
    assert names("letter") == offered(page)
    page.reload()
    assert names("a4") == offered(page)


def test_without_script_both_papers_are_there(visit: Callable[..., Page], address: str) -> None:
    """A4 in sight, Letter in a fold that the browser opens itself."""
    page = visit(address + SECTION, java_script_enabled=False)
    choice = page.locator("paper-choice").first
    assert names("a4") == offered(page)
    choice.locator("summary").click()
    assert names("a4") + names("letter") == offered(page)
