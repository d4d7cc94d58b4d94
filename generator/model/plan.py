"""Records of a session plan and its agenda, with the clock time of each item.

Validates a file in `plans/`. Must not know the questions, resources and sheets, except by id.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.rights import Rights
from generator.model.values import (
    Copies,
    Minutes,
    People,
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
    rounds: bool = Field(
        False,
        description="Write yes where the question is talked through in the 'rounds' of "
        "framework.yml; the clock on screen then shows them.",
    )
    hand_out: tuple[SheetRef, ...] = Field(
        (), description="Ids of the sheets to hand out now; each is in the plan's 'sheets' too."
    )


class Handout(Record):
    """A sheet to print for a session, and for whom."""

    sheet: SheetRef = Field(
        description="The id of the sheet: of a section, a resource, 'framework', 'next-steps', "
        "'review', 'own-answers', 'side-by-side' or 'voices'; with '-run' after it, the run sheet "
        "of a section or resource; with '-ways', help with the questions of a section; with "
        "'-look-back', its questions to look back with. The handout of the plan is its id with "
        "'-handout' after it."
    )
    who: Text = Field(description="Who gets it, and how many to print.")
    people_per_copy: People | None = Field(
        None,
        description="For how many people one copy is: 1 for one each, 4 for one for every four. "
        "Leave out where the number of people does not matter.",
    )
    copies: Copies = Field(1, description="How many copies, for each so many people or in all.")


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
    look_back: bool = Field(
        False,
        description="Write yes where its questions have been answered before: its handout then "
        "has room for last time's answers beside this time's.",
    )
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
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that it asks, in the order of its agenda, each once."""
        return tuple(dict.fromkeys(name for slot in self.agenda for name in slot.questions))

    @property
    def resources(self) -> tuple[str, ...]:
        """The ids of the resources that it uses, in the order of its agenda, each once."""
        return tuple(dict.fromkeys(name for slot in self.agenda for name in slot.resources))

    @property
    def times(self) -> tuple[str, ...]:
        """The start time of each agenda item, then the end time of the session, as 'HH:MM'.

        Times wrap round at midnight.
        """
        hours, minutes = map(int, self.start.split(":"))
        starts = accumulate((slot.minutes for slot in self.agenda), initial=60 * hours + minutes)
        return tuple(f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in starts)
