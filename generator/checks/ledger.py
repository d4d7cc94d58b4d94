"""Rules of the ledger: each line can be true, and what was ever published is not lost.

An id that is not in the data any more is told, with the line to add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher
from typing import Any

from generator.data.loader import Entry, Loaded
from generator.errors import Location, Problem, near_match
from generator.model.ledger import Ledger, LedgerLine
from generator.model.values import MAX_ID_LENGTH, SLUG
from generator.permalinks.history import AUTHORED, History, Release, as_text

ALIKE = 0.6
"""From which share of common letters two questions are taken for one that was renamed."""


def problems(loaded: Loaded, claimed: Mapping[str, Location]) -> Iterator[Problem]:
    """What is wrong between the ledger and the data; `claimed` is where each id of it stands.

    While a file cannot be read, what is gone may be in it.
    """
    entry = next(loaded.of("permalinks"), None)
    if not entry or not isinstance(entry.record, Ledger):
        return
    lines = entry.record.lines
    known = {line.id for line in lines} | claimed.keys()
    first: dict[str, LedgerLine] = {}
    ended: dict[str, Location] = {}
    for i, line in enumerate(lines):
        place = entry.document.at("lines", i)
        if line.id in ended:
            wrong = f"'{line.id}' is gone since line {ended[line.id].line}"
            yield Problem(place, wrong, "delete this line: what is gone does not change")
        begins = first.setdefault(line.id, line) is line
        yield from _faults(line, place, known, begins=begins)
        if line.fate:
            ended.setdefault(line.id, place)
    for name in ended.keys() & claimed.keys():
        yield Problem(
            claimed[name],
            f"the id '{name}' was given up ({ended[name]})",
            "choose another: an id never comes back for something else",
        )
    yield from _circles(lines, entry)
    if not loaded.unread:
        yield from _gone(loaded, entry, lines, claimed)


def _faults(
    line: LedgerLine, place: Location, known: Set[str], *, begins: bool
) -> Iterator[Problem]:
    """What is wrong with one line; `begins` says whether it is the first of its id."""
    if begins and not (line.kind and line.words):
        wrong = f"the first line of '{line.id}' does not say what it is"
        yield Problem(place, wrong, "add 'kind' and 'words'")
    fates = (line.renamed, line.merged_into, line.split_into, line.retired)
    if len([fate for fate in fates if fate]) > 1:
        yield Problem(place, f"two things became of '{line.id}'", "keep one of them")
    if line.see and not line.retired:
        yield Problem(place, "'see' is for what is retired", "say why with 'retired'")
    for target in line.targets:
        if target not in known or target == line.id:
            yield Problem(place, f"there is no '{target}'", near_match(target, known - {line.id}))


def _circles(lines: Sequence[LedgerLine], entry: Entry) -> Iterator[Problem]:
    """Ids that lead to each other and so nowhere."""
    leads = {line.id: line.targets for line in lines if line.fate}

    def circle(name: str) -> bool:
        seen: set[str] = set()
        ahead = list(leads[name])
        while ahead:
            if (step := ahead.pop()) not in seen:
                seen.add(step)
                ahead += leads.get(step, ())
        return name in seen

    for i, line in enumerate(lines):
        if line.fate and circle(line.id):
            yield Problem(
                entry.document.at("lines", i),
                f"'{line.id}' leads back to itself",
                "name an id that is in the data",
            )


def _gone(
    loaded: Loaded, entry: Entry, lines: Sequence[LedgerLine], claimed: Mapping[str, Location]
) -> Iterator[Problem]:
    """Ids that were published, are not in the data, and of which nothing says what they became."""
    about = next(loaded.of("framework"), None)
    release = Release(*(_said(about, key) for key in ("edition", "version")))
    lives = History(Ledger(lines=lines)).lives
    new = {name: words for name, words in _words(loaded) if name not in lives}
    for i, line in enumerate(lines):
        life = lives[line.id]
        if line is not life.lines[0] or life.end or line.id in claimed:
            continue
        if life.kind not in AUTHORED:
            continue
        alike = {name: _alike(life.words, words) for name, words in new.items()}
        nearest = max(alike, key=lambda name: alike[name], default="")
        told: dict[str, Any] = {"id": line.id} | release._asdict()
        if nearest and alike[nearest] >= ALIKE:
            told["renamed"] = nearest
        else:
            told["retired"] = "why it is gone"
        yield Problem(
            entry.document.at("lines", i),
            f"the id '{line.id}' was published and is gone, and nothing says what became of it",
            f"add at the end of {entry.document.path}: {as_text(LedgerLine(**told)).strip()} "
            '(or renamed: "id", merged_into: "id", split_into: ["id", "id"], retired: "why")',
        )


def _said(entry: Entry | None, key: str) -> str:
    value = entry.document.get(key) if entry else None
    return value.strip() or "1" if isinstance(value, str) else "1"


def _words(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Each id of the data that could be published, with its words."""
    for entry in loaded.entries:
        named = [(entry.id, entry.document.get("title"))]
        for question in entry.document.items("questions"):
            if isinstance(question, dict):
                named.append((question.get("id"), question.get("text")))
        for name, words in named:
            if isinstance(name, str) and len(name) <= MAX_ID_LENGTH and re.fullmatch(SLUG, name):
                yield name, str(words or "")


def _alike(one: str, other: str) -> float:
    """Which share of their letters two texts have in common, where it is `ALIKE` or more."""
    first, second = (text.casefold()[:500] for text in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
