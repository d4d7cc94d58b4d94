"""Shows how far a long piece of work is, where there is a terminal and it takes over a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WAIT = 1.0
"""How many seconds of work pass before anything is shown."""


@contextmanager
def progress(total: int, label: str) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with the number of steps done since the last call."""
    begun, done, shown = time.monotonic(), 0, False

    def tell(steps: int) -> None:
        nonlocal done, shown
        done += steps
        if sys.stderr.isatty() and time.monotonic() - begun > WAIT:
            shown = True
            full = 30 * done // total
            bar = "#" * full + "-" * (30 - full)
            sys.stderr.write(f"\r{label} [{bar}] {done}/{total}")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\n")
