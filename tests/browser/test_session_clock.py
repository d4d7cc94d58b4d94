"""The clock times of a session plan follow from the time at which it starts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

PLAN = "plan/board-slot/"
PLANNED = ["14:00", "14:30", "14:00", "14:03", "14:05", "14:10", "14:22", "14:28", "14:30"]


def times(page: Page) -> list[str]:
    """Every clock time on the page, in order: from, to, then each item and the end."""
    return page.locator("session-clock [data-after]").all_inner_texts()


def start_at(page: Page, time: str) -> None:
    """Write a time into the field, and press Enter."""
    page.get_by_label("Start at").fill(time)
    page.get_by_label("Start at").press("Enter")


def test_another_start_changes_every_time(visit: Callable[..., Page], address: str) -> None:
    """After midnight the day begins again; a status says when it starts and ends."""
    page = visit(address + PLAN)
    assert times(page) == PLANNED
    start_at(page, "23:50")
    assert times(page) == [
        "23:50", "00:20", "23:50", "23:53", "23:55", "00:00", "00:12", "00:18", "00:20",
    ]  # fmt: skip
    expect(page.get_by_role("status").filter(has_text="From")).to_have_text("From 23:50 to 00:20")


@pytest.mark.keyboard
def test_the_start_is_set_by_keyboard(visit: Callable[..., Page], address: str) -> None:
    """Its field is one stop, has a name, and takes what is typed when one leaves it."""
    page = visit(address + PLAN)
    page.get_by_role("button", name="Copy with credit this plan").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Start at")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("15:00")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Start at")).not_to_be_focused()
    assert times(page)[:2] == ["15:00", "15:30"]


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("9.30", "09:30"),
        ("1400", "14:00"),
        ("930", "09:30"),
        (" 0:05", "00:05"),
        ("14", "14:00"),
        ("2pm", "14:00"),
        ("2", "14:00"),
        ("2 am", "02:00"),
        ("7", "07:00"),
        ("2:30 PM", "14:30"),
        ("12 a.m.", "00:00"),
        ("12 pm", "12:00"),
    ],
)
def test_a_time_may_be_written_in_several_ways(
    visit: Callable[..., Page], address: str, typed: str, start: str
) -> None:
    """The keys of a telephone have no colon."""
    page = visit(address + PLAN)
    start_at(page, typed)
    assert times(page)[0] == start
    expect(page.get_by_label("Start at")).to_have_value(start)


@pytest.mark.parametrize(
    "typed", ["", "25:00", "12:60", "noon", "24", "14 pm", "0 am", "-5", "1e9"]
)
def test_what_is_no_time_is_told_and_changes_nothing(
    visit: Callable[..., Page], address: str, typed: str
) -> None:
    """The last times stand; the field says that it is wrong until it is put right."""
    page = visit(address + PLAN)
    start_at(page, typed)
    assert times(page) == PLANNED
    field = page.get_by_label("Start at")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Please write a time like 14:00. Nothing has changed.")).to_be_visible()
    start_at(page, "10:00")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(page.get_by_text("Please write a time")).to_have_count(0)


def test_nothing_is_remembered(visit: Callable[..., Page], address: str) -> None:
    """A new visit begins with the suggested time, and nothing is kept on the device."""
    page = visit(address + PLAN)
    start_at(page, "09:00")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.goto(address + "plan/")
    page.goto(address + PLAN)
    assert times(page) == PLANNED


def test_without_script_the_suggested_times_stand(visit: Callable[..., Page], address: str) -> None:
    """There is no field that would do nothing."""
    page = visit(address + PLAN, java_script_enabled=False)
    assert times(page) == PLANNED
    expect(page.locator("session-clock input")).to_be_hidden()


def test_the_page_prints_the_times_that_were_set(visit: Callable[..., Page], address: str) -> None:
    """The field itself stays on the screen."""
    page = visit(address + PLAN)
    start_at(page, "09:00")
    page.emulate_media(media="print")
    assert times(page)[:2] == ["09:00", "09:30"]
    expect(page.get_by_label("Start at")).to_be_hidden()
