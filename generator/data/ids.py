"""Find the ids in loaded data: where each is declared, and where each is referred to.

Takes a `LoadedData` and yields ids with their locations, whether valid or not. Whether an id is
unique, or a reference leads anywhere, is for `checks.references` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.data.document import KeyPath
from generator.data.loader import Entry, LoadedData
from generator.errors import Location
from generator.model.fields import Marks
from generator.model.values import Mark, Names


def declared(loaded: LoadedData) -> Iterator[tuple[str, Location]]:
    """Yield every id that a record or question gives itself, with its location."""
    for entry in loaded.entries:
        yield from declared_in(entry)


def declared_in(entry: Entry) -> Iterator[tuple[str, Location]]:
    """Yield the id of one record and those of its questions, each with its location."""
    if entry.id:
        yield entry.id, entry.document.at("id")
    for i, _ in enumerate(entry.document.items("questions")):
        if name := entry.document.text("questions", i, "id"):
            yield name, entry.document.at("questions", i, "id")


def part_locations(loaded: LoadedData) -> Iterator[tuple[str, Location]]:
    """Yield a key and the location of each part of a sheet that has no id of its own.

    A prompt or an agenda item has the id of its record, `--` and its number from 1 as its key. A
    picture, the label of a section and the rights of a question or resource have the id of their
    record or question and `--picture`, `--label` or `--rights`.
    """
    for entry in loaded.entries:
        key = {"resource": "prompts", "plan": "agenda"}.get(entry.kind, "")
        for i, _ in enumerate(entry.document.items(key)):
            yield f"{entry.id}--{i + 1}", entry.document.at(key, i)
        if entry.kind == "resource" and entry.document.get("picture"):
            yield f"{entry.id}--picture", entry.document.at("picture")
        if entry.kind == "section":
            yield f"{entry.id}--label", entry.document.at("label")
    yield from _rights_locations(loaded)


def _rights_locations(loaded: LoadedData) -> Iterator[tuple[str, Location]]:
    """Yield where the rights of each question and resource are stated: there, or further out."""
    framework = next(loaded.entries_of("framework"), None)
    fallback: list[tuple[Entry, KeyPath]] = [(framework, ("rights",))] if framework else []
    candidates: list[tuple[Entry, KeyPath, list[tuple[Entry, KeyPath]]]] = [
        (entry, path, [(entry, (*path, "rights")), (entry, ("rights",))])
        for entry, path in questions(loaded)
    ]
    for entry in loaded.entries_of("resource"):
        keys = ("based_on", "card_rights", "rights")
        candidates.append((entry, (), [(entry, (key,)) for key in keys]))
    for entry, path, nearest in candidates:
        for holder, rights in (*nearest, *fallback):
            if holder.document.get(*rights):
                yield f"{entry.document.get(*path, 'id')}--rights", holder.document.at(*rights)
                break


class Reference(NamedTuple):
    """A value that refers to something by its id, found in `entry` at `path`.

    `kind` says what is referred to, `target` is the id, and `marks` are those of the field.
    """

    kind: Names
    target: str
    entry: Entry
    path: KeyPath
    marks: Marks

    @property
    def location(self) -> Location:
        """The location of the value."""
        return self.entry.document.at(*self.path)

    @property
    def enclosing_ids(self) -> Iterator[str | None]:
        """The ids of the records around the value, outermost first; None where a level has none."""
        return (self.entry.document.text(*self.path[:end], "id") for end in range(len(self.path)))


def references(loaded: LoadedData) -> Iterator[Reference]:
    """Yield each reference to a question, resource or sheet in a field made for references."""
    for entry in loaded.entries:
        for it in entry.texts:
            for kind in it.marks if it.text else ():
                if isinstance(kind, Names):
                    yield Reference(kind, it.text, entry, it.path, it.marks)


def resource_placements(loaded: LoadedData) -> Iterator[Reference]:
    """Yield each reference that assigns a resource to a section or to the other resources."""
    return (reference for reference in references(loaded) if Mark.HOME in reference.marks)


def questions(loaded: LoadedData) -> Iterator[tuple[Entry, KeyPath]]:
    """Yield each question as the entry of its section and its path in it."""
    for entry in loaded.entries_of("section"):
        for i, _ in enumerate(entry.document.items("questions")):
            if isinstance(entry.document.get("questions", i, "id"), str):
                yield entry, ("questions", i)


LocatedText = tuple[str, Location]
"""An id or a word, and its location."""


def searches(loaded: LoadedData) -> Iterator[tuple[list[LocatedText], list[LocatedText]]]:
    """Yield the words of each configured search, and its first result as a list of at most one."""
    for entry in loaded.entries_of("searches"):
        for i, _ in enumerate(entry.document.items("searches")):
            path = ("searches", i)
            words = enumerate(entry.document.items(*path, "words"))
            at, first = entry.document.at, entry.document.text(*path, "first")
            yield (
                [(it, at(*path, "words", j)) for j, it in words if isinstance(it, str)],
                [(first, at(*path, "first"))] if first else [],
            )
