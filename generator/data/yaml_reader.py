"""Parse a YAML file into plain values, with the location of every value and key.

The only module that imports `yaml`. It accepts a subset of YAML: duplicate keys, aliases and tags
are errors, and a scalar stays the text that was typed, except that an empty one is None and an
unquoted yes or no is a `bool`. A blank line in a folded text stays one, so paragraphs stay apart.
Knows nothing of the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import yaml

from generator.data.document import Document, KeyPath, Place, line_and_column, packed
from generator.data.source_text import (
    forbidden_character,
    read_text,
    refuse_hidden_line_breaks,
    split_lines,
)
from generator.data.yaml_errors import (
    UNUSUAL_SPACE,
    SourceError,
    find_comment,
    location_of,
    raise_explained,
    refuse_list_dash,
    refuse_unusual_space,
    unusual_space_error,
)
from generator.errors import Location
from generator.system.results import kept

MAX_DEPTH = 12

_FASTEST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser written in C, if PyYAML was built with it, as its wheels are."""

_YES_NO = re.compile(r"^(?:yes|true|on|no|false|off)$", re.IGNORECASE | re.ASCII)
_NULL = re.compile(r"^(?:~|null|)$", re.IGNORECASE | re.ASCII)
_READ_DIFFERENTLY_BY_C = re.compile("[\t\ufeff]")
"""Characters that the parser written in C treats differently from the one in Python."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def read(file: Path, root: Path, shown_as: str) -> Document:
    """Read and parse the YAML `file`, which must lie below the folder `root`.

    Raise `SourceError` if the file cannot be read as text or is not in the subset of YAML described
    above; messages call it `shown_as`.
    """
    return parse(read_text(file, root, shown_as), shown_as)


@lru_cache(maxsize=64)  # in a preview, most files stay as they are
def parse(text: str, path: str) -> Document:
    """Parse YAML `text`. Raise `SourceError`, naming the file as `path`, if it is not valid."""
    value, place, comments = _parsed(text, path)
    return Document(path, value, place, {tuple(way): Location(*at) for way, at in comments})


@kept
def _parsed(text: str, path: str) -> tuple[Any, Place, list[tuple[KeyPath, Location]]]:
    """Return what a `Document` holds, as plain data."""
    refuse_hidden_line_breaks(text, path)
    if not _READ_DIFFERENTLY_BY_C.search(text):
        with suppress(yaml.YAMLError, ValueError, OverflowError):
            return _EventReader(text, path, _FASTEST_LOADER).parsed()
    # Parse again with the parser in Python, whose errors can be explained.
    reader = _EventReader(text, path, yaml.SafeLoader)
    try:
        return reader.parsed()
    except yaml.reader.ReaderError as error:
        character: Any = error.character
        number = character if isinstance(character, int) else ord(character)
        raise forbidden_character(number, text[: error.position], path) from None
    except yaml.MarkedYAMLError as error:
        raise_explained(error, text, path)
    except (ValueError, OverflowError):  # an escape such as \U00110000
        raise SourceError(
            location_of(reader.parser.get_mark(), path),
            "no character has this number",
            "write the character itself",
        ) from None


def _place(event: Any) -> int:
    """Return where an event of PyYAML begins, which counts from 0."""
    return packed(event.start_mark.line + 1, event.start_mark.column + 1)


class _EventReader:
    """Build a document from a PyYAML parser's events, refusing aliases, tags and deep nesting."""

    def __init__(self, text: str, path: str, parser: Callable[[str], Any]) -> None:
        self.path = path
        self._new_parser = partial(parser, text)
        self._lines = [*split_lines(text), ""]  # the end of a text may be on a line of its own
        self.comments: dict[KeyPath, Location] = {}

    def parsed(self) -> tuple[Any, Place, list[tuple[KeyPath, Location]]]:
        """Return the value, its place and the comments.

        Raise `SourceError` for what is refused, or an error of PyYAML.
        """
        self.parser = self._new_parser()
        self._next()  # the beginning of the text
        empty = SourceError(
            Location(self.path), "the file is empty", "write its record, or delete it"
        )
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise empty
        first = self._next()
        for number, line in enumerate(self._lines[: first.start_mark.line], start=1):
            if line.startswith("%"):
                location = Location(self.path, number)
                raise SourceError(location, "a directive (%) is not read here", "delete the line")
        value, place = self._value(first, ())
        if value is None and not first.value:  # no more than a "---"
            raise empty
        if isinstance(value, str):  # no record: a space may have hidden its first key
            refuse_unusual_space(self._lines[: first.start_mark.line + 1], self.path)
        self._next()  # the end of the document
        if not isinstance(another := self._next(), yaml.StreamEndEvent):
            raise SourceError(
                location_of(another.start_mark, self.path),
                "a second document (---) begins here",
                "keep one record to a file",
            )
        return value, place, [*self.comments.items()]

    def _next(self) -> Any:
        return self.parser.get_event()

    def _value(self, event: Any, at: KeyPath, column: int = -1) -> tuple[Any, Place]:
        """Return the value that begins with `event`, and its place.

        `column` is that of its key or dash.
        """
        self._refuse_unread(event, len(at))
        start, begins = _place(event), event.start_mark.column
        keys: dict[str, int] = {}
        values: list[Any] = []
        places: list[Place] = []
        if isinstance(event, yaml.SequenceStartEvent):
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                value, place = self._value(item, (*at, len(values)), begins)
                values.append(value)
                places.append(place)
            return values, [start, [], places]
        if isinstance(event, yaml.MappingStartEvent):
            while not isinstance(key := self._next(), yaml.MappingEndEvent):
                name = self._key(key, len(at), keys)
                value, place = self._value(self._next(), (*at, name), key.start_mark.column)
                values.append(value)
                places.append(place)
            mapping = dict(zip(keys, values, strict=True))
            return mapping, [start, [*keys.values()], places]
        if not event.style:
            if comment := find_comment(event, column, self._lines, self.path):
                self.comments[at] = comment
            refuse_list_dash(event, self._lines, self.path)
        return self._scalar(event), start

    def _key(self, event: Any, depth: int, keys: dict[str, int]) -> str:
        """Return the text of a key, and add its place to `keys`.

        Raise `SourceError` for a duplicate.
        """
        self._refuse_unread(event, depth + 1)
        location = location_of(event.start_mark, self.path)
        if not isinstance(event, yaml.ScalarEvent):
            raise SourceError(
                location, "a key is one word", "put text with brackets or braces in quotes"
            )
        name: str = event.value
        if found := re.match(UNUSUAL_SPACE, name) or re.search(rf"(?:{UNUSUAL_SPACE})$", name):
            raise unusual_space_error(
                found[0], Location(self.path, location.line, location.column + found.start())
            )
        if name in keys:
            first = line_and_column(keys[name])[0]
            raise SourceError(
                location, f"'{name}' stands here a second time", f"keep it once (line {first})"
            )
        keys[name] = _place(event)
        return name

    def _refuse_unread(self, event: Any, depth: int) -> None:
        """Raise `SourceError` for an alias, a tag or deep nesting."""
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            wrong, right = "an anchor (&) or alias (*) is not read here", "write the words out"
        elif event.tag:
            wrong, right = "a tag (!) is not read here", "put the text in quotes"
        elif depth >= MAX_DEPTH:
            wrong = f"nested more than {MAX_DEPTH} deep"
            right = "put text with brackets in quotes"
        else:
            return
        raise SourceError(location_of(event.start_mark, self.path), wrong, right)

    def _scalar(self, event: Any) -> str | bool | None:
        """Return a scalar as None, as a `bool` for yes or no, or as text with its paragraphs."""
        text: str = event.value
        if found := _CONTROL.search(text):
            raise SourceError(
                location_of(event.start_mark, self.path),
                f"the text holds the control character U+{ord(found[0]):04X}",
                "delete it",
            )
        if not event.style and _NULL.match(text):
            return None
        if not event.style and _YES_NO.match(text):
            return text.lower() in {"yes", "true", "on"}
        folded = event.style == ">" or event.start_mark.line != event.end_mark.line
        whole = folded and event.style != "|"
        return re.sub(r"(?<!\n)\n(?!\n|\Z)", "\n\n", text) if whole else text


def setting_locations(file: Path, shown_as: str) -> Mapping[tuple[str, ...], Location]:
    """Return the location of each setting in a YAML `file` that may hold any tags, by its path.

    The path of a setting is its keys, and that of its value ends in the value itself; an item of a
    list has the path of the list. The result is empty if the file cannot be read or parsed.
    """
    try:
        root = yaml.compose(file.read_bytes(), Loader=_FASTEST_LOADER)
    except (OSError, ValueError, yaml.YAMLError):
        return {}  # whoever reads it for its values says what is wrong
    found: dict[tuple[str, ...], Location] = {}
    seen: set[int] = set()

    def walk(node: yaml.Node, path: tuple[str, ...]) -> None:
        if isinstance(node, yaml.ScalarNode):
            found.setdefault((*path, node.value), location_of(node.start_mark, shown_as))
            return
        if id(node) in seen:
            return
        seen.add(id(node))
        for item in node.value:
            if isinstance(node, yaml.MappingNode):
                key, value = item
                if isinstance(key, yaml.ScalarNode):
                    found.setdefault((*path, key.value), location_of(key.start_mark, shown_as))
                    walk(value, (*path, key.value))
            else:
                walk(item, path)

    if root is not None:
        walk(root, ())
    return found
