"""Load a data folder: find its YAML files, read each and validate it as a record.

Takes the path of the folder and returns a `LoadedData` with every record and every problem met on
the way. How a fault in a record is worded is for `validation`; rules between records are in
`checks`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from generator.data import validation, yaml_reader
from generator.data.document import Document, KeyPath
from generator.data.yaml_errors import SourceError
from generator.errors import Location, Problem, shown_path
from generator.model import fields
from generator.model.fields import Marks
from generator.model.schema import RECORDS
from generator.model.values import Record

FRAMEWORK_FILE = "framework.yml"
LEDGER_FILE = "permalinks.yml"
LINKS_FILE = "links.yml"
GLOSSARY_FILE = "glossary.yml"
SEARCHES_FILE = "searches.yml"
KIND_BY_FILE = {
    FRAMEWORK_FILE: "framework",
    LEDGER_FILE: "permalinks",
    LINKS_FILE: "link-list",
    GLOSSARY_FILE: "glossary",
    SEARCHES_FILE: "searches",
}
"""The kind of record in each file at the top of the data folder."""
KIND_BY_FOLDER = {"sections": "section", "resources": "resource", "plans": "plan"}
"""The kind of record in the files of each subfolder."""
SCHEMA_FOLDER = "schema"
_IGNORED_NAMES = {SCHEMA_FOLDER, "README.md"}


class TextValue(NamedTuple):
    """A string in a data file: its path and place in the file, and the marks of its field."""

    path: KeyPath
    text: str
    marks: Marks
    document: Document
    place: int

    @property
    def location(self) -> Location:
        """The location of the string."""
        return self.document.location(self.place)


@dataclass(frozen=True)
class Entry:
    """One data file: the kind of record it should hold, its content, and the record if valid."""

    kind: str
    document: Document
    record: Record | None

    @property
    def id(self) -> str | None:
        """The id that the file gives its record, whether valid or not; None if it gives none."""
        return self.document.text("id")

    @cached_property
    def texts(self) -> tuple[TextValue, ...]:
        """Every string in the file; where the model has no field, there are no marks."""
        return tuple(self._texts())

    def _texts(self) -> Iterator[TextValue]:
        for path, text, place in self.document.texts:
            field = fields.place(RECORDS[self.kind], path)
            marks: Marks = field.marks if field else frozenset()
            yield TextValue(path, text, marks, self.document, place)


@dataclass(frozen=True)
class LoadedData:
    """The content of a data folder: its entries in reading order, and the problems found.

    `incomplete_kinds` are the kinds of record of which some file could not be read or lacks ids.
    Something of such a kind that seems to be missing may only be unreadable.
    """

    folder: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    incomplete_kinds: frozenset[str] = frozenset()

    def entries_of(self, kind: str) -> Iterator[Entry]:
        """Return the entries of one kind, in the order of their file names."""
        return (entry for entry in self.entries if entry.kind == kind)


def load(folder: Path) -> LoadedData:
    """Load every data file in `folder`. Raise nothing: faults are the `problems` of the result."""
    shown = shown_path(folder)
    if not folder.is_dir():
        location = Location(shown)
        return LoadedData(
            shown, (), (Problem(location, "there is no such folder", "name the data folder"),)
        )
    misplaced = [*_misplaced_files(folder)]
    problems = [_misplaced_file(file) for file in misplaced]
    entries = []
    incomplete_kinds = {kind for file in misplaced if (kind := _kind_meant(file))}
    for kind, file in _data_files(folder):
        try:
            document = yaml_reader.read(file, folder, shown_path(file))
        except SourceError as error:
            problems.append(error.problem)
            incomplete_kinds.add(kind)
            continue
        entry, wrong = _read_entry(kind, document)
        entries.append(entry)
        problems += wrong
        if _lacks_ids(entry):
            incomplete_kinds.add(kind)
    problems += _missing_files(folder)
    return LoadedData(shown, tuple(entries), tuple(problems), frozenset(incomplete_kinds))


def forget() -> None:
    """Let go of the files that were read, which are kept in case they are read once more."""
    yaml_reader.parse.cache_clear()
    _read_entry.cache_clear()


def has_glossary(folder: Path) -> bool:
    """Return whether a data folder explains words."""
    return os.path.lexists(folder / GLOSSARY_FILE)


def _data_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the kind and path of each data file, in natural order: `2-a.yml` before `10-b.yml`."""
    for name, kind in KIND_BY_FILE.items():
        if os.path.lexists(folder / name):
            yield kind, folder / name
    for name, kind in KIND_BY_FOLDER.items():
        for file in sorted(
            (folder / name).glob("*.yml"), key=lambda file: _natural_sort_key(file.name)
        ):
            if not _is_hidden_or_backup(file) and not file.is_dir():
                yield kind, file


def _natural_sort_key(name: str) -> list[tuple[int, str]]:
    """Return a sort key that compares the digits in a name as numbers."""
    parts = re.split(r"(\d+)", name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _missing_files(folder: Path) -> Iterator[Problem]:
    """Yield a problem for each file that every framework needs and this folder lacks."""
    if not os.path.lexists(folder / FRAMEWORK_FILE):
        yield Problem(
            Location(shown_path(folder)),
            f"there is no {FRAMEWORK_FILE}",
            "add it: it holds the title, edition, credit and rights",
        )
    if not any(kind == "section" for kind, _ in _data_files(folder)):
        yield Problem(
            Location(shown_path(folder / "sections")),
            "the folder holds no section",
            "add at least one, such as 1-purpose.yml",
        )


def _misplaced_files(folder: Path) -> Iterator[Path]:
    """Yield each file that is never read, since its folder or its name is wrong."""
    for file in sorted(folder.iterdir()):
        if file.name in _IGNORED_NAMES | KIND_BY_FILE.keys() or _is_hidden_or_backup(file):
            continue
        if file.name in KIND_BY_FOLDER:
            for inner in sorted(file.iterdir() if file.is_dir() else [file]):
                if not _is_hidden_or_backup(inner) and (inner.suffix != ".yml" or inner.is_dir()):
                    yield inner
        else:
            yield file


def _kind_meant(file: Path) -> str | None:
    """Return the kind of record that a misplaced file may hold, where its folder or name tells."""
    if not file.is_dir() and file.suffix.lower() not in {".yaml", ".yml"}:
        return None
    return KIND_BY_FOLDER.get(file.parent.name) or KIND_BY_FILE.get(f"{file.stem}.yml")


def _misplaced_file(file: Path) -> Problem:
    if file.suffix == ".yaml":
        return Problem(
            Location(shown_path(file)),
            "the name ends in .yaml",
            f"rename it to {file.stem}.yml",
        )
    *most, last = (f"{name}/" for name in KIND_BY_FOLDER)
    return Problem(
        Location(shown_path(file)),
        "nothing is read from here",
        f"the data is {FRAMEWORK_FILE} and the .yml files in {', '.join(most)} and {last}",
    )


def _is_hidden_or_backup(file: Path) -> bool:
    return file.name.startswith(".") or file.name.endswith("~")


@lru_cache(maxsize=64)  # in a preview, most documents stay as they are
def _read_entry(kind: str, document: Document) -> tuple[Entry, tuple[Problem, ...]]:
    """Validate a document as a record of `kind`; return its entry, and what is wrong with it."""
    if not isinstance(document.value, dict):
        wrong, right = f"a {kind} is wanted here", "begin with lines such as 'id: …'"
        return Entry(kind, document, None), (Problem(document.at(), wrong, right),)
    if other := _likely_kind(document.value, kind):
        folder = next((f"{name}/" for name, held in KIND_BY_FOLDER.items() if held == other), None)
        right = f"move the file to {folder}" if folder else f"its name is {_file_name_of(other)}"
        wrong = f"a {other} is in the wrong place"
        return Entry(other, document, None), (Problem(document.at(), wrong, right),)
    problems = tuple(validation.truncated_texts(kind, document))
    try:
        return Entry(kind, document, RECORDS[kind].model_validate(document.value)), problems
    except ValidationError as error:
        problems += tuple(validation.problems(kind, document, error))
        return Entry(kind, document, None), problems


def _lacks_ids(entry: Entry) -> bool:
    """Return whether a record lacks its own id, or a section the id of one of its questions."""
    if entry.kind not in KIND_BY_FOLDER.values():
        return False
    questions = enumerate(entry.document.items("questions"))
    asked = [i for i, question in questions if isinstance(question, dict)]
    return not entry.id or not all(entry.document.text("questions", i, "id") for i in asked)


def _file_name_of(kind: str) -> str:
    return next(name for name, held in KIND_BY_FILE.items() if held == kind)


def _likely_kind(value: Mapping[str, Any], kind: str) -> str | None:
    """Return another kind whose fields fit all keys of `value`, if those of `kind` do not."""
    keys = set(value)
    if keys <= set(RECORDS[kind].model_fields):
        return None
    required = {
        name: {key for key, field in record.model_fields.items() if field.is_required()}
        for name, record in RECORDS.items()
    }
    fits = [name for name in RECORDS if required[name] <= keys <= set(RECORDS[name].model_fields)]
    return next((name for name in fits if name != kind), None)
