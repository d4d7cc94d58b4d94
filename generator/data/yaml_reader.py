"""YAML text → plain values, and where each of them stands in its file.

The only module that imports ``yaml``. It reads less than YAML allows, so that
authors meet no surprise: duplicate keys, aliases and tags are errors, and a
scalar stays the text that was typed. The exceptions are an empty scalar
(``None``) and the unquoted words of YAML 1.1 for yes and no (``bool``), which
the model then refuses where text is meant; and a blank line within a text that
is folded stays one, so that paragraphs stay apart. Comments that may be a part
of a text are noted. Knows nothing of the model.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from generator.data.yaml_errors import (
    SPACE,
    SourceError,
    comment_in,
    place_of,
    refuse,
    refuse_items,
    refuse_space,
    unfit_space,
)
from generator.errors import Location

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 12

_FASTEST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser written in C where PyYAML was built with it, as its wheels are."""

Path_ = tuple[str | int, ...]
"""The keys and places in lists that lead to a value of a file."""

_YES_NO = re.compile(r"^(?:yes|true|on|no|false|off)$", re.IGNORECASE | re.ASCII)
_NOTHING = re.compile(r"^(?:~|null|)$", re.IGNORECASE | re.ASCII)
_LINES = re.compile(r"\r\n?|\n")
_UNSEEN_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line breaks to YAML, and to no editor: every line after them would have another number."""
_UNLIKE = re.compile("[\t\ufeff]")
"""What the parser written in C reads in another way."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Document:
    """The content of one YAML file: ``value``, and the place of every value and key in it.

    ``comments`` are the places of comments that end, or stand within, what is written without
    quotation marks as the value of a path. (A text may go on there, as in `Who is number #1?`.)
    """

    path: str
    value: Any
    values: Mapping[Path_, Location]
    keys: Mapping[Path_, Location]
    comments: Mapping[Path_, Location]

    def at(self, *path: str | int) -> Location:
        """Where the value at `path` starts, or the nearest value around it that exists."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Location(self.path))

    def key_at(self, *path: str | int) -> Location:
        """Where the key of the value at `path` stands."""
        return self.keys.get(path) or self.at(*path)

    def get(self, *path: str | int) -> Any:
        """The value at `path`, or None where there is none."""
        value = self.value
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def items(self, *path: str | int) -> list[Any]:
        """The items of the list at `path`; none where there is no list."""
        value = self.get(*path)
        return value if isinstance(value, list) else []

    def text(self, *path: str | int) -> str | None:
        """The text at `path`; None where there is none, or an empty one."""
        value = self.get(*path)
        return value if isinstance(value, str) and value else None

    def texts(self) -> Iterator[tuple[Path_, str, Location]]:
        """Every text of the file, keys apart: the way to it, its words and its place."""
        for path, place in self.values.items():
            if isinstance(text := self.get(*path), str):
                yield path, text, place


def read(file: Path, root: Path, shown_as: str) -> Document:
    """Read the YAML `file` below the folder `root`; messages call it `shown_as`.

    Raises `SourceError` for a symbolic link out of `root`, more than 4 MiB,
    bytes that are not UTF-8, a byte order mark and anything that is not the
    plain YAML described at the top of this module.
    """
    start = Location(shown_as)
    # Unlike `Path.resolve`, this does not stop at a link that leads to itself: `open` will say.
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
        raise SourceError(
            start, "this link leads out of the data folder", "copy the file itself here"
        )
    if file.is_fifo():  # to open it would wait for ever
        raise SourceError(
            start, "the file cannot be read (it is a pipe)", "make it a readable file"
        )
    try:
        with file.open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise SourceError(
            start, f"the file cannot be read ({reason})", "make it a readable file"
        ) from None
    if len(data) > MAX_BYTES:
        raise SourceError(start, "the file is larger than 4 MiB", "split it into smaller files")
    return parse(_decode(data, start), shown_as)


def parse(text: str, path: str) -> Document:
    """Read YAML `text`; `path` is what messages call the file. Raises `SourceError`."""
    if unseen := _UNSEEN_BREAKS.search(text):
        raise _unfit(ord(unseen[0]), text[: unseen.start()], path)
    if not _UNLIKE.search(text):
        with suppress(yaml.YAMLError, ValueError, OverflowError):
            return _Reader(text, path, _FASTEST).document()
    # The one whose faults we can explain.
    reader = _Reader(text, path, yaml.SafeLoader)
    try:
        return reader.document()
    except yaml.reader.ReaderError as error:
        character: Any = error.character
        number = character if isinstance(character, int) else ord(character)
        raise _unfit(number, text[: error.position], path) from None
    except yaml.MarkedYAMLError as error:
        refuse(error, text, path)
    except (ValueError, OverflowError):  # an escape such as \U00110000
        raise SourceError(
            place_of(reader.parser.get_mark(), path),
            "no character has this number",
            "write the character itself",
        ) from None


def _unfit(number: int, before: str, path: str) -> SourceError:
    """What to say of a character that stands after `before`."""
    return SourceError(
        _after(before, path),
        f"the character U+{number:04X} cannot stand in a text file",
        "delete it",
    )


def _after(before: str, path: str) -> Location:
    """The place in a file that `before` leads up to."""
    *lines, last = _LINES.split(before)
    return Location(path, len(lines) + 1, len(last) + 1)


class _Reader:
    """The content of a file from what a parser of PyYAML tells of it, piece by piece.

    It has a limit on depth, and no aliases and tags.
    """

    def __init__(self, text: str, path: str, parser: Callable[[str], Any]) -> None:
        self.path = path
        self._begin = partial(parser, text)
        self._lines = [*_LINES.split(text), ""]  # the end of a text may be on a line of its own
        self.comments: dict[Path_, Location] = {}
        self.values: dict[Path_, Location] = {}
        self.keys: dict[Path_, Location] = {}

    def document(self) -> Document:
        """The whole file. Raises `SourceError`, and what PyYAML raises."""
        self.parser = self._begin()
        self._next()  # the beginning of the text
        empty = SourceError(
            Location(self.path), "the file is empty", "write its record, or delete it"
        )
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise empty
        first = self._next()
        for number, line in enumerate(self._lines[: first.start_mark.line], start=1):
            if line.startswith("%"):
                place = Location(self.path, number)
                raise SourceError(place, "a directive (%) is not read here", "delete the line")
        value = self._value(first, ())
        if value is None and not first.value:  # no more than a "---"
            raise empty
        if isinstance(value, str):  # no record: a space may have hidden its first key
            refuse_space(self._lines[: first.start_mark.line + 1], self.path)
        self._next()  # the end of the document
        if not isinstance(another := self._next(), yaml.StreamEndEvent):
            raise SourceError(
                place_of(another.start_mark, self.path),
                "a second document (---) begins here",
                "keep one record to a file",
            )
        return Document(self.path, value, self.values, self.keys, self.comments)

    def _next(self) -> Any:
        return self.parser.get_event()

    def _value(self, event: Any, at: Path_, column: int = -1) -> Any:
        """The value that begins with an event; `column` is that of the key or dash before it."""
        place = self.values[at] = self._allowed(event, len(at))
        begins = event.start_mark.column
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                items.append(self._value(item, (*at, len(items)), begins))
            return items
        if isinstance(event, yaml.MappingStartEvent):
            mapping: dict[str, Any] = {}
            while not isinstance(key := self._next(), yaml.MappingEndEvent):
                name = self._key(key, at)
                mapping[name] = self._value(self._next(), (*at, name), key.start_mark.column)
            return mapping
        if not event.style:
            if comment := comment_in(event, column, self._lines, self.path):
                self.comments[at] = comment
            refuse_items(event, self._lines, self.path)
        return _scalar(event, place)

    def _key(self, event: Any, at: Path_) -> str:
        place = self._allowed(event, len(at) + 1)
        if not isinstance(event, yaml.ScalarEvent):
            raise SourceError(
                place, "a key is one word", "put text with brackets or braces in quotes"
            )
        name: str = event.value
        if found := re.match(SPACE, name) or re.search(rf"(?:{SPACE})$", name):
            raise unfit_space(
                found[0], Location(self.path, place.line, place.column + found.start())
            )
        if first := self.keys.get((*at, name)):
            raise SourceError(
                place, f"'{name}' stands here a second time", f"keep it once (line {first.line})"
            )
        self.keys[(*at, name)] = place
        return name

    def _allowed(self, event: Any, depth: int) -> Location:
        """The place of what begins here, which is something that we read."""
        place = place_of(event.start_mark, self.path)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise SourceError(
                place, "an anchor (&) or alias (*) is not read here", "write the words out"
            )
        if event.tag:
            raise SourceError(place, "a tag (!) is not read here", "put the text in quotes")
        if depth >= MAX_DEPTH:
            raise SourceError(
                place, f"nested more than {MAX_DEPTH} deep", "put text with brackets in quotes"
            )
        return place


def _scalar(event: Any, place: Location) -> str | bool | None:
    text: str = event.value
    if found := _CONTROL.search(text):
        raise SourceError(
            place, f"the text holds the control character U+{ord(found[0]):04X}", "delete it"
        )
    if not event.style and _NOTHING.match(text):
        return None
    if not event.style and _YES_NO.match(text):
        return text.lower() in {"yes", "true", "on"}
    folded = event.style == ">" or event.start_mark.line != event.end_mark.line
    return re.sub(r"(?<!\n)\n(?!\n|\Z)", "\n\n", text) if folded and event.style != "|" else text


def _decode(data: bytes, start: Location) -> str:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(
            start, "the file begins with a byte order mark", "save it as UTF-8 without BOM"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _after(data[: error.start].decode("utf-8"), start.path)
        raise SourceError(place, "the file is not UTF-8 text", "save it as UTF-8") from None


def places(file: Path, shown_as: str) -> Mapping[tuple[str, ...], Location]:
    """Where each setting stands in any YAML `file`, whatever tags it holds; `{}` if it has none.

    A setting is known by its keys and, last, by its value; items of a list have the keys of it.
    """
    try:
        root = yaml.compose(file.read_bytes(), Loader=_FASTEST)
    except (OSError, ValueError, yaml.YAMLError):
        return {}  # whoever reads it for its values says what is wrong
    found: dict[tuple[str, ...], Location] = {}
    seen: set[int] = set()

    def walk(node: yaml.Node, path: tuple[str, ...]) -> None:
        if isinstance(node, yaml.ScalarNode):
            found.setdefault((*path, node.value), place_of(node.start_mark, shown_as))
            return
        if id(node) in seen:
            return
        seen.add(id(node))
        for item in node.value:
            if isinstance(node, yaml.MappingNode):
                key, value = item
                if isinstance(key, yaml.ScalarNode):
                    found.setdefault((*path, key.value), place_of(key.start_mark, shown_as))
                    walk(value, (*path, key.value))
            else:
                walk(item, path)

    if root is not None:
        walk(root, ())
    return found
