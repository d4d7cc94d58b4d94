"""The text of a page, part by part, from its HTML: each part begins with a heading that has an id.

What is marked `data-search-exclude`, code and pictures are left out. Knows nothing of MkDocs.
"""

from __future__ import annotations

from html.parser import HTMLParser


def parts(html: str) -> list[Part]:
    """The parts of a page in their order; the first is what stands before such a heading."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts


class Part:
    """What stands on a page up to the first heading to which a link can lead, or from one on."""

    def __init__(self, anchor: str = "") -> None:
        self.anchor = anchor
        self.heading: list[str] = []
        self.words: list[str] = []

    @property
    def title(self) -> str:
        """The words of its heading; none of the first part."""
        return " ".join("".join(self.heading).split())

    @property
    def text(self) -> str:
        """Its words, each block on a line of its own."""
        lines = "".join(self.words).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())


class _Reader(HTMLParser):
    """Takes a page apart at its headings; leaves out what is marked, code and pictures."""

    EMPTY = frozenset({"br", "hr", "img", "input", "source", "wbr"})
    LEFT_OUT = frozenset({"pre", "script", "style", "svg"})
    WITHIN_A_LINE = frozenset({"a", "abbr", "b", "code", "em", "i", "kbd", "q", "span", "strong"})

    def __init__(self) -> None:
        super().__init__()
        self.parts = [Part()]
        self.heading = ""  # the tag of the one that is being read
        self.skipped: list[str] = []  # the tag that began what is left out, as often as it is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if self.skipped:
            self.skipped += [tag] * (tag == self.skipped[0])
        elif tag in self.EMPTY:
            self.parts[-1].words.append(" ")
        elif tag in self.LEFT_OUT or "data-search-exclude" in told:
            self.skipped = [tag]
        elif tag == "h1" and len(self.parts) == 1:
            self.heading = tag
        elif tag in ("h2", "h3") and (anchor := told.get("id")):
            self.heading = tag
            self.parts.append(Part(anchor))
        elif tag not in self.WITHIN_A_LINE:
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
