"""What a framework is: its sections, questions, resources and session plans, each frozen once read.

The descriptions of the fields are the documentation for authors and, through
`json_schema`, what an editor shows and checks. Knows nothing of files, YAML,
MkDocs or templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

WHOLE = "framework"
"""The id of the framework as a whole: of its page, its sheet and its permanent address."""

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
CLOCK_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
WEB_ADDRESS = r"^(https?://[^\s/?#]+\S*|mailto:[^\s@]+@[^\s@]+)$"

Item = TypeVar("Item")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Plain words, shown exactly as written; a blank line begins a new paragraph."""

LONGEST_ID = 60
"""How many letters an id may have."""

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=LONGEST_ID)]
"""A permanent id: lower-case letters and digits in words joined by single hyphens."""

WebAddress = Annotated[str, StringConstraints(pattern=WEB_ADDRESS)]
"""A complete http, https or mailto address."""


def _in_figures(value: Any) -> Any:
    """`value`, unless it is one that pydantic would take for a number and a reader would not."""
    if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch("-?[0-9]+", value)):
        raise PydanticCustomError("int_type", "not a whole number in figures")
    return value


Minutes = Annotated[int, Field(ge=1, le=2880), BeforeValidator(_in_figures)]
"""A number of minutes, at most two days."""


def _on_a_day(value: Any) -> Any:
    """`value`, where it is a day of the calendar or the word never."""
    if value != NEVER:
        try:
            date.fromisoformat(value)
        except (TypeError, ValueError):
            raise PydanticCustomError("string_pattern_mismatch", "not a day") from None
    return value


NEVER = "never"
"""Stands for the day on which a web address was checked, while it was not."""

Day = Annotated[
    str,
    StringConstraints(pattern=rf"^({NEVER}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})$"),
    BeforeValidator(_on_a_day),
]
"""A day such as 2026-03-31, or `NEVER`."""
ClockTime = Annotated[str, StringConstraints(pattern=CLOCK_TIME)]
"""A time of day on the 24-hour clock, such as 09:30."""

People = Annotated[int, Field(ge=1, le=1000), BeforeValidator(_in_figures)]
"""A number of people."""


class Record(BaseModel):
    """What every record shares: it cannot be changed, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Link(Record):
    """A web page to go on to."""

    title: Text = Field(description="What the page is called, as the reader will see it.")
    url: WebAddress = Field(description="The address, beginning https://, http:// or mailto:.")
    note: Text | None = Field(None, description="Why to follow it, in a few words.")


class Rights(Record):
    """Who owns the words of a record, and what others may do with them."""

    holder: Text = Field(description="Who owns the words.")
    licence: Text = Field(
        description="The licence by its usual name, 'All rights reserved' or 'No licence stated'."
    )
    url: WebAddress | None = Field(None, description="Where the licence can be read.")
    statement: Text = Field(
        description="The line that stands on every page and sheet with these words."
    )


class Citation(Record):
    """How to cite the framework in a list of references."""

    authors: tuple[Text, ...] = Field(
        min_length=1, description="Who published it, each person or organisation by itself."
    )
    year: Text | None = Field(None, description="The year in which it was published.")


class Duration(Record):
    """How long something takes, in minutes."""

    least: Minutes = Field(description="The fewest minutes it takes.")
    most: Minutes | None = Field(
        None, description="The most minutes it takes; leave out when it is the same."
    )
    note: Text | None = Field(None, description="What the time covers, where that needs saying.")

    @model_validator(mode="after")
    def _in_order(self) -> Duration:
        _least_to_most(self.least, self.most)
        return self


class GroupSize(Record):
    """How many people something suits."""

    least: People = Field(description="The fewest people it works with.")
    most: People | None = Field(None, description="The most people; leave out for any number.")
    note: Text | None = Field(None, description="How to go about it with more or fewer.")

    @model_validator(mode="after")
    def _in_order(self) -> GroupSize:
        _least_to_most(self.least, self.most)
        return self


class Step(Record):
    """One thing to do, in its turn."""

    text: Text = Field(description="What the group does, as an instruction.")
    say: Text | None = Field(
        None, description="Words that the person who leads can read out as they stand."
    )
    minutes: Minutes | None = Field(
        None, description="How many minutes it takes; for all steps or for none."
    )
    optional: bool = Field(
        False, description="Write yes where the step may be left out when time is short."
    )


class Table(Record):
    """A table to fill in on a sheet."""

    title: Text = Field(description="What the table is for.")
    columns: tuple[Text, ...] = Field(
        min_length=2, max_length=5, description="The headings of the columns."
    )
    rows: tuple[Text, ...] = Field((), description="What stands in the first column, row by row.")
    blank_rows: int = Field(0, ge=0, le=20, description="How many empty rows follow.")
    wide: int = Field(
        0,
        ge=0,
        le=5,
        description="Which column needs most room to write, counted from 1; leave out for none.",
    )
    closes: bool = Field(
        False,
        description="Write yes where the table says what will be done, by whom and by when: it "
        "then stands at the end of the worksheet, in place of 'What we will do'.",
    )


class Axis(Record):
    """One side of a grid."""

    name: Text = Field(description="What it measures, such as Trust.")
    low: Text = Field(description="The word at its low end.")
    high: Text = Field(description="The word at its high end.")


class Corners(Record):
    """What the four corners of a grid are called."""

    top_left: Text = Field(description="Low across, high up.")
    top_right: Text = Field(description="High across, high up.")
    bottom_left: Text = Field(description="Low across, low up.")
    bottom_right: Text = Field(description="High across, low up.")


class Grid(Record):
    """A field with two sides, on which people place notes."""

    title: Text = Field(description="What to place on it.")
    across: Axis = Field(description="The side from left to right.")
    up: Axis = Field(description="The side from bottom to top.")
    corners: Corners = Field(description="What the corners are called.")


PICTURES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "grid": (0, 1),
        "players": (4, 4),
        "maxims": (2, 7),
        "curves": (3, 3),
        "cycle": (4, 4),
        "ladder": (3, 3),
        "functions": (2, 16),
        "factors": (2, 7),
    }
)
"""The kinds of picture, and how many items each has: the fewest and the most."""


class PictureItem(Record):
    """One thing that a picture shows."""

    name: Text = Field(description="What it is called.")
    words: Text | None = Field(None, description="What it is or does, in a few words.")
    without: Text | None = Field(
        None, description="For players: what happens without it, in a few words."
    )
    hidden: bool = Field(
        False, description="For functions: write yes for work that is often not seen."
    )


class Picture(Record):
    """A picture that is drawn from its words, to look at and to fill in."""

    kind: Literal[
        "grid", "players", "maxims", "curves", "cycle", "ladder", "functions", "factors"
    ] = Field(
        description="How it is drawn. grid: the first of the resource's grids; its item, where "
        "there is one, stands halfway up on the left. players: four actions in the order move, "
        "follow, oppose, bystand. maxims: sayings that hang together. curves: three stages that "
        "overlap. cycle: four stages that come round again. ladder: its foot, what each rung asks "
        "('name' for all but the first, 'words' for the first), its top. functions: jobs, seen "
        "or hidden. factors: strands of one rope."
    )
    title: Text = Field(description="What the picture shows, in a few words.")
    description: Text = Field(
        description="All that the picture shows, in words, for those who do not see it; it names "
        "every item."
    )
    fill_in: Text = Field(description="What to do with the blank picture on the worksheet.")
    items: tuple[PictureItem, ...] = Field((), description="What the picture shows, in order.")
    start: PictureItem | None = Field(
        None, description="For a cycle: what comes before the first round."
    )
    credit: Text | None = Field(
        None,
        description="Whose it is that the picture shows, where that is not said by the resource's "
        "statement of rights.",
    )
    rungs: int = Field(9, ge=2, le=9, description="For a ladder: how many rungs it has.")

    @model_validator(mode="after")
    def _of_its_kind(self) -> Picture:
        least, most = PICTURES[self.kind]
        if not least <= len(self.items) <= most:
            wanted = f"{least}" if least == most else f"{least} to {most}"
            raise PydanticCustomError(
                "picture_items",
                "a picture of the kind '{kind}' has {wanted} items, and here are {found}",
                {"kind": self.kind, "wanted": wanted, "found": len(self.items)},
            )
        return self


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
    questions: tuple[Slug, ...] = Field(
        (),
        description="Ids of related questions, in order. Related resources are not named here: "
        "each says which questions it serves.",
    )


class Question(Record):
    """One question of the framework."""

    id: Slug = Field(description="Its permanent id, in every link and print-out; never changes.")
    text: Text = Field(description="The question, worded exactly as it was published.")
    ways_in: WaysIn | None = Field(
        None,
        description="What helps a group to get into it, in our words; for all questions of a "
        "framework or for none.",
    )


class Section(Record):
    """One section of the framework: a file in `sections/`, in the order of the file names."""

    id: Slug = Field(description="Its permanent id, in every link and print-out; never changes.")
    title: Text = Field(description="The title, worded exactly as it was published.")
    label: Text = Field(description="One or two words for it, for menus and the path.")
    summary: Text = Field(description="What the section is about, in one plain sentence of ours.")
    questions: tuple[Question, ...] = Field(
        min_length=1, description="The questions, in the order in which they were published."
    )
    resources: tuple[Slug, ...] = Field(
        (), description="Ids of the resources that belong to the section, in order."
    )


class Resource(Record):
    """One resource: a file in `resources/`."""

    id: Slug = Field(description="Its permanent id, in every link and print-out; never changes.")
    title: Text = Field(description="Its name, worded exactly as it was published.")
    description: Text = Field(description="The framework's own description, word for word.")
    summary: Text = Field(description="What it is, in a sentence or two of ours.")
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
    serves: tuple[Slug, ...] = Field(
        (), description="Ids of the questions that it helps with, of any section."
    )
    origin: Text = Field(description="Where it comes from and who made it.")
    rights: Rights = Field(description="Who owns the method or its text, and the licence.")
    card_rights: Rights | None = Field(
        None,
        description="Who owns this card's own words, and their licence, where that is not the "
        "toolkit's general one (as when the method asks for the same licence).",
    )
    links: tuple[Link, ...] = Field((), description="Pages that we recommend.")

    @model_validator(mode="after")
    def _grid_to_draw(self) -> Resource:
        if self.picture and self.picture.kind == "grid" and not self.grids:
            raise PydanticCustomError("no_grid", "there is no grid of which to draw the picture")
        return self


class WebLink(Record):
    """A web address, and when it last answered."""

    url: WebAddress = Field(description="The address, letter for letter as it is linked to.")
    checked: Day = Field(
        description="The day on which it was last opened and answered, such as 2026-03-31, "
        "or never."
    )


class LinkList(Record):
    """Every web address to which data and hand-written pages lead: the file `links.yml`.

    `partnering check --links --update` writes it.
    """

    links: tuple[WebLink, ...] = Field(description="The addresses, by the alphabet.")


class Session(Record):
    """How this toolkit suggests to run a session on any section: our own words."""

    question_minutes: Duration = Field(description="How many minutes to allow a question.")
    group: GroupSize = Field(description="How many people it suits.")
    materials: tuple[Text, ...] = Field(min_length=1, description="What to have ready.")
    opening: tuple[Step, ...] = Field(min_length=1, description="What to do before the questions.")
    each_question: Text = Field(description="What to do with each question.")
    closing: tuple[Step, ...] = Field(min_length=1, description="What to do after the questions.")
    tips: tuple[Text, ...] = Field((), description="What helps, and what to watch out for.")


class Slot(Record):
    """One item of an agenda: what happens for so many minutes."""

    minutes: Minutes = Field(description="How many minutes it takes.")
    title: Text = Field(description="What it is, in a few words.")
    text: Text | None = Field(None, description="What to do, as an instruction.")
    say: Text | None = Field(None, description="Words that the person who leads may say.")
    questions: tuple[Slug, ...] = Field(
        (), description="Ids of the questions to ask, in order; their words are shown in full."
    )
    resources: tuple[Slug, ...] = Field((), description="Ids of the resources to use.")


class Handout(Record):
    """A sheet to print for a session, and for whom."""

    sheet: Slug = Field(
        description="The id of the sheet: of a section, a resource, 'framework', 'next-steps', "
        "'review' or 'voices'; with '-run' after it, the run sheet of a section or resource; with "
        "'-ways' after it, the ways in to the questions of a section."
    )
    who: Text = Field(description="Who gets it, and how many to print.")


class Plan(Record):
    """A plan of one session, from preparing it to what comes after: a file in `plans/`."""

    id: Slug = Field(description="Its permanent id, in every link and print-out; never changes.")
    title: Text = Field(description="What to call it, in a few words.")
    summary: Text = Field(description="What happens in it, in a plain sentence or two.")
    series: Text | None = Field(
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

    @property
    def times(self) -> tuple[str, ...]:
        """The clock time at which each item of the agenda begins, then that at which all ends.

        After 23:59 comes 00:00.
        """
        hours, past = map(int, self.start.split(":"))
        begins = accumulate((slot.minutes for slot in self.agenda), initial=60 * hours + past)
        return tuple(f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in begins)


class Term(Record):
    """A hard word, and what it means."""

    id: Slug = Field(description="Its anchor on the page of words; never changes.")
    term: Text = Field(description="The word as it stands in the list.")
    forms: tuple[Text, ...] = Field(
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
    link: Link | None = Field(None, description="Where to read more.")


class Glossary(Record):
    """Hard words in plain words, our own: the file `glossary.yml`."""

    terms: tuple[Term, ...] = Field(min_length=1, description="The words, in any order.")


class About(Record):
    """What is said of the framework as a whole: the file `framework.yml`."""

    title: Text = Field(description="The title of the framework, as published.")
    short_title: Text = Field(description="A shorter name, for the top of sheets.")
    edition: Text = Field(description="The edition whose words these are, such as 2022.")
    version: Text = Field(
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
    introduction: Text = Field(description="The introduction, as published.")
    new_partnerships: Text = Field(description="How new partnerships use it, as published.")
    established_partnerships: Text = Field(
        description="How established partnerships use it, as published."
    )
    credit: Text = Field(description="Who published the framework, and when.")
    citation: Citation | None = Field(
        None,
        description="How to cite the framework; without it citations name the owner of the words "
        "and no year.",
    )
    rights: Rights = Field(description="Who owns the framework's own words.")
    guidance_rights: Rights = Field(description="Who owns the words that this toolkit adds.")
    links: tuple[Link, ...] = Field((), description="The framework's own pages.")
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
    partners: tuple[Text, ...] = Field(
        (),
        max_length=6,
        description="The kinds of partner, each with a space of its own on the sheet for several "
        "voices; without them there is no such sheet.",
    )
    other_resources: tuple[Slug, ...] = Field(
        (), description="Ids of resources that stand outside the sections, in order."
    )


class LedgerLine(Record):
    """One thing that happened to one id: it was published, its words changed, or it is gone."""

    id: Slug = Field(description="The id, as it was published.")
    edition: Text = Field(description="The edition in which it happened.")
    version: Text = Field(description="The version in which it happened.")
    kind: Text | None = Field(
        None, description="What it is, such as question: on the first line of an id only."
    )
    words: Text | None = Field(None, description="Its words from then on.")
    section: Slug | None = Field(None, description="The section in which it stands from then on.")
    sheet: Text | None = Field(
        None, description="A digest of all the words on its sheet from then on."
    )
    renamed: Slug | None = Field(None, description="Its id from then on.")
    merged_into: Slug | None = Field(None, description="The id of what took it in.")
    split_into: tuple[Slug, ...] = Field((), description="The ids of what it became.")
    retired: Text | None = Field(None, description="Why it is gone, in a sentence.")
    see: tuple[Slug, ...] = Field((), description="Where to go instead of what is retired.")

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids to which this line leads on."""
        one = self.renamed or self.merged_into
        return (one,) if one else self.split_into or self.see

    @property
    def fate(self) -> Literal["", "renamed", "merged", "split", "retired"]:
        """What became of the id with this line; empty while it lives."""
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


class NumberedQuestion(NamedTuple):
    """A question where it stands: its number such as '3.2', and its section."""

    number: str
    section: Section
    question: Question


class Framework(Record):
    """The whole framework, with every reference in it checked."""

    about: About
    sections: tuple[Section, ...]
    resources: tuple[Resource, ...]
    ledger: Ledger = Ledger()
    plans: tuple[Plan, ...] = ()
    terms: tuple[Term, ...] = ()

    @cached_property
    def questions(self) -> tuple[NumberedQuestion, ...]:
        """Every question in order, with the number that people see."""
        return tuple(
            NumberedQuestion(f"{number}.{place}", section, question)
            for number, section in enumerate(self.sections, start=1)
            for place, question in enumerate(section.questions, start=1)
        )

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number that people see of each section ('3') and question ('3.2'), by id."""
        sections = {section.id: str(n) for n, section in enumerate(self.sections, start=1)}
        return MappingProxyType(
            sections | {numbered.question.id: numbered.number for numbered in self.questions}
        )

    @cached_property
    def numbered(self) -> Mapping[str, NumberedQuestion]:
        """Every question by its id."""
        return MappingProxyType({item.question.id: item for item in self.questions})

    @cached_property
    def _resources_by_id(self) -> Mapping[str, Resource]:
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def _helping(self) -> Mapping[str, list[Resource]]:
        """The resources that help with each question, by its id."""
        return _by_each((name, resource) for resource in self.resources for name in resource.serves)

    @cached_property
    def _homes(self) -> Mapping[str, list[Section]]:
        """The sections to which each resource belongs, by its id."""
        return _by_each((name, section) for section in self.sections for name in section.resources)

    def resources_of(self, section: Section) -> Iterator[Resource]:
        """The resources of one section, in its order."""
        return (self._resources_by_id[name] for name in section.resources)

    def rights_in_card(self, resource: Resource) -> Rights:
        """Who owns the words of a resource's card, and their licence."""
        return resource.card_rights or self.about.guidance_rights

    def resources_for(self, question: Question) -> tuple[Resource, ...]:
        """The resources that help with a question, in order."""
        return tuple(self._helping.get(question.id, ()))

    def served_by(self, resource: Resource) -> tuple[NumberedQuestion, ...]:
        """The questions that a resource helps with, in their order."""
        found = (self.numbered[name] for name in resource.serves)
        return tuple(sorted(found, key=lambda item: [*map(int, item.number.split("."))]))

    def sections_of(self, resource: Resource) -> tuple[Section, ...]:
        """The sections to which a resource belongs; none for one that stands outside them."""
        return tuple(self._homes.get(resource.id, ()))

    @property
    def other_resources(self) -> Iterator[Resource]:
        """The resources that stand outside the sections, in order."""
        return (self._resources_by_id[name] for name in self.about.other_resources)


def _by_each(pairs: Iterable[tuple[str, Item]]) -> Mapping[str, list[Item]]:
    """What stands beside each name, in the order of the pairs."""
    found: dict[str, list[Item]] = {}
    for name, item in pairs:
        found.setdefault(name, []).append(item)
    return found


RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "framework": About,
        "section": Section,
        "resource": Resource,
        "plan": Plan,
        "glossary": Glossary,
        "permalinks": Ledger,
        "link-list": LinkList,
    }
)
"""The kinds of record that have a file of their own, by the name of the kind."""


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of record, for editors that complete and check YAML.

    `kind` is a key of `RECORDS`.
    """
    schema = RECORDS[kind].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def _least_to_most(least: int, most: int | None) -> None:
    if most is not None and most < least:
        raise PydanticCustomError(
            "least_over_most",
            "'most' ({most}) is less than 'least' ({least})",
            {"most": most, "least": least},
        )
