"""Hard words: where a text uses one, and how it is marked in HTML.

A word is marked where it first stands on a page, as a link to its entry. Headings, links and words
that are to be copied stay as they are. How a word is found is for `finder`. Knows nothing of pages
or MkDocs.
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

_QUIET_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a", "th", "dt", "summary", "label"})
_QUIET_TAGS |= {"button", "select", "code", "pre", "svg", "script", "style", "textarea"}
_QUIET_ATTRIBUTES = frozenset({"data-words", "data-search-exclude", "lang"})
_TERM = "meaning--"


class Marked(NamedTuple):
    """HTML with its hard words marked, and these words in the order in which they come."""

    html: str
    terms: tuple[Term, ...]


def used(terms: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """The hard words that are in a plain text, each once, in their order."""
    return tuple({found.value.id: found.value for found in _finder(terms).find(text)}.values())


@lru_cache(maxsize=128)  # in a preview, most pages come again as they were
def marked(terms: tuple[Term, ...], html: str, list_: str) -> Marked:
    """Mark each hard word where it first stands in the text of `html`.

    `list_` is how a link there reaches the page of words. A word that a template has marked, by
    `link`, is not marked again.
    """
    finder = _finder(terms)
    if next(finder.values_in(unescape(html)), None) is None:
        return Marked(html, ())
    marker = _Marker(finder, {term.id: term for term in terms if term.marked}, html, list_)
    marker.feed(html)
    marker.close()
    return Marked(marker.result(), tuple(marker.seen.values()))


def link(term: Term, words: str, list_: str) -> Markup:
    """`words` as a link to a hard word's entry, described by its meaning on the same page."""
    return Markup('<a class="term" href="{}#{}" aria-describedby="{}{}">{}</a>').format(
        list_, term.id, _TERM, term.id, words
    )


@cache
def _finder(terms: tuple[Term, ...]) -> Finder[Term]:
    """What finds the hard words that are to be marked, by any of their forms."""
    return Finder(
        {form: term for term in terms if term.marked for form in (term.term, *term.forms)}
    )


class _Marker(HTMLParser):
    """Reads HTML, and notes where a link takes the place of a word; the rest stays as it is."""

    def __init__(
        self, finder: Finder[Term], terms: Mapping[str, Term], html: str, list_: str
    ) -> None:
        super().__init__(convert_charrefs=False)
        self._finder, self._terms = finder, terms
        self._html, self._list = html, list_
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._quiet, self._depth = "", 0
        self._begun: int | None = None
        """Where the text begins that is being read; it goes on to the next tag or comment."""
        self._changes: list[tuple[int, int, str]] = []
        self.seen: dict[str, Term] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_of_text()
        marked = dict(attrs).get("aria-describedby") or ""
        if marked.startswith(_TERM) and (term := self._terms.get(marked.removeprefix(_TERM))):
            self.seen[term.id] = term
        if self._depth:
            self._depth += tag == self._quiet
        elif tag in _QUIET_TAGS or _QUIET_ATTRIBUTES & {attribute for attribute, _ in attrs}:
            self._quiet, self._depth = tag, 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_of_text()  # it holds no words

    def handle_endtag(self, tag: str) -> None:
        self._end_of_text()
        self._depth -= bool(self._depth and tag == self._quiet)

    def handle_comment(self, data: str) -> None:
        self._end_of_text()

    def handle_decl(self, decl: str) -> None:
        self._end_of_text()

    def unknown_decl(self, data: str) -> None:
        self._end_of_text()

    def handle_pi(self, data: str) -> None:
        self._end_of_text()

    def handle_data(self, data: str) -> None:
        if self._begun is None:
            self._begun = self._here()

    def handle_entityref(self, name: str) -> None:
        self.handle_data(name)

    def handle_charref(self, name: str) -> None:
        self.handle_data(name)

    def close(self) -> None:
        super().close()
        self._end_of_text(len(self._html))

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _end_of_text(self, end: int | None = None) -> None:
        """Find the words of the text that was read, its character references among them."""
        start, self._begun = self._begun, None
        if start is None or self._depth:
            return
        text = self._html[start : self._here() if end is None else end]
        for begins, ends, term in self._finder.find_in_html(text):
            if term.id not in self.seen:
                self.seen[term.id] = term
                words = Markup(text[begins:ends])  # as it stands in HTML
                self._changes.append((start + begins, start + ends, link(term, words, self._list)))

    def result(self) -> str:
        """The HTML with its links."""
        parts, end = [], 0
        for start, stop, words in self._changes:
            parts += [self._html[end:start], words]
            end = stop
        return "".join((*parts, self._html[end:]))
