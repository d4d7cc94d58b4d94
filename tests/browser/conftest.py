"""A real Chromium for the tests. Where there is none the tests fail; they are never skipped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    sync_playwright,
)

from tests.browser.chrome import installed_browser

OPTIONS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


def browser_options() -> list[str]:
    """With what a Chromium for tests is started."""
    as_root = getattr(os, "geteuid", lambda: 1)() == 0
    return [*OPTIONS, *(["--no-sandbox"] if as_root else [])]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=installed_browser(), args=browser_options()
            )
        except Error as error:
            pytest.fail(
                "The browser tests need Chrome or Chromium. `make test` gets one; by hand: "
                "install the package chromium, or run `playwright install chromium`, or set "
                f"CHROMIUM to its path.\n{error}",
                pytrace=False,
            )
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(nginx: str) -> str:
    """The address of the built toolkit behind nginx, with all that it says of the pages."""
    return nginx


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a fresh browser profile.

    Takes the options of Playwright's `new_context`; `script`, run in the page before its own; and
    `before`, called with the page before it goes anywhere.
    """
    contexts: list[BrowserContext] = []

    def go(
        address: str,
        script: str | None = None,
        before: Callable[[Page], None] | None = None,
        **options: object,
    ) -> Page:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        if script:
            page.add_init_script(script)
        if before:
            before(page)
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()
