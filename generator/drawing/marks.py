"""Which mark, a shape and a colour, belongs to which section."""

from __future__ import annotations

MARKS = 6
"""How many marks (a shape and a colour) there are; the section after the last begins again."""


def mark(number: str) -> int:
    """Which mark, from 1 to `MARKS`, a section's or a question's number carries."""
    return (int(number.partition(".")[0]) - 1) % MARKS + 1
