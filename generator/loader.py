"""A folder of YAML files → the records in it, with every problem that stands in the way.

Finds the files, reads them, and turns what pydantic finds into problems with
file, line and column. What one record says of another is for `checks`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator import source
from generator.errors import Location, Problem, near_match
from generator.model.kinds import RECORDS
from generator.model.values import Record
from generator.source import Document, SourceError

FRAMEWORK_FILE = "framework.yml"
LEDGER_FILE = "permalinks.yml"
LINKS_FILE = "links.yml"
GLOSSARY_FILE = "glossary.yml"
FILES = {
    FRAMEWORK_FILE: "framework",
    LEDGER_FILE: "permalinks",
    LINKS_FILE: "link-list",
    GLOSSARY_FILE: "glossary",
}
FOLDERS = {"sections": "section", "resources": "resource", "plans": "plan"}
SCHEMA_FOLDER = "schema"
_NOT_DATA = {SCHEMA_FOLDER, "README.md"}


@dataclass(frozen=True)
class Entry:
    """One file: its kind of record, its text with places, and the record where it is valid."""

    kind: str
    document: Document
    record: Record | None

    @property
    def id(self) -> str | None:
        """The id that the file gives its record, valid or not."""
        return self.document.text("id")


@dataclass(frozen=True)
class Loaded:
    """All that a folder holds: its entries in order, and the problems met in reading them.

    `unread` are the kinds of record of which there is a file that could not be read, or that does
    not give the id of all that is in it: so what seems to be missing may be there.
    """

    folder: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()

    def of(self, kind: str) -> Iterator[Entry]:
        """The entries of one kind, in the order of their file names."""
        return (entry for entry in self.entries if entry.kind == kind)


def load(folder: Path) -> Loaded:
    """Read every record in `folder`. Raises nothing: problems are in what it returns."""
    shown = shown_path(folder)
    if not folder.is_dir():
        place = Location(shown)
        return Loaded(
            shown, (), (Problem(place, "there is no such folder", "name the data folder"),)
        )
    problems: list[Problem] = list(_strays(folder))
    entries = []
    unread = set()
    for kind, file in _files(folder):
        try:
            document = source.read(file, folder, shown_path(file))
        except SourceError as error:
            problems.append(error.problem)
            unread.add(kind)
            continue
        entries.append(_entry(kind, document, problems))
        if _nameless(entries[-1]):
            unread.add(kind)
    problems += _gaps(folder)
    return Loaded(shown, tuple(entries), tuple(problems), frozenset(unread))


def shown_path(path: Path) -> str:
    """`path` as messages show it: below the working folder where it is, with forward slashes."""
    relative = os.path.relpath(path)
    return path.as_posix() if relative.startswith("..") else Path(relative).as_posix()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The data files in reading order: by name, a number in a name counting as a number."""
    for name, kind in FILES.items():
        if os.path.lexists(folder / name):
            yield kind, folder / name
    for name, kind in FOLDERS.items():
        for file in sorted((folder / name).glob("*.yml"), key=lambda file: _in_order(file.name)):
            if not _ignored(file) and not file.is_dir():
                yield kind, file


def _in_order(name: str) -> list[tuple[int, str]]:
    parts = re.split(r"(\d+)", name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _gaps(folder: Path) -> Iterator[Problem]:
    """What every framework needs and this folder lacks."""
    if not os.path.lexists(folder / FRAMEWORK_FILE):
        yield Problem(
            Location(shown_path(folder)),
            f"there is no {FRAMEWORK_FILE}",
            "add it: it holds the title, edition, credit and rights",
        )
    if not any(kind == "section" for kind, _ in _files(folder)):
        yield Problem(
            Location(shown_path(folder / "sections")),
            "the folder holds no section",
            "add at least one, such as 1-purpose.yml",
        )


def _strays(folder: Path) -> Iterator[Problem]:
    """Files that nothing reads: they are in the wrong folder or have the wrong name."""
    for file in sorted(folder.iterdir()):
        if file.name in _NOT_DATA | FILES.keys() or _ignored(file):
            continue
        if file.name in FOLDERS:
            for inner in sorted(file.iterdir() if file.is_dir() else [file]):
                if not _ignored(inner) and (inner.suffix != ".yml" or inner.is_dir()):
                    yield _stray(inner)
        else:
            yield _stray(file)


def _stray(file: Path) -> Problem:
    if file.suffix == ".yaml":
        return Problem(
            Location(shown_path(file)),
            "the name ends in .yaml",
            f"rename it to {file.stem}.yml",
        )
    *most, last = (f"{name}/" for name in FOLDERS)
    return Problem(
        Location(shown_path(file)),
        "nothing is read from here",
        f"the data is {FRAMEWORK_FILE} and the .yml files in {', '.join(most)} and {last}",
    )


def _ignored(file: Path) -> bool:
    return file.name.startswith(".") or file.name.endswith("~")


def _entry(kind: str, document: Document, problems: list[Problem]) -> Entry:
    """The entry for a document; adds what is wrong with it to `problems`."""
    if not isinstance(document.value, dict):
        problems.append(
            Problem(document.at(), f"a {kind} is wanted here", "begin with lines such as 'id: …'")
        )
        return Entry(kind, document, None)
    if other := _looks_like(document.value, kind):
        right = next((f"{name}/" for name, held in FOLDERS.items() if held == other), None)
        problems.append(
            Problem(
                document.at(),
                f"a {other} is in the wrong place",
                f"move the file to {right}" if right else f"its name is {_file_of(other)}",
            )
        )
        return Entry(other, document, None)
    try:
        return Entry(kind, document, RECORDS[kind].model_validate(document.value))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if detail["type"] == "too_short" and _long_enough(detail):
                continue  # a list whose items are wrong: each is told
            problems.append(_problem(kind, document, detail))
        return Entry(kind, document, None)


def _nameless(entry: Entry) -> bool:
    """Whether a record lacks its own id, or a section that of a question."""
    if entry.kind not in FOLDERS.values():
        return False
    questions = enumerate(entry.document.items("questions"))
    asked = [i for i, question in questions if isinstance(question, dict)]
    return not entry.id or not all(entry.document.text("questions", i, "id") for i in asked)


def _long_enough(detail: Any) -> bool:
    """Whether a list has as many items as it needs, right or wrong."""
    return len(detail["input"]) >= int(detail["ctx"]["min_length"])


def _file_of(kind: str) -> str:
    return next(name for name, held in FILES.items() if held == kind)


def _looks_like(value: Mapping[str, Any], kind: str) -> str | None:
    """Another kind of record that has all the keys of `value`, when `kind` has not."""
    keys = set(value)
    if keys <= set(RECORDS[kind].model_fields):
        return None
    required = {
        name: {key for key, field in record.model_fields.items() if field.is_required()}
        for name, record in RECORDS.items()
    }
    fits = [name for name in RECORDS if required[name] <= keys <= set(RECORDS[name].model_fields)]
    return next((name for name in fits if name != kind), None)


def _problem(kind: str, document: Document, detail: Any) -> Problem:
    """One of pydantic's errors, in the words and at the place an author can use."""
    path: tuple[str | int, ...] = detail["loc"]
    field = str(path[-1]) if path else kind
    owner = _owner(kind, document, path[:-1])
    if detail["type"] == "missing":
        article = "an" if field[0] in "aeio" else "a"
        return Problem(
            document.at(*path), f"{owner} has no '{field}'", f"add {article} '{field}:' line"
        )
    if detail["type"] == "extra_forbidden":
        known = _fields(RECORDS[kind], path[:-1])
        return Problem(
            document.key_at(*path),
            f"{owner} has an unknown key '{field}'",
            near_match(field, known),
        )
    if isinstance(path[-1] if path else "", int):
        field = f"{_singular(str(path[-2]))} {int(path[-1]) + 1}"
        owner = _owner(kind, document, path[:-2])
    wrong, right = _explain(detail, field)
    return Problem(document.at(*path), f"{owner}: {wrong}", right)


def _explain(detail: Any, field: str) -> tuple[str, str]:
    """What is wrong with a value and what would be right, by pydantic's name for the fault."""
    value, kind, limits = detail["input"], detail["type"], detail.get("ctx", {})
    if value is None or kind == "string_too_short":
        return f"'{field}' is empty", "write it out, or delete the line where it may be left out"
    if kind == "string_type" and isinstance(value, bool):
        return f"'{field}' is a bare yes or no, not text", 'put the word in quotes, as in "yes"'
    if kind in _BY_TYPE:
        return f"'{field}' is {_named(value)}", _BY_TYPE[kind]
    if kind in {"too_short", "too_long"}:
        return _counted(field, len(value), limits)
    if kind == "string_too_long":
        return f"'{field}' is too long", f"use at most {limits['max_length']} characters"
    if kind == "literal_error":
        return f"'{field}' is {_named(value)}", f"use {limits['expected']}"
    if kind == "least_over_most":
        return f"in '{field}', {detail['msg']}", "swap them, or leave 'most' out"
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = limits.get("ge") or limits.get("le")
        least_or_most = "at least" if "ge" in limits else "at most"
        return f"'{field}' is {value}", f"use {least_or_most} {bound}"
    if kind == "string_pattern_mismatch":
        return f"'{field}' is '{_shortened(value)}'", _BY_FIELD.get(field, _BY_FIELD["id"])
    return detail["msg"], _BY_RULE.get(kind, "correct it")


def _counted(field: str, found: int, limits: Mapping[str, Any]) -> tuple[str, str]:
    if not found:
        return f"'{field}' is empty", "add at least one"
    items = "1 item" if found == 1 else f"{found} items"
    if "max_length" in limits:
        return f"'{field}' has {items}", f"keep at most {limits['max_length']}"
    return f"'{field}' has {items}", f"give at least {limits['min_length']}"


_BY_TYPE = {
    "string_type": "write it as text",
    "tuple_type": "write it as a list, each item on a line that begins with '- '",
    "list_type": "write it as a list, each item on a line that begins with '- '",
    "model_type": "write it as lines of 'key: value', indented",
    "model_attributes_type": "write it as lines of 'key: value', indented",
    "int_parsing": "write a whole number in figures, such as 20",
    "int_type": "write a whole number in figures, such as 20",
    "int_from_float": "write a whole number in figures, such as 20",
    "int_parsing_size": "write a whole number in figures, such as 20",
    "bool_parsing": "write yes or no",
    "bool_type": "write yes or no",
}
_BY_RULE = {
    "picture_items": "add what is missing, take away what is too much, or choose another kind",
    "no_grid": "add it under 'grids', or delete the picture",
}
_BY_FIELD = {
    "id": "use lower-case letters, digits and single hyphens, as in 'shared-purpose'",
    "start": 'use the 24-hour clock, as in "09:30"',
    "url": "use an address that begins https://, http:// or mailto:",
    "language": "use a language tag such as en-GB, cy or ar",
    "checked": "write the day as in 2026-03-31, or never",
}


def _owner(kind: str, document: Document, path: tuple[str | int, ...]) -> str:
    """The record around a place, in words: question 'who', step 3 of resource 'walk'."""
    words = []
    for end in range(len(path), 0, -1):
        if isinstance(path[end - 1], int):
            name = _singular(str(path[end - 2]))
            if found := document.text(*path[:end], "id"):
                return f"{name} '{found}'"
            words.append(f"{name} {int(path[end - 1]) + 1}")
        elif end == len(path) or isinstance(path[end], str):
            words.append(f"'{path[end - 1]}'")
    own = document.text("id")
    words.append(
        "the framework" if kind == "framework" else f"{kind} '{own}'" if own else f"this {kind}"
    )
    return " of ".join(words)


def _fields(record: type[Record], path: tuple[str | int, ...]) -> set[str]:
    """The keys that may stand at `path` in a record, read from its JSON Schema."""
    schema = record.model_json_schema()
    node: Any = schema
    for step in path:
        node = node["items"] if isinstance(step, int) else node["properties"][step]
        for choice in node.get("anyOf", ()):
            node = choice if "$ref" in choice else node
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return set(node["properties"])


def _singular(name: str) -> str:
    return name.removesuffix("s")


def _named(value: Any) -> str:
    names: list[tuple[type, Callable[[Any], str]]] = [
        (bool, lambda _: "a bare yes or no"),
        (str, lambda text: f"'{_shortened(text)}'"),
        (list, lambda _: "a list"),
        (dict, lambda _: "a group of keys"),
    ]
    return next(name(value) for kind, name in names if isinstance(value, kind))


def _shortened(text: Any) -> str:
    words = str(text)
    return words if len(words) <= 60 else words[:59] + "…"
