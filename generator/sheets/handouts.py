"""Makes the content of sheets that a group writes on: of sections, resources and session plans,
and those to look back with.

In: records of the framework. Out: a `Part` each, with its blocks in the order in which they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from generator.drawing.marks import mark
from generator.drawing.pen import CLEAR, LARGE, SCREEN
from generator.drawing.pictures import of_resource
from generator.model.figures import Grid, Table
from generator.model.framework import Framework
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.section import Question, Section
from generator.model.sheet_kinds import BY_NAME, PLAN_HANDOUT
from generator.sheets.blocks import (
    Ask,
    Block,
    Close,
    Facts,
    FillGrid,
    FillTable,
    Lead,
    Part,
    Picture,
    PictureFor,
)

HOW_TO_LOOK_BACK = (
    "Answer afresh before you read what you wrote last time. Then copy that in beside it, and talk "
    "about what has changed."
)
"""What stands below the title of a sheet to look back with."""

MY_NAME = "My name and organisation"
"""What a sheet for one person asks for in place of who is taking part."""


def section_sheet(framework: Framework, section: Section) -> Part:
    """The questions of a section, each with space to write, and the close of the session."""
    asks = tuple(_ask(framework, question) for question in section.questions)
    number = framework.numbers[section.id]
    return Part(
        section.id,
        section.title,
        section.summary,
        (*asks, *close(section.id)),
        number=str(number),
        above=position(framework, section),
        mark=mark(number),
        figure=str(number),
    )


def look_back_sheet(framework: Framework, section: Section) -> Part:
    """The questions of a section, each with its answer last time and this time side by side.

    Then what was promised and what became of it, and the close of the session.
    """
    sheet = section_sheet(framework, section)
    name = BY_NAME["look-back"].id_of(section.id)
    asks = (
        _last_and_this_time(block)
        for block in sheet.blocks
        if isinstance(block, Ask) and block.own_words
    )
    promised = Table(
        title="What we said we would do",
        columns=("What", "Done, partly, not or dropped", "Why"),
        blank_rows=4,
    )
    return replace(
        sheet,
        summary=HOW_TO_LOOK_BACK,
        blocks=(_last_answered(name), *asks, _table(f"{name}--promised", promised), *close(name)),
        above=f"{sheet.above} · Looking back",
    )


def _ask(framework: Framework, question: Question) -> Ask:
    return Ask(question.id, str(framework.numbers[question.id]), question.text)


def _last_and_this_time(question: Ask) -> Ask:
    return replace(question, spaces=("Last time", "This time"), across=2)


def _last_answered(name: str) -> Ask:
    """Room for when the questions on the sheet `name` were answered before."""
    text = "When we last answered these questions, and who was there"
    return Ask(f"{name}--last", "", text, own_words=False, brief=True, short=True)


def plan_handout(framework: Framework, plan: Plan) -> Part:
    """What each person writes on in a session: what its agenda asks and uses, in its order.

    Each question and resource stands on it once, then the close of the session. Where all questions
    are of one section, it has that section's mark.
    """
    name = PLAN_HANDOUT.id_of(plan.id)
    blocks: dict[str, tuple[Block, ...]] = {}
    for slot in plan.agenda:
        for question in slot.questions:
            ask = _ask(framework, framework.questions_by_id[question].question)
            blocks[question] = (_last_and_this_time(ask) if plan.look_back else ask,)
        for resource in slot.resources:
            blocks[resource] = tuple(_used(framework.resource(resource)))
    sections = {framework.questions_by_id[question].section.id for question in plan.questions}
    number = framework.numbers[sections.pop()] if len(sections) == 1 else None
    last = (_last_answered(name),) if plan.look_back and plan.questions else ()
    rows = 2 if plan.resources else 3  # owners of resources need room below, on the same page
    return Part(
        name,
        plan.title,
        HOW_TO_LOOK_BACK if last else plan.summary,
        (*last, *chain.from_iterable(blocks.values()), *close(name, rows=rows)),
        above="Session plan · Handout for each person",
        own_words=False,
        who=MY_NAME,
        mark=mark(number) if number else 0,
        figure=str(number or ""),
    )


def _used(resource: Resource) -> Iterator[Block]:
    """What a group writes on when it uses a resource in a session, below its title."""
    blocks, closing = _method(resource)
    yield Lead(resource.title, resource.summary)
    yield from blocks
    if closing:
        yield closing


def resource_sheet(resource: Resource) -> Part:
    """What a group writes on when it uses a resource, in the order of the method."""
    blocks, closing = _method(resource)
    blocks = (*blocks, *close(resource.id, closing, noticed=False, rows=3))
    return Part(resource.id, resource.title, resource.summary, blocks, above="Resource")


def _method(resource: Resource) -> tuple[tuple[Block, ...], FillTable | None]:
    """The blocks of a resource to write on, in order; apart, its table of what will be done."""
    asks = tuple(
        Ask(
            f"{resource.id}--{i}",
            "",
            prompt,
            own_words=False,
            brief=True,
            short=i <= resource.short_prompts,
        )
        for i, prompt in enumerate(resource.prompts, start=1)
    )
    first = resource.first_prompts
    pairs = tuple((meaning.word, meaning.text) for meaning in resource.meanings)
    meanings = (Facts(pairs),) if pairs else ()
    picture = picture_of(resource, blank=True)
    grids = tuple(
        FillGrid.of(f"{resource.id}--grid-{i}", grid, _between(resource, grid))
        for i, grid in enumerate(resource.grids, start=1)
    )
    tables = [
        _table(f"{resource.id}--table-{i}", table)
        for i, table in enumerate(resource.tables, start=1)
    ]
    closes = [i for i, table in enumerate(resource.tables) if table.closes]
    closing = tables.pop(closes[0]) if closes else None
    return (*meanings, *asks[:first], *picture, *grids, *tables, *asks[first:]), closing


def _between(resource: Resource, grid: Grid) -> str:
    """What the picture of a grid shows halfway up, so that the blank one has it too."""
    picture = resource.picture
    if picture and picture.kind == "grid" and picture.items and grid == resource.grids[0]:
        return picture.items[0].name
    return ""


def _table(name: str, table: Table) -> FillTable:
    width = len(table.columns)
    labelled = [(row, *[""] * (width - 1)) for row in table.rows]
    blank = [("",) * width] * table.blank_rows
    rows = (*labelled, *blank)
    tall = len(labelled) < 7
    return FillTable.of(name, table.title, table.columns, rows, tall=tall, wide=table.wide)


def picture_of(resource: Resource, *, blank: bool) -> Iterator[Picture]:
    """The picture of a resource where it has one; a grid to fill in is on the sheet already."""
    picture, name = resource.picture, f"{resource.id}--picture"
    if not picture or (blank and picture.kind == "grid"):
        return
    widths: dict[PictureFor, float] = {"screen": SCREEN, "clear": CLEAR, "large": LARGE}
    drawn = {
        form: of_resource(resource, f"{name}-{form}", width, blank=blank)
        for form, width in widths.items()
    }
    drawn["word"] = of_resource(resource, f"{name}-word", CLEAR)
    advice = picture.fill_in if blank else ""
    yield Picture.of(name, picture.title, picture.description, advice, drawn, blank=blank)


def close(
    name: str, table: FillTable | None = None, *, noticed: bool = True, rows: int = 4
) -> tuple[Block, ...]:
    """What was noticed, what will be done, by whom, by when, and when to look again.

    `table` says what will be done, where a resource has its own table for that.
    """
    actions = table or FillTable.of(
        f"{name}--actions",
        "What we will do",
        ("What", "Who", "By when"),
        (("", "", ""),) * rows,
    )
    ask = Ask(f"{name}--noticed", "", "What we noticed", own_words=False, brief=True)
    close = Close(actions, "When we will look again")
    return (ask, close) if noticed else (close,)


def position(framework: Framework, section: Section) -> str:
    """Which section of how many: what stands over its title."""
    return f"Section {framework.numbers[section.id]} of {len(framework.sections)}"
