"""Each id in the data, and each mention of one: valid or not, with the place where it stands.

Says nothing of whether that is right: that is for `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.data.loader import Entry, LoadedData
from generator.data.yaml_reader import KeyPath
from generator.errors import Location
from generator.model.fields import Marks
from generator.model.values import Mark, Names


def declared(loaded: LoadedData) -> Iterator[tuple[str, Location]]:
    """Every id that records and questions give themselves."""
    for entry in loaded.entries:
        yield from declared_in(entry)


def declared_in(entry: Entry) -> Iterator[tuple[str, Location]]:
    """The id of one record, and those of its questions."""
    if entry.id:
        yield entry.id, entry.document.at("id")
    for i, _ in enumerate(entry.document.items("questions")):
        if name := entry.document.text("questions", i, "id"):
            yield name, entry.document.at("questions", i, "id")


def part_locations(loaded: LoadedData) -> Iterator[tuple[str, Location]]:
    """What has no id of its own but a place on a sheet, by the id of its record and what it is."""
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
    """Where the owner is named of each question and resource: in it, its section or the whole."""
    whole = next(loaded.entries_of("framework"), None)
    shared: list[tuple[Entry, KeyPath]] = [(whole, ("rights",))] if whole else []
    cited: list[tuple[Entry, KeyPath, list[tuple[Entry, KeyPath]]]] = [
        (entry, path, [(entry, (*path, "rights")), (entry, ("rights",))])
        for entry, path in questions(loaded)
    ]
    for entry in loaded.entries_of("resource"):
        keys = ("based_on", "card_rights", "rights")
        cited.append((entry, (), [(entry, (key,)) for key in keys]))
    for entry, path, nearest in cited:
        for holder, at in (*nearest, *shared):
            if holder.document.get(*at):
                yield f"{entry.document.get(*path, 'id')}--rights", holder.document.at(*at)
                break


class Reference(NamedTuple):
    """A text that names something by its id: a thing of which kind, and where."""

    kind: Names
    target: str
    entry: Entry
    path: KeyPath
    marks: Marks

    @property
    def location(self) -> Location:
        """Where it stands."""
        return self.entry.document.at(*self.path)

    @property
    def enclosing_ids(self) -> Iterator[str | None]:
        """The ids of the records in which it stands."""
        return (self.entry.document.text(*self.path[:end], "id") for end in range(len(self.path)))


def references(loaded: LoadedData) -> Iterator[Reference]:
    """Each mention of a question, a resource or a sheet in a field that is there to name one."""
    for entry in loaded.entries:
        for path, text, _, marks in entry.texts():
            for kind in marks if text else ():
                if isinstance(kind, Names):
                    yield Reference(kind, text, entry, path, marks)


def resource_placements(loaded: LoadedData) -> Iterator[Reference]:
    """Each mention that says where a resource belongs."""
    return (reference for reference in references(loaded) if Mark.HOME in reference.marks)


def questions(loaded: LoadedData) -> Iterator[tuple[Entry, KeyPath]]:
    """Each question: the section that holds it, and where in that."""
    for entry in loaded.entries_of("section"):
        for i, _ in enumerate(entry.document.items("questions")):
            if isinstance(entry.document.get("questions", i, "id"), str):
                yield entry, ("questions", i)


LocatedText = tuple[str, Location]
"""An id or a word, and where it stands."""


def searches(loaded: LoadedData) -> Iterator[tuple[list[LocatedText], list[LocatedText]]]:
    """Each search: its words, and what it leads to first (none where that is not given)."""
    for entry in loaded.entries_of("searches"):
        for i, _ in enumerate(entry.document.items("searches")):
            path = ("searches", i)
            words = enumerate(entry.document.items(*path, "words"))
            at, first = entry.document.at, entry.document.text(*path, "first")
            yield (
                [(it, at(*path, "words", j)) for j, it in words if isinstance(it, str)],
                [(first, at(*path, "first"))] if first else [],
            )
