"""The record of a resource: the content of its card, its worksheet and its run sheet.

Validates a file in `resources/`. Must not know how a resource is shown or printed.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.figures import Grid, Picture, Table
from generator.model.rights import Rights, Work
from generator.model.values import (
    Duration,
    GroupSize,
    Mark,
    Page,
    QuestionRef,
    Quoted,
    Record,
    Slug,
    Step,
    Text,
    Title,
)


class Meaning(Record):
    """What a word means in a resource."""

    word: Title = Field(description="The word, such as Move.")
    text: Text = Field(description="What it means here, in a sentence.")


class Resource(Record):
    """One resource: a file in `resources/`."""

    id: Slug = Field(description="Its permanent id, in every link and print-out; never changes.")
    title: Annotated[Quoted, Mark.ELSEWHERE] = Field(
        description="Its name, worded exactly as it was published."
    )
    description: Quoted = Field(description="The framework's own description, word for word.")
    summary: Annotated[Text, Mark.ELSEWHERE] = Field(
        description="What it is, in a sentence or two of ours."
    )
    purpose: Text = Field(description="What it is for.")
    when: tuple[Text, ...] = Field(min_length=1, description="When to use it.")
    when_not: tuple[Text, ...] = Field((), description="When not to use it.")
    time: Duration = Field(description="How long it takes, in minutes.")
    group: GroupSize = Field(description="How many people it suits.")
    materials: tuple[Text, ...] = Field(min_length=1, description="What to have ready.")
    access: tuple[Text, ...] = Field(
        (), description="What makes it work for people with different access needs."
    )
    steps: tuple[Step, ...] = Field(
        min_length=1, description="What to do, in order; their minutes add up to the time."
    )
    afterwards: tuple[Text, ...] = Field(
        (), description="What to do once the session is over, in order."
    )
    watch_outs: tuple[Text, ...] = Field(
        (), description="What can go wrong or do harm, and what to do about it."
    )
    prompts: tuple[Text, ...] = Field(
        min_length=1, description="What the worksheet asks people to write down, in order."
    )
    meanings: tuple[Meaning, ...] = Field(
        (),
        description="What words mean that the worksheet uses and does not explain, such as the "
        "names of actions, stages or places: they stand at its beginning.",
    )
    first_prompts: int = Field(
        0,
        ge=0,
        description="How many of the prompts the method asks first: they stand on the worksheet "
        "before its picture, grids and tables, the others after them.",
    )
    short_prompts: int = Field(
        0,
        ge=0,
        description="How many prompts, from the first on, ask for one sentence: they have three "
        "lines, where others have all the room that there is.",
    )
    grids: tuple[Grid, ...] = Field((), description="Grids to fill in on the worksheet.")
    tables: tuple[Table, ...] = Field((), description="Tables to fill in on the worksheet.")
    picture: Picture | None = Field(
        None, description="A picture of it, for the card, the worksheet and the run sheet."
    )
    tips: tuple[Text, ...] = Field((), description="What helps, besides the steps.")
    online: tuple[Text, ...] = Field((), description="How to do it online.")
    small_group: tuple[Text, ...] = Field((), description="How to do it with a handful of people.")
    large_group: tuple[Text, ...] = Field((), description="How to do it with about forty people.")
    serves: tuple[QuestionRef, ...] = Field(
        (), description="Ids of the questions that it helps with, of any section."
    )
    origin: Quoted = Field(description="Where it comes from and who made it.")
    rights: Annotated[Rights | None, Mark.ELSEWHERE] = Field(
        None,
        description="Who owns its title and description, where that is not the framework's owner; "
        "also its card, where that has no rights of its own.",
    )
    card_rights: Annotated[Rights | None, Mark.ELSEWHERE] = Field(
        None,
        description="Who owns this card's own words, and their licence, where that is not the "
        "toolkit's general one (as when the method asks for the same licence).",
    )
    based_on: Annotated[tuple[Work, ...], Mark.ELSEWHERE] = Field(
        description="The models and works of others on which the card is based, each with its own "
        "owner and licence, which do not cover the words of the card; [] where there are none.",
    )
    links: tuple[Page, ...] = Field((), description="Pages that we recommend.")

    @model_validator(mode="after")
    def _require_grid(self) -> Resource:
        if self.picture and self.picture.kind == "grid" and not self.grids:
            raise PydanticCustomError("no_grid", "there is no grid of which to draw the picture")
        return self

    @model_validator(mode="after")
    def _check_prompt_counts(self) -> Resource:
        if (most := max(self.first_prompts, self.short_prompts)) > len(self.prompts):
            raise PydanticCustomError(
                "no_prompt",
                "'first_prompts' or 'short_prompts' is {most}, and there are {found} prompts",
                {"most": most, "found": len(self.prompts)},
            )
        return self
