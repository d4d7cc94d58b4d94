"""Where a script does not come, the page does without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import pages
from tests.engines import broken

OWN = "**/assets/site.*.mjs"

LOSSES: dict[str, Callable[[Route], None]] = {
    "cut-off": lambda route: route.abort(),
    "missing": lambda route: route.fulfill(status=404),
}


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
