"""A session of one's own: chosen, put in order, timed, sent as a link, kept on the device."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.copying import CLIPBOARD

PERMISSIONS = ["clipboard-read", "clipboard-write"]
OWN = "title=Away+day&start=09:30&people=9&items=t.Welcome.10,q.impact.15,b.10,r.nine-whys.40"
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
)


@pytest.fixture
def make(visit: Callable[..., Page], address: str) -> Callable[..., Page]:
    """Opens the page, with a session in its address where one is given."""

    def go(session: str = "", **options: object) -> Page:
        page = visit(f"{address}session/{f'#{session}' if session else ''}", **options)
        expect(page.locator("session-maker")).to_be_visible()
        return page

    return go


def names(page: Page) -> list[str]:
    """What happens, in its order."""
    return page.locator(".maker__name").all_inner_texts()


def button(page: Page, name: str) -> Locator:
    """The button with a name that begins so."""
    return page.get_by_role("button", name=re.compile(f"^{name}"))


def told(page: Page) -> Locator:
    return page.locator(".maker__told")


def test_a_session_is_made_by_keyboard(make: Callable[..., Page]) -> None:
    """Found, added, moved, timed and removed; each is told, and the focus stays near."""
    page = make()
    page.get_by_label("Find").fill("power")
    expect(page.locator(".choices__list > li:visible")).to_have_count(1)
    button(page, "Add ?: 4.4").press("Enter")
    expect(told(page)).to_contain_text("Added: 4.4 How will you ensure")
    page.get_by_label("Find").fill("")
    button(page, "Add ?: The nine whys").press("Enter")
    button(page, "Add a break").press("Enter")
    page.get_by_label("Something in your own words").fill("Welcome, all. 100%")
    page.keyboard.press("Enter")
    assert [name[:9] for name in names(page)] == ["4.4 How w", "The nine ", "Break", "Welcome, "]
    for _ in range(3):
        button(page, "Up ?: Welcome").press("Enter")
    assert names(page)[0] == "Welcome, all. 100%"
    expect(told(page)).to_have_text("Welcome, all. 100% is now number 1.")
    page.get_by_role("textbox", name=re.compile("minutes ?: Break")).fill("5")
    page.keyboard.press("Tab")
    expect(page.locator(".maker__sum")).to_have_text(
        "It takes 1 hour 10 minutes, from 10:00 to 11:10."
    )
    button(page, "Remove ?: The nine").press("Enter")
    assert len(names(page)) == 3
    assert page.evaluate("document.activeElement !== document.body")


def test_all_of_it_is_in_the_link(make: Callable[..., Page], visit: Callable[..., Page]) -> None:
    """Another device shows the same; Back and reload too."""
    page = make(OWN, permissions=PERMISSIONS)
    page.get_by_label("Date").fill("2026-12-03")
    page.get_by_label("Start at").fill("2 pm")
    page.get_by_label("Minutes you have").fill("60")
    page.keyboard.press("Tab")
    button(page, "Copy the link").click()
    expect(page.locator(".maker__said")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    other = visit(link)
    expect(other.locator(".maker__name")).to_have_count(4)
    assert names(other) == names(page)
    expect(other.get_by_label("Date")).to_have_value("2026-12-03")
    expect(other.get_by_label("Start at")).to_have_value("14:00")
    expect(other.locator(".maker__advice")).to_contain_text(
        "It is 15 minutes too long. Leave out first: 1.2 What impact"
    )
    page.reload()
    expect(page.locator(".maker__name")).to_have_count(4)
    assert names(page) == names(other)


def test_it_prints_and_shows_what_was_made(make: Callable[..., Page]) -> None:
    """Both pages take the session from the same link, and lead back to it."""
    page = make(OWN)
    page.get_by_role("link", name="Show on screen").click()
    expect(page.locator(".stage h1")).to_have_text("Welcome")
    page.get_by_role("link", name="Leave").click()
    expect(page.locator(".maker__name").first).to_have_text("Welcome")
    page.get_by_role("link", name="Print everything").click()
    expect(page.locator("tbody").first).to_contain_text("Run sheet: Away day")
    page.get_by_role("link", name="Back to the session").click()
    expect(page.locator(".maker__name").first).to_have_text("Welcome")


def test_a_ready_plan_can_be_changed(make: Callable[..., Page]) -> None:
    """Its questions and resources become items; its minutes stay the same in all."""
    page = make("plan=first-meeting&start=14:00")
    expect(page.locator(".maker__sum")).to_have_text(
        "It takes 1 hour 30 minutes, from 14:00 to 15:30."
    )
    button(page, "Remove ?: Break").click()
    expect(page.locator(".maker__sum")).to_have_text(
        "It takes 1 hour 20 minutes, from 14:00 to 15:20."
    )
    assert "plan=" not in page.url
    button(page, "Begin with this ?: A slot in a board meeting").click()
    expect(page.get_by_label("Its name")).to_have_value("A slot in a board meeting")


def test_a_draft_is_kept_on_the_device_and_offered(make: Callable[..., Page], address: str) -> None:
    """Whoever comes back without a link may go on with it."""
    page = make(OWN)
    button(page, "Add a break").click()
    page.goto(f"{address}session/")
    button(page, "Go on with “Away day”").click()
    assert len(names(page)) == 5
    page.goto(f"{address}session/")
    button(page, "Remove the draft").click()
    expect(told(page)).to_have_text("The draft is removed from this device.")
    assert page.evaluate("localStorage.length") == 0


def test_where_storage_is_refused_the_link_has_it_all(make: Callable[..., Page]) -> None:
    """Nothing fails, and a reload shows the same."""
    page = make(script=NO_STORAGE)
    button(page, "Add a break").click()
    page.reload()
    expect(page.locator(".maker__name")).to_have_text(["Break"])


@pytest.mark.parametrize(
    ("path", "asked"),
    [("framework/sharing/", "4.4"), ("resources/nine-whys/", "The nine whys")],
)
def test_the_menu_of_a_question_and_of_a_resource_leads_here(
    visit: Callable[..., Page], address: str, path: str, asked: str
) -> None:
    """What was chosen comes after what the draft holds."""
    page = visit(f"{address}session/#{OWN}")
    button(page, "Add a break").click()
    page.goto(address + path)
    menu = page.locator("copy-menu button")
    (menu.nth(3) if "sharing" in path else menu.last).click()
    page.get_by_role("link", name="Use in a session").click()
    expect(page.locator(".maker__name")).to_have_count(6)
    assert names(page)[-1].startswith(asked)


def test_the_invitation_is_copied_as_rich_and_plain_text(make: Callable[..., Page]) -> None:
    """With date, times and questions, and what to fill in; words of a person stay words."""
    page = make(OWN.replace("Away+day", "%3Cb%3EDay") + "&date=2026-12-03", permissions=PERMISSIONS)
    button(page, "Copy the invitation").click()
    expect(page.locator(".maker__said")).to_contain_text("Invitation copied")
    held = page.evaluate(CLIPBOARD)
    for text in (
        "You are invited to: <b>Day",
        "3 December 2026, 09:30 to 10:45",
        "1.2 What impact does your partnership want to have?",
        "We can pay for:",
        "large print",
    ):
        assert text in held["text/plain"]
    assert "&lt;b&gt;Day" in held["text/html"]
    assert re.search(r'<a href="http[^"]*/framework/purpose/#impact">1.2 What', held["text/html"])


@pytest.mark.parametrize("start", ["09:30", "23:30"])
def test_the_calendar_file_is_one(make: Callable[..., Page], tmp_path: Path, start: str) -> None:
    """A kept parser reads title, times and link, also over midnight and with odd words."""
    title = "Ügly; words, \\n and שלום " + "long" * 20
    page = make(OWN.replace("09:30", start).replace("Away+day", title) + "&date=2026-12-31")
    with page.expect_download() as saved:
        button(page, "Calendar file").click()
    saved.value.save_as(tmp_path / "session.ics")
    content = (tmp_path / "session.ics").read_bytes()
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    begins = datetime.datetime.fromisoformat(f"2026-12-31T{start}")
    assert event.decoded("dtstart") == begins
    assert event.decoded("dtend") == begins + datetime.timedelta(minutes=75)
    assert str(event["summary"]) == title
    assert str(event["url"]).startswith(page.url.partition("#")[0] + "#title=")


def test_a_calendar_file_needs_a_date(make: Callable[..., Page]) -> None:
    """The field for it is focused, and the page says so."""
    page = make(OWN)
    button(page, "Calendar file").click()
    expect(page.locator(".maker__said")).to_have_text("Choose a date first.")
    expect(page.get_by_label("Date")).to_be_focused()


def test_it_says_what_would_be_better(make: Callable[..., Page]) -> None:
    """A break where people sit too long; whom an activity suits; a link that is too long."""
    page = make("people=2&items=q.impact.60,q.power.20,r.group-dynamics.75")
    advice = page.locator(".maker__advice")
    expect(advice).to_contain_text("People sit for more than 75 minutes. Add a break.")
    expect(advice).to_contain_text("Understanding group dynamics and team functions needs at least")
    items = ",".join(f"t.{'words ' * 15}.5" for _ in range(40))
    page = make(f"items={items}")
    expect(page.locator(".maker__advice")).to_contain_text("some programs cut long links")


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [
        ("People", "0", "the number of people in figures"),
        ("People", "2.5", "the number of people in figures"),
        ("People", "twelve", "the number of people in figures"),
        ("Start at", "25:00", "the start as a time"),
        ("Minutes you have", "-5", "the minutes you have in figures"),
        ("In large print", "10", "no more than the people"),
    ],
)
def test_what_cannot_be_used_is_told_and_changes_nothing(
    make: Callable[..., Page], label: str, typed: str, said: str
) -> None:
    """The field is marked, and the link stays as it was."""
    page = make(OWN)
    before = page.url
    page.get_by_label(label, exact=True).fill(typed)
    page.keyboard.press("Tab")
    expect(told(page)).to_contain_text(said)
    expect(page.get_by_label(label, exact=True)).to_have_attribute("aria-invalid", "true")
    assert page.url == before


@pytest.mark.parametrize("typed", ["0", "-5", "1000000000", "ten", ""])
def test_minutes_are_figures(make: Callable[..., Page], typed: str) -> None:
    """From 1 to 480; what else is typed is told, and changes nothing."""
    page = make(OWN)
    field = page.get_by_role("textbox", name=re.compile("minutes ?: Welcome"))
    field.fill(typed)
    page.keyboard.press("Tab")
    expect(told(page)).to_contain_text("Write the minutes in figures: 1 to 480.")
    expect(page.locator(".maker__sum")).to_contain_text("1 hour 15 minutes")


def test_odd_links_are_told_and_kept(make: Callable[..., Page]) -> None:
    """What the toolkit does not have stays in the list, with a sentence, and in the link."""
    page = make("items=q.never-was.5,q.impact.15,t.%3Cscript%3Ealert(1)%3C%2Fscript%3E.5")
    expect(told(page)).to_contain_text("asks for something that this toolkit does not have")
    assert names(page) == [
        "Not known: q.never-was.5",
        "1.2 What impact does your partnership want to have?",
        "<script>alert(1)</script>",
    ]
    button(page, "Add a break").click()
    assert "q.never-was.5" in page.url


def test_two_tabs_each_have_their_session(visit: Callable[..., Page], address: str) -> None:
    """The draft is that of whoever changed something last; neither page changes under the other."""
    first = visit(f"{address}session/#{OWN}")
    second = first.context.new_page()
    second.goto(f"{address}session/#items=b.5")
    button(second, "Add a break").click()
    assert len(names(first)) == 4
    button(first, "Add a break").click()
    assert len(names(second)) == 2
    assert len(names(first)) == 5


def test_nothing_of_it_is_sent(visit: Callable[..., Page], address: str) -> None:
    """No request carries a word or an item."""
    heard: list[str] = []
    page = visit(
        f"{address}session/#{OWN}",
        before=lambda page: page.on("request", lambda it: heard.append(f"{it.url} {it.post_data}")),
    )
    page.get_by_label("Something in your own words").fill("Secret")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Print everything").click()
    expect(page.locator(".printing__sum")).to_contain_text("in all")
    sent = [line.split("#")[0] for line in heard]
    assert [] == [line for line in sent if re.search("Secret|Welcome|Away|impact", line)]


def test_without_javascript_it_says_what_to_do(visit: Callable[..., Page], address: str) -> None:
    """And lists all that there is, as links."""
    page = visit(f"{address}session/", java_script_enabled=False)
    expect(page.get_by_text("Choosing needs JavaScript.")).to_be_visible()
    expect(page.get_by_role("link", name="The nine whys")).to_be_visible()
    expect(page.get_by_role("button", name="Copy the link")).to_have_count(0)
