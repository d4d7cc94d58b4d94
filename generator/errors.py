"""One way to tell an author: ``file:line:column: what is wrong; what would be right``.

Knows nothing of YAML, the model or MkDocs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file: its path as the author would type it, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault in the data: where it is, what is wrong there and what would be right."""

    location: Location
    wrong: str
    right: str

    def __str__(self) -> str:
        # One line, and no surprise for a terminal: what cannot be seen is named, as in '\\n'.
        said = f"{self.location}: {_shortened(self.wrong)}; {_shortened(self.right)}"
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in said)


LONGEST = 400
"""How many letters of what is wrong, and of what would be right, are told."""


def _shortened(text: str) -> str:
    """A text without its middle where it is long, as when it quotes a page that was pasted in."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 100]} … {text[-97:]}"


class FrameworkError(Exception):
    """Every problem found in one run, in the order of the files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def said_by_system(error: OSError) -> str:
    """What the system refused, in one line: the file, where it names one, and why."""
    file = error.filename2 or error.filename  # of two, the second is the one to be written
    reason = error.strerror or str(error)
    return f"{os.fsdecode(file)}: {reason}" if isinstance(file, str | bytes) else reason


def near_match(word: str, known: Iterable[str]) -> str:
    """The advice for a word that is not known: its nearest match, or all that are known.

    Known words are listed up to 12; beyond that the first 12 and an ellipsis.
    """
    names = sorted(known)
    if nearest := get_close_matches(word, names, n=1):
        return f"did you mean '{nearest[0]}'?"
    listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return f"choose one of: {listed}" if names else "there is none to choose from"


def shown_path(path: Path) -> str:
    """`path` as messages show it: below the working folder where it is, with forward slashes."""
    relative = os.path.relpath(path)
    return path.as_posix() if relative.startswith("..") else Path(relative).as_posix()
