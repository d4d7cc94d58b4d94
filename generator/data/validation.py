"""Translate pydantic's validation errors into problems that an author can act on.

Takes a `Document` and the `ValidationError` that its record raised; yields problems that name the
record and the field, at their location, with advice. Knows neither files nor how YAML is parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from generator.data.document import Document, KeyPath
from generator.data.yaml_errors import QUOTE_OR_MOVE_COMMENT
from generator.errors import Problem, near_match
from generator.model import fields
from generator.model.schema import RECORDS
from generator.model.values import Mark, Record


def problems(kind: str, document: Document, error: ValidationError) -> Iterator[Problem]:
    """Yield a problem for each error found in validating `document` as a record of `kind`."""
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and _has_enough_items(detail):
            continue  # only its invalid items are missing, and each has a problem of its own
        yield _problem(kind, document, detail)


def truncated_texts(kind: str, document: Document) -> Iterator[Problem]:
    """Yield a problem for each text that a comment ends: it may have been meant to go on.

    Comments after numbers, ids, addresses and yes or no are clearly meant, and pass.
    """
    for path, location in document.comments.items():
        if _holds_words(kind, path):
            *around, last = path
            field = f"'{last}'"
            if isinstance(last, int):
                field = f"{_singular(str(around[-1]))} {last + 1}"
                around = around[:-1]
            owner = _owner_in_words(kind, document, tuple(around))
            yield Problem(
                location, f"{owner}: a comment begins here, and {field} ends", QUOTE_OR_MOVE_COMMENT
            )


def _holds_words(kind: str, path: KeyPath) -> bool:
    """Return whether the field at `path` is for free text."""
    field = fields.place(RECORDS[kind], path)
    return field is not None and Mark.WORDS in field.marks


def _has_enough_items(detail: Any) -> bool:
    """Return whether a list has as many items as it needs, valid or not."""
    return len(detail["input"]) >= int(detail["ctx"]["min_length"])


def _problem(kind: str, document: Document, detail: Any) -> Problem:
    """Return the problem for one of pydantic's errors."""
    path: KeyPath = detail["loc"]
    field = str(path[-1]) if path else kind
    owner = _owner_in_words(kind, document, path[:-1])
    if detail["type"] == "missing":
        article = "an" if field[0] in "aeio" else "a"
        return Problem(
            document.at(*path), f"{owner} has no '{field}'", f"add {article} '{field}:' line"
        )
    if detail["type"] == "extra_forbidden":
        known = _known_keys(RECORDS[kind], path[:-1])
        return Problem(
            document.key_at(*path),
            f"{owner} has an unknown key '{field}'",
            near_match(field, known),
        )
    if isinstance(path[-1] if path else "", int):
        field = f"{_singular(str(path[-2]))} {int(path[-1]) + 1}"
        owner = _owner_in_words(kind, document, path[:-2])
    wrong, right = _explain(detail, field)
    return Problem(document.at(*path), f"{owner}: {wrong}", right)


def _explain(detail: Any, field: str) -> tuple[str, str]:
    """Return what is wrong with a value and what would be right, by the type of the error."""
    value, kind, limits = detail["input"], detail["type"], detail.get("ctx", {})
    if value is None or kind in {"string_too_short", "unseen"}:
        right = "write it out, or delete the line where it may be left out"
        return _empty_text(field, value), right
    if kind == "string_type" and isinstance(value, bool):
        return f"'{field}' is a bare yes or no, not text", 'put the word in quotes, as in "yes"'
    if kind in _ADVICE_BY_TYPE:
        return f"'{field}' is {_described(value)}", _ADVICE_BY_TYPE[kind]
    if kind in {"too_short", "too_long"}:
        return _wrong_count(field, len(value), limits)
    if kind == "string_too_long":
        return f"'{field}' is too long", f"use at most {limits['max_length']} characters"
    if kind == "literal_error":
        return f"'{field}' is {_described(value)}", f"use {limits['expected']}"
    if kind == "least_over_most":
        return f"in '{field}', {detail['msg']}", "swap them, or leave 'most' out"
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = f"at least {limits['ge']}" if "ge" in limits else f"at most {limits['le']}"
        return f"'{field}' is {value}", f"use {bound}"
    if kind == "string_pattern_mismatch":
        right = _ADVICE_BY_FIELD.get(field, _ADVICE_BY_FIELD["id"])
        return f"'{field}' is '{_shortened(value)}'", right
    return detail["msg"], limits.get("right") or _ADVICE_BY_RULE.get(kind, "correct it")


def _empty_text(field: str, value: str | None) -> str:
    """Say that a text is empty, and name the invisible characters in it."""
    unseen = dict.fromkeys((value or "").strip(" \t\r\n"))
    named = ", ".join(f"U+{ord(letter):04X}" for letter in unseen)
    return f"'{field}' is empty" + (f": what is there cannot be seen ({named})" if named else "")


def _wrong_count(field: str, found: int, limits: Mapping[str, Any]) -> tuple[str, str]:
    """Say that a list has too few or too many items, and how many it should have."""
    if not found:
        return f"'{field}' is empty", "add at least one"
    items = "1 item" if found == 1 else f"{found} items"
    if "max_length" in limits:
        return f"'{field}' has {items}", f"keep at most {limits['max_length']}"
    return f"'{field}' has {items}", f"give at least {limits['min_length']}"


_ADVICE_BY_TYPE = {
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
"""What to write instead, by the type of pydantic's error."""
_ADVICE_BY_RULE = {
    "picture_items": "add what is missing, take away what is too much, or choose another kind",
    "no_grid": "add it under 'grids', or delete the picture",
    "no_column": "count the columns from 1, or delete the line",
    "pause_without_minutes": "say how long the break is, such as 'minutes: 10'",
    "no_prompt": "count no more prompts than there are",
}
"""What to write instead, by the type of an error that our own model raises."""
_ADVICE_BY_FIELD = {
    "id": "use lower-case letters, digits and single hyphens, as in 'shared-purpose'",
    "first": "use an id such as 'shared-purpose', or a page such as 'use/workshop/'",
    "start": 'use the 24-hour clock, as in "09:30"',
    "url": "use an address that begins https://, http:// or mailto:",
    "language": "use a language tag such as en-GB, cy or ar",
    "checked": "write the day as in 2026-03-31, or never",
}
"""What to write instead, by the name of the field whose pattern a value does not match."""


def _owner_in_words(kind: str, document: Document, path: KeyPath) -> str:
    """Describe the record that holds `path`, such as "step 3 of resource 'walk'"."""
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


def _known_keys(record: type[Record], path: KeyPath) -> set[str]:
    """Return the keys that may stand at `path` in a record."""
    field = fields.place(record, path)
    return {*field.record.model_fields} if field and field.record else set()


def _singular(name: str) -> str:
    return name.removesuffix("es" if name.endswith("ches") else "s")


def _described(value: Any) -> str:
    """Quote a text, or name the type of any other value, in words for authors."""
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
