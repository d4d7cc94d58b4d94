"""Records of a section, its questions, and the ways in to each question.

Validates a file in `sections/`. Must not know the number of a section, which depends on the others.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.rights import Rights
from generator.model.values import Mark, QuestionRef, Quoted, Record, ResourceRef, Slug, Text, Title


class WaysIn(Record):
    """What helps a group to get into one question: our own words, short enough to read aloud."""

    prompts: tuple[Text, ...] = Field(
        min_length=2, max_length=3, description="Plain follow-up questions that open it up."
    )
    listen_for: Text = Field(
        description="What the person who leads may hear, and what it can mean."
    )
    hardest: Text = Field(description="Who may find it hardest to answer, and why.")
    safer: Text = Field(description="What makes it safe for them.")
    questions: tuple[QuestionRef, ...] = Field(
        (),
        description="Ids of related questions, in order. Related resources are not named here: "
        "each says which questions it serves.",
    )
    rights: Rights | None = Field(
        None,
        description="Who owns these ways in; left out, who owns the question where it has rights "
        "of its own, else this toolkit.",
    )


class Question(Record):
    """One question of the framework."""

    id: Slug = Field(description="Its permanent id, in every link and print-out; never changes.")
    text: Quoted = Field(description="The question, worded exactly as it was published.")
    ways_in: WaysIn | None = Field(
        None,
        description="What helps a group to get into it, in our words; for all questions of a "
        "framework or for none.",
    )
    rights: Rights | None = Field(
        None,
        description="Who owns its words, where that is not the owner of its section: for a "
        "question that somebody added.",
    )


class Section(Record):
    """One section of the framework: a file in `sections/`, in the order of the file names."""

    id: Slug = Field(description="Its permanent id, in every link and print-out; never changes.")
    title: Quoted = Field(description="The title, worded exactly as it was published.")
    label: Title = Field(description="One or two words for it, for menus and the path.")
    summary: Text = Field(description="What the section is about, in one plain sentence of ours.")
    questions: tuple[Question, ...] = Field(
        min_length=1, description="The questions, in the order in which they were published."
    )
    resources: Annotated[tuple[ResourceRef, ...], Mark.HOME] = Field(
        (), description="Ids of the resources that belong to the section, in order."
    )
    rights: Rights | None = Field(
        None,
        description="Who owns its words and those of its questions, where that is not the "
        "framework's owner: for a section that somebody added.",
    )
