"""Values formatted as English text: durations, group sizes, the paragraphs of a text.

Takes values of records; returns text without markup. Must not know where the text is shown.
"""

from __future__ import annotations

import re

from generator.model.values import Duration, GroupSize

SITE_LANGUAGE = "en-GB"
"""The language of the toolkit's own words: menus, buttons and guidance."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""The numbers that are written as words, from 0."""


def paragraphs(text: str) -> list[str]:
    """Split a text into its paragraphs, at blank lines."""
    return [part for part in re.split(r"\n\s*\n", text) if part]


def minutes(time: Duration) -> str:
    """Format a duration: '20 to 40 minutes'."""
    if time.most and time.most > time.least:
        return f"{time.least} to {time.most} minutes"
    return "1 minute" if time.least == 1 else f"{time.least} minutes"


def hours_and_minutes(minutes: int) -> str:
    """Format a number of minutes: '45 minutes', '1 hour', '3 hours 30 minutes'."""
    hours, rest = divmod(minutes, 60)
    parts = (hours, "hour"), (rest, "minute")
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n)


def number_word(count: int) -> str:
    """Write a number as a word up to ten: 'six', '11'."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def people(group: GroupSize) -> str:
    """Format a group size: '4 to 40 people', or '2 people or more'."""
    if group.most is None:
        return f"{group.least} {'person' if group.least == 1 else 'people'} or more"
    if group.most == group.least:
        return f"{group.least} {'person' if group.least == 1 else 'people'}"
    return f"{group.least} to {group.most} people"
