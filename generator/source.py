"""YAML text → plain values, and where each of them stands in its file.

The only module that imports ``yaml``. It reads less than YAML allows, so that
authors meet no surprise: duplicate keys, aliases and tags are errors, and a
scalar stays the text that was typed. The exceptions are an empty scalar
(``None``) and the unquoted words of YAML 1.1 for yes and no (``bool``), which
the model then refuses where text is meant. Knows nothing of the model.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import yaml

from generator.errors import Location, Problem

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


class SourceError(Exception):
    """A file that cannot be read as data; carries the one problem that stopped the reading."""

    def __init__(self, location: Location, wrong: str, right: str) -> None:
        self.problem = Problem(location, wrong, right)
        super().__init__(str(self.problem))


@dataclass(frozen=True)
class Document:
    """The content of one YAML file: ``value``, and the place of every value and key in it."""

    path: str
    value: Any
    values: Mapping[Path_, Location]
    keys: Mapping[Path_, Location]

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
        _refuse(error, text, path)
    except (ValueError, OverflowError):  # an escape such as \U00110000
        raise SourceError(
            _place(reader.parser.get_mark(), path),
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
        value = self._value(first, ())
        if value is None and not first.value:  # no more than a "---"
            raise empty
        self._next()  # the end of the document
        if not isinstance(another := self._next(), yaml.StreamEndEvent):
            raise SourceError(
                _place(another.start_mark, self.path),
                "a second document (---) begins here",
                "keep one record to a file",
            )
        return Document(self.path, value, self.values, self.keys)

    def _next(self) -> Any:
        return self.parser.get_event()

    def _value(self, event: Any, at: Path_) -> Any:
        place = self.values[at] = self._allowed(event, len(at))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                items.append(self._value(item, (*at, len(items))))
            return items
        if isinstance(event, yaml.MappingStartEvent):
            mapping: dict[str, Any] = {}
            while not isinstance(key := self._next(), yaml.MappingEndEvent):
                name = self._key(key, at)
                mapping[name] = self._value(self._next(), (*at, name))
            return mapping
        return _scalar(event, place)

    def _key(self, event: Any, at: Path_) -> str:
        place = self._allowed(event, len(at) + 1)
        if not isinstance(event, yaml.ScalarEvent):
            raise SourceError(
                place, "a key is one word", "put text with brackets or braces in quotes"
            )
        name: str = event.value
        if first := self.keys.get((*at, name)):
            raise SourceError(
                place, f"'{name}' stands here a second time", f"keep it once (line {first.line})"
            )
        self.keys[(*at, name)] = place
        return name

    def _allowed(self, event: Any, depth: int) -> Location:
        """The place of what begins here, which is something that we read."""
        place = _place(event.start_mark, self.path)
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


def _scalar(event: yaml.ScalarEvent, place: Location) -> str | bool | None:
    text: str = event.value
    if found := _CONTROL.search(text):
        raise SourceError(
            place, f"the text holds the control character U+{ord(found[0]):04X}", "delete it"
        )
    if not event.style and _NOTHING.match(text):
        return None
    if not event.style and _YES_NO.match(text):
        return text.lower() in {"yes", "true", "on"}
    return text


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


def _refuse(error: yaml.MarkedYAMLError, text: str, path: str) -> NoReturn:
    """Say what PyYAML found in words that an author can act on."""
    mark = error.problem_mark or error.context_mark
    place = _place(mark, path) if mark else Location(path)
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    tabbed = "\t" in line[: len(line) - len(line.lstrip())] or line[place.column - 1 :][:1] == "\t"
    problem = error.problem or "it cannot be read"
    if tabbed:
        column = line.index("\t") + 1
        raise SourceError(
            Location(path, place.line, column), "a tab stands where YAML wants spaces", "use spaces"
        ) from None
    for words, wrong, right in _MEANT:
        if words in problem:
            raise SourceError(place, wrong, right) from None
    if error.context_mark and "quoted scalar" in (error.context or ""):
        raise SourceError(
            _place(error.context_mark, path),
            "a quotation mark is not closed as it should be",
            "close it, or use the other kind",
        ) from None
    raise SourceError(
        place,
        f"broken YAML ({problem})",
        "check the indentation, colons and quotation marks here and just above",
    ) from None


_MEANT = (
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


def _place(mark: Any, path: str) -> Location:
    return Location(path, mark.line + 1, mark.column + 1)


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
            found.setdefault((*path, node.value), _place(node.start_mark, shown_as))
            return
        if id(node) in seen:
            return
        seen.add(id(node))
        for item in node.value:
            if isinstance(node, yaml.MappingNode):
                key, value = item
                if isinstance(key, yaml.ScalarNode):
                    found.setdefault((*path, key.value), _place(key.start_mark, shown_as))
                    walk(value, (*path, key.value))
            else:
                walk(item, path)

    if root is not None:
        walk(root, ())
    return found
