"""Check wording: no notes to editors, titles in sentence case, inclusive terms.

Takes loaded data and pages, or passages of our own prose, and yields problems with a better
wording. Spelling is left to `typos`, which the tests run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from types import MappingProxyType

from generator.checks.docs import Docs
from generator.checks.prose import Passage
from generator.data.loader import LoadedData
from generator.errors import Location, Problem
from generator.system.results import kept

EDITOR_NOTE = re.compile(
    r"\[[SMA]\b[^\]]*\](?!\()"  # before a bracket it is the text of a link
    r"|(?i:\[(?:unverified|seen|ours)\b[^\]]*\](?!\()"
    r"|\b(?:TODO|FIXME|TBC|XXX)\b|(?<![a-z] )\b(?:unverified|ours|seen|notes? to editors?):)"
)
"""Matches a note from one editor to another, or a flag on an unconfirmed fact."""

PREFERRED_WORDING: Mapping[str, str] = MappingProxyType(
    {
        "able-bodied": "non-disabled",
        "blacklist": "block list",
        "chairman": "chair",
        "chairwoman": "chair",
        "confined to a wheelchair": "uses a wheelchair",
        "handicapped": "disabled",
        "hard to reach": "seldom heard",
        "hard-to-reach": "seldom heard",
        "housewife": "the work that the person does",
        "ladies and gentlemen": "everyone",
        "man hours": "hours of work",
        "mankind": "people",
        "manned": "staffed",
        "manpower": "staff",
        "mentally ill": "with a mental health condition",
        "service users": "people who use the service",
        "suffering from": "with",
        "suffers from": "has",
        "the blind": "blind people",
        "the deaf": "deaf people",
        "the disabled": "disabled people",
        "the elderly": "older people",
        "the homeless": "people without a home",
        "the vulnerable": "people who are at risk, and from what",
        "wheelchair-bound": "uses a wheelchair",
        "whitelist": "allow list",
    }
)
"""Terms that exclude or belittle people, and what to write instead."""

_LONGEST_FIRST = sorted(PREFERRED_WORDING, key=len, reverse=True)
_CAPITALISED_WORD = re.compile(r"(?<=[\w,;'’)] )[A-Z][a-z’']+")
"""Matches a capitalised word within a sentence or title."""


def editor_notes(loaded: LoadedData, docs: Docs) -> Iterator[Problem]:
    """Yield a problem for each note to editors in the data or the hand-written pages."""
    for entry in loaded.entries:
        texts = entry.document.texts
        for number, _, found in _notes(tuple(text for _, text, _ in texts)):
            yield _editor_note_problem(entry.document.location(texts[number][2]), found)
    for doc in docs.pages:
        for number, start, found in _notes(tuple(doc.text.split("\n"))):
            yield _editor_note_problem(Location(doc.shown, number + 1, start + 1), found)


@kept
def _notes(texts: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Return the first note in each text: the index of the text, where it starts, the note."""
    matches = ((number, EDITOR_NOTE.search(text)) for number, text in enumerate(texts))
    return [(number, found.start(), found[0]) for number, found in matches if found]


def _editor_note_problem(location: Location, found: str) -> Problem:
    return Problem(
        location,
        f"'{found}' reads as a note to editors, and would be published",
        "put it in a comment of the data, or say it in words for readers",
    )


def problems(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Yield a problem for each title not in sentence case, and each term that excludes people."""
    passages = tuple(passages)
    yield from _title_problems(passages)
    for _, group in groupby(passages, key=lambda passage: passage.page):
        on_page = tuple(group)
        for number, found, better in _discouraged_words(tuple(it.text for it in on_page)):
            yield Problem(
                on_page[number].at(found),
                f"'{found}' leaves people out, or labels them",
                f"say '{better}'",
            )


@kept
def _discouraged_words(texts: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """Return each term that excludes people: the index of its text, the term, a better one."""
    return [
        (number, found[0], PREFERRED_WORDING[_LONGEST_FIRST[(found.lastindex or 0) - 1]])
        for number, text in enumerate(texts)
        for found in _discouraged_pattern().finditer(text)
    ]


@cache
def _discouraged_pattern() -> re.Pattern[str]:
    """Return a pattern in which each term is a group, so that a match knows which it found."""
    return re.compile(
        rf"\b(?:{'|'.join(f'({re.escape(word)})' for word in _LONGEST_FIRST)})(?![\w-])"
        r"(?! (?:people|person|man|woman|members?|partners?|users?)\b)",
        re.IGNORECASE,
    )


def _title_problems(passages: tuple[Passage, ...]) -> Iterator[Problem]:
    """Yield a problem for each capitalised word in a title that no sentence capitalises."""
    names: set[str] = set()
    for _, group in groupby(passages, key=lambda passage: passage.page):
        names.update(_capitalised(tuple(it.text for it in group if not it.is_title)))
    for passage in passages:
        for name in _CAPITALISED_WORD.findall(passage.text) if passage.is_title else ():
            if name not in names:
                yield Problem(
                    passage.at(name),
                    f"the title '{passage.text}' has a capital letter in '{name}'",
                    f"write '{name.lower()}': titles are in sentence case",
                )


@kept
def _capitalised(texts: tuple[str, ...]) -> list[str]:
    """Return each word that has a capital letter within a sentence, once."""
    return sorted({name for text in texts for name in _CAPITALISED_WORD.findall(text)})
