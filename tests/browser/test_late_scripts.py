"""Scripts come when they are wanted; where one does not come, the page says so or does without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import pages
from tests.engines import broken

SEARCH = "**/javascripts/bundle.*.js"
OWN = "**/assets/site.*.mjs"
PARTS = ("**/search/search_index.json", "**/workers/search.*.js")
"""What the script of the search gets by itself."""

LOSSES: dict[str, Callable[[Route], None]] = {
    "cut-off": lambda route: route.abort(),
    "missing": lambda route: route.fulfill(status=404),
}


def test_the_search_comes_when_it_is_opened(visit: Callable[..., Page], address: str) -> None:
    """Neither its script nor its index is asked for before, and each only once."""
    asked: list[str] = []
    page = visit(address, before=lambda page: page.on("request", lambda it: asked.append(it.url)))
    page.wait_for_load_state("networkidle")
    wanted = ("/javascripts/", "/search/")
    assert [] == [url for url in asked if any(part in url for part in wanted)]
    for _ in range(2):
        pages.search(page, "vision")
        page.keyboard.press("Escape")
    assert 1 == sum("/javascripts/bundle" in url for url in asked)
    assert 1 == sum("/search/search_index" in url for url in asked)


def test_a_search_that_does_not_come_says_so_and_may_be_tried_again(
    visit: Callable[..., Page], address: str
) -> None:
    """On a broken connection its panel tells; once it is mended the next try works."""
    page = visit(address, before=lambda page: page.route(SEARCH, lambda route: route.abort()))
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("dialog", name="Search")).to_contain_text("The search did not load.")
    page.keyboard.press("Escape")
    page.unroute(SEARCH)
    pages.search(page, "vision")


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("part", PARTS)
def test_a_search_of_which_a_part_does_not_come_says_so_and_the_page_goes_on(
    visit: Callable[..., Page], address: str, part: str, lose: Callable[[Route], None]
) -> None:
    """It does not wait for ever; the other scripts work; the page loaded again is whole."""
    page = visit(address + pages.SECTION, before=lambda page: page.route(part, lose))
    page.get_by_role("button", name="Search").click()
    panel = page.get_by_role("dialog", name="Search")
    expect(panel.get_by_role("status")).to_have_text(
        "The search did not load. Load the page again."
    )
    page.keyboard.type("vision")
    expect(panel).to_contain_text("The search did not load.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-colours", "dark")
    page.get_by_role("button", name="Copy or cite question 4.1").click()
    expect(page.get_by_role("group", name="Copy for my document")).to_be_visible()
    page.unroute(part)
    page.reload()
    pages.search(page, "vision")


def damaged(damage: str) -> Callable[[Route], None]:
    """Answers with the script as it is, but damaged."""

    def answer(route: Route) -> None:
        whole = route.fetch()
        script = broken.DAMAGES[damage](whole.text())
        assert script != whole.text()
        route.fulfill(response=whole, body=script)

    return answer


@pytest.mark.parametrize(
    "lose",
    [*LOSSES.values(), *map(damaged, broken.DAMAGES)],
    ids=[*LOSSES, *broken.DAMAGES],
)
def test_without_its_own_script_a_page_is_as_it_is_without_javascript(
    visit: Callable[..., Page], address: str, lose: Callable[[Route], None]
) -> None:
    """No room stays empty for what will not come, and Letter paper can be had.

    The script is missing, or cannot be read by an old phone, or stops half-way.
    """
    page = visit(address + pages.SECTION, before=lambda page: page.route(OWN, lose))
    expect(page.locator("html")).to_have_class("no-js")
    fold = page.get_by_text("On Letter paper")
    (fold if fold.count() else page.get_by_label("Letter")).first.click()
    expect(page.locator("a:visible[href*='-letter']").first).to_be_visible()
    empty = page.locator(".awaited[hidden]")
    assert [] == [it for it in empty.all() if it.bounding_box()]


def test_until_its_own_script_has_run_letter_paper_can_be_had(
    visit: Callable[..., Page], address: str
) -> None:
    """However long that takes; then the switch stands in the place of the fold."""
    held: list[Route] = []
    page = visit(
        "about:blank", before=lambda page: page.route(OWN, lambda route: held.append(route))
    )
    page.goto(address + pages.SECTION, wait_until="commit")
    fold = page.get_by_text("On Letter paper").first
    place = fold.bounding_box()
    fold.click()
    expect(page.locator("a:visible[href*='-letter']").first).to_be_visible()
    held[0].continue_()
    switch = page.get_by_role("group", name="Paper").first.bounding_box()
    assert place and switch
    assert abs(place["y"] - switch["y"]) < switch["height"]
