"""Pages are light: they come quickly to an old phone on a poor connection, and cost little."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser import pages
from tests.browser.weighing import reader, readers, weigh_together

KB = 1000
FIRST, NEXT, PLAIN = 110 * KB, 20 * KB, 15 * KB
ALIKE = {"section-at-question", "plans", "advice", "sheet-in-large-print", "run-sheet-of-a-plan"}
"""What another in the list is like."""

SESSIONS = ("session", "print-everything", "on-screen", "on-screen-for-the-leader")
WRITTEN = ("notebook", "request", "answer", "together")
OF_ITS_OWN = {"search", *SESSIONS, *WRITTEN}
"""What brings more than a page, and is weighed by a test of its own."""

TYPES = [(name, path) for name, path in pages.ALL.items() if name not in ALIKE | OF_ITS_OWN]


def test_every_type_of_page_is_light_and_stands_still(browser: Browser, address: str) -> None:
    """On first view, compressed: 110 kB with the typeface; a plain page 15 kB.

    A sheet has the typeface beside that. On a slow network nothing jumps when it comes.
    """
    paths = {name: address + path for name, path in TYPES}
    with readers(browser, paths) as every:
        weights = weigh_together(every, paths)
    for name, weight in weights.items():
        plain = name in pages.PLAIN
        assert weight.sent - (weight.font if plain else 0) <= (PLAIN if plain else FIRST), name
        assert weight.shift == 0, name


def test_the_next_page_brings_only_itself(browser: Browser, address: str) -> None:
    """Styles, scripts and typeface are kept: 20 kB at most, and mostly one request."""
    with reader(browser) as scales:
        scales.weigh(address + pages.SECTION)
        for name, path in TYPES:
            weight = scales.weigh(address + path)
            assert weight.sent <= (PLAIN if name in pages.PLAIN else NEXT), name
            assert weight.requests <= (2 if name in pages.PLAIN else 1), name
            assert weight.shift == 0, name


def test_a_session_or_a_notebook_costs_sixty_kilobytes_and_stands_still(
    browser: Browser, address: str
) -> None:
    """Beyond what all pages share: to make a session, to print and show it; to write, to ask."""
    names = (*SESSIONS, *WRITTEN)
    with readers(browser, names) as every:
        weigh_together(every, dict.fromkeys(names, address + pages.SECTION))
        weights = weigh_together(every, {name: address + pages.ALL[name] for name in names})
    for name, weight in weights.items():
        assert weight.sent - weight.font <= 60 * KB, name
        assert weight.shift == 0 or name == "print-everything", name
