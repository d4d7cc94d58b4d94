"""Rules between records: ids are unique, what is named exists, minutes add up.

Works on what `loader` read, valid or not, so that one run tells all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from generator.data import ids
from generator.data.loader import FRAMEWORK_FILE, Loaded
from generator.data.yaml_reader import Path_
from generator.errors import Location, Problem, near_match
from generator.model.framework import WHOLE
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.searches import TARGET
from generator.model.sheet_kinds import ENDINGS, KINDS, PLAN_RUN
from generator.model.values import Names
from generator.permalinks.places import (
    EVERY_PAGE,
    LISTS,
    RESERVED,
    WINDOWS,
    page_of,
)


def problems(loaded: Loaded, pages: Iterable[str] | None = None) -> Iterator[Problem]:
    """What breaks a rule, one rule after the other; `pages` are the paths of hand-written pages."""
    rules = (_ids, _references, _homeless, _ways, _minutes, _plans)
    return chain(*(rule(loaded) for rule in rules), _searches(loaded, pages))


def _ids(loaded: Loaded) -> Iterator[Problem]:
    """An id stands once in the whole framework, and is not a word that the site uses itself."""
    first: dict[str, Location] = {}
    own = "is a word that the site uses itself"
    for entry in loaded.of("glossary"):
        for i, _ in enumerate(entry.document.items("terms")):
            if (name := entry.document.text("terms", i, "id")) in EVERY_PAGE:
                place = entry.document.at("terms", i, "id")
                yield Problem(place, f"the id '{name}' {own}", "choose another")
    for name, place in ids.claimed(loaded):
        if name in WINDOWS:
            yield Problem(
                place, f"the id '{name}' is a name that Windows keeps for itself", "choose another"
            )
        elif name in RESERVED or name.endswith(ENDINGS):
            yield Problem(place, f"the id '{name}' {own}", "choose another")
        elif name in first:
            yield Problem(
                place,
                f"the id '{name}' is taken ({first[name]})",
                "choose another: ids are unique in the whole framework",
            )
        else:
            first[name] = place


def _references(loaded: Loaded) -> Iterator[Problem]:
    """What is named exists, and is named once in a list; a question does not name itself.

    While a file of the kind that is named cannot be read, it may be in there.
    """
    known = _known(loaded)
    unread = loaded.unread | (set() if any(loaded.of("section")) else {"section"})
    seen: set[tuple[str, str, Path_]] = set()
    for mention in ids.mentions(loaded):
        kind, name, place = mention.kind.value, mention.name, mention.place
        this = (name, mention.entry.document.path, mention.path[:-1])
        if name not in known[mention.kind]:
            if not unread & _HELD_BY[mention.kind]:
                right = near_match(name, known[mention.kind])
                yield Problem(place, f"there is no {kind} '{name}'", right)
        elif name in mention.around:
            yield Problem(place, f"the {kind} '{name}' names itself", "name another")
        elif this in seen:
            yield Problem(place, f"the {kind} '{name}' is named twice here", "name it once")
        seen.add(this)


_HELD_BY = {
    Names.QUESTION: {"section"},
    Names.RESOURCE: {"resource"},
    Names.SHEET: {"framework", "section", "resource"},
}
"""The kinds of file from which each kind of thing comes."""


def _homeless(loaded: Loaded) -> Iterator[Problem]:
    """A resource is named by a section, or else by the list of other resources, not by both.

    While a file that could name it cannot be read, it may be named there.
    """
    mentions: dict[str, list[ids.Mention]] = {}
    for mention in ids.homes(loaded):
        mentions.setdefault(mention.name, []).append(mention)
    for entry in loaded.of("resource"):
        named = mentions.get(entry.id or "", [])
        if entry.id and not named and not loaded.unread & {"framework", "section"}:
            yield Problem(
                entry.document.at("id"),
                f"no section names the resource '{entry.id}'",
                f"add it to a section's 'resources' or to 'other_resources' in {FRAMEWORK_FILE}",
            )
        elsewhere = [mention for mention in named if mention.entry.kind == "framework"]
        if elsewhere and len(elsewhere) < len(named):
            yield Problem(
                elsewhere[0].place,
                f"the resource '{entry.id}' also belongs to a section",
                "name it in one of the two",
            )


def _ways(loaded: Loaded) -> Iterator[Problem]:
    """All questions have ways in, or none has."""
    asked = [*ids.questions(loaded)]
    without = [(it, at) for it, at in asked if it.document.get(*at, "ways_in") is None]
    if len(without) < len(asked):
        for entry, path in without:
            yield Problem(
                entry.document.at(*path),
                f"question '{entry.document.get(*path, 'id')}' has no 'ways_in', and others have",
                "give ways in to all questions or to none",
            )


def _minutes(loaded: Loaded) -> Iterator[Problem]:
    """The minutes of a resource's steps add up to its time, with the optional steps and without."""
    for entry in loaded.of("resource"):
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
                    f"the steps of resource '{entry.id}' add up to {_range(shortest, longest)} "
                    f"minutes, but its time is {_range(time.least, most)}",
                    "mend the minutes of the steps, or the time",
                )


def _range(least: int, most: int) -> str:
    return f"{least}" if least == most else f"{least} to {most}"


def _plans(loaded: Loaded) -> Iterator[Problem]:
    """The minutes of a plan's agenda add up."""
    for entry in loaded.of("plan"):
        if isinstance(entry.record, Plan):
            yield from _sum(entry.record, entry.document.at("minutes"))


def _searches(loaded: Loaded, pages: Iterable[str] | None) -> Iterator[Problem]:
    """What a search leads to first exists, and one search leads to one thing.

    While a file of the data cannot be read, it may be in there.
    """
    known = _known(loaded)[Names.SHEET] | {name for name, _ in ids.claimed(loaded)}
    known |= {PLAN_RUN.id_of(entry.id) for entry in loaded.of("plan") if entry.id}
    paths = {*map(page_of, pages or ()), *LISTS} - {""}
    stands: dict[str, Location] = {}
    for words, first in ids.searches(loaded):
        for word, place in words:
            key = " ".join(word.casefold().split())
            if key in stands:
                wrong = f"'{word}' stands here twice ({stands[key]})"
                yield Problem(place, wrong, "keep one of the two")
            stands.setdefault(key, place)
        for name, place in first:
            near = paths if "/" in name else known
            unsure = loaded.unread or (near is paths and pages is None)
            if name not in near and not unsure and re.fullmatch(TARGET, name):
                yield Problem(place, f"there is no '{name}'", near_match(name, near))


def _sum(plan: Plan, place: Location) -> Iterator[Problem]:
    total = sum(slot.minutes for slot in plan.agenda)
    if total != plan.minutes:
        yield Problem(
            place,
            f"the agenda of plan '{plan.id}' adds up to {total} minutes, not {plan.minutes}",
            f"change the minutes of an item, or write 'minutes: {total}'",
        )


def _known(loaded: Loaded) -> dict[Names, set[str]]:
    """The ids of all questions, resources and sheets."""
    resources = {entry.id for entry in loaded.of("resource") if entry.id}
    sections = {entry.id for entry in loaded.of("section") if entry.id}
    questions = {name for entry in loaded.of("section") for name, _ in ids.claimed_by(entry)}
    about = [entry.document for entry in loaded.of("framework")]
    records = {"framework": {WHOLE}, "section": sections, "resource": resources, "": {""}}
    needed = {key for key in (kind.needs for kind in KINDS) if any(item.get(key) for item in about)}
    if any(entry.document.get(*path, "ways_in") for entry, path in ids.questions(loaded)):
        needed.add("ways_in")
    sheets = {
        kind.id_of(record)
        for kind in KINDS
        if not kind.needs or kind.needs in needed
        for record in records.get(kind.record_kind, ())
    }
    return {
        Names.QUESTION: questions - sections,
        Names.RESOURCE: resources,
        Names.SHEET: sheets,
    }
