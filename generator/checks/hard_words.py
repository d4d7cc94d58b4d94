"""Check the glossary: no id or form of a word occurs twice, and each word is used somewhere.

Takes loaded data and, for the second rule, the hand-written pages. How hard words are marked on
pages is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from html import unescape

from generator.checks.docs import Docs
from generator.data.loader import Entry, LoadedData
from generator.errors import Location, Problem
from generator.model.finder import Finder, normalise
from generator.system.results import kept

FormsOfTerms = tuple[tuple[int, tuple[str, ...]], ...]
"""The number of each term, and the forms in which it is used."""

_WITHOUT_WORDS = {"glossary", "permalinks", "link-list"}
"""The kinds of record in which no term is used."""


def problems(loaded: LoadedData, docs: Docs | None) -> Iterator[Problem]:
    """Yield a problem for each duplicate id or form, and each glossary term that nothing uses.

    Use is checked only if `docs` is given, and every page in it and every file of data with words
    could be read.
    """
    texts = None
    if docs is not None and not docs.problems and loaded.incomplete_kinds <= _WITHOUT_WORDS:
        texts = partial(_all_texts, loaded, docs)
    for entry in loaded.entries_of("glossary"):
        first: dict[tuple[str, str], Location] = {}
        forms: dict[int, list[str]] = {}
        for i, _ in enumerate(entry.document.items("terms")):
            for key, name, location in (*_term_ids(entry, i), *_term_forms(entry, i)):
                form_key = key, normalise(name).casefold()
                if form_key in first:
                    yield Problem(
                        location,
                        f"the {key} '{name}' stands here a second time",
                        f"keep it once ({first[form_key]})",
                    )
                first.setdefault(form_key, location)
            forms[i] = [form for _, form, _ in _term_forms(entry, i)]
        for i in _unused_terms(forms, texts()) if texts else ():
            yield Problem(
                entry.document.at("terms", i, "id"),
                f"nothing says '{forms[i][0]}'",
                "add the form in which it is used to its 'forms', or delete it",
            )


def _unused_terms(forms: Mapping[int, list[str]], texts: Iterable[str]) -> Iterator[int]:
    """Yield the number of each term of which no form occurs in any of `texts`."""
    by_term = tuple((i, tuple(its)) for i, its in forms.items())
    missing = {i for i, its in by_term if its}
    for text in texts:
        if not missing:  # in a large framework, long before its end
            break
        missing.difference_update(_terms_in(by_term, text))
    yield from sorted(missing)


@kept
def _terms_in(forms: FormsOfTerms, text: str) -> list[int]:
    """Return the numbers of the terms that occur in `text`, which is a whole file.

    A term that stands only within a longer word of another counts too.
    """
    found = set(_finder(forms).values_in(text))
    folded = text.casefold()
    for i, its in forms:
        if i not in found and any(form.casefold() in folded for form in its):
            found |= {*Finder(dict.fromkeys(its, i)).values_in(text)}
    return sorted(found)


@lru_cache(maxsize=1)
def _finder(forms: FormsOfTerms) -> Finder[int]:
    return Finder({form: i for i, its in forms for form in its})


def _all_texts(loaded: LoadedData, docs: Docs) -> Iterator[str]:
    """Yield the text of each hand-written page, unrendered, and of each file of data."""
    yield from (unescape(doc.text) for doc in docs.pages)
    for entry in loaded.entries:
        if entry.kind not in _WITHOUT_WORDS:
            yield "\n".join(text for _, text, _ in entry.document.texts)


def _term_ids(entry: Entry, i: int) -> Iterator[tuple[str, str, Location]]:
    if isinstance(name := entry.document.get("terms", i, "id"), str):
        yield "id", name, entry.document.at("terms", i, "id")


def _term_forms(entry: Entry, i: int) -> Iterator[tuple[str, str, Location]]:
    """Yield each form of a term, valid or not: the literal "form", the word and its location."""
    others = entry.document.items("terms", i, "forms")
    for path in (("term",), *(("forms", n) for n in range(len(others)))):
        if form := entry.document.text("terms", i, *path):
            yield "form", form, entry.document.at("terms", i, *path)
