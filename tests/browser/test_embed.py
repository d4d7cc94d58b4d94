"""A question on somebody else's page: in a frame of any width, without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.model.framework import Framework
from tests.browser.axe import faults
from tests.browser.test_quiet import Ear

HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ours</title>
<link rel="icon" href="data:,"></head><body><main><h1>Ours</h1>
<iframe src="{src}" title="Question 1.5" width="600" height="300" loading="lazy"
  style="border: 0; width: 100%">
</iframe></main></body></html>"""
LONGEST = 400
"""The height that the documentation gives for the longest question."""

WIDTHS = (200, 320, 360, 800)


@pytest.fixture
def host(tmp_path: Path, address: str, serve: Callable[[Path], str]) -> str:
    """The address of a page on another origin that shows a question by the documented snippet."""
    (tmp_path / "index.html").write_text(HOST.format(src=f"{address}embed/vision/"))
    return serve(tmp_path)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_question_fits_its_frame(
    visit: Callable[..., Page], address: str, framework: Framework, width: int
) -> None:
    """At no width does anything run out at the side; on a phone 400 px of height are enough."""
    page = visit(address, viewport={"width": width, "height": 100})
    for numbered in framework.questions:
        page.goto(f"{address}embed/{numbered.question.id}/")
        size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        wide, high = page.evaluate(size)
        assert wide == width, numbered.number
        assert high <= LONGEST or width < 320, numbered.number


@pytest.mark.parametrize("width", [360, 1280])
def test_the_documented_snippet_is_high_enough(
    visit: Callable[..., Page], address: str, width: int
) -> None:
    """The example in the documentation, beside its snippet, shows the whole card."""
    page = visit(f"{address}use/linking/", viewport={"width": width, "height": 800})
    frame = page.locator("iframe")
    frame.scroll_into_view_if_needed()
    card = page.frame_locator("iframe").locator("html")
    expect(card.get_by_role("heading", level=1)).to_be_visible()
    assert card.evaluate("e => e.scrollHeight") <= int(frame.get_attribute("height") or 0)
    assert page.locator("pre").filter(has_text='height="300"').count() == 1


def test_a_page_on_another_site_shows_the_question(
    visit: Callable[..., Page], host: str, framework: Framework
) -> None:
    """The documented snippet works with scripts off, and nothing complains with them on."""
    (words,) = [q.question.text for q in framework.questions if q.question.id == "vision"]
    ear = Ear()
    for page in (visit(host, java_script_enabled=False), visit(host, before=ear)):
        card = page.frame_locator("iframe")
        expect(card.get_by_role("heading", level=1)).to_contain_text(words)
        expect(card.get_by_text("The King's Fund")).to_be_visible()
    assert [] == ear.complaints


def test_the_link_opens_the_question_in_its_place_and_leaves_the_page_open(
    visit: Callable[..., Page], host: str, address: str
) -> None:
    """Whoever follows it does not lose the page that they were on."""
    page = visit(host)
    link = page.frame_locator("iframe").get_by_role("link")
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value).to_have_url(f"{address}framework/purpose/#vision")
    assert page.url == host


def test_a_page_that_shows_a_question_has_no_fault(visit: Callable[..., Page], host: str) -> None:
    """The snippet brings no barrier to the page that holds it."""
    assert {} == faults(visit(host))


def test_in_forced_colours_the_mark_and_the_words_stay(
    visit: Callable[..., Page], address: str
) -> None:
    """The shape keeps an outline where the device sets the colours."""
    page = visit(f"{address}embed/vision/", forced_colors="active")
    shape = page.locator(".mark__shape").first
    assert shape.evaluate("e => getComputedStyle(e).stroke") != "none"
    expect(page.get_by_role("heading", level=1)).to_be_visible()
