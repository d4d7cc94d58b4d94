"""Collect this toolkit's own prose, passage by passage, for the rules on wording and reading age.

Takes loaded data and hand-written pages. Left out are the words of the framework's authors, names
and titles of others, quotations and code. Knows no rule on words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.checks import markdown
from generator.checks.docs import Doc, Docs
from generator.data.loader import Entry, LoadedData
from generator.errors import Location
from generator.model.values import Mark


class Passage(NamedTuple):
    """A paragraph, list item, table cell or title, and where it is written.

    `page` is the id of its record, 'framework' or 'glossary' for those without one, or the path of
    a hand-written page below `docs_dir`.
    """

    page: str
    location: Location
    text: str
    is_title: bool = False

    def at(self, words: str) -> Location:
        """Return the location of `words` in the source, or of as many as can be found there."""
        lines = Path(self.location.path).read_text(encoding="utf-8-sig").split("\n")
        rest = "\n".join(lines[self.location.line - 1 :])
        parts = words.split()
        for count in range(len(parts), 0, -1):
            if found := re.search(r"\s+".join(map(re.escape, parts[:count])), rest):
                before = rest[: found.start()]
                column = found.start() - before.rfind("\n")
                return Location(self.location.path, self.location.line + before.count("\n"), column)
        return self.location


def own_passages(loaded: LoadedData, docs: Docs) -> tuple[Passage, ...]:
    """Return every passage of our own, first of the data, then of the hand-written pages."""
    passages = [passage for entry in loaded.entries for passage in _passages_in_entry(entry)]
    for doc in docs.pages:
        passages += _passages_in_page(doc)
    return tuple(passages)


def _passages_in_entry(entry: Entry) -> Iterator[Passage]:
    page = entry.id or entry.kind
    for it in entry.texts:
        if Mark.WORDS in it.marks and Mark.NOT_OURS not in it.marks:
            for part in re.split(r"\n\s*\n", it.text):
                if re.search("[^\\W\\d_]", part):
                    words = " ".join(part.split())
                    yield Passage(page, it.location, words, Mark.TITLE in it.marks)


def _passages_in_page(doc: Doc) -> Iterator[Passage]:
    for line, words, is_title in markdown.passages(doc.text):
        yield Passage(doc.path, Location(doc.shown, line), words, is_title)
