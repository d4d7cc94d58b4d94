"""Apply every rule to a data folder, and assemble the framework that it describes.

Takes a folder, or what was loaded from one, and gives a `CheckedFramework`, or all problems at
once. The rules themselves are in the other modules of this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.checks import (
    agendas,
    hard_words,
    ledger,
    letters,
    reading,
    references,
    rights,
    weblinks,
    wording,
)
from generator.checks.docs import Docs
from generator.checks.prose import Passage
from generator.data import ids
from generator.data.loader import LoadedData, load
from generator.errors import FrameworkError, Location, Problem
from generator.model.about import About
from generator.model.framework import WHOLE, Framework
from generator.model.glossary import Glossary
from generator.model.ledger import Ledger
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.searches import Searches
from generator.model.section import Section


class CheckedFramework(NamedTuple):
    """A framework whose data is free of problems, and the location of each id in the data.

    Prompts of a resource, items of an agenda and other parts without an id are in `locations` by
    the keys that `ids.part_locations` gives.
    """

    framework: Framework
    locations: Mapping[str, Location]


def read_framework(
    folder: Path, docs: Docs | None = None, *, sheets: bool = True
) -> CheckedFramework:
    """Load the data in `folder`, check it, and return the framework that it describes.

    With `docs`, rules that span data and hand-written pages apply too. Without `sheets`, no
    typeface needs to have the characters of the data. Raise `FrameworkError` with every problem
    found.
    """
    return checked_framework(load(folder), docs, sheets=sheets)


def checked_framework(
    loaded: LoadedData, docs: Docs | None = None, *, sheets: bool = True
) -> CheckedFramework:
    """Check data that was already loaded, and return its framework, as `read_framework` does."""
    pages = None if docs is None else [doc.path for doc in docs.pages]
    problems = [*loaded.problems, *references.problems(loaded, pages), *agendas.problems(loaded)]
    problems += letters.problems(loaded) if sheets else ()
    problems += rights.problems(loaded)
    problems += ledger.problems(loaded, dict(ids.declared(loaded)))
    problems += hard_words.problems(loaded, docs)
    docs = docs or Docs()
    problems += docs.problems
    problems += weblinks.unlisted_links(loaded, docs)
    problems += wording.editor_notes(loaded, docs)
    if problems:
        raise FrameworkError(problems)
    whole = next(loaded.entries_of("framework")).document.at()
    locations = dict(ids.declared(loaded)) | dict(ids.part_locations(loaded)) | {WHOLE: whole}
    return CheckedFramework(_framework_of(loaded), locations)


def _framework_of(loaded: LoadedData) -> Framework:
    """Put the records of data without problems together."""
    records = [entry.record for entry in loaded.entries]
    # Sections name their resources in order; those that stand outside them come last.
    order = [
        reference.target
        for reference in sorted(
            ids.resource_placements(loaded),
            key=lambda reference: reference.entry.kind == "framework",
        )
    ]
    return Framework(
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
        searches=next((it.searches for it in records if isinstance(it, Searches)), ()),
    )


def language_problems(framework: Framework, passages: tuple[Passage, ...]) -> Iterator[Problem]:
    """Yield a problem for each passage of ours that is hard to read or breaks a rule of wording.

    The rules are those of English, so a framework in another language has no such problems.
    """
    if framework.about.language.partition("-")[0].lower() == "en":
        yield from reading.problems(passages)
        yield from wording.problems(passages)
