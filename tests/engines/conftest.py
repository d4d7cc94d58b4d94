"""The three engines for the tests. Where one is missing they fail; they are never skipped.

WebKitGTK exists on Linux alone: elsewhere its tests are not chosen, and the run says so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.engines.chromium import Chromium
from tests.engines.firefox import Firefox, MissingFirefoxError
from tests.engines.firefox import firefox as running_firefox
from tests.engines.webkit import MissingWebKitError, WebKit
from tests.engines.webkit import webkit as running_webkit
from tests.engines.window import Window

ENGINES = ("chromium", "firefox", "webkit")
DESK = 1280

HAS_WEBKIT = sys.platform == "linux"
LEFT_OUT = "The tests in WebKit are left out: WebKitGTK, in which they run, exists on Linux alone."


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Choose what can run on this system."""
    if HAS_WEBKIT:
        return
    left_out = [item for item in items if _needs_webkit(item)]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def _needs_webkit(item: pytest.Item) -> bool:
    chosen = getattr(item, "callspec", None)
    return "webkit" in (
        *getattr(item, "fixturenames", ()),
        *(value for value in (chosen.params.values() if chosen else ()) if isinstance(value, str)),
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not HAS_WEBKIT:
        terminalreporter.write_line(LEFT_OUT)


@pytest.fixture(scope="session")
def chromium(browser: Browser) -> Iterator[Chromium]:
    """One page of Chromium for all tests."""
    window = Chromium(browser)
    yield window
    window.close()


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """One Firefox for all tests."""
    try:
        with running_firefox() as window:
            yield window
    except MissingFirefoxError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(scope="session")
def webkit() -> Iterator[WebKit]:
    """One window of WebKit for all tests."""
    try:
        with running_webkit() as window:
            yield window
    except MissingWebKitError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(params=ENGINES)
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    """Each of the three, as wide as on a desk; what a test has it remember ends with the test."""
    window: Window = request.getfixturevalue(request.param)
    window.width(DESK)
    yield window
    window.run("try { localStorage.clear(); } catch { /* the page was refused it */ }")


@pytest.fixture(scope="session")
def address(nginx: str) -> str:
    """The address of the built toolkit behind nginx, with all that it says of the pages."""
    return nginx
