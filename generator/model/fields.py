"""Introspection of records: the marks in the annotations of their fields, by path.

Takes a record class and returns the marks and nested records at each path of keys in it, so that
rules select fields by a mark such as `Mark.TITLE` and never by name. Must not know the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from generator.model.values import Mark, Names, Record

Marks = frozenset[Mark | Names]


class Place(NamedTuple):
    """One path in a record class: its marks and its parents', and the record class nested there."""

    marks: Marks
    record: type[Record] | None


@cache
def places(record: type[Record]) -> Mapping[tuple[str, ...], Place]:
    """Return every place in a record class by its path of keys; items of a list share one place."""
    found: dict[tuple[str, ...], Place] = {(): Place(frozenset(), record)}
    for name, field in record.model_fields.items():
        place = _place(Annotated[field.annotation, *field.metadata, None])
        found[(name,)] = place
        for path, inner in places(place.record).items() if place.record else ():
            found[(name, *path)] = Place(place.marks | inner.marks, inner.record)
    return found


def place(record: type[Record], path: Sequence[str | int]) -> Place | None:
    """Return the place at `path`, of keys and list indices; None where there is no field."""
    return places(record).get(tuple(step for step in path if isinstance(step, str)))


def _place(annotation: Any) -> Place:
    """Return the place that a field with this annotation describes."""
    parts = [*_parts(annotation)]
    marks = frozenset(part for part in parts if isinstance(part, Mark | Names))
    records = (part for part in parts if isinstance(part, type) and issubclass(part, Record))
    return Place(marks, next(records, None))


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield an annotation and, recursively, its type arguments."""
    yield annotation
    for part in get_args(annotation) if get_origin(annotation) else ():
        yield from _parts(part)
