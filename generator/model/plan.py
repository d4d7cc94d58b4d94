"""Records of a session plan and its agenda, with the clock time of each item.

Validates a file in `plans/`. Must not know the questions, resources and sheets, except by id.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.rights import Rights
from generator.model.values import (
    Minutes,
    QuestionRef,
    Quoted,
    Record,
    ResourceRef,
    SheetRef,
    Slug,
    Text,
    Title,
)

CLOCK_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"

ClockTime = Annotated[str, StringConstraints(pattern=CLOCK_TIME)]
"""A time of day on the 24-hour clock, such as 09:30."""


class Slot(Record):
    """One item of an agenda: what happens for so many minutes."""

    minutes: Minutes = Field(description="How many minutes it takes.")
    title: Title = Field(description="What it is, in a few words.")
    text: Text | None = Field(None, description="What to do, as an instruction.")
    say: Text | None = Field(None, description="Words that the person who leads may say.")
    questions: tuple[QuestionRef, ...] = Field(
        (), description="Ids of the questions to ask, in order; their words are shown in full."
    )
    resources: tuple[ResourceRef, ...] = Field((), description="Ids of the resources to use.")


class Handout(Record):
    """A sheet to print for a session, and for whom."""

    sheet: SheetRef = Field(
        description="The id of the sheet: of a section, a resource, 'framework', 'next-steps', "
        "'review', 'own-answers', 'side-by-side' or 'voices'; with '-run' after it, the run sheet "
        "of a section or resource; with '-ways', help with the questions of a section; with "
        "'-look-back', its questions to look back with."
    )
    who: Text = Field(description="Who gets it, and how many to print.")


class Plan(Record):
    """A plan of one session, from preparing it to what comes after: a file in `plans/`."""

    id: Slug = Field(description="Its permanent id, in every link and print-out; never changes.")
    title: Title = Field(description="What to call it, in a few words.")
    summary: Text = Field(description="What happens in it, in a plain sentence or two.")
    series: Quoted | None = Field(
        None,
        description="The name of the run of plans to which it belongs, the same in each of them.",
    )
    when: Text = Field(description="When to choose it: where a group stands, in a few words.")
    purpose: Text = Field(description="What the group will have at the end.")
    who: Text = Field(description="Who should be there, and how many people it suits.")
    minutes: Minutes = Field(
        description="How long it takes in all; the minutes of the agenda add up to this."
    )
    start: ClockTime = Field("10:00", description='When it might begin, such as "09:30".')
    before: tuple[Text, ...] = Field(min_length=1, description="What to do before the day.")
    agenda: tuple[Slot, ...] = Field(min_length=1, description="What happens, in order.")
    after: tuple[Text, ...] = Field(min_length=1, description="What to do afterwards.")
    sheets: tuple[Handout, ...] = Field((), description="The sheets to print, and for whom.")
    rules_of_thumb: tuple[Text, ...] = Field(
        (), description="What tends to work; shown as this toolkit's suggestions."
    )
    rights: Rights | None = Field(
        None,
        description="Who owns its words, where that is not this toolkit; the questions that it "
        "asks keep their owners.",
    )

    @property
    def times(self) -> tuple[str, ...]:
        """The start time of each agenda item, then the end time of the session, as 'HH:MM'.

        Times wrap round at midnight.
        """
        hours, minutes = map(int, self.start.split(":"))
        starts = accumulate((slot.minutes for slot in self.agenda), initial=60 * hours + minutes)
        return tuple(f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in starts)
