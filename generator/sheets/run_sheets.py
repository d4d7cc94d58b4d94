"""Makes the content of sheets for the person who leads: run sheets, and ways in to questions.

In: records of the framework. Out: a `Part` each, with its blocks in the order in which they stand.
Times are in minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from generator.drawing.marks import mark
from generator.model.about import Session
from generator.model.framework import Framework
from generator.model.phrases import hours_and_minutes, minutes, number_word, paragraphs, people
from generator.model.plan import Plan, Slot
from generator.model.resource import Resource
from generator.model.section import Question, Section, WaysIn
from generator.model.values import Step
from generator.sheets.blocks import Agenda, Ask, Block, Facts, Item, Items, Part, Steps, Ways, Words
from generator.sheets.handouts import picture_of, position
from generator.sheets.session_turns import Turn, pauses_in, session_turns

_HOW_TO_USE_WAYS = (
    "The questions are the framework's. The rest is what this toolkit suggests. First ask the "
    "question as it is written, and let people think. Then use a prompt or two if they help."
)
"""What stands below the title of a sheet of ways in."""

_HEADS = ("Time", "What to do")
"""What stands over the two columns of an agenda."""


def section_run(framework: Framework, section: Section, session: Session) -> Part:
    """How to run a session on a section, for the person who leads it."""
    resources = tuple(f"{item.title}: {item.summary}" for item in framework.resources_of(section))
    turns = session_turns(section, session)
    total = sum(turn.minutes for turn in turns)
    time = _length_of(total, len(section.questions), pauses_in(turns, session))
    shorter = tuple(map(_shorter, (p for p in framework.plans_on(section) if p.minutes < total)))
    items = tuple(_session_items(framework, turns))
    blocks: list[Block] = [
        Facts((("Time", time), ("People", people(session.group)))),
        *_lists((("If you have less time", shorter),)),
        Items("What you need", session.materials),
        Items("What helps", session.tips),
        *_lists((("If you have longer", resources),)),
        Agenda.of(section.id, "Plan", _HEADS, items, (_running(total), "End")),
        Words("For each question", (session.each_question,)),
        _went(section.id),
    ]
    return Part(
        section.id,
        section.title,
        section.summary,
        tuple(blocks),
        blanks=False,
        number=str(framework.numbers[section.id]),
        mark=mark(framework.numbers[section.id]),
        figure=str(framework.numbers[section.id]),
        above=f"{position(framework, section)} · For the person leading it",
    )


def _length_of(total: int, questions: int, pauses: int) -> str:
    """How long a session is: 'About 2 hours 5 minutes with all six questions and a break'.

    Never less than it takes: to the next five minutes.
    """
    asked = f"all {number_word(questions)} questions" if questions > 1 else "its question"
    rest = {0: "", 1: " and a break"}.get(pauses, f" and {number_word(pauses)} breaks")
    return f"About {hours_and_minutes(-(-total // 5) * 5)} with {asked}{rest}"


def _shorter(plan: Plan) -> str:
    """What a run sheet says of a plan that takes less time."""
    count = len(plan.questions)
    asked = f"{number_word(count)} question{'' if count == 1 else 's'}"
    return (
        f"Use the session plan {_quoted(plan.title)}: {hours_and_minutes(plan.minutes)}, {asked}."
    )


def _session_items(framework: Framework, turns: Sequence[Turn]) -> Iterator[Item]:
    """What happens in a session on a section, each with the time from its start."""
    begins = accumulate((turn.minutes for turn in turns), initial=0)
    for (name, lasts, what), begun in zip(turns, begins, strict=False):
        time = _running(begun)
        if isinstance(what, Step):
            yield _step_item(name, time, what)
        else:
            asked = ((str(framework.numbers[name]), what.text),)
            yield Item.of(name, time, hours_and_minutes(lasts), "", (), None, asked)


def _step_item(name: str, time: str, step: Step) -> Item:
    text = f"If you have time: {step.text}" if step.optional else step.text
    lasts = hours_and_minutes(step.minutes) if step.minutes else ""
    return Item.of(name, time, lasts, "", tuple(paragraphs(text)), step.say, ())


def _running(minutes: int) -> str:
    """How long a session has gone on, in hours and minutes: '1:05'."""
    return f"{minutes // 60}:{minutes % 60:02}"


def ways_in(framework: Framework, section: Section) -> Part | None:
    """The ways in to the questions of a section, for the person who leads a session on it."""
    blocks: list[Block] = []
    for question in section.questions:
        if not question.ways_in:
            return None
        number, prompts = str(framework.numbers[question.id]), question.ways_in.prompts
        pairs = tuple(_to_know(framework, question, question.ways_in))
        blocks.append(Ways(question.id, number, question.text, prompts, pairs))
    return Part(
        section.id,
        section.title,
        _HOW_TO_USE_WAYS,
        tuple(blocks),
        blanks=False,
        number=str(framework.numbers[section.id]),
        mark=mark(framework.numbers[section.id]),
        figure=str(framework.numbers[section.id]),
        above=f"{position(framework, section)} · Help with the questions, for the person leading",
    )


def _to_know(framework: Framework, question: Question, ways: WaysIn) -> Iterator[tuple[str, str]]:
    yield "Listen for", ways.listen_for
    yield "Who may find it hardest", ways.hardest
    yield "To make it safer", ways.safer
    also = [resource.title for resource in framework.resources_for(question)]
    if related := [str(framework.numbers[name]) for name in ways.questions]:
        asked = "question" if len(related) == 1 else "questions"
        also.append(f"{asked} {' and '.join(related)}")
    if also:
        yield "See also", "; ".join(also)


def resource_run(resource: Resource) -> Part:
    """How to run a resource, for the person who leads it."""
    time, group = resource.time, resource.group
    facts = (
        ("Time", minutes(time) + (f". {time.note}" if time.note else "")),
        ("People", people(group) + (f". {group.note}" if group.note else "")),
    )
    before = (
        ("When not to use it", resource.when_not),
        ("What you need", resource.materials),
        ("Making sure that everyone can take part", resource.access),
    )
    after = (
        ("Watch out for", resource.watch_outs),
        ("What helps", resource.tips),
        ("Online", resource.online),
        ("With a small group", resource.small_group),
        ("With a large group (about 40)", resource.large_group),
        ("Afterwards", resource.afterwards),
    )
    blocks: list[Block] = [
        Words("What it is for", (resource.purpose,)),
        Facts(facts),
        *_lists(before),
        *picture_of(resource, blank=False),
        Steps.of("What to do", resource.steps),
        *_lists(after),
        Words("Where it comes from", (resource.origin,)),
        _went(resource.id),
    ]
    return Part(
        resource.id,
        resource.title,
        resource.summary,
        tuple(blocks),
        blanks=False,
        above="Resource · For the person leading it",
    )


def _lists(named: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Items]:
    """Lists under their headings, without those that hold nothing."""
    return (Items(heading, items) for heading, items in named if items)


def plan_run(framework: Framework, plan: Plan) -> Part:
    """How to run a session by a plan, for the person who leads it."""
    titles = framework.sheet_titles
    items = tuple(
        _item(framework, f"{plan.id}--{i}", time, slot, titles)
        for i, (time, slot) in enumerate(zip(plan.times, plan.agenda, strict=False), start=1)
    )
    ends = plan.times[-1]
    time = f"{hours_and_minutes(plan.minutes)}, from {plan.start} to {ends}"
    another = (
        f"These times are for a {plan.start} start. If you are starting at another time, write in "
        "your own."
    )
    print_ = tuple(f"{handout.who}: {titles[handout.sheet]}" for handout in plan.sheets)
    blocks: list[Block] = [
        Words("What it is for", tuple(paragraphs(plan.purpose))),
        Facts((("Time", time), ("Who", plan.who))),
        *_lists(
            (
                ("Before the day", plan.before),
                ("Print", print_),
                ("Rules of thumb from this toolkit", plan.rules_of_thumb),
            )
        ),
        Agenda.of(plan.id, "Agenda", _HEADS, items, (ends, "End"), another),
        Items("Afterwards", plan.after),
        _went(plan.id),
    ]
    return Part(
        plan.id,
        plan.title,
        plan.summary,
        tuple(blocks),
        above="Session plan · For the person leading it",
        own_words=False,
        blanks=False,
    )


def _item(
    framework: Framework, name: str, time: str, slot: Slot, titles: Mapping[str, str]
) -> Item:
    words = (
        slot.text,
        *(f"Use: {framework.resource(resource).title}" for resource in slot.resources),
        *(f"Hand out: {titles[sheet]}" for sheet in slot.hand_out),
    )
    asked = (framework.questions_by_id[question] for question in slot.questions)
    return Item.of(
        name,
        time,
        hours_and_minutes(slot.minutes),
        slot.title,
        tuple(_paragraphs(words)),
        slot.say,
        tuple((str(numbered.number), numbered.question.text) for numbered in asked),
    )


def _quoted(words: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"


def _paragraphs(texts: Iterable[str | None]) -> Iterator[str]:
    return (part for text in texts if text for part in paragraphs(text))


def _went(name: str) -> Ask:
    text = "How did it go, and what would you do differently?"
    return Ask(f"{name}--went", "", text, own_words=False, brief=True)
