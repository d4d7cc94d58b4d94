"""Where a script does not come, the page does without; where it comes late, nothing jumps."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import pages
from tests.browser.weighing import SHIFTS
from tests.engines import broken

OWN = "**/assets/site.*.mjs"
SCRIPTS = "**/*.mjs"
TYPEFACE = "**/*.woff2"
PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
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


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("typeface", [True, False], ids=["with-typeface", "without-typeface"])
def test_nothing_jumps_when_scripts_come_late(
    visit: Callable[..., Page], address: str, width: int, typeface: bool
) -> None:
    """The page is on the screen before its scripts come, as on a slow network.

    There the typeface, too, is often too late to be used, and another, mostly wider, stands for it.
    """
    held: list[Route] = []
    late = True

    def hold(route: Route) -> None:
        if late:
            held.append(route)
        else:
            route.continue_()

    def slow(page: Page) -> None:
        page.route(SCRIPTS, hold)
        if not typeface:
            page.route(TYPEFACE, lambda route: route.abort())

    page = visit("about:blank", before=slow, viewport={"width": width, "height": 800})
    jumped = {}
    for name, path in pages.THEMED.items():
        late = True
        page.goto("about:blank")
        page.goto(address + path, wait_until="commit")
        page.locator("footer").wait_for(state="attached")
        page.evaluate(PAINTED)
        assert held, name
        late = False
        while held:
            held.pop().continue_()
        page.wait_for_load_state("networkidle")
        page.evaluate(PAINTED)
        if shift := page.evaluate(SHIFTS):
            jumped[name] = shift
    assert not jumped
