"""Hard words: where a text uses one, and how it is marked in HTML.

A word is marked where it first stands on a page, as a link to its entry. Headings, links and words
that are to be copied stay as they are. Knows nothing of pages or MkDocs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple

from markupsafe import Markup

from generator.docs import Docs
from generator.errors import Location, Problem
from generator.loader import Entry, Loaded
from generator.model.glossary import Term

_QUIET_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a", "th", "dt", "summary", "label"})
_QUIET_TAGS |= {"button", "select", "code", "pre", "svg"}
_QUIET_ATTRIBUTES = frozenset({"data-words", "data-search-exclude", "lang"})
_TERM = "meaning--"


class Marked(NamedTuple):
    """HTML with its hard words marked, and these words in the order in which they come."""

    html: str
    terms: tuple[Term, ...]


def used(terms: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """The hard words that are in a plain text, each once, in their order."""
    if not terms:
        return ()
    forms = _by_form(terms)
    found = (_of(forms, match[0]) for match in _pattern(terms).finditer(text))
    return tuple({term.id: term for term in found}.values())


@lru_cache(maxsize=128)  # in a preview, most pages come again as they were
def marked(terms: tuple[Term, ...], html: str, list_: str) -> Marked:
    """Mark each hard word where it first stands in the text of `html`.

    `list_` is how a link there reaches the page of words. A word that a template has marked, by
    `link`, is not marked again.
    """
    if not terms or not _pattern(terms).search(html):
        return Marked(html, ())
    marker = _Marker(terms, html, list_)
    marker.feed(html)
    marker.close()
    return Marked(marker.result(), tuple(marker.seen.values()))


def link(term: Term, words: str, list_: str) -> Markup:
    """`words` as a link to a hard word's entry, described by its meaning on the same page."""
    return Markup('<a class="term" href="{}#{}" aria-describedby="{}{}">{}</a>').format(
        list_, term.id, _TERM, term.id, words
    )


def problems(loaded: Loaded, docs: Docs | None) -> Iterator[Problem]:
    """Ids and forms that stand twice; with `docs`, words that nothing says any more."""
    said = None if docs is None or docs.problems else _said(loaded, docs)
    for entry in loaded.of("glossary"):
        first: dict[tuple[str, str], Location] = {}
        for i, _ in enumerate(entry.document.items("terms")):
            for key, name, place in (*_ids(entry, i), *_forms(entry, i)):
                if (key, name.casefold()) in first:
                    yield Problem(
                        place,
                        f"the {key} '{name}' stands here a second time",
                        f"keep it once ({first[key, name.casefold()]})",
                    )
                first.setdefault((key, name.casefold()), place)
            forms = [form for _, form, _ in _forms(entry, i)]
            if said is not None and forms and not re.search(_any_of(forms), said):
                yield Problem(
                    entry.document.at("terms", i, "id"),
                    f"nothing says '{forms[0]}'",
                    "add the form in which it is used to its 'forms', or delete it",
                )


def _said(loaded: Loaded, docs: Docs) -> str:
    """All that data and hand-written pages say, and more."""
    data = (
        text
        for entry in loaded.entries
        if entry.kind not in {"glossary", "permalinks", "link-list"}
        for _, text, _ in entry.document.texts()
    )
    return "\n".join((*data, *(doc.text for doc in docs.pages)))


def _ids(entry: Entry, i: int) -> Iterator[tuple[str, str, Location]]:
    if isinstance(name := entry.document.get("terms", i, "id"), str):
        yield "id", name, entry.document.at("terms", i, "id")


def _forms(entry: Entry, i: int) -> Iterator[tuple[str, str, Location]]:
    """The word and its other forms, as the data has them, valid or not, each with its place."""
    others = entry.document.items("terms", i, "forms")
    for path in (("term",), *(("forms", n) for n in range(len(others)))):
        if form := entry.document.text("terms", i, *path):
            yield "form", form, entry.document.at("terms", i, *path)


def _any_of(forms: list[str]) -> str:
    """A pattern for whole words: the longest first; a small first letter may be a capital."""
    patterns = []
    for form in sorted(forms, key=len, reverse=True):
        pattern = r"\s+".join(map(re.escape, form.split()))
        if form == form.lower() and form[0].isalpha():
            pattern = f"[{form[0].upper()}{form[0]}]{pattern[1:]}"
        patterns.append(pattern)
    return rf"(?<![\w/-])(?:{'|'.join(patterns)})(?![\w-])"


@cache
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    return re.compile(_any_of([*_by_form(terms)]))


@cache
def _by_form(terms: tuple[Term, ...]) -> Mapping[str, Term]:
    return {form: term for term in terms if term.marked for form in (term.term, *term.forms)}


def _of(forms: Mapping[str, Term], found: str) -> Term:
    """The term of what was found, which may begin with a capital letter of its sentence."""
    form = " ".join(found.split())
    return forms.get(form) or forms[form[0].lower() + form[1:]]


class _Marker(HTMLParser):
    """Reads HTML, and notes where a link takes the place of a word; the rest stays as it is."""

    def __init__(self, terms: tuple[Term, ...], html: str, list_: str) -> None:
        super().__init__(convert_charrefs=False)
        self._pattern, self._forms = _pattern(terms), _by_form(terms)
        self._html, self._list = html, list_
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._quiet, self._depth = "", 0
        self._changes: list[tuple[int, int, str]] = []
        self.seen: dict[str, Term] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marked = dict(attrs).get("aria-describedby") or ""
        if marked.startswith(_TERM):
            name = marked.removeprefix(_TERM)
            self.seen |= {term.id: term for term in self._forms.values() if term.id == name}
        if self._depth:
            self._depth += tag == self._quiet
        elif tag in _QUIET_TAGS or _QUIET_ATTRIBUTES & {attribute for attribute, _ in attrs}:
            self._quiet, self._depth = tag, 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass  # it holds no words

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth and tag == self._quiet)

    def handle_data(self, data: str) -> None:
        if self._depth:
            return
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        for found in self._pattern.finditer(data):
            term = _of(self._forms, found[0])
            if term.id not in self.seen:
                self.seen[term.id] = term
                words = Markup(found[0])  # a form as it stands in HTML
                at = (start + found.start(), start + found.end())
                self._changes.append((*at, link(term, words, self._list)))

    def result(self) -> str:
        """The HTML with its links."""
        parts, end = [], 0
        for start, stop, words in self._changes:
            parts += [self._html[end:start], words]
            end = stop
        return "".join((*parts, self._html[end:]))
