"""The email of the page on answering alone is copied whole, with a button or by hand."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_copy import REFUSED

NAME = "Copy the email"


def test_the_email_is_copied_as_it_stands(visit: Callable[..., Page], address: str) -> None:
    """From its subject to its last line, in paragraphs, as rich and as plain text."""
    page = visit(f"{address}use/alone/", permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name=NAME)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Subject: Some questions before we meet on [date]\n\nHello [name],")
    assert text.endswith("Thank you,\n\n[your name]")
    kinds = page.evaluate("navigator.clipboard.read().then(([item]) => item.types)")
    assert "text/html" in kinds


def test_where_copying_is_refused_the_email_is_selected(
    visit: Callable[..., Page], address: str
) -> None:
    """And the page says how to copy it."""
    page = visit(f"{address}use/alone/", script=REFUSED["missing"])
    page.get_by_role("button", name=NAME).click()
    expect(page.get_by_role("status").filter(has_text="The text is selected")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("Subject:")


def test_without_javascript_there_is_no_button(visit: Callable[..., Page], address: str) -> None:
    """The words stand there to be copied by hand."""
    page = visit(f"{address}use/alone/", java_script_enabled=False)
    expect(page.get_by_role("button", name=NAME)).to_have_count(0)
    assert page.locator("copy-text").bounding_box() is None
