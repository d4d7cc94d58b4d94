"""The content of a data file as plain values, and where each value and key stands in it.

Knows neither how YAML is parsed nor the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.data.source_text import MAX_BYTES
from generator.errors import Location

KeyPath = tuple[str | int, ...]
"""The keys and list indexes that lead to a value in a file."""

Place = Any
"""Where a value stands, and the values in it, as plain data.

Of a text, a yes or no or nothing it is a number that `packed` gives; of a list or a group of keys
it is a list: the number, those of its keys, and the places of its items. Locations would take more
memory than the data.
"""


def packed(line: int, column: int) -> int:
    """Return a line and a column, both counted from 1, as one number."""
    return line << _COLUMN_BITS | column


def line_and_column(place: int) -> tuple[int, int]:
    """Return what `packed` made one number of."""
    return place >> _COLUMN_BITS, place & (1 << _COLUMN_BITS) - 1


_COLUMN_BITS = (MAX_BYTES + 1).bit_length()

_START, _KEYS, _ITEMS = 0, 1, 2
"""What a list holds that is a place."""


@dataclass(frozen=True, eq=False)
class Document:
    """The content of one YAML file, with the `place` of every value and key in it.

    It is equal to itself alone, so that what is made of it can be kept with it.

    `comments` has the location of each comment that ends or interrupts an unquoted value, by the
    path of that value: a text may have been meant to go on there, as in `Who is number #1?`.
    """

    path: str
    value: Any
    place: Place
    comments: Mapping[KeyPath, Location]

    def at(self, *path: str | int) -> Location:
        """Return the location of the value at `path`, or of the nearest existing one around it."""
        *_, (_, place) = self._way(path)
        return self.location(place[_START] if isinstance(place, list) else place)

    def key_at(self, *path: str | int) -> Location:
        """Return the location of the key of the value at `path`; of the value, if it has no key."""
        way = [*self._way(path)]
        if len(way) == len(path) + 1 > 1 and isinstance(path[-1], str):
            value, place = way[-2]
            return self.location(place[_KEYS][[*value].index(path[-1])])
        return self.at(*path)

    def get(self, *path: str | int) -> Any:
        """Return the value at `path`, or None if there is none."""
        value = self.value
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def items(self, *path: str | int) -> list[Any]:
        """Return the items of the list at `path`; an empty list if there is no list."""
        value = self.get(*path)
        return value if isinstance(value, list) else []

    def text(self, *path: str | int) -> str | None:
        """Return the text at `path`; None if it is missing, empty or not text."""
        value = self.get(*path)
        return value if isinstance(value, str) and value else None

    @property
    def texts(self) -> list[tuple[KeyPath, str, int]]:
        """Every text of the file, keys excluded, as its path, the text and its place."""
        found: list[tuple[KeyPath, str, int]] = []
        _add_texts(found, (), self.value, self.place)
        return found

    def _way(self, path: KeyPath) -> Iterator[tuple[Any, Any]]:
        """Yield the value and place of the file, then of each step of `path`, as far as it goes."""
        value, place = self.value, self.place
        yield value, place
        for step in path:
            if isinstance(value, dict) and step in value:
                number = [*value].index(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                number = step
            else:
                return
            value, place = value[step], place[_ITEMS][number]
            yield value, place

    def location(self, place: int) -> Location:
        """Return a place in this file as a location."""
        return Location(self.path, *line_and_column(place))


def _add_texts(
    found: list[tuple[KeyPath, str, int]], path: KeyPath, value: Any, place: Place
) -> None:
    """Add each text in a value to `found`, with its path and its place."""
    if isinstance(value, str):
        found.append((path, value, place))
    elif isinstance(place, list):
        steps = value if isinstance(value, dict) else range(len(value))
        for step, its in zip(steps, place[_ITEMS], strict=True):
            _add_texts(found, (*path, step), value[step], its)
