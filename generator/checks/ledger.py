"""Check the ledger of published ids: no line contradicts another, and no published id is lost.

Takes loaded data and yields problems; for an id that has disappeared, the advice is the line to
add. What the site publishes now is compared with the ledger in `published`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher
from typing import Any

from generator.data.loader import Entry, LoadedData
from generator.errors import Location, Problem, near_match
from generator.model.ledger import Ledger, LedgerLine
from generator.model.values import MAX_ID_LENGTH, SLUG
from generator.permalinks.history import AUTHORED, History, Release, as_text

MIN_SIMILARITY = 0.6
"""The similarity, from 0 to 1, from which a new text is taken for a renamed old one."""


def problems(loaded: LoadedData, declared: Mapping[str, Location]) -> Iterator[Problem]:
    """Yield a problem for each contradiction between the ledger and the data.

    `declared` has the location of each id in the data. If a data file could not be read, no id is
    reported as lost, as it may be in that file.
    """
    entry = next(loaded.entries_of("permalinks"), None)
    if not entry or not isinstance(entry.record, Ledger):
        return
    lines = entry.record.lines
    known = {line.id for line in lines} | declared.keys()
    first: dict[str, LedgerLine] = {}
    ended: dict[str, Location] = {}
    for i, line in enumerate(lines):
        location = entry.document.at("lines", i)
        if line.id in ended:
            wrong = f"'{line.id}' is gone since line {ended[line.id].line}"
            yield Problem(location, wrong, "delete this line: what is gone does not change")
        is_first = first.setdefault(line.id, line) is line
        yield from _line_problems(line, location, known, is_first=is_first)
        if line.fate:
            ended.setdefault(line.id, location)
    for name in ended.keys() & declared.keys():
        yield Problem(
            declared[name],
            f"the id '{name}' was given up ({ended[name]})",
            "choose another: an id never comes back for something else",
        )
    yield from _circular_lines(lines, entry)
    if not loaded.incomplete_kinds:
        yield from _disappeared_ids(loaded, entry, lines, declared)


def _line_problems(
    line: LedgerLine, location: Location, known: Set[str], *, is_first: bool
) -> Iterator[Problem]:
    """Yield a problem for each fault in one line; `is_first` says if it is the first of its id."""
    if is_first and not (line.kind and line.words):
        wrong = f"the first line of '{line.id}' does not say what it is"
        yield Problem(location, wrong, "add 'kind' and 'words'")
    fates = (line.renamed, line.merged_into, line.split_into, line.retired)
    if len([fate for fate in fates if fate]) > 1:
        yield Problem(location, f"two things became of '{line.id}'", "keep one of them")
    if line.see and not line.retired:
        yield Problem(location, "'see' is for what is retired", "say why with 'retired'")
    for target in line.targets:
        if target not in known or target == line.id:
            yield Problem(
                location, f"there is no '{target}'", near_match(target, known - {line.id})
            )


def _circular_lines(lines: Sequence[LedgerLine], entry: Entry) -> Iterator[Problem]:
    """Yield a problem for each line whose successors lead back to its own id."""
    successors = {line.id: line.targets for line in lines if line.fate}

    def is_circular(name: str) -> bool:
        seen: set[str] = set()
        pending = list(successors[name])
        while pending:
            if (current := pending.pop()) not in seen:
                seen.add(current)
                pending += successors.get(current, ())
        return name in seen

    for i, line in enumerate(lines):
        if line.fate and is_circular(line.id):
            yield Problem(
                entry.document.at("lines", i),
                f"'{line.id}' leads back to itself",
                "name an id that is in the data",
            )


def _disappeared_ids(
    loaded: LoadedData, entry: Entry, lines: Sequence[LedgerLine], declared: Mapping[str, Location]
) -> Iterator[Problem]:
    """Yield a problem for each published id that is neither in the data nor ended by a line."""
    about = next(loaded.entries_of("framework"), None)
    release = Release(*(_release_field(about, key) for key in ("edition", "version")))
    lives = History(Ledger(lines=lines)).lives
    new = {name: words for name, words in _words_by_id(loaded) if name not in lives}
    for i, line in enumerate(lines):
        life = lives[line.id]
        if line is not life.lines[0] or life.end or line.id in declared:
            continue
        if life.kind not in AUTHORED:
            continue
        similarity = {name: _similarity(life.words, words) for name, words in new.items()}
        nearest = max(similarity, key=lambda name: similarity[name], default="")
        suggestion: dict[str, Any] = {"id": line.id} | release._asdict()
        if nearest and similarity[nearest] >= MIN_SIMILARITY:
            suggestion["renamed"] = nearest
        else:
            suggestion["retired"] = "why it is gone"
        yield Problem(
            entry.document.at("lines", i),
            f"the id '{line.id}' was published and is gone, and nothing says what became of it",
            f"add at the end of {entry.document.path}: {as_text(LedgerLine(**suggestion)).strip()} "
            '(or renamed: "id", merged_into: "id", split_into: ["id", "id"], retired: "why")',
        )


def _release_field(entry: Entry | None, key: str) -> str:
    """Return a field of the framework that identifies its release; "1" if it is missing."""
    value = entry.document.get(key) if entry else None
    return value.strip() or "1" if isinstance(value, str) else "1"


def _words_by_id(loaded: LoadedData) -> Iterator[tuple[str, str]]:
    """Yield each valid id in the data that can be published, with its title or text."""
    for entry in loaded.entries:
        named = [(entry.id, entry.document.get("title"))]
        for question in entry.document.items("questions"):
            if isinstance(question, dict):
                named.append((question.get("id"), question.get("text")))
        for name, words in named:
            if isinstance(name, str) and len(name) <= MAX_ID_LENGTH and re.fullmatch(SLUG, name):
                yield name, str(words or "")


def _similarity(one: str, other: str) -> float:
    """Return the share of letters that two texts have in common, or 0 below `MIN_SIMILARITY`."""
    first, second = (text.casefold()[:500] for text in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= MIN_SIMILARITY else 0.0
