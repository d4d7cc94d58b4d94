"""Rules of the list of hard words: each form stands once, and something says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape

from generator.checks.docs import Docs
from generator.data.loader import Entry, Loaded
from generator.errors import Location, Problem
from generator.model.finder import Finder, normalise


def problems(loaded: Loaded, docs: Docs | None) -> Iterator[Problem]:
    """Ids and forms that stand twice; with `docs`, words that nothing says any more."""
    said = None if docs is None or docs.problems else _said(loaded, docs)
    for entry in loaded.of("glossary"):
        first: dict[tuple[str, str], Location] = {}
        forms: dict[int, list[str]] = {}
        for i, _ in enumerate(entry.document.items("terms")):
            for key, name, place in (*_ids(entry, i), *_forms(entry, i)):
                same = key, normalise(name).casefold()
                if same in first:
                    yield Problem(
                        place,
                        f"the {key} '{name}' stands here a second time",
                        f"keep it once ({first[same]})",
                    )
                first.setdefault(same, place)
            forms[i] = [form for _, form, _ in _forms(entry, i)]
        for i in _unsaid(forms, said) if said is not None else ():
            yield Problem(
                entry.document.at("terms", i, "id"),
                f"nothing says '{forms[i][0]}'",
                "add the form in which it is used to its 'forms', or delete it",
            )


def _unsaid(forms: Mapping[int, list[str]], said: str) -> Iterator[int]:
    """The numbers of those of which no form is in what is said."""
    every = Finder({form: i for i, all_ in forms.items() for form in all_})
    found = set(every.values_in(said))
    for i, all_ in forms.items():
        # What stands in a longer word of another is found where that is not looked for.
        if all_ and i not in found and not [*Finder(dict.fromkeys(all_)).values_in(said)]:
            yield i


def _said(loaded: Loaded, docs: Docs) -> str:
    """All that data and hand-written pages say, and more."""
    data = (
        text
        for entry in loaded.entries
        if entry.kind not in {"glossary", "permalinks", "link-list"}
        for _, text, _ in entry.document.texts()
    )
    return "\n".join((*data, *(unescape(doc.text) for doc in docs.pages)))


def _ids(entry: Entry, i: int) -> Iterator[tuple[str, str, Location]]:
    if isinstance(name := entry.document.get("terms", i, "id"), str):
        yield "id", name, entry.document.at("terms", i, "id")


def _forms(entry: Entry, i: int) -> Iterator[tuple[str, str, Location]]:
    """The word and its other forms, as the data has them, valid or not, each with its place."""
    others = entry.document.items("terms", i, "forms")
    for path in (("term",), *(("forms", n) for n in range(len(others)))):
        if form := entry.document.text("terms", i, *path):
            yield "form", form, entry.document.at("terms", i, *path)
