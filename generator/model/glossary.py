"""Records of the glossary: hard words and their meanings.

Validates the data of `glossary.yml`. Must not know how the words are found in text.
"""

from __future__ import annotations

from pydantic import Field

from generator.model.values import Page, Quoted, Record, Slug, Text, Title


class Term(Record):
    """A hard word, and what it means."""

    id: Slug = Field(description="Its anchor on the page of words; never changes.")
    term: Title = Field(description="The word as it stands in the list.")
    forms: tuple[Quoted, ...] = Field(
        (),
        description="What else it is called, and its other forms, such as plurals. With a capital "
        "letter in it a form is found only as it is written.",
    )
    meaning: Text = Field(description="What it means here, in a plain sentence or two.")
    marked: bool = Field(
        True,
        description="Write no for a word that most readers know: it is on the page of words and "
        "not marked elsewhere.",
    )
    link: Page | None = Field(None, description="Where to read more.")


class Glossary(Record):
    """Hard words in plain words, our own: the file `glossary.yml`."""

    terms: tuple[Term, ...] = Field(min_length=1, description="The words, in any order.")
