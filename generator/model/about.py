"""The record of a framework as a whole: title, edition, introduction, rights, session defaults.

Validates the data of `framework.yml`. Must not know the sections and their resources, except by id.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.rights import Rights
from generator.model.values import (
    Duration,
    GroupSize,
    Mark,
    Minutes,
    Page,
    Quoted,
    Record,
    ResourceRef,
    Step,
    Text,
    Title,
)


class Citation(Record):
    """How to cite the framework in a list of references."""

    authors: tuple[Quoted, ...] = Field(
        min_length=1, description="Who published it, each person or organisation by itself."
    )
    year: Quoted | None = Field(None, description="The year in which it was published.")


class Session(Record):
    """How this toolkit suggests to run a session on any section: our own words."""

    question_minutes: Duration = Field(description="How many minutes to allow a question.")
    group: GroupSize = Field(description="How many people it suits.")
    materials: tuple[Text, ...] = Field(min_length=1, description="What to have ready.")
    opening: tuple[Step, ...] = Field(min_length=1, description="What to do before the questions.")
    each_question: Text = Field(description="What to do with each question.")
    pause: Step | None = Field(
        None,
        description="The break, with its minutes: between two questions, where people would sit "
        "for too long without one.",
    )
    closing: tuple[Step, ...] = Field(min_length=1, description="What to do after the questions.")
    tips: tuple[Text, ...] = Field((), description="What helps, and what to watch out for.")

    @model_validator(mode="after")
    def _check_pause(self) -> Session:
        if self.pause and not self.pause.minutes:
            raise PydanticCustomError("pause_without_minutes", "'pause' has no 'minutes'")
        return self


class Round(Record):
    """One step of how a group talks a question through."""

    title: Title = Field(description='Who talks or writes, in two or three words: "In pairs".')
    minutes: Minutes = Field(description="For how many minutes.")


class About(Record):
    """What is said of the framework as a whole: the file `framework.yml`."""

    title: Quoted = Field(description="The title of the framework, as published.")
    short_title: Quoted = Field(description="A shorter name, for the top of sheets.")
    edition: Quoted = Field(description="The edition whose words these are, such as 2022.")
    version: Quoted = Field(
        "1", description="The version of these words in this toolkit; raise it when a word changes."
    )
    language: str = Field(
        "en-GB",
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="The language of the words, as a BCP 47 tag such as en-GB, cy or ar.",
    )
    direction: Literal["ltr", "rtl"] = Field(
        "ltr", description="Which way the language is written: ltr, or rtl for right to left."
    )
    summary: Text = Field(description="What the framework is, in one breath, in our words.")
    introduction: Quoted = Field(description="The introduction, as published.")
    new_partnerships: Quoted = Field(description="How new partnerships use it, as published.")
    established_partnerships: Quoted = Field(
        description="How established partnerships use it, as published."
    )
    credit: Quoted = Field(description="Who published the framework, and when.")
    citation: Citation | None = Field(
        None,
        description="How to cite the framework; without it citations name the owner of the words "
        "and no year.",
    )
    rights: Rights = Field(description="Who owns the framework's own words.")
    guidance_rights: Rights = Field(description="Who owns the words that this toolkit adds.")
    links: tuple[Page, ...] = Field((), description="The framework's own pages.")
    picture: Text | None = Field(
        None,
        description="All that the picture of the sections as a ring shows, in words; without "
        "them there is no such picture.",
    )
    session: Session | None = Field(
        None,
        description="How to run a session on a section, our suggestion; without it sections have "
        "no run sheets.",
    )
    rounds: tuple[Round, ...] = Field(
        (),
        description="How a question is talked through, in order; the clock of a session on screen "
        "follows it, stretched to the time that there is.",
    )
    partners: tuple[Quoted, ...] = Field(
        (),
        max_length=6,
        description="The kinds of partner, each with a space of its own on the sheet for several "
        "voices; without them there is no such sheet.",
    )
    other_resources: Annotated[tuple[ResourceRef, ...], Mark.HOME] = Field(
        (), description="Ids of resources that stand outside the sections, in order."
    )
