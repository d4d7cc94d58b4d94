"""What a partnership writes: its notebook, and the answers that somebody sends, as records.

Only the schemas are made of them: programs in the browser read and write such files, and nothing
here does.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from generator.model.values import Record

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"})]
Time = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$",
        json_schema_extra={"format": "date-time"},
        description="When it was written, in UTC, to the second.",
    ),
]
Id = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}(~[A-Za-z0-9-]{1,40})?$",
        description="A random id. What follows ~ marks another version of the same thing.",
    ),
]
Words = Annotated[str, Field(max_length=100_000)]
Others = Annotated[
    tuple[Words, ...] | None, Field(None, description="Other names that merging found; all kept.")
]


class FrameworkUsed(Record):
    """The framework that was used when the file was begun."""

    title: Words = Field(description="The title of the framework.")
    edition: Words = Field(description="The edition of the framework, such as 2022.")
    version: Words = Field(description="The version of its words on the site that was used.")
    address: Words = Field(description="The address of the site that was used.")


class Voice(Record):
    """Whose words they are, as far as they say."""

    kind: Words | None = Field(description="The kind of partner, such as Council.")
    name: Words | None = Field(description="The name that they gave.")


class AnswerAlone(Record):
    """One answer in an answers file."""

    id: Id
    about: Words = Field(description="The id of the question or resource that it answers.")
    asked: Words = Field(description="The question or prompt as it was worded at the time.")
    text: Words = Field(description="What was written, as plain text.")
    written: Time


class Answer(Record):
    """One answer in a notebook."""

    id: Id
    about: Words = Field(description="The id of the question or resource that it answers.")
    asked: Words = Field(description="The question or prompt as it was worded at the time.")
    voice: Voice = Field(description="Whose words they are.")
    text: Words = Field(description="What was written, as plain text.")
    written: Time


class Promise(Record):
    """What somebody will do, and later whether they did."""

    id: Id
    what: Words = Field(description="What will be done.")
    who: Words = Field(description="Who will do it.")
    by: Day | None = Field(description="The day by which it is to be done.")
    about: Words | None = Field(description="The id of the question that it came from.")
    kept: Literal["yes", "partly", "no", "dropped"] | None = Field(
        description="Whether it was kept; null while it is open."
    )
    said: Words = Field(description="Why, or what came of it.")
    written: Time


class Round(Record):
    """One time of looking at the questions."""

    id: Id
    name: Words = Field(description="What the round is called; may be empty.")
    began: Day = Field(description="The day on which it began.")
    look_again: Day | None = Field(description="The day on which to look again.")
    answers: tuple[Answer, ...] = Field(max_length=20_000, description="By time, then by id.")
    promises: tuple[Promise, ...] = Field(max_length=20_000, description="By time, then by id.")
    other_names: Others
    other_began: tuple[Day, ...] | None = Field(None, description="Other days that merging found.")
    other_look_again: tuple[Day, ...] | None = Field(
        None, description="Other days to look again that merging found."
    )


class Notebook(Record):
    """What a partnership writes: its rounds, with answers and promises."""

    model_config = ConfigDict(title="A notebook, version 1")

    format: Literal["partnering-notebook"]
    version: Literal[1]
    framework: FrameworkUsed = Field(description="The framework that it is of.")
    name: Words = Field(description="What the partnership calls itself; may be empty.")
    rounds: tuple[Round, ...] = Field(max_length=500, description="By first day, then by id.")
    other_names: Others


class Request(Record):
    """Who asked for answers."""

    from_: Words = Field(alias="from", description="Who asked.")
    by: Day | None = Field(description="The last day for answers.")
    kinds: tuple[Words, ...] = Field(description="The kinds of partner to choose from.")


class Answers(Record):
    """What one person answered alone, to be opened together with others."""

    model_config = ConfigDict(title="An answers file, version 1")

    format: Literal["partnering-answers"]
    version: Literal[1]
    framework: FrameworkUsed = Field(description="The framework that the questions are of.")
    id: Id
    request: Request = Field(description="The request that it answers.")
    voice: Voice = Field(description="Whose answers they are.")
    answers: tuple[AnswerAlone, ...] = Field(max_length=20_000, description="The answers.")


MODELS: dict[str, type[Record]] = {"notebook": Notebook, "answers": Answers}
"""The record behind each schema, by its name."""
