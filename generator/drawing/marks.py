"""Assigns a mark, a shape and a colour, to each section by its number."""

from __future__ import annotations

from generator.model.framework import Number

MARKS = 6
"""How many marks (a shape and a colour) there are; the section after the last begins again."""


def mark(number: Number) -> int:
    """The mark, from 1 to `MARKS`, of the section with a number, or of that of a question."""
    return (number.section - 1) % MARKS + 1
