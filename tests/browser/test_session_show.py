"""Show on screen: one thing at a time, readable from the back, with a clock that stays right."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import framework_of_the_toolkit

FRAMEWORK = framework_of_the_toolkit()
LONGEST = max(FRAMEWORK.questions, key=lambda numbered: len(numbered.question.text)).question
FIRST = "plan=first-meeting&start=14:00"
SIZE = "() => parseFloat(getComputedStyle(document.querySelector('.shown')).fontSize)"
LINES = """() => {
  const words = new Range();
  words.selectNodeContents(document.querySelector(".shown"));
  return new Set([...words.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
}"""
CUT = """() => {
  const title = document.querySelector('.shown').getBoundingClientRect();
  const time = document.querySelector('.time').getBoundingClientRect();
  const page = document.documentElement;
  return {
    beside: title.left < 0 || title.right > innerWidth || page.scrollWidth > innerWidth,
    below: title.bottom > time.top + 1 || title.bottom > page.scrollHeight,
  };
}"""
"""Whether the words run out of the window, or into what stands below them."""


@pytest.fixture
def show(visit: Callable[..., Page], address: str) -> Callable[..., Page]:
    """Opens the page with a session in its address, at a time that stands still until moved."""

    def go(session: str, **options: object) -> Page:
        page = visit(
            f"{address}session/show/#{session}",
            before=lambda page: page.clock.install(time="2026-11-27T14:00:00"),
            **options,
        )
        expect(page.locator(".stage")).to_be_visible()
        return page

    return go


def title(page: Page) -> str:
    """What is on the screen."""
    return page.locator(".stage h1").inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize(
    ("width", "height"),
    [(1920, 1080), (1280, 720), (1024, 768), (768, 1024), (390, 780), (320, 256), (320, 640)],
)
@pytest.mark.parametrize("question", ["impact", LONGEST.id])
def test_a_question_is_large_and_never_cut(
    show: Callable[..., Page], width: int, height: int, question: str
) -> None:
    """A twentieth of the window's height at least, also where a window of 1280 pixels is zoomed."""
    page = show(f"items=q.{question}.15", viewport={"width": width, "height": height})
    page.evaluate("document.fonts.ready")
    page.wait_for_function("document.querySelector('.shown').style.fontSize")
    assert page.evaluate(SIZE) >= height / 20
    assert page.evaluate(CUT) == {"beside": False, "below": False}
    assert title(page) == FRAMEWORK.questions_by_id[question].question.text


@pytest.mark.parametrize("width", [320, 360, 600, 1280])
def test_a_short_word_is_never_broken(show: Callable[..., Page], width: int) -> None:
    """It is as large as its line allows, where that is at least the smallest size."""
    page = show(FIRST, viewport={"width": width, "height": 800})
    page.evaluate("document.fonts.ready")
    page.wait_for_function("document.querySelector('.shown').style.fontSize")
    assert title(page) == "Welcome"
    assert page.evaluate(LINES) == 1
    assert page.evaluate(SIZE) >= 800 / 20


@pytest.mark.parametrize("to", [("ArrowRight", "ArrowLeft"), ("PageDown", "PageUp")])
def test_keys_and_a_remote_move(show: Callable[..., Page], to: tuple[str, str]) -> None:
    """Forward and back, and not beyond the ends."""
    page = show(FIRST)
    on, back = to
    assert title(page) == "Welcome"
    page.keyboard.press(back)
    assert title(page) == "Welcome"
    page.keyboard.press(on)
    assert title(page) == "Who are the intended beneficiaries of your work together?"
    for _ in range(20):
        page.keyboard.press(on)
    assert title(page) == "Last word"
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_disabled()
    page.keyboard.press(back)
    assert title(page) == "What we noticed, and what we will do"


def test_what_only_the_leader_should_see_is_not_on_the_shared_view(
    show: Callable[..., Page],
) -> None:
    """Neither what to say nor what helps with a question; a second device has both."""
    page = show(FIRST)
    page.keyboard.press("PageDown")
    shared = page.locator(".stage").inner_text()
    assert "Who may find it hardest" not in shared
    assert "Alone for a minute" not in shared
    page.get_by_role("link", name="The leader's view").click()
    expect(page.get_by_role("link", name="The view for everyone")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator(".lead")).to_contain_text("Who may find it hardest")
    expect(page.locator(".lead")).to_contain_text("Alone for a minute")


def test_the_clock_goes_through_the_rounds(show: Callable[..., Page]) -> None:
    """One minute alone, two in pairs and so on, as the data has them; then what is over."""
    page = show("items=q.impact.15")
    clock, now = page.locator(".clock"), page.locator(".rounds [aria-current]")
    expect(clock).to_have_text("1:00")
    press(page, "Start the clock")
    page.clock.run_for(30_000)
    expect(clock).to_have_text("0:30")
    expect(now).to_have_text("Alone 1:00")
    page.clock.run_for(60_000)
    expect(now).to_have_text("In pairs 2:00")
    expect(clock).to_have_text("1:30")
    page.clock.run_for(14 * 60_000)
    expect(clock).to_have_text("+0:30")
    press(page, "1 minute more")
    expect(clock).to_have_text("0:30")


def test_it_says_how_far_behind_or_ahead_it_is(show: Callable[..., Page]) -> None:
    """In whole minutes, against the plan; before it starts, when it begins."""
    page = show(FIRST)
    pace = page.locator(".pace")
    expect(pace).to_have_text("Begins at 14:00")
    press(page, "Start the clock")
    page.clock.run_for(13 * 60_000)
    expect(pace).to_have_text("3 minutes behind")
    page.keyboard.press("PageDown")
    page.clock.run_for(60_000)
    page.keyboard.press("PageDown")
    expect(pace).to_have_text("11 minutes ahead")
    expect(page.locator(".next")).to_have_text("Next: Break")


@pytest.mark.parametrize("sleeps", [0, 300])
def test_a_reload_goes_on_where_it_was(show: Callable[..., Page], sleeps: int) -> None:
    """Also on the right second; what passed meanwhile has passed."""
    page = show(FIRST)
    page.keyboard.press("PageDown")
    press(page, "Start the clock")
    page.clock.run_for(20_000)
    page.clock.fast_forward(sleeps * 1000)
    page.reload()
    assert title(page) == "Who are the intended beneficiaries of your work together?"
    expect(page.locator(".clock")).to_have_text("0:40" if not sleeps else "1:40")
    page.goto(page.url.replace("first-meeting", "board-slot"))
    page.reload()
    expect(page.locator(".stage h1")).not_to_have_text("Who are the intended beneficiaries")


def test_a_device_that_slept_shows_the_right_time(show: Callable[..., Page]) -> None:
    """The clock is that of the day, not a count of ticks."""
    page = show("items=t.Talk.10")
    press(page, "Start the clock")
    page.clock.fast_forward(4 * 60_000)
    page.clock.run_for(1000)
    expect(page.locator(".clock")).to_have_text("5:59")


def test_a_clock_that_is_set_back_takes_no_time_away(show: Callable[..., Page]) -> None:
    """What was counted stays, and it goes on from there."""
    page = show("items=t.Talk.10")
    press(page, "Start the clock")
    page.clock.run_for(60_000)
    page.clock.set_system_time("2026-11-27T13:00:00")
    page.clock.run_for(60_000)
    said = page.locator(".clock").inner_text()
    assert said in ("8:00", "8:01")


def test_the_space_bar_stops_the_clock_and_presses_what_is_focused(
    show: Callable[..., Page],
) -> None:
    """One key does one thing."""
    page = show("items=t.Talk.10")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Stop the clock")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.get_by_role("button", name="1 minute more").focus()
    page.keyboard.press("Space")
    expect(page.locator(".clock")).to_have_text("11:00")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()


def test_a_screen_reader_hears_the_item_and_asks_for_the_time(show: Callable[..., Page]) -> None:
    """The item is in a live region; the clock is silent until somebody asks."""
    page = show("items=q.impact.15")
    assert page.locator(".now").get_attribute("aria-live") == "polite"
    assert page.locator(".clock").get_attribute("aria-hidden") == "true"
    press(page, "Say the time left")
    expect(page.get_by_role("status")).to_contain_text("15 minutes 0 seconds left for this item")


def test_the_steps_of_a_resource_are_shown_one_by_one(show: Callable[..., Page]) -> None:
    """With their minutes; those that may be left out only where there is time."""
    resource = FRAMEWORK.resource("nine-whys")
    needed = [step for step in resource.steps if not step.optional]
    page = show("items=r.nine-whys.25")
    expect(page.locator(".where")).to_contain_text(f"1 of {len(needed)}")
    assert title(page) == needed[0].text
    page = show("items=r.nine-whys.40")
    expect(page.locator(".where")).to_contain_text(f"1 of {len(resource.steps)}")


@pytest.mark.parametrize(
    "link", ["", "plan=nothing", "items=", "%E0%A4%A", "plan=__proto__", "items=,"]
)
def test_without_a_session_there_is_a_way_on(
    visit: Callable[..., Page], address: str, link: str
) -> None:
    """The plans, each as a link that shows it."""
    page = visit(f"{address}session/show/#{link}")
    page.get_by_role("link", name="A first meeting").click()
    expect(page.locator(".stage h1")).to_have_text("Welcome")


def test_hostile_words_stay_words(show: Callable[..., Page]) -> None:
    """Whatever stands in a link is text, in any direction."""
    page = show("items=t.%3Cimg src=x onerror=alert(1)%3E.5,t.שלום.5")
    assert title(page) == "<img src=x onerror=alert(1)>"
    assert page.locator(".stage img").count() == 0


WAKE = """window.asked = []; Object.defineProperty(navigator, "wakeLock", { value: {
  request: (kind) => { asked.push(kind); return Promise.resolve(new EventTarget()); } } });"""


def test_the_screen_stays_awake_while_the_clock_runs(show: Callable[..., Page]) -> None:
    """It is asked for where there is such a thing; not before."""
    page = show("items=t.Talk.10", script=WAKE)
    assert page.evaluate("asked") == []
    press(page, "Start the clock")
    assert page.evaluate("asked") == ["screen"]


def test_every_question_resource_and_plan_leads_here(
    visit: Callable[..., Page], address: str
) -> None:
    """By one link, which names what it shows; and back again."""
    for path, first in {
        "framework/purpose/": "Who are the intended beneficiaries of your work together?",
        "resources/nine-whys/": FRAMEWORK.resource("nine-whys").steps[0].text,
        "plan/first-meeting/": "Welcome",
    }.items():
        page = visit(address + path)
        page.get_by_role("link", name="Show on screen").first.click()
        expect(page.locator(".stage h1")).to_have_text(first)
        page.get_by_role("link", name="Leave").click()
        expect(page).to_have_url(re.compile(re.escape(address + path)))
