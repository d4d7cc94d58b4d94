"""A progress bar on standard error, for work that takes more than a second.

Takes counts of finished steps. Writes nothing where standard error is not a terminal.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

DELAY = 1.0
"""Seconds of work before the bar appears."""


@contextmanager
def progress(total: int, label: str) -> Iterator[Callable[[int], None]]:
    """Yield a function to call with the number of steps finished since its last call.

    `total` is the number of all steps, and `label` stands before the bar.
    """
    started, done, shown = time.monotonic(), 0, False

    def advance(steps: int) -> None:
        nonlocal done, shown
        done += steps
        if sys.stderr.isatty() and time.monotonic() - started > DELAY:
            shown = True
            filled = 30 * done // total
            bar = "#" * filled + "-" * (30 - filled)
            sys.stderr.write(f"\r{label} [{bar}] {done}/{total}")
            sys.stderr.flush()

    try:
        yield advance
    finally:
        if shown:
            sys.stderr.write("\n")
