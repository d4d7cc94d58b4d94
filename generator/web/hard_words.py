"""Hard words: glossary terms in a text, and links to their entries in HTML.

Takes the terms and a text or HTML; returns the terms in it, or the HTML with the first occurrence
of each term linked. Headings, links and text to copy are left alone. Must not know of pages or
MkDocs, nor how words are found in text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple

from markupsafe import Markup

from generator.model.finder import Finder
from generator.model.glossary import Term

_EXCLUDED_TAGS = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "a", "th", "dt", "summary", "label"}
)
_EXCLUDED_TAGS |= {"button", "select", "code", "pre", "svg", "script", "style", "textarea"}
_EXCLUDED_ATTRIBUTES = frozenset({"data-words", "data-search-exclude", "lang"})
_ID_PREFIX = "meaning--"


class MarkedHtml(NamedTuple):
    """HTML with its hard words linked, and their terms in order of appearance."""

    html: str
    terms: tuple[Term, ...]


def terms_in(terms: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """Return the terms in a plain text, each once, in order of appearance."""
    return tuple({found.value.id: found.value for found in _finder(terms).find(text)}.values())


@lru_cache(maxsize=128)  # a preview renders most pages again unchanged
def mark_terms(terms: tuple[Term, ...], html: str, list_: str) -> MarkedHtml:
    """Return `html` with the first occurrence of each term linked to its glossary entry.

    `list_` is the address of the glossary page, as used in links of the page. A term that a
    template has already linked with `link` is not linked again.
    """
    finder = _finder(terms)
    if next(finder.values_in(unescape(html)), None) is None:
        return MarkedHtml(html, ())
    marker = _Marker(finder, {term.id: term for term in terms if term.marked}, html, list_)
    marker.feed(html)
    marker.close()
    return MarkedHtml(marker.result(), tuple(marker.seen.values()))


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


class _Marker(HTMLParser):
    """Parses HTML and collects replacements of words by links; all else stays byte for byte."""

    def __init__(
        self, finder: Finder[Term], terms: Mapping[str, Term], html: str, list_: str
    ) -> None:
        super().__init__(convert_charrefs=False)
        self._finder, self._terms = finder, terms
        self._html, self._list = html, list_
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._excluded, self._depth = "", 0
        self._text_start: int | None = None
        """The offset of the text being read, which ends at the next tag or comment."""
        self._changes: list[tuple[int, int, str]] = []
        self.seen: dict[str, Term] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_of_text()
        described_by = dict(attrs).get("aria-describedby") or ""
        term = self._terms.get(described_by.removeprefix(_ID_PREFIX))
        if term and described_by.startswith(_ID_PREFIX):
            self.seen[term.id] = term
        if self._depth:
            self._depth += tag == self._excluded
        elif tag in _EXCLUDED_TAGS or _EXCLUDED_ATTRIBUTES & {attribute for attribute, _ in attrs}:
            self._excluded, self._depth = tag, 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_of_text()  # it holds no words

    def handle_endtag(self, tag: str) -> None:
        self._end_of_text()
        self._depth -= bool(self._depth and tag == self._excluded)

    def handle_comment(self, data: str) -> None:
        self._end_of_text()

    def handle_decl(self, decl: str) -> None:
        self._end_of_text()

    def unknown_decl(self, data: str) -> None:
        self._end_of_text()

    def handle_pi(self, data: str) -> None:
        self._end_of_text()

    def handle_data(self, data: str) -> None:
        if self._text_start is None:
            self._text_start = self._offset()

    def handle_entityref(self, name: str) -> None:
        self.handle_data(name)

    def handle_charref(self, name: str) -> None:
        self.handle_data(name)

    def close(self) -> None:
        super().close()
        self._end_of_text(len(self._html))

    def _offset(self) -> int:
        """Return the position of the parser, as an offset in the HTML."""
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _end_of_text(self, end: int | None = None) -> None:
        """Find the terms in the text read so far, including its character references."""
        start, self._text_start = self._text_start, None
        if start is None or self._depth:
            return
        text = self._html[start : self._offset() if end is None else end]
        for begins, ends, term in self._finder.find_in_html(text):
            if term.id not in self.seen:
                self.seen[term.id] = term
                words = Markup(text[begins:ends])  # escaped already
                self._changes.append((start + begins, start + ends, link(term, words, self._list)))

    def result(self) -> str:
        """Return the HTML with the links."""
        parts, end = [], 0
        for start, stop, words in self._changes:
            parts += [self._html[end:start], words]
            end = stop
        return "".join((*parts, self._html[end:]))
