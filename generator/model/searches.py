"""Records of search synonyms: words that people type, and the item or page that they look for.

Validates the data of `searches.yml`. Must not know how the search works.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.values import SLUG, Quoted, Record

TARGET = rf"{SLUG}|^([a-z0-9-]+/)+$"

Target = Annotated[str, StringConstraints(pattern=TARGET)]
"""An id, or the path of a page relative to the root of the site, ending with a slash."""


class Search(Record):
    """Words that people type, and what they then look for."""

    words: tuple[Quoted, ...] = Field(
        min_length=1,
        description="What people type, each whole: 'ice breaker'. Capitals, accents and plurals "
        "make no difference.",
    )
    first: Target = Field(
        description="What they find first: the id of a section, question, resource, session plan "
        "or sheet; or a page, such as use/workshop/."
    )


class Searches(Record):
    """Other names for what is in the framework, our own: the file `searches.yml`."""

    searches: tuple[Search, ...] = Field(min_length=1, description="In any order.")
