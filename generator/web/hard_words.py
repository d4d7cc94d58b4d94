"""Hard words: glossary terms in a text, and links to their entries in HTML.

Takes the terms and a text or HTML; returns the terms in it, or the HTML with the first occurrence
of each term linked. Headings, links and text to copy are left alone. Must not know of pages or
MkDocs, nor how words are found in text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import NamedTuple

from markupsafe import Markup
from pydantic import TypeAdapter

from generator.model.finder import Finder
from generator.model.glossary import Term
from generator.system.results import kept
from generator.web.html_tags import Tag, tags

_EXCLUDED_TAGS = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "a", "th", "dt", "summary", "label"}
)
_EXCLUDED_TAGS |= {"button", "select", "code", "pre", "svg", "script", "style", "textarea"}
_EXCLUDED_ATTRIBUTES = ("data-words", "data-search-exclude", "lang")
_ID_PREFIX = "meaning--"


class MarkedHtml(NamedTuple):
    """HTML with its hard words linked, and their terms in order of appearance."""

    html: str
    terms: tuple[Term, ...]


def terms_in(terms: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """Return the terms in a plain text, each once, in order of appearance."""
    names = _terms_in(_as_json(terms), text)
    return tuple(term for name in names for term in terms if term.id == name)


@kept
def _terms_in(terms: str, text: str) -> list[str]:
    """The ids of the terms in a text, in order of appearance; `terms` are in JSON."""
    return [*dict.fromkeys(it.value.id for it in _finder(_from_json(terms)).find(text))]


def mark_terms(terms: tuple[Term, ...], html: str, list_: str) -> MarkedHtml:
    """Return `html` with the first occurrence of each term linked to its glossary entry.

    `list_` is the address of the glossary page, as used in links of the page. A term that a
    template has already linked with `link` is not linked again.
    """
    by_id = {term.id: term for term in terms}
    found, names = _found(_as_json(terms), html)
    parts: list[str] = []
    end = 0
    for begins, ends, name in found:
        words = Markup(html[begins:ends])  # escaped already
        parts += html[end:begins], link(by_id[name], words, list_)
        end = ends
    marked = "".join((*parts, html[end:])) if parts else html
    return MarkedHtml(marked, tuple(by_id[name] for name in names))


@kept
def _found(terms: str, html: str) -> tuple[list[tuple[int, int, str]], list[str]]:
    """The words to link, and the ids of all terms of the page; `terms` are in JSON.

    Of each word: where it begins and ends in the HTML, and the id of its term.
    """
    every = _from_json(terms)
    finder = _finder(every)
    if next(finder.values_in(unescape(html)), None) is None:
        return [], []
    reader = _Reader(finder, {term.id: term for term in every if term.marked}, html)
    return [*reader.words()], [*reader.seen]


@cache
def _as_json(terms: tuple[Term, ...]) -> str:
    return _TERMS.dump_json(terms).decode()


@cache
def _from_json(terms: str) -> tuple[Term, ...]:
    return _TERMS.validate_json(terms)


_TERMS = TypeAdapter(tuple[Term, ...])


def link(term: Term, words: str, list_: str) -> Markup:
    """Return `words` as a link to a term's entry, described by its meaning on the same page."""
    return Markup('<a class="term" href="{}#{}" aria-describedby="{}{}">{}</a>').format(
        list_, term.id, _ID_PREFIX, term.id, words
    )


@cache
def _finder(terms: tuple[Term, ...]) -> Finder[Term]:
    """Return a finder of all forms of the terms that are to be marked."""
    return Finder(
        {form: term for term in terms if term.marked for form in (term.term, *term.forms)}
    )


class _Reader:
    """Finds in HTML the words to link; `seen` are the terms met, by their ids."""

    def __init__(self, finder: Finder[Term], terms: Mapping[str, Term], html: str) -> None:
        self._finder, self._terms, self._html = finder, terms, html
        self._excluded = ""  # the tag whose text is left alone
        self._depth = 0  # how often it is open
        self.seen: dict[str, Term] = {}

    def words(self) -> Iterator[tuple[int, int, str]]:
        """Yield where each word begins and ends, and the id of its term."""
        end = 0
        for tag in tags(self._html):
            yield from self._words_in(end, tag.start)
            end = tag.end
            self._read(tag)
        yield from self._words_in(end, len(self._html))

    def _read(self, tag: Tag) -> None:
        """Take note of a term that is linked already, and of where words are to be left alone."""
        if tag.is_whole or tag.name in ("script", "style"):
            return
        if tag.closes:
            self._depth -= bool(self._depth and tag.name == self._excluded)
            return
        if _ID_PREFIX in tag.source:
            described_by = tag.attributes().get("aria-describedby", "")
            term = self._terms.get(described_by.removeprefix(_ID_PREFIX))
            if term and described_by.startswith(_ID_PREFIX):
                self.seen[term.id] = term
        if self._depth:
            self._depth += tag.name == self._excluded
        elif tag.name in _EXCLUDED_TAGS or tag.has(*_EXCLUDED_ATTRIBUTES):
            self._excluded, self._depth = tag.name, 1

    def _words_in(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield the words in a part of the HTML that holds no tags."""
        if start == end or self._depth:
            return
        text = self._html[start:end]
        if not text.isspace():
            for begins, ends, term in self._finder.find_in_html(text):
                if term.id not in self.seen:
                    self.seen[term.id] = term
                    yield start + begins, start + ends, term.id
