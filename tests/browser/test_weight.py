"""Pages are light: they come quickly to an old phone on a poor connection, and cost little."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser import pages
from tests.browser.weighing import weigh

KB = 1000
FIRST, NEXT, PLAIN = 110 * KB, 20 * KB, 15 * KB
OTHER = "about/privacy/"
"""Another page, to come from."""


def test_every_type_of_page_is_light(browser: Browser, address: str) -> None:
    """Behind nginx, compressed: 110 kB on first view with the typeface, 20 kB on the next page.

    A plain page takes 15 kB, beside the typeface of a sheet. Nothing jumps.
    """
    for name, path in pages.ALL.items():
        first, _ = weigh(browser, address + path, address + OTHER)
        _, after = weigh(browser, address + OTHER, address + path)
        plain = name in pages.PLAIN
        assert first.sent - (first.font if plain else 0) <= (PLAIN if plain else FIRST), name
        assert after.sent <= (PLAIN if plain else NEXT), name
        assert (first.shift, after.shift) == (0, 0), name


def test_what_was_read_once_is_not_sent_again(browser: Browser, address: str) -> None:
    """On the next page only the page itself comes."""
    _, after = weigh(browser, address + pages.SECTION, address + "framework/role/")
    assert after.requests == 1
