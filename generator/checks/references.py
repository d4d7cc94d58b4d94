"""Check the rules between records: ids are unique, references lead somewhere, minutes add up.

Takes loaded data, whether valid or not, so that one run reports every problem. Where a file could
not be read, nothing that may be in it is reported as missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from generator.data import ids
from generator.data.document import KeyPath
from generator.data.loader import FRAMEWORK_FILE, LoadedData
from generator.errors import Location, Problem, near_match
from generator.model.framework import WHOLE
from generator.model.resource import Resource
from generator.model.searches import TARGET
from generator.model.sheet_kinds import ENDINGS, KINDS, PLAN_PACK, PLAN_RUN
from generator.model.values import Names
from generator.permalinks.places import (
    EVERY_PAGE,
    LISTS,
    RESERVED,
    WINDOWS,
    page_of,
)


def problems(loaded: LoadedData, pages: Iterable[str] | None = None) -> Iterator[Problem]:
    """Yield the problems of every rule; `pages` are the paths of hand-written pages, if known."""
    rules = (
        _id_problems,
        _reference_problems,
        _resources_without_one_home,
        _questions_without_ways_in,
        _step_minute_problems,
    )
    return chain(*(rule(loaded) for rule in rules), _search_problems(loaded, pages))


def _id_problems(loaded: LoadedData) -> Iterator[Problem]:
    """Yield a problem for each id that is used twice or reserved."""
    first: dict[str, Location] = {}
    own = "is a word that the site uses itself"
    for entry in loaded.entries_of("glossary"):
        for i, _ in enumerate(entry.document.items("terms")):
            if (name := entry.document.text("terms", i, "id")) in EVERY_PAGE:
                location = entry.document.at("terms", i, "id")
                yield Problem(location, f"the id '{name}' {own}", "choose another")
    for name, location in ids.declared(loaded):
        if name in WINDOWS:
            yield Problem(
                location,
                f"the id '{name}' is a name that Windows keeps for itself",
                "choose another",
            )
        elif name in RESERVED or name.endswith(ENDINGS):
            yield Problem(location, f"the id '{name}' {own}", "choose another")
        elif name in first:
            yield Problem(
                location,
                f"the id '{name}' is taken ({first[name]})",
                "choose another: ids are unique in the whole framework",
            )
        else:
            first[name] = location


def _reference_problems(loaded: LoadedData) -> Iterator[Problem]:
    """Yield a problem for each reference to nothing, to itself, or made twice in one list."""
    known = _known_ids(loaded)
    incomplete_kinds = loaded.incomplete_kinds | (
        set() if any(loaded.entries_of("section")) else {"section"}
    )
    seen: set[tuple[str, str, KeyPath]] = set()
    for reference in ids.references(loaded):
        kind, name, location = reference.kind.value, reference.target, reference.location
        occurrence = (name, reference.entry.document.path, reference.path[:-1])
        if name not in known[reference.kind]:
            if not incomplete_kinds & _SOURCE_KINDS[reference.kind]:
                right = near_match(name, known[reference.kind])
                yield Problem(location, f"there is no {kind} '{name}'", right)
        elif name in reference.enclosing_ids:
            yield Problem(location, f"the {kind} '{name}' names itself", "name another")
        elif occurrence in seen:
            yield Problem(location, f"the {kind} '{name}' is named twice here", "name it once")
        seen.add(occurrence)


_SOURCE_KINDS = {
    Names.QUESTION: {"section"},
    Names.RESOURCE: {"resource"},
    Names.SHEET: {"framework", "section", "resource", "plan"},
}
"""The kinds of data file that give rise to each thing that can be referred to."""


def _resources_without_one_home(loaded: LoadedData) -> Iterator[Problem]:
    """Yield a problem for each resource listed nowhere, or both in a section and outside."""
    placements: dict[str, list[ids.Reference]] = {}
    for reference in ids.resource_placements(loaded):
        placements.setdefault(reference.target, []).append(reference)
    for entry in loaded.entries_of("resource"):
        named = placements.get(entry.id or "", [])
        if entry.id and not named and not loaded.incomplete_kinds & {"framework", "section"}:
            yield Problem(
                entry.document.at("id"),
                f"no section names the resource '{entry.id}'",
                f"add it to a section's 'resources' or to 'other_resources' in {FRAMEWORK_FILE}",
            )
        elsewhere = [reference for reference in named if reference.entry.kind == "framework"]
        if elsewhere and len(elsewhere) < len(named):
            yield Problem(
                elsewhere[0].location,
                f"the resource '{entry.id}' also belongs to a section",
                "name it in one of the two",
            )


def _questions_without_ways_in(loaded: LoadedData) -> Iterator[Problem]:
    """Yield a problem for each question without ways in, if any other has them."""
    asked = [*ids.questions(loaded)]
    without = [
        (entry, path) for entry, path in asked if entry.document.get(*path, "ways_in") is None
    ]
    if len(without) < len(asked):
        for entry, path in without:
            yield Problem(
                entry.document.at(*path),
                f"question '{entry.document.get(*path, 'id')}' has no 'ways_in', and others have",
                "give ways in to all questions or to none",
            )


def _step_minute_problems(loaded: LoadedData) -> Iterator[Problem]:
    """Yield a problem if a resource's steps, with or without optional ones, do not fit its time."""
    for entry in loaded.entries_of("resource"):
        if not isinstance(entry.record, Resource):
            continue
        steps, time = entry.record.steps, entry.record.time
        without = [i for i, step in enumerate(steps) if step.minutes is None]
        if len(without) == len(steps):
            continue
        for i in without:
            yield Problem(
                entry.document.at("steps", i),
                f"step {i + 1} of resource '{entry.id}' has no 'minutes', and others have",
                "give minutes to all steps or to none",
            )
        if not without:
            longest = sum(step.minutes or 0 for step in steps)
            shortest = sum(step.minutes or 0 for step in steps if not step.optional)
            most = time.most or time.least
            if shortest < time.least or longest > most:
                least_or_most = "most" if longest > most and time.most else "least"
                yield Problem(
                    entry.document.at("time", least_or_most),
                    f"the steps of resource '{entry.id}' add up to "
                    f"{_minute_range(shortest, longest)} minutes, "
                    f"but its time is {_minute_range(time.least, most)}",
                    "mend the minutes of the steps, or the time",
                )


def _minute_range(least: int, most: int) -> str:
    return f"{least}" if least == most else f"{least} to {most}"


def _search_problems(loaded: LoadedData, pages: Iterable[str] | None) -> Iterator[Problem]:
    """Yield a problem for each search whose words are taken, or whose first result is missing."""
    known = _known_ids(loaded)[Names.SHEET] | {name for name, _ in ids.declared(loaded)}
    plans = [entry.id for entry in loaded.entries_of("plan") if entry.id]
    known |= {kind.id_of(plan) for kind in (PLAN_RUN, PLAN_PACK) for plan in plans}
    paths = {*map(page_of, pages or ()), *LISTS} - {""}
    seen: dict[str, Location] = {}
    for words, first in ids.searches(loaded):
        for word, location in words:
            key = " ".join(word.casefold().split())
            if key in seen:
                wrong = f"'{word}' stands here twice ({seen[key]})"
                yield Problem(location, wrong, "keep one of the two")
            seen.setdefault(key, location)
        for name, location in first:
            candidates = paths if "/" in name else known
            may_be_unread = loaded.incomplete_kinds or (candidates is paths and pages is None)
            if name not in candidates and not may_be_unread and re.fullmatch(TARGET, name):
                yield Problem(location, f"there is no '{name}'", near_match(name, candidates))


def _known_ids(loaded: LoadedData) -> dict[Names, set[str]]:
    """Return the ids of all questions, resources and sheets that the data gives rise to."""
    resources = {entry.id for entry in loaded.entries_of("resource") if entry.id}
    sections = {entry.id for entry in loaded.entries_of("section") if entry.id}
    questions = {
        name for entry in loaded.entries_of("section") for name, _ in ids.declared_in(entry)
    }
    about = [entry.document for entry in loaded.entries_of("framework")]
    plans = {entry.id for entry in loaded.entries_of("plan") if entry.id}
    records = {
        "framework": {WHOLE}, "section": sections, "resource": resources, "session plan": plans,
        "": {""},
    }  # fmt: skip
    needed = {key for key in (kind.needs for kind in KINDS) if any(item.get(key) for item in about)}
    if any(entry.document.get(*path, "ways_in") for entry, path in ids.questions(loaded)):
        needed.add("ways_in")
    sheets = {
        kind.id_of(record)
        for kind in KINDS
        if kind not in (PLAN_RUN, PLAN_PACK) and (not kind.needs or kind.needs in needed)
        for record in records.get(kind.record_kind, ())
    }
    return {
        Names.QUESTION: questions - sections,
        Names.RESOURCE: resources,
        Names.SHEET: sheets,
    }
