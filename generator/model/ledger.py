"""Records of the ledger: every id ever published, with the events of its history.

Validates the lines of `permalinks.yml`, one by one. Must not know which of them contradict each
other, nor to which pages they lead.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.model.values import Quoted, Record, Slug, Text


class LedgerLine(Record):
    """One thing that happened to one id: it was published, its words changed, or it is gone."""

    id: Slug = Field(description="The id, as it was published.")
    edition: Quoted = Field(description="The edition in which it happened.")
    version: Quoted = Field(description="The version in which it happened.")
    kind: Quoted | None = Field(
        None, description="What it is, such as question: on the first line of an id only."
    )
    words: Quoted | None = Field(None, description="Its words from then on.")
    section: Slug | None = Field(None, description="The section in which it stands from then on.")
    sheet: Quoted | None = Field(
        None, description="A digest of all the words on its sheet from then on."
    )
    renamed: Slug | None = Field(None, description="Its id from then on.")
    merged_into: Slug | None = Field(None, description="The id of what took it in.")
    split_into: tuple[Slug, ...] = Field((), description="The ids of what it became.")
    retired: Text | None = Field(None, description="Why it is gone, in a sentence.")
    see: tuple[Slug, ...] = Field((), description="Where to go instead of what is retired.")

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids that replace this id, or that readers are pointed to instead of it."""
        one = self.renamed or self.merged_into
        return (one,) if one else self.split_into or self.see

    @property
    def fate(self) -> Literal["", "renamed", "merged", "split", "retired"]:
        """How this line ended the use of the id; empty if the id is still in use."""
        if self.renamed:
            return "renamed"
        if self.merged_into:
            return "merged"
        if self.split_into:
            return "split"
        return "retired" if self.retired else ""


class Ledger(Record):
    """Every id ever published: the file `permalinks.yml`, which only ever grows."""

    lines: tuple[LedgerLine, ...] = Field(
        (), description="What happened, in order. `partnering permalinks --update` adds to it."
    )
