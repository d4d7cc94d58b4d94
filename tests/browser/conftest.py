"""The built toolkit in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator import browser as room

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

PATIENCE = 60_000
"""Milliseconds that a busy machine may take for what a page does at once."""

expect.set_options(timeout=PATIENCE)


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
