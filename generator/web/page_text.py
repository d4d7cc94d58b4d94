"""Text extraction from the HTML of a page, for the search.

Takes HTML; returns its parts, which are separated by headings with an id. Elements with the
attribute `data-search-exclude`, code blocks and images are left out. Must not know of MkDocs.
"""

from __future__ import annotations

from html.parser import HTMLParser


def parts(html: str) -> list[Part]:
    """Return the parts of a page in order; the first is the text before any heading with an id."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts


class Part:
    """A part of a page: `anchor` is the id of its heading, or '' for the first part."""

    def __init__(self, anchor: str = "") -> None:
        self.anchor = anchor
        self.heading: list[str] = []
        self.words: list[str] = []

    @property
    def title(self) -> str:
        """The text of its heading; for the first part, that of the page's `h1`."""
        return " ".join("".join(self.heading).split())

    @property
    def text(self) -> str:
        """Its text, with each block element on a line of its own."""
        lines = "".join(self.words).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())


class _Reader(HTMLParser):
    """Splits a page at its headings, leaving out what the search does not index."""

    VOID = frozenset({"br", "hr", "img", "input", "source", "wbr"})
    SKIPPED = frozenset({"pre", "script", "style", "svg"})
    INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "kbd", "q", "span", "strong"})

    def __init__(self) -> None:
        super().__init__()
        self.parts = [Part()]
        self.heading = ""  # the tag of the heading being read
        self.skipped: list[str] = []  # the tag being skipped, once for each level of nesting

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if self.skipped:
            self.skipped += [tag] * (tag == self.skipped[0])
        elif tag in self.VOID:
            self.parts[-1].words.append(" ")
        elif tag in self.SKIPPED or "data-search-exclude" in attributes:
            self.skipped = [tag]
        elif tag == "h1" and len(self.parts) == 1:
            self.heading = tag
        elif tag in ("h2", "h3") and (anchor := attributes.get("id")):
            self.heading = tag
            self.parts.append(Part(anchor))
        elif tag not in self.INLINE:
            self.parts[-1].words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.skipped = self.skipped[tag == self.skipped[0] :]
        elif tag == self.heading:
            self.heading = ""

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            part = self.parts[-1]
            (part.heading if self.heading else part.words).append(data)
