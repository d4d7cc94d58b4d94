"""What the fields of a record say of themselves: the marks in their annotations, for each place.

So a rule asks for a mark, such as `Mark.TITLE`, and no rule lists fields by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from generator.model.values import Mark, Names, Record

Marks = frozenset[Mark | Names]


class Place(NamedTuple):
    """What may stand at one place: its marks and those around it, and the record that it holds."""

    marks: Marks
    record: type[Record] | None


@cache
def places(record: type[Record]) -> Mapping[tuple[str, ...], Place]:
    """Every place in a record, by the keys that lead to it; items of a list share their place."""
    found: dict[tuple[str, ...], Place] = {(): Place(frozenset(), record)}
    for name, field in record.model_fields.items():
        place = _place(Annotated[field.annotation, *field.metadata, None])
        found[(name,)] = place
        for path, inner in places(place.record).items() if place.record else ():
            found[(name, *path)] = Place(place.marks | inner.marks, inner.record)
    return found


def place(record: type[Record], path: Sequence[str | int]) -> Place | None:
    """The place at `path`, keys and numbers of items; None where nothing may stand."""
    return places(record).get(tuple(step for step in path if isinstance(step, str)))


def _place(annotation: Any) -> Place:
    parts = [*_parts(annotation)]
    marks = frozenset(part for part in parts if isinstance(part, Mark | Names))
    records = (part for part in parts if isinstance(part, type) and issubclass(part, Record))
    return Place(marks, next(records, None))


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is made of: `tuple[Text, ...] | None` holds a `str`."""
    yield annotation
    for part in get_args(annotation) if get_origin(annotation) else ():
        yield from _parts(part)
