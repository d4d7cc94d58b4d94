"""The hand-written pages of the site, each read once; every rule about them works on what is here.

Which pages there are is MkDocs' to say: so what it leaves out is not read. Knows nothing of MkDocs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.errors import Location, Problem, said_by_system
from generator.loader import shown_path


class Doc(NamedTuple):
    """A page: its path below the folder of pages, its file as messages show it, and its text."""

    path: str
    shown: str
    text: str


class Docs(NamedTuple):
    """Every page of the site in the order of their paths, and what cannot be read of them."""

    pages: tuple[Doc, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(files: Mapping[str, Path]) -> Docs:
    """Read `files`, each known by its path below the folder of pages.

    Raises nothing: a page that is not UTF-8 text, or cannot be opened, is among the problems.
    """
    pages, problems = [], []
    for path, file in sorted(files.items()):
        shown = shown_path(file)
        try:
            data = file.read_bytes()
        except OSError as error:
            reason = said_by_system(error).rpartition(": ")[2]
            wrong = f"the page cannot be read ({reason})"
            problems.append(Problem(Location(shown), wrong, "make it a readable file"))
            continue
        try:
            pages.append(Doc(path, shown, _as_lines(data.decode("utf-8-sig"))))
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8-sig", "replace")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            place = Location(shown, line, column)
            problems.append(Problem(place, "the page is not UTF-8 text", "save it as UTF-8"))
    return Docs(tuple(pages), tuple(problems))


def place(doc: Doc, text: str, start: int = 0) -> Location:
    """Where `text` first stands in a page, from the letter `start`; the first where it does not."""
    at = max(doc.text.find(text, start), start)
    return Location(doc.shown, doc.text.count("\n", 0, at) + 1, at - doc.text.rfind("\n", 0, at))


def _as_lines(text: str) -> str:
    """A text with one way to end a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
