"""A page of each type, by what it is called in the tests' names, and how to search."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from playwright.sync_api import Locator, Page, Route, expect

REFRESH = re.compile(r'<meta http-equiv="refresh"[^>]*>')

HOME = ""
SECTION = "framework/sharing/"

THEMED = {
    "home": HOME,
    "overview": "framework/",
    "section": SECTION,
    "section-at-question": "framework/purpose/#vision",
    "resources": "resources/",
    "resource": "resources/nine-whys/",
    "plans": "plan/",
    "plan": "plan/went-wrong/",
    "worksheets": "worksheets/",
    "advice": "use/workshop/",
    "rights": "about/rights/",
    "words-explained": "use/glossary/#vcse",
    "plain-words": "about/words/",
    "search": "search/",
    "session": "session/#title=Away+day&people=9&items=t.Welcome.10,q.impact.15,b.10,r.nine-whys",
    "notebook": "notebook/",
    "request": "answer/#make=yes&from=Northshire&questions=impact,power&kinds=NHS,Council&names=no",
    "answer": "answer/#from=Northshire&questions=impact,power&kinds=NHS,Council&by=2027-01-14",
    "together": "together/",
    "not-found": "404.html",
}
"""Pages in the site's theme."""

PLAIN = {
    "permanent-address": "go/vision/?v=2022-1.0",
    "question-to-embed": "embed/vision/",
    "sheet": "worksheets/sharing/",
    "sheet-in-large-print": "worksheets/sharing/large/",
    "run-sheet-of-a-plan": "worksheets/went-wrong-run/",
    "pack": "worksheets/board-slot-pack/",
    "print-everything": "session/print/#plan=board-slot&people=2&large=1",
    "on-screen": "session/show/#items=q.vision.15",
    "on-screen-for-the-leader": "session/show/#plan=board-slot&view=leader",
}
"""Pages that need neither theme nor script."""

ALL = THEMED | PLAIN


def wrong(
    page: Page, address: str, paths: Mapping[str, str], look: Callable[[Page], object]
) -> dict[str, object]:
    """What is wrong with pages of the site at `address`, by their names, for all of them at once.

    Goes to each of `paths` in turn; `look` returns what is wrong there, if anything is, or raises
    AssertionError.
    """
    found: dict[str, object] = {}
    for name, path in paths.items():
        page.goto(address + path)
        try:
            if seen := look(page):
                found[name] = seen
        except AssertionError as error:
            found[name] = str(error)
    return found


def stay(page: Page) -> None:
    """Keep permanent addresses from leading on, so that they can be looked at."""

    def without_refresh(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=REFRESH.sub("", answer.text()))

    page.route("**/go/**", without_refresh)


def search(page: Page, words: str) -> None:
    """Go to the search from where one is, type, and wait for the first result."""
    page.get_by_role("link", name="Search", exact=True).click()
    field(page).fill(words)
    expect(results(page).first).to_be_visible()


def field(page: Page) -> Locator:
    """The field of the search."""
    return page.get_by_role("searchbox", name="What are you looking for?")


def results(page: Page) -> Locator:
    """What the search found: the links to it, in order."""
    return page.locator(".found__open")
