"""What is on a sheet: its heading, its blanks, and its blocks in order.

The only place that decides what a sheet says; each format draws the same
`Sheet`. Knows nothing of HTML, paper or any other format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Framework, Resource, Rights, Section
from generator.permalinks import WHOLE

BLANKS = ("Partnership", "Date", "Who is in the room")
"""What a group fills in at the top of each sheet."""


@dataclass(frozen=True)
class Ask:
    """A question or prompt, with space to write the answer. `number` is empty for a prompt."""

    id: str
    number: str
    text: str


@dataclass(frozen=True)
class Actions:
    """The close of a session: what was noticed, what will be done, by whom, by when."""

    rows: int


@dataclass(frozen=True)
class Part:
    """One stretch of a sheet, which begins on a fresh page with a heading of its own.

    Its title is the framework's. `own_words` is true where what it asks is the framework's too,
    false where that is this toolkit's.
    """

    id: str
    number: str
    title: str
    own_words: bool
    summary: str
    asks: tuple[Ask, ...]
    actions: Actions | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet to print and write on."""

    id: str
    title: str
    parts: tuple[Part, ...]
    rights: tuple[Rights, ...]


def sheets(framework: Framework) -> Iterator[Sheet]:
    """Every sheet: the whole framework, each section, each resource."""
    words = (framework.about.rights, framework.about.guidance_rights)
    sections = tuple(_of_section(framework, section) for section in framework.sections)
    yield Sheet(WHOLE, framework.about.title, sections, words)
    for part in sections:
        yield Sheet(part.id, part.title, (part,), words)
    for resource in framework.resources:
        rights = (resource.rights, framework.rights_in_card(resource))
        yield Sheet(resource.id, resource.title, (_of_resource(resource),), rights)


def _of_section(framework: Framework, section: Section) -> Part:
    asks = tuple(
        Ask(question.id, framework.numbers[question.id], question.text)
        for question in section.questions
    )
    number = framework.numbers[section.id]
    return Part(section.id, number, section.title, True, section.summary, asks, Actions(rows=4))


def _of_resource(resource: Resource) -> Part:
    asks = tuple(
        Ask(f"{resource.id}--{i}", "", prompt) for i, prompt in enumerate(resource.prompts, start=1)
    )
    return Part(resource.id, "", resource.title, False, resource.summary, asks)
