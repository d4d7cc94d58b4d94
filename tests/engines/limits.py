"""What an engine, or the way in which the tests drive it, cannot do: the one table of that.

No test is skipped for it. `test_limits.py` holds the lines against the engines, in both directions:
what an engine has learnt must leave the table. A test asks `can` and expects what is possible.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.engines.window import Window

LIMITS: Mapping[str, Mapping[str, str]] = {
    "keeps the page before for Back": {
        "chromium": "Playwright starts it without the cache of whole pages.",
    },
    "can be told to refuse storage": {
        "chromium": "Playwright has no such setting; a script in the page refuses in its place.",
    },
    "shows a PDF to a script": {
        "chromium": "Its viewer is a program apart, of which a script sees an empty frame.",
        "webkit": "A window of WebKitGTK that was led to one answers no script any more.",
    },
    "has forced colours": {
        "webkit": "No version of WebKit knows them.",
    },
    "tells bold letters on paper": {
        "firefox": "It draws our bold typeface in its PDF without saying which letters those are.",
    },
}
"""Abilities, and for each engine that lacks one, why. Whoever is not named has it."""

UNTRIED = ("shows a PDF to a script", "webkit")
"""The one line that no test tries: it would wait for an answer that never comes."""


def can(window: Window, ability: str) -> bool:
    """Whether an engine has one of the abilities in the table."""
    return window.name not in LIMITS[ability]
