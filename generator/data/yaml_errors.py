"""What is wrong with YAML that cannot be read, in words and at the place that an author can use.

Knows the words of PyYAML, and what authors mean when they write what it refuses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NoReturn
from unicodedata import name as name_of

from generator.errors import Location, Problem

UNUSUAL_SPACE = "[^\\S \t\r\n]|[\u00ad\u200b-\u200f\u2060\ufeff]"
"""A pattern for a space that is none to YAML, or what cannot be seen."""
_UNUSUAL_SPACE_IN_SYNTAX = re.compile(rf"(?:^[ \t]*(?:- +)*-?|:)({UNUSUAL_SPACE})")
"""Such a space in the indentation of a line, or after a dash or a colon."""


_COMMENT_AFTER_TEXT = re.compile("[ \t]*,?[ \t]+(?=#)")
"""What may stand between a text and the comment that ends it."""


class SourceError(Exception):
    """A file that cannot be read as data; carries the one problem that stopped the reading."""

    def __init__(self, location: Location, wrong: str, right: str) -> None:
        self.problem = Problem(location, wrong, right)
        super().__init__(str(self.problem))


def location_of(mark: Any, path: str) -> Location:
    """The place of a mark of PyYAML in a file."""
    return Location(path, mark.line + 1, mark.column + 1)


def raise_explained(error: Any, text: str, path: str) -> NoReturn:
    """Say what PyYAML found, a `MarkedYAMLError`, in words that an author can act on."""
    mark = error.problem_mark or error.context_mark
    location = location_of(mark, path) if mark else Location(path)
    lines = text.splitlines()
    line = lines[location.line - 1] if location.line <= len(lines) else ""
    tabbed = (
        "\t" in line[: len(line) - len(line.lstrip())] or line[location.column - 1 :][:1] == "\t"
    )
    problem = error.problem or "it cannot be read"
    if tabbed:
        column = line.index("\t") + 1
        raise SourceError(
            Location(path, location.line, column),
            "a tab stands where YAML wants spaces",
            "use spaces",
        ) from None
    first = error.context_mark.line if error.context_mark else location.line - 1
    begin = max(min(first, location.line - 2), 0)
    refuse_unusual_space(lines[: location.line], location.path, begin)
    if "'<scalar>'" in problem and (comment := _comment_above(lines, location)):
        raise SourceError(
            comment, "a comment begins here, and the text ends", QUOTE_OR_MOVE_COMMENT
        ) from None
    for words, wrong, right in _EXPLANATIONS:
        if words in problem:
            raise SourceError(location, wrong, right) from None
    if error.context_mark and "quoted scalar" in (error.context or ""):
        raise SourceError(
            location_of(error.context_mark, path),
            "a quotation mark is not closed as it should be",
            "close it, or use the other kind",
        ) from None
    raise SourceError(
        location,
        f"broken YAML ({problem})",
        "check the indentation, colons and quotation marks here and just above",
    ) from None


def find_comment(event: Any, column: int, lines: Sequence[str], path: str) -> Location | None:
    """Where a comment begins that may be a part of what PyYAML read without quotation marks.

    It stands after the text, or after the key of a text that begins on a later line, or on the
    next line as if the text went on there: further in than its key or dash, in `column`.
    """
    start, end = event.start_mark, event.end_mark
    if after := _COMMENT_AFTER_TEXT.match(lines[end.line], end.column):
        return Location(path, end.line + 1, after.end() + 1)
    if not lines[start.line][: start.column].strip():
        above = start.line - 1
        while above > 0 and re.match(r"[ \t]*(?:#|$)", lines[above]):
            above -= 1
        if above >= 0 and (before := re.search(r"[:-][ \t]+(?=#)", lines[above])):
            return Location(path, above + 1, before.end() + 1)
    if not event.value or lines[end.line][end.column :].strip():
        return None
    below = next((i for i, it in enumerate(lines[end.line + 1 :], 1) if it.strip()), 0)
    line = lines[end.line + below] if below else ""
    indent = len(line) - len(line.lstrip(" "))
    if line[indent:].startswith("#") and indent > column >= 0:
        return Location(path, end.line + below + 1, indent + 1)
    return None


def refuse_list_dash(event: Any, lines: Sequence[str], path: str) -> None:
    """Refuse a text that looks as if an item of a list had been meant."""
    start, end = event.start_mark, event.end_mark
    for number in range(start.line, end.line + 1):
        first = start.column if number == start.line else 0
        found = re.match(rf"[ \t]*-(?:( )|({UNUSUAL_SPACE}))", lines[number][first:])
        if found and found[2]:
            raise unusual_space_error(found[2], Location(path, number + 1, first + found.end()))
        if found:
            raise SourceError(
                Location(path, number + 1, found.end() - 1),
                "this line begins as an item of a list, and belongs to the text above it",
                "begin it below the first item, or put the text in quotes",
            )


QUOTE_OR_MOVE_COMMENT = "put the text in quotes, or the comment on a line of its own"
"""What would be right where a comment ends a text."""


def refuse_unusual_space(lines: Sequence[str], path: str, begin: int = 0) -> None:
    """Refuse a space that is none to YAML where it may break a line, from the line `begin` on."""
    for number, line in enumerate(lines[begin:], start=begin + 1):
        if found := _UNUSUAL_SPACE_IN_SYNTAX.search(line):
            raise unusual_space_error(
                found[1], Location(path, number, found.start(1) + 1)
            ) from None


def unusual_space_error(letter: str, location: Location) -> SourceError:
    name = name_of(letter, "space").lower()
    article = "an" if name[0] in "aeio" else "a"
    return SourceError(
        location,
        f"{article} {name} (U+{ord(letter):04X}) stands where YAML wants spaces",
        "use plain spaces",
    )


def _comment_above(lines: list[str], location: Location) -> Location | None:
    """Where a comment begins in the line above a place; comments of their own line are passed."""
    for number in range(location.line - 1, 0, -1):
        if found := re.search(r"(?:^|[ \t])(?=#)", lines[number - 1]):
            return Location(location.path, number, found.end() + 1)
        if lines[number - 1].strip():
            break
    return None


_EXPLANATIONS = (
    (
        "expected '<document start>'",
        "this stands where no record can begin or go on",
        "delete the line above that begins with '...' or '%'",
    ),
    (
        "mapping values are not allowed",
        "a second colon makes this line unclear",
        "put the text in quotes",
    ),
    (
        "cannot start any token",
        "text cannot begin with this character",
        "put the text in quotes",
    ),
    (
        "escape",
        "a backslash in double quotes has a meaning of its own",
        "write two for one, or use single quotes",
    ),
)
"""Words of PyYAML, what is wrong where it says them, and what would be right."""
