"""What is on a sheet: its heading, its blanks, and its blocks in order.

The only place that decides what a sheet says; each format draws the same
`Sheet`. Knows nothing of HTML, paper or any other format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from generator.ledger import Release
from generator.model import (
    WHOLE,
    About,
    Framework,
    Grid,
    Plan,
    Question,
    Resource,
    Rights,
    Section,
    Session,
    Slot,
    Step,
    Table,
    WaysIn,
)
from generator.permalinks import RUN, WAYS, Place, printed
from generator.pictures import CLEAR, LARGE, SCREEN, Drawing, of_resource
from generator.templating import SITE_LANGUAGE, lasting, minutes, paragraphs, people, qr_image

BLANKS = ("Partnership", "Date", "Who is in the room")
"""What a group fills in at the top of a sheet; the first two stand on every page."""

HOW_TO_USE_WAYS = (
    "The questions are the framework's; the rest is what this toolkit suggests. Ask the question "
    "first, as it is written. Let people think. Then use a prompt or two, if they help."
)
"""What stands below the title of a sheet of ways in."""


@dataclass(frozen=True)
class Words:
    """Paragraphs, under a heading where there is one."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Items:
    """A bulleted list under a heading."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and a short value, such as Time and '20 to 40 minutes'."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Steps:
    """Numbered steps under a heading, with minutes and words to say where there are any."""

    heading: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Item:
    """One item of an agenda, with the clock time at which it begins.

    `questions` are pairs of a number and the framework's own words.
    """

    id: str
    time: str
    lasts: str
    title: str
    paragraphs: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Agenda:
    """What happens at which clock time, under a heading: a table, with the end in its last row."""

    heading: str
    columns: tuple[str, str]
    items: tuple[Item, ...]
    end: tuple[str, str]


@dataclass(frozen=True)
class Ask:
    """A question or prompt with space to write the answer.

    `number` is empty for a prompt. `spaces` names each space ('' for the usual single one),
    `across` of them side by side. `own_words` is true for the framework's own words. `brief`
    is true where a short answer will do: less than the space for a reflective question.
    """

    id: str
    number: str
    text: str
    own_words: bool = True
    brief: bool = False
    spaces: tuple[str, ...] = ("",)
    across: int = 1


@dataclass(frozen=True)
class Ways:
    """A question in the framework's own words, and the ways in to it; kept together on one page.

    The first of a part may be parted, where its page would hold the title alone. `pairs` are what
    else to know before asking it: a name and a text each.
    """

    id: str
    number: str
    text: str
    prompts: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FillTable:
    """A table to fill in: an empty string is a cell to write in. `tall` rows have room for more."""

    id: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: bool = False


@dataclass(frozen=True)
class FillGrid:
    """A field with two sides, on which people place notes."""

    id: str
    grid: Grid


@dataclass(frozen=True)
class Picture:
    """A picture to look at, or with `blank` to write on.

    `drawn` holds it for a 'screen', for 'clear' and 'large' print, and, filled in any case, for a
    'word' processor, which has spaces of its own. `advice` is '' for none.
    """

    id: str
    heading: str
    description: str
    advice: str
    blank: bool
    drawn: Mapping[str, Drawing] = field(repr=False)


@dataclass(frozen=True)
class Close:
    """The close of a session: a table of what will be done, and when to look again.

    It is kept together on one page; the last one on a sheet holds the statement of rights.
    """

    table: FillTable
    again: str


Block = Words | Items | Facts | Steps | Agenda | Ask | Ways | FillTable | FillGrid | Picture | Close


@dataclass(frozen=True)
class Part:
    """One stretch of a sheet, which begins on a fresh page with a heading of its own.

    `place` is the id that it is about, '' for none; `above` stands over the title; `number`
    chooses the mark, '' for none.
    `own_words` is true where the title is the framework's.
    """

    place: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    number: str = ""
    above: str = ""
    own_words: bool = True
    blanks: bool = True


@dataclass(frozen=True)
class Sheet:
    """A sheet to print and write on.

    `id` names it in its address: that of the section or resource, or one of its own.
    `contents` asks for a list of its parts.
    """

    id: str
    title: str
    kind: str
    parts: tuple[Part, ...]
    rights: tuple[Rights, ...] = field(repr=False)
    contents: bool = False


def sheets(framework: Framework) -> Iterator[Sheet]:
    """Every sheet: the whole framework, sections, resources, those for who leads, blank ones."""
    about = framework.about
    ours = (about.guidance_rights,)
    words = (about.rights, about.guidance_rights)
    parts = tuple(_section(framework, section) for section in framework.sections)
    yield Sheet(WHOLE, about.title, "whole", parts, words, contents=True)
    for part in parts:
        yield Sheet(part.place, part.title, "section", (part,), words)
    for resource in framework.resources:
        rights = (resource.rights, framework.rights_in_card(resource))
        part = _resource(resource)
        yield Sheet(resource.id, resource.title, "resource", (part,), rights)
    if about.session:
        for section in framework.sections:
            run = _run_section(framework, section, about.session)
            yield Sheet(section.id + RUN, run.title, "run", (run,), words)
    for resource in framework.resources:
        rights = (resource.rights, framework.rights_in_card(resource))
        run = _run_resource(resource)
        yield Sheet(resource.id + RUN, run.title, "run", (run,), rights)
    for section in framework.sections:
        if ways := _ways(framework, section):
            yield Sheet(section.id + WAYS, ways.title, "ways", (ways,), words)
    for plan in framework.plans:
        run = _run_plan(framework, plan)
        yield Sheet(plan.id + RUN, run.title, "plan", (run,), words)
    for part in _blank_sheets(about):
        yield Sheet(part.place, part.title, "blank", (part,), ours)


def places(every: tuple[Sheet, ...]) -> Iterator[Place]:
    """Where the sheets stand that have an id of their own: those for who leads and blank ones."""
    kinds = {
        "run": "run sheet",
        "ways": "ways-in sheet",
        "plan": "session run sheet",
        "blank": "blank sheet",
    }
    for item in every:
        if kind := kinds.get(item.kind):
            yield Place(item.id, kind, "", item.title, f"worksheets/{item.id}/")


def _section(framework: Framework, section: Section) -> Part:
    asks = tuple(
        Ask(question.id, framework.numbers[question.id], question.text)
        for question in section.questions
    )
    return Part(
        section.id,
        section.title,
        section.summary,
        (*asks, *_close(section.id)),
        number=framework.numbers[section.id],
        above=_position(framework, section),
    )


def _resource(resource: Resource) -> Part:
    asks = tuple(
        Ask(f"{resource.id}--{i}", "", prompt, own_words=False, brief=True)
        for i, prompt in enumerate(resource.prompts, start=1)
    )
    picture = _picture(resource, blank=True)
    grids = tuple(
        FillGrid(f"{resource.id}--grid-{i}", grid) for i, grid in enumerate(resource.grids, start=1)
    )
    tables = tuple(
        _table(f"{resource.id}--table-{i}", table)
        for i, table in enumerate(resource.tables, start=1)
    )
    return Part(
        resource.id,
        resource.title,
        resource.summary,
        (*picture, *grids, *tables, *asks, *_close(resource.id, noticed=False, rows=3)),
        above="Resource",
    )


def _table(name: str, table: Table) -> FillTable:
    width = len(table.columns)
    labelled = [(row, *[""] * (width - 1)) for row in table.rows]
    blank = [("",) * width] * table.blank_rows
    return FillTable(name, table.title, table.columns, (*labelled, *blank), tall=len(labelled) < 7)


def _picture(resource: Resource, *, blank: bool) -> Iterator[Picture]:
    """The picture of a resource where it has one; a grid to fill in is on the sheet already."""
    picture, name = resource.picture, f"{resource.id}--picture"
    if not picture or (blank and picture.kind == "grid"):
        return
    forms = {"screen": SCREEN, "clear": CLEAR, "large": LARGE}
    drawn = {
        form: of_resource(resource, f"{name}-{form}", width, blank=blank)
        for form, width in forms.items()
    }
    drawn["word"] = of_resource(resource, f"{name}-word", CLEAR)
    advice = picture.fill_in if blank else ""
    yield Picture(name, picture.title, picture.description, advice, blank, drawn)


def _run_section(framework: Framework, section: Section, session: Session) -> Part:
    """How to run a session on a section, for the person who leads it."""
    each = session.question_minutes
    questions = tuple(
        Step(text=f"{framework.numbers[question.id]} {question.text}", minutes=each.least)
        for question in section.questions
    )
    steps = (*session.opening, *questions, *session.closing)
    resources = tuple(f"{item.title}: {item.summary}" for item in framework.resources_of(section))
    blocks: list[Block] = [
        Facts((_time_of(steps, len(questions)), ("People", people(session.group)))),
        Items("Have ready", session.materials),
        Steps("Plan", steps),
        Words("With each question", (session.each_question,)),
        Items("What helps", session.tips),
    ]
    if resources:
        blocks.append(Items("If you have longer", resources))
    blocks.append(_went(section.id))
    return Part(
        section.id,
        section.title,
        section.summary,
        tuple(blocks),
        blanks=False,
        number=framework.numbers[section.id],
        above=f"{_position(framework, section)} · For the person who leads it",
    )


def _ways(framework: Framework, section: Section) -> Part | None:
    """The ways in to the questions of a section, for the person who leads a session on it."""
    blocks: list[Block] = []
    for question in section.questions:
        if not question.ways_in:
            return None
        number, prompts = framework.numbers[question.id], question.ways_in.prompts
        pairs = tuple(_to_know(framework, question, question.ways_in))
        blocks.append(Ways(question.id, number, question.text, prompts, pairs))
    return Part(
        section.id,
        section.title,
        HOW_TO_USE_WAYS,
        tuple(blocks),
        blanks=False,
        number=framework.numbers[section.id],
        above=f"{_position(framework, section)} · Ways in, for the person who leads",
    )


def _to_know(framework: Framework, question: Question, ways: WaysIn) -> Iterator[tuple[str, str]]:
    yield "Listen for", ways.listen_for
    yield "Who may find it hardest", ways.hardest
    yield "To make it safer", ways.safer
    also = [resource.title for resource in framework.resources_for(question)]
    if related := [framework.numbers[name] for name in ways.questions]:
        asked = "question" if len(related) == 1 else "questions"
        also.append(f"{asked} {' and '.join(related)}")
    if also:
        yield "See also", "; ".join(also)


def _run_resource(resource: Resource) -> Part:
    """How to run a resource, for the person who leads it."""
    time, group = resource.time, resource.group
    facts = (
        ("Time", minutes(time) + (f". {time.note}" if time.note else "")),
        ("People", people(group) + (f". {group.note}" if group.note else "")),
    )
    lists = (
        ("Watch out for", resource.watch_outs),
        ("What helps", resource.tips),
        ("So that everyone can take part", resource.access),
        ("Online", resource.online),
        ("With a handful of people", resource.small_group),
        ("With about forty", resource.large_group),
        ("Afterwards", resource.afterwards),
        ("When not to use it", resource.when_not),
    )
    blocks: list[Block] = [
        Words("What it is for", (resource.purpose,)),
        Facts(facts),
        Items("Have ready", resource.materials),
        *_picture(resource, blank=False),
        Steps("What to do", resource.steps),
        *(Items(heading, items) for heading, items in lists if items),
    ]
    blocks.append(Words("Where it comes from", (resource.origin,)))
    blocks.append(_went(resource.id))
    return Part(
        resource.id,
        resource.title,
        resource.summary,
        tuple(blocks),
        blanks=False,
        above="Resource · For the person who leads it",
    )


def _run_plan(framework: Framework, plan: Plan) -> Part:
    """How to run a session by a plan, for the person who leads it."""
    items = tuple(
        _item(framework, f"{plan.id}--{i}", time, slot)
        for i, (time, slot) in enumerate(zip(plan.times, plan.agenda, strict=False), start=1)
    )
    ends = plan.times[-1]
    time = f"{lasting(plan.minutes)}, from {plan.start} to {ends}"
    titles = _sheet_titles(framework)
    print_ = tuple(f"{handout.who}: {titles[handout.sheet]}" for handout in plan.sheets)
    blocks: list[Block] = [
        Words("What it is for", tuple(paragraphs(plan.purpose))),
        Facts((("Time", time), ("Who", plan.who))),
        Agenda("Agenda", ("Time", "What we do"), items, (ends, "End")),
        Items("Before the day", plan.before),
    ]
    if print_:
        blocks.append(Items("Print", print_))
    blocks.append(Items("Afterwards", plan.after))
    if plan.rules_of_thumb:
        blocks.append(Items("Rules of thumb, which this toolkit suggests", plan.rules_of_thumb))
    blocks.append(_went(plan.id))
    return Part(
        plan.id,
        plan.title,
        plan.summary,
        tuple(blocks),
        above="Session plan · For the person who leads it",
        own_words=False,
        blanks=False,
    )


def _item(framework: Framework, name: str, time: str, slot: Slot) -> Item:
    titles = {resource.id: resource.title for resource in framework.resources}
    words = (
        slot.text,
        f"Say: \N{LEFT DOUBLE QUOTATION MARK}{slot.say}\N{RIGHT DOUBLE QUOTATION MARK}"
        if slot.say
        else None,
        *(f"Use: {titles[resource]}" for resource in slot.resources),
    )
    asked = (framework.numbered[question] for question in slot.questions)
    return Item(
        name,
        time,
        lasting(slot.minutes),
        slot.title,
        tuple(part for text in words if text for part in paragraphs(text)),
        tuple((numbered.number, numbered.question.text) for numbered in asked),
    )


def _sheet_titles(framework: Framework) -> dict[str, str]:
    """What a plan calls each sheet that it may name, by the id of the sheet."""
    sections = {
        section.id: f"{framework.numbers[section.id]} {section.title}"
        for section in framework.sections
    }
    named = sections | {resource.id: resource.title for resource in framework.resources}
    runs = {name + RUN: f"Run sheet: {title}" for name, title in named.items()}
    runs |= {name + WAYS: f"Ways in: {title}" for name, title in sections.items()}
    blank = {part.place: part.title for part in _blank_sheets(framework.about)}
    return {WHOLE: framework.about.title} | named | runs | blank


def _went(name: str) -> Ask:
    text = "How it went, and what to do differently"
    return Ask(f"{name}--went", "", text, own_words=False, brief=True)


def _blank_sheets(about: About) -> tuple[Part, ...]:
    voices = (_voices(about.partners),) if about.partners else ()
    return _next_steps(), _review(), *voices


def _next_steps() -> Part:
    return Part(
        "next-steps",
        "What we noticed, what we will do",
        "For the end of any session.",
        _close("next-steps", rows=6),
        own_words=False,
    )


def _review() -> Part:
    question = Ask(
        "review--question", "", "The question we look at again", own_words=False, brief=True
    )
    both = Ask(
        "review--answers",
        "",
        "Our answers",
        own_words=False,
        spaces=("Last time, on (date):", "This time"),
        across=2,
    )
    changed = Ask("review--changed", "", "What has changed, and why?", own_words=False, brief=True)
    return Part(
        "review",
        "Last time and this time",
        "Answer afresh before you read what you wrote last time. Then put the two side by side.",
        (question, both, changed, *_close("review")),
        own_words=False,
    )


def _voices(partners: tuple[str, ...]) -> Part:
    question = Ask("voices--question", "", "The question", own_words=False, brief=True)
    each = Ask(
        "voices--answers", "", "How each of us sees it", own_words=False, spaces=partners, across=2
    )
    alike = Ask("voices--alike", "", "Where do we see it alike?", own_words=False, brief=True)
    differ = Ask(
        "voices--differ",
        "",
        "Where do we differ, and what does that tell us?",
        own_words=False,
        brief=True,
    )
    return Part(
        "voices",
        "Several voices",
        "Each kind of partner writes alone first, in a space of its own. Then compare.",
        (question, each, alike, differ, *_close("voices")),
        own_words=False,
    )


def _close(name: str, *, noticed: bool = True, rows: int = 4) -> tuple[Block, ...]:
    """What was noticed, what will be done, by whom, by when, and when to look again."""
    actions = FillTable(
        f"{name}--actions",
        "What we will do",
        ("What", "Who", "By when"),
        (("", "", ""),) * rows,
    )
    ask = Ask(f"{name}--noticed", "", "What we noticed", own_words=False, brief=True)
    close = Close(actions, "When we look again")
    return (ask, close) if noticed else (close,)


def _position(framework: Framework, section: Section) -> str:
    return f"Section {framework.numbers[section.id]} of {len(framework.sections)}"


def _time_of(steps: tuple[Step, ...], questions: int) -> tuple[str, str]:
    total = sum(step.minutes or 0 for step in steps)
    return "Time", f"{total} minutes with all {questions} questions"


def on_paper(
    sheet: Sheet, framework: Framework, address: str, qr: str | None = None
) -> dict[str, Any]:
    """All the words of a sheet as plain data, for any format that draws it on paper.

    `address` is the permanent address that the sheet carries, `qr` its code (which names the
    release too) as an SVG document, which is made where it is left out.
    Every block holds its `kind`, the name of its class.
    """
    about = framework.about
    whole = sheet.contents
    scanned = printed(address, Release(about.edition, about.version))
    return {
        "title": sheet.title,
        "header": about.short_title,
        "author": about.credit,
        "description": f"A sheet to print and write on, from: {about.title}",
        "own": language(about.language) | {"direction": about.direction},
        **language(SITE_LANGUAGE),
        "edition": f"{about.short_title}, edition {about.edition}, version {about.version}",
        "address": address,
        "printed": scanned,
        "qr": qr or qr_image(scanned),
        "credit": " ".join(f"{rights.holder}: {rights.licence}." for rights in sheet.rights),
        "rights": [rights.statement for rights in sheet.rights],
        "blanks": list(BLANKS),
        "notes": "Notes",
        "contents": whole,
        "opening": paragraphs(about.introduction) if whole else [],
        "parts": [_part_on_paper(part) for part in sheet.parts],
    }


NOT_WORDS = frozenset(
    {
        "id",
        "kind",
        "place",
        "own",
        "language",
        "region",
        "author",
        "address",
        "printed",
        "qr",
        "drawn",
    }
)
"""What of a sheet's plain data is not set in type as words."""


def can_be_filled_in(words: dict[str, Any]) -> bool:
    """Whether there is room to write on the sheet of which `words` are the `on_paper`."""
    to_read = {block.__name__ for block in (Words, Items, Facts, Steps, Agenda, Ways)}
    return any(
        part["blanks"] or {block["kind"] for block in part["blocks"]} - to_read
        for part in words["parts"]
    )


def texts(plain: Any) -> Iterator[str]:
    """Every text in what `on_paper` gave, its addresses apart."""
    if isinstance(plain, str) and plain:
        yield plain
    elif isinstance(plain, dict):
        for key in plain:
            if key not in NOT_WORDS:
                yield from texts(plain[key])
    elif isinstance(plain, list | tuple):
        for inner in plain:
            yield from texts(inner)


def _part_on_paper(part: Part) -> dict[str, Any]:
    words = asdict(replace(part, blocks=()))
    named = f"{part.number} {part.title}" if part.number else part.title
    blocks = [{"kind": type(block).__name__} | _plain(block) for block in part.blocks]
    return words | {"header": _shortened(named), "blocks": blocks}


def _plain(block: Block) -> dict[str, Any]:
    plain = asdict(block)
    if isinstance(block, Steps):
        plain["steps"] = [step.model_dump() for step in block.steps]
    if isinstance(block, FillGrid):
        plain["grid"] = block.grid.model_dump()
    if isinstance(block, Picture):
        plain["drawn"] = {
            form: drawing._asdict() | {"places": [place._asdict() for place in drawing.places]}
            for form, drawing in block.drawn.items()
        }
    return plain


def language(tag: str) -> dict[str, str | None]:
    """A language tag as Typst takes it: the language, and the region where there is one."""
    language, _, rest = tag.partition("-")
    return {"language": language.lower(), "region": rest.upper() if len(rest) == 2 else None}


def _shortened(text: str, most: int = 80) -> str:
    """`text` for a running header; the whole of it stands in the heading below."""
    if len(text) <= most:
        return text
    return text[: most + 1].rsplit(" ", 1)[0][:most] + " …"
