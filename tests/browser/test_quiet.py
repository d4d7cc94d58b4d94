"""The site works without a word to anyone: no error, no other origin, nothing kept but colours."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser import pages

TELL_OF_REFUSALS = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`refused: ${event.violatedDirective} ${event.blockedURI}`);
});"""
KEPT = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "databases": 0, "caches": 0, "workers": 0}


class Ear:
    """Hears what a page complains of and whom it talks to."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.origins: set[str] = set()

    def __call__(self, page: Page) -> None:
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda request: self.complaints.append(request.url))
        page.on("request", lambda request: self.origins.add(urlsplit(request.url).netloc))
        page.add_init_script(TELL_OF_REFUSALS)
        pages.stay(page)


def use_everything(page: Page) -> None:
    """Choose dark, open the menu, search, copy words and filter."""
    page.get_by_role("button", name="Dark").click()
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Resources", exact=True).click()
    page.get_by_label("Time you have").select_option("Up to half an hour")
    pages.search(page, "vision")
    page.get_by_role("link", name="1.5 When will you need").click()
    page.get_by_role("button", name="Copy with credit question 1.5").click()
    page.get_by_role("button", name="Question with credit").click()
    expect(page.get_by_text("Words copied")).to_be_visible()


def test_no_page_complains_or_talks_to_another_origin(
    visit: Callable[..., Page], address: str
) -> None:
    """Nothing in the console, no error, nothing refused by the policy, one origin."""
    ear = Ear()

    def listen(page: Page) -> list[str]:
        page.wait_for_load_state("networkidle")
        complaints, ear.complaints = ear.complaints, []
        assert {urlsplit(address).netloc} == ear.origins
        assert NOTHING == page.evaluate(KEPT)
        assert [] == page.context.cookies()
        return complaints

    assert {} == pages.wrong(visit("about:blank", before=ear), address, pages.ALL, listen)


def test_using_everything_leaves_nothing_but_the_choice_of_colours(
    visit: Callable[..., Page], address: str
) -> None:
    """No cookie, no history of searches, no complaint; one key in local storage."""
    ear = Ear()
    viewport = {"width": 360, "height": 800}
    permissions = ["clipboard-read", "clipboard-write"]
    page = visit(address, before=ear, viewport=viewport, permissions=permissions)
    use_everything(page)
    assert [] == ear.complaints
    assert {urlsplit(address).netloc} == ear.origins
    assert NOTHING | {"local": ["partnering.colours"]} == page.evaluate(KEPT)
    assert [] == page.context.cookies()


def test_without_javascript_every_page_shows_its_content(
    visit: Callable[..., Page], address: str
) -> None:
    """The headings and the text are there; what needs a script is not offered."""

    def read(page: Page) -> None:
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        assert 0 == page.locator("main").get_by_role("heading").filter(visible=False).count()
        expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)

    page = visit(address, before=pages.stay, java_script_enabled=False)
    assert {} == pages.wrong(page, address, pages.ALL, read)
