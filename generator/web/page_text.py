"""Text extraction from the HTML of a page, for the search.

Takes HTML; returns its parts, which are separated by headings with an id. Elements with the
attribute `data-search-exclude`, code blocks and images are left out. Must not know of MkDocs.
"""

from __future__ import annotations

from html import unescape
from typing import NamedTuple

from generator.system.results import kept
from generator.web.html_tags import Tag, tags

_VOID = frozenset({"br", "hr", "img", "input", "source", "wbr"})
_SKIPPED = frozenset({"pre", "svg"})
_NO_BREAK = frozenset({"a", "abbr", "b", "code", "em", "i", "kbd", "q", "span", "strong"})
_NO_BREAK |= {"script", "style", ""}  # these hold no words, and comments have no name


class Part(NamedTuple):
    """A part of a page: the id of its heading, the text of that, and its own.

    The first has the text of the page's `h1` and no `anchor`. Each block element is on a line of
    its own.
    """

    anchor: str
    title: str
    text: str


def parts(html: str) -> list[Part]:
    """Return the parts of a page in order; the first is the text before any heading with an id."""
    return [Part(*part) for part in _parts(html)]


@kept
def _parts(html: str) -> list[tuple[str, str, str]]:
    """Return the same as plain tuples."""
    reader, end = _Reader(), 0
    for tag in tags(html):
        reader.read_text(html[end : tag.start])
        reader.read_tag(tag)
        end = tag.end
    reader.read_text(html[end:])
    return [(part.anchor, part.title, part.text) for part in reader.parts]


class _Collected:
    """What was read of a part so far, in pieces of text."""

    def __init__(self, anchor: str = "") -> None:
        self.anchor = anchor
        self.heading: list[str] = []
        self.words: list[str] = []

    @property
    def title(self) -> str:
        """The text of its heading, on one line."""
        return " ".join("".join(self.heading).split())

    @property
    def text(self) -> str:
        """Its text, with each block element on a line of its own."""
        lines = "".join(self.words).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())


class _Reader:
    """Splits a page at its headings, leaving out what the search does not index."""

    def __init__(self) -> None:
        self.parts = [_Collected()]
        self._heading = ""  # the tag of the heading being read
        self._skipped, self._depth = "", 0  # the tag being skipped, and how often it is open

    def read_tag(self, tag: Tag) -> None:
        if self._depth:
            if tag.name == self._skipped and not tag.is_whole:
                self._depth += -1 if tag.closes else 1
        elif tag.closes:
            self._heading = self._heading if tag.name != self._heading else ""
        elif tag.name in _SKIPPED or tag.has("data-search-exclude"):
            if not (tag.is_whole or tag.name in _VOID):
                self._skipped, self._depth = tag.name, 1
        elif tag.name == "h1" and len(self.parts) == 1:
            self._heading = tag.name
        elif tag.name in ("h2", "h3") and (anchor := tag.attributes().get("id")):
            self._heading = tag.name
            self.parts.append(_Collected(anchor))
        elif tag.name not in _NO_BREAK:
            self.parts[-1].words.append(" " if tag.name in _VOID else "\n")

    def read_text(self, source: str) -> None:
        if source and not self._depth:
            part = self.parts[-1]
            (part.heading if self._heading else part.words).append(unescape(source))
