"""Where a script does not come, the page does without."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.engines import broken

OWN = "**/assets/site.*.mjs"
PLAN = "plan/went-wrong/"
RUN = "went-wrong-run"

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
    page = visit(address + PLAN, before=lambda page: page.route(OWN, lose))
    expect(page.locator("html")).to_have_class("no-js")
    if page.get_by_label("Letter").is_visible():
        page.get_by_label("Letter").check()
        expect(page.locator(f"a[href$='{RUN}-letter.pdf']")).to_be_visible()
    else:
        page.locator(f"a[href$='{RUN}/']").click()
        expect(page.locator(f"a[href$='{RUN}-letter.pdf']")).to_be_visible()
        page.go_back()
    empty = page.locator(".awaited[hidden]")
    assert [] == [it for it in empty.all() if it.bounding_box()]


def test_until_its_own_script_has_run_a_sheet_can_be_had(
    visit: Callable[..., Page], address: str
) -> None:
    """However long that takes; then the choice comes, and nothing moves for it."""
    held: list[Route] = []
    page = visit(
        "about:blank", before=lambda page: page.route(OWN, lambda route: held.append(route))
    )
    page.goto(address + PLAN, wait_until="commit")
    link = page.locator(f".prints a[href*='{RUN}']")
    expect(link).to_have_attribute("href", re.compile(f"/{RUN}/$"))
    page.evaluate("document.fonts.ready.then(() => null)")
    place = link.bounding_box()
    held[0].continue_()
    expect(link).to_have_attribute("href", re.compile(f"/{RUN}-a4.pdf$"))
    now = link.bounding_box()
    assert place and now
    assert place["y"] == pytest.approx(now["y"], abs=1)
