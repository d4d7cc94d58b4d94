"""Explain YAML that cannot be read: syntax errors, unusual spaces, and comments that end a text.

Takes PyYAML's errors, events and marks, with the lines of the file; raises or returns a
`SourceError` with location and advice. Imports no parser and knows nothing of the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NoReturn
from unicodedata import name as name_of

from generator.errors import Location, Problem

UNUSUAL_SPACE = "[^\\S \t\r\n]|[\u00ad\u200b-\u200f\u2060\ufeff]"
"""A pattern for a space that YAML does not count as one, or for an invisible character."""
_UNUSUAL_SPACE_IN_SYNTAX = re.compile(rf"(?:^[ \t]*(?:- +)*-?|:)({UNUSUAL_SPACE})")
"""An unusual space in the indentation of a line, or after a dash or a colon."""


_COMMENT_AFTER_TEXT = re.compile("[ \t]*,?[ \t]+(?=#)")
"""What may stand between a text and the comment that ends it."""


class SourceError(Exception):
    """A data file cannot be read; `problem` is the one fault that stopped the reading."""

    def __init__(self, location: Location, wrong: str, right: str) -> None:
        self.problem = Problem(location, wrong, right)
        super().__init__(str(self.problem))


def location_of(mark: Any, path: str) -> Location:
    """Return the location of a PyYAML mark in the file `path`."""
    return Location(path, mark.line + 1, mark.column + 1)


def raise_explained(error: Any, text: str, path: str) -> NoReturn:
    """Raise a `SourceError` that explains `error`, a `MarkedYAMLError`, in an author's words."""
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
    """Return the location of a comment that may be part of an unquoted text, or None.

    `event` is PyYAML's scalar event for the text, and `column` that of the key or dash before it.
    Such a comment stands after the text, after the key of a text that begins on a later line, or on
    the next line and further in than `column`, as if the text went on there.
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
    """Raise `SourceError` if a line of an unquoted text begins with the dash of a list item."""
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
"""The advice where a comment ends a text."""


def refuse_unusual_space(lines: Sequence[str], path: str, begin: int = 0) -> None:
    """Raise `SourceError` at an unusual space in the syntax of `lines`, from index `begin` on."""
    for number, line in enumerate(lines[begin:], start=begin + 1):
        if found := _UNUSUAL_SPACE_IN_SYNTAX.search(line):
            raise unusual_space_error(
                found[1], Location(path, number, found.start(1) + 1)
            ) from None


def unusual_space_error(letter: str, location: Location) -> SourceError:
    """Return the error for an unusual space, which its message names."""
    name = name_of(letter, "space").lower()
    article = "an" if name[0] in "aeio" else "a"
    return SourceError(
        location,
        f"{article} {name} (U+{ord(letter):04X}) stands where YAML wants spaces",
        "use plain spaces",
    )


def _comment_above(lines: list[str], location: Location) -> Location | None:
    """Return the location of a comment on the nearest line above that is not blank, or None."""
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
"""Words in PyYAML's message, what is wrong where they occur, and what would be right."""
