"""A real Chromium for the tests. Where there is none the tests fail; they are never skipped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    expect,
    sync_playwright,
)

from generator import browser as room
from tests.browser.chrome import installed_browser

ASKED = """async ({ data: [room, name, before, call, values] }) => {
  globalThis.room = room;
  (0, eval)(before);
  const file = name.endsWith(".mjs")
    ? await import(room + name)
    : (0, eval)(await (await fetch(room + name)).text());
  postMessage(await (0, eval)(call)(file, ...values));
}"""
"""What a worker does when it is asked for something."""

IN_A_WORKER = """([asked, ...message]) => new Promise((resolve, reject) => {
  const code = new Blob([`onmessage = ${asked};
    addEventListener("unhandledrejection", ({ reason }) => { throw reason; })`],
    { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(code), { type: "module" });
  worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
  worker.onerror = ({ message }) => { worker.terminate(); reject(new Error(message)); };
  worker.postMessage(message);
})"""

OPTIONS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


PATIENCE = 60_000
"""Milliseconds that a busy machine may take for what a page does at once."""

expect.set_options(timeout=PATIENCE)


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


@pytest.fixture(scope="session")
def without_page(browser: Browser, serve: Callable[[Path], str]) -> Iterator[Callable[..., Any]]:
    """Calls something of a file of `generator/browser/` where there is no page: in a worker.

    Takes the file's path there, a function in JavaScript, which gets the module and the values that
    follow, and `before`, which runs before the file does. `room` is the address of the folder.
    Returns what the function does.
    """
    address, context = serve(room.ROOM), browser.new_context()
    page = context.new_page()
    page.goto(address)

    def call(file: str, function: str, *values: object, before: str = "") -> Any:
        return page.evaluate(IN_A_WORKER, [ASKED, address, file, before, function, [*values]])

    yield call
    context.close()


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
        contexts[-1].set_default_timeout(PATIENCE)
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
