"""Rules between records: ids are unique, what is named exists, minutes add up, sheets can be set.

Works on what `loader` read, valid or not, so that one run tells all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from unicodedata import category
from unicodedata import name as name_of

from generator import glossary, ledger, reading, weblinks, wording
from generator.errors import FrameworkError, Location, Problem, near_match
from generator.loader import FRAMEWORK_FILE, Entry, Loaded, load
from generator.model.about import About
from generator.model.framework import WHOLE, Framework
from generator.model.glossary import Glossary
from generator.model.ledger import Ledger
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.section import Section
from generator.permalinks import BLANK_SHEETS, RESERVED, RUN, WAYS
from generator.prose import Passage
from generator.source import Path_
from generator.worksheets import fonts

ON_CARDS = frozenset({"title", "summary", "rights", "card_rights"})
"""What a resource adds to sheets and cards that are not its own."""


class Authored(NamedTuple):
    """A framework, and where in the data each of its ids is written.

    A prompt of a resource and an item of a plan's agenda have no id of their own: their places are
    known as the id of their record, `--` and their number. That of a picture is known as the
    resource's id and `--picture`.
    """

    framework: Framework
    written: Mapping[str, Location]


def read_framework(folder: Path, pages: Path | None = None) -> Authored:
    """The framework that the data in `folder` describes, every reference in it checked.

    With `pages`, the folder of hand-written pages, the links there are held against the list too.
    Raises `FrameworkError` with every problem in it, each with file, line and column.
    """
    return checked(load(folder), pages)


def checked(loaded: Loaded, pages: Path | None = None) -> Authored:
    """The same of a folder that was read already."""
    rules = (_ids, _references, _homeless, _related, _ways, _minutes, _plans, _letters, _published)
    problems = [*loaded.problems, *chain.from_iterable(rule(loaded) for rule in rules)]
    problems += weblinks.unlisted(loaded, pages)
    problems += glossary.problems(loaded, pages)
    problems += wording.notes(loaded, pages)
    if problems:
        raise FrameworkError(problems)
    records = [entry.record for entry in loaded.entries]
    # Sections name their resources in order; those that stand outside them come last.
    order = [
        name
        for name, list_, _ in sorted(
            _named(loaded), key=lambda named: named[1].endswith(":other_resources")
        )
    ]
    framework = Framework(
        about=next(record for record in records if isinstance(record, About)),
        sections=tuple(record for record in records if isinstance(record, Section)),
        resources=tuple(
            sorted(
                (record for record in records if isinstance(record, Resource)),
                key=lambda resource: order.index(resource.id),
            )
        ),
        ledger=next((record for record in records if isinstance(record, Ledger)), Ledger()),
        plans=tuple(record for record in records if isinstance(record, Plan)),
        terms=next((record.terms for record in records if isinstance(record, Glossary)), ()),
    )
    whole = next(loaded.of("framework")).document.at()
    return Authored(framework, dict(_claimed(loaded)) | dict(_items(loaded)) | {WHOLE: whole})


def plain_words(framework: Framework, own: tuple[Passage, ...]) -> Iterator[Problem]:
    """What is hard to read in our own words, or breaks the rules of wording.

    The rules are those of English: nothing is said of words beside a framework in another language.
    """
    if framework.about.language.partition("-")[0].lower() == "en":
        yield from reading.problems(own)
        yield from wording.problems(own)


def _ids(loaded: Loaded) -> Iterator[Problem]:
    """An id stands once in the whole framework, and is not a word that the site uses itself."""
    first: dict[str, Location] = {}
    for name, place in _claimed(loaded):
        if name in RESERVED or name.endswith((RUN, WAYS)):
            yield Problem(
                place, f"the id '{name}' is a word that the site uses itself", "choose another"
            )
        elif name in first:
            yield Problem(
                place,
                f"the id '{name}' is taken ({first[name]})",
                "choose another: ids are unique in the whole framework",
            )
        else:
            first[name] = place


def _claimed(loaded: Loaded) -> Iterator[tuple[str, Location]]:
    for entry in loaded.entries:
        yield from _claimed_by(entry)


def _claimed_by(entry: Entry) -> Iterator[tuple[str, Location]]:
    if entry.id:
        yield entry.id, entry.document.at("id")
    for i, _ in enumerate(entry.document.items("questions")):
        if name := entry.document.text("questions", i, "id"):
            yield name, entry.document.at("questions", i, "id")


def _items(loaded: Loaded) -> Iterator[tuple[str, Location]]:
    for entry in loaded.entries:
        key = {"resource": "prompts", "plan": "agenda"}.get(entry.kind, "")
        for i, _ in enumerate(entry.document.items(key)):
            yield f"{entry.id}--{i + 1}", entry.document.at(key, i)
        if entry.kind == "resource" and entry.document.get("picture"):
            yield f"{entry.id}--picture", entry.document.at("picture")


def _named(loaded: Loaded) -> Iterator[tuple[str, str, Location]]:
    """Each mention of a resource: its id, the list that names it, and where."""
    for entry in loaded.entries:
        key = {"section": "resources", "framework": "other_resources"}.get(entry.kind)
        for i, name in enumerate(entry.document.items(key) if key else ()):
            if isinstance(name, str):
                yield name, f"{entry.document.path}:{key}", entry.document.at(key or "", i)


def _references(loaded: Loaded) -> Iterator[Problem]:
    """A resource that is named exists, and is named once in a list.

    While a file of a resource cannot be read, it may be the one that is named.
    """
    known = {entry.id for entry in loaded.of("resource") if entry.id}
    seen: set[tuple[str, str]] = set()
    for name, named_in, place in _named(loaded):
        if name not in known:
            if "resource" not in loaded.unread:
                yield Problem(place, f"there is no resource '{name}'", near_match(name, known))
        elif (name, named_in) in seen:
            yield Problem(place, f"the resource '{name}' is named twice here", "name it once")
        seen.add((name, named_in))


def _homeless(loaded: Loaded) -> Iterator[Problem]:
    """A resource is named by a section, or else by the list of other resources, not by both.

    While a file that could name it cannot be read, it may be named there.
    """
    mentions: dict[str, list[tuple[str, Location]]] = {}
    for name, named_in, place in _named(loaded):
        mentions.setdefault(name, []).append((named_in, place))
    for entry in loaded.of("resource"):
        named = mentions.get(entry.id or "", [])
        if entry.id and not named and not loaded.unread & {"framework", "section"}:
            yield Problem(
                entry.document.at("id"),
                f"no section names the resource '{entry.id}'",
                f"add it to a section's 'resources' or to 'other_resources' in {FRAMEWORK_FILE}",
            )
        elsewhere = [place for where, place in named if where.endswith(":other_resources")]
        if elsewhere and len(elsewhere) < len(named):
            yield Problem(
                elsewhere[0],
                f"the resource '{entry.id}' also belongs to a section",
                "name it in one of the two",
            )


def _published(loaded: Loaded) -> Iterator[Problem]:
    """What was ever published is in the data, or the ledger says what became of it."""
    yield from ledger.problems(loaded, dict(_claimed(loaded)))


def _related(loaded: Loaded) -> Iterator[Problem]:
    """A question that a resource or another question names exists, and is named once by it.

    While a file of a section cannot be read, it may hold the question.
    """
    asked = [*_asked(loaded)]
    known = {entry.document.get(*path, "id") for entry, path in asked}
    lists: list[tuple[Entry, Path_, str]] = [(it, ("serves",), "") for it in loaded.of("resource")]
    lists += [
        (it, (*path, "ways_in", "questions"), it.document.get(*path, "id")) for it, path in asked
    ]
    for entry, path, own in lists:
        names = entry.document.items(*path)
        for i, name in enumerate(names):
            place = entry.document.at(*path, i)
            if not isinstance(name, str) or not name:
                continue  # the loader has told it
            if name not in known:
                if known and "section" not in loaded.unread:
                    yield Problem(place, f"there is no question '{name}'", near_match(name, known))
            elif name == own:
                yield Problem(place, f"the question '{name}' names itself", "name another")
            elif name in names[:i]:
                yield Problem(place, f"the question '{name}' is named twice here", "name it once")


def _ways(loaded: Loaded) -> Iterator[Problem]:
    """All questions have ways in, or none has."""
    asked = [*_asked(loaded)]
    without = [(it, at) for it, at in asked if it.document.get(*at, "ways_in") is None]
    if len(without) < len(asked):
        for entry, path in without:
            yield Problem(
                entry.document.at(*path),
                f"question '{entry.document.get(*path, 'id')}' has no 'ways_in', and others have",
                "give ways in to all questions or to none",
            )


def _asked(loaded: Loaded) -> Iterator[tuple[Entry, Path_]]:
    """Each question: the section that holds it, and where in that."""
    for entry in loaded.of("section"):
        for i, _ in enumerate(entry.document.items("questions")):
            if isinstance(entry.document.get("questions", i, "id"), str):
                yield entry, ("questions", i)


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
    """A plan's minutes add up, and what it asks, uses and prints exists.

    While a file of the kind of record that is named cannot be read, it may be in there.
    """
    known = _known(loaded)
    for entry in loaded.of("plan"):
        if isinstance(entry.record, Plan):
            yield from _sum(entry.record, entry.document.at("minutes"))
        for kind, name, place in _used(entry):
            needed = {"question": {"section"}, "resource": {"resource"}}.get(kind)
            unsure = loaded.unread & (needed or {"framework", "section", "resource"})
            if name not in known[kind] and not unsure:
                yield Problem(place, f"there is no {kind} '{name}'", near_match(name, known[kind]))


def _sum(plan: Plan, place: Location) -> Iterator[Problem]:
    total = sum(slot.minutes for slot in plan.agenda)
    if total != plan.minutes:
        yield Problem(
            place,
            f"the agenda of plan '{plan.id}' adds up to {total} minutes, not {plan.minutes}",
            f"change the minutes of an item, or write 'minutes: {total}'",
        )


def _known(loaded: Loaded) -> dict[str, set[str]]:
    """The ids of all questions, resources and sheets."""
    resources = {entry.id for entry in loaded.of("resource") if entry.id}
    sections = {entry.id for entry in loaded.of("section") if entry.id}
    questions = {name for entry in loaded.of("section") for name, _ in _claimed_by(entry)}
    about = [entry.document for entry in loaded.of("framework")]
    led = resources | (sections if any(item.get("session") for item in about) else set())
    *blank, voices = BLANK_SHEETS
    sheets = {WHOLE, *sections, *resources, *(name + RUN for name in led), *blank}
    if any(entry.document.get(*path, "ways_in") for entry, path in _asked(loaded)):
        sheets |= {name + WAYS for name in sections}
    sheets |= {voices} if any(item.get("partners") for item in about) else set()
    return {"question": questions - sections, "resource": resources, "sheet": sheets}


def _used(entry: Entry) -> Iterator[tuple[str, str, Location]]:
    """Each id that a plan names: the kind of thing it names, the id, and where."""
    document = entry.document
    for i, _ in enumerate(document.items("agenda")):
        for key, kind in (("questions", "question"), ("resources", "resource")):
            for j, name in enumerate(document.items("agenda", i, key)):
                if isinstance(name, str):
                    yield kind, name, document.at("agenda", i, key, j)
    for i, _ in enumerate(document.items("sheets")):
        if isinstance(name := document.get("sheets", i, "sheet"), str):
            yield "sheet", name, document.at("sheets", i, "sheet")


def _letters(loaded: Loaded) -> Iterator[Problem]:
    """A sheet is set in one typeface: one of ours has every letter that stands on it."""
    about, resources = [*loaded.of("framework")], [*loaded.of("resource")]
    whole = [*about, *loaded.of("section")]
    every = dict(chain(*map(_texts, whole), *(_texts(entry, ON_CARDS) for entry in resources)))
    shared = dict(chain(*map(_texts, about)))
    yield from _without_type({}, every)
    for base, kind in ((shared, "resource"), (every, "plan")):
        letters = frozenset("".join(base.values()))
        for entry in loaded.of(kind):
            yield from _without_type(base, dict(_texts(entry)), letters)


def _without_type(
    base: Mapping[Location, str],
    more: Mapping[Location, str],
    letters: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """The texts of one sheet that no typeface can set; `letters` are those of its `base`."""
    lacking = set(fonts.missing(letters.union(*more.values())))
    for place, text in chain(base.items(), more.items()) if lacking else ():
        if letter := next((letter for letter in text if letter in lacking), None):
            yield _without(letter, place)


def _texts(entry: Entry, keys: frozenset[str] | None = None) -> Iterator[tuple[Location, str]]:
    """Each text of a record, or of some of its keys; web pages that it recommends are not drawn."""
    for path, text, place in entry.document.texts():
        top = path[0] if path else "links"  # a file that is one text is no record
        if top != "links" and (not keys or top in keys):
            yield place, text


def _without(letter: str, place: Location) -> Problem:
    named = ", ".join((f"U+{ord(letter):04X}", *filter(None, [name_of(letter, "").lower()])))
    said = f"'{letter}' ({named})"
    if [*fonts.missing(letter)]:
        wrong = f"the sheets' typefaces have no {said}"
    else:
        wrong = f"no typeface has {said} and the other letters of its sheet"
    if category(letter)[0] in "LMN":
        return Problem(place, wrong, "write it in other letters, or add a typeface")
    return Problem(place, wrong, "use a word instead")
