"""The framework as open data: its records as they are published, from which the schema is made.

Must not know how they are filled or written.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from generator.model.resource import Resource
from generator.model.rights import Rights
from generator.model.section import Question, WaysIn
from generator.model.values import Link, Record, Slug, Text

_SEEN_FROM_HERE = "complete where the site knows its own address, else as seen from this file."
_REFERENCE = {"format": "uri-reference"}

Permanent = Annotated[
    str,
    Field(
        description=f"Its permanent address, which never changes; {_SEEN_FROM_HERE}",
        json_schema_extra=_REFERENCE,
    ),
]
Today = Annotated[
    str,
    Field(
        description=f"Where it stands today, which may change; {_SEEN_FROM_HERE}",
        json_schema_extra=_REFERENCE,
    ),
]


class PublishedWaysIn(WaysIn):
    """What helps a group to get into one question. Ours, not the framework's."""

    rights: Rights = Field(description="Who owns these words, and their licence.")


class PublishedQuestion(Question):
    """A question, with the number it has today and where it stands."""

    ways_in: PublishedWaysIn | None = Field(
        None, description="What helps a group to get into it. Ours, with rights of its own."
    )
    rights: Rights = Field(description="Who owns the question, and its licence.")
    number: Text = Field(description="Section and place today, such as 3.2; it may change.")
    address: Permanent
    page: Today
    embed: Permanent = Field(description="A small page with the question, to show in a frame.")


class PublishedSection(Record):
    """A section with its questions."""

    id: Slug = Field(description="Its permanent id; never changes.")
    number: Text = Field(description="Its place today, such as 3; it may change.")
    title: Text = Field(description="The title, worded exactly as it was published.")
    label: Text = Field(description="One or two words for it, for menus. Ours.")
    summary: Text = Field(description="What the section is about. Ours.")
    address: Permanent
    page: Today
    questions: tuple[PublishedQuestion, ...] = Field(description="Its questions, in order.")
    resources: tuple[Slug, ...] = Field(description="Ids of its resources, in order.")
    rights: Rights = Field(description="Who owns the section's words, and their licence.")


class PublishedResource(Resource):
    """A resource: its title and description, and its card, whose owner is named apart."""

    rights: Rights = Field(description="Who owns its title and description, and their licence.")

    card_rights: Rights = Field(description="Who owns the words of its card, and their licence.")
    sections: tuple[Slug, ...] = Field(
        description="Ids of the sections to which it belongs; none for one outside them."
    )
    address: Permanent
    page: Today


class PublishedFramework(Record):
    """A framework of questions: its words, their permanent addresses, and who owns them."""

    model_config = ConfigDict(title="A framework of questions, as data")

    schema_address: Permanent = Field(
        alias="$schema", description="The JSON Schema that describes this file."
    )
    id: Literal["framework"] = Field(description="The id of the whole.")
    title: Text = Field(description="The title of the framework, as published.")
    edition: Text = Field(description="The edition whose words these are, such as 2022.")
    version: Text = Field(description="The version of these words here; raised when one changes.")
    language: str = Field(description="The language of the words, as a BCP 47 tag.")
    direction: Literal["ltr", "rtl"] = Field(description="Which way the language is written.")
    summary: Text = Field(description="What the framework is. Ours.")
    introduction: Text = Field(description="The introduction, as published.")
    new_partnerships: Text = Field(description="How new partnerships use it, as published.")
    established_partnerships: Text = Field(
        description="How established partnerships use it, as published."
    )
    credit: Text = Field(description="Who published the framework, and when.")
    rights: Rights = Field(description="Who owns the framework's own words.")
    guidance_rights: Rights = Field(description="Who owns the words marked here as ours.")
    links: tuple[Link, ...] = Field(description="The framework's own pages elsewhere.")
    address: Permanent
    page: Today
    sections: tuple[PublishedSection, ...] = Field(description="The sections, in order.")
    resources: tuple[PublishedResource, ...] = Field(
        description="The resources, as the sections name them, then those outside."
    )
