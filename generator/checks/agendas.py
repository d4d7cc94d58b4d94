"""Check the agenda of each session plan: its minutes, and the sheets that it needs and hands out.

Takes loaded data, whether valid or not; a plan whose record is invalid is passed over. What a sheet
holds is known by its kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.data import ids
from generator.data.loader import Entry, LoadedData
from generator.errors import Problem
from generator.model.framework import WHOLE
from generator.model.plan import Plan
from generator.model.sheet_kinds import KINDS, PLAN_HANDOUT, SheetKind

Held = Mapping[str, tuple[SheetKind, frozenset[str]]]
"""For each sheet, its kind, and the ids of the questions and resources that it is about."""


def problems(loaded: LoadedData) -> Iterator[Problem]:
    """Yield the problems of every plan."""
    held = _held(loaded)
    for entry in loaded.entries_of("plan"):
        if isinstance(entry.record, Plan):
            yield from _minute_problems(entry, entry.record)
            if "section" not in loaded.incomplete_kinds:
                yield from _question_problems(entry, entry.record, held)
                yield from _listed_sheet_problems(entry, entry.record, held)
            yield from _handed_out_problems(entry, entry.record, held)


def _minute_problems(entry: Entry, plan: Plan) -> Iterator[Problem]:
    """Yield a problem if the minutes of the agenda do not add up to those of the plan."""
    total = sum(slot.minutes for slot in plan.agenda)
    if total != plan.minutes:
        yield Problem(
            entry.document.at("minutes"),
            f"the agenda of plan '{plan.id}' adds up to {total} minutes, not {plan.minutes}",
            f"change the minutes of an item, or write 'minutes: {total}'",
        )


def _question_problems(entry: Entry, plan: Plan, held: Held) -> Iterator[Problem]:
    """Yield a problem for each question that no sheet for the group has room to answer."""
    if any(it.sheet not in held for it in plan.sheets):
        return  # that is a problem already
    listed = (held[it.sheet] for it in plan.sheets)
    has_room = {name for kind, names in listed if not kind.leads for name in names}
    for i, slot in enumerate(plan.agenda):
        for j, question in enumerate(slot.questions):
            if question not in has_room:
                yield Problem(
                    entry.document.at("agenda", i, "questions", j),
                    f"no sheet of plan '{plan.id}' has room to answer the question '{question}'",
                    f"add '{PLAN_HANDOUT.id_of(plan.id)}' to its 'sheets', and to the 'hand_out' "
                    "of this item",
                )


def _listed_sheet_problems(entry: Entry, plan: Plan, held: Held) -> Iterator[Problem]:
    """Yield a problem for each sheet of a plan that no item of its agenda uses."""
    handed_out = {name for slot in plan.agenda for name in slot.hand_out}
    in_agenda = {*plan.questions, *plan.resources}
    if handed_out - held.keys():
        return  # that is a problem already
    for i, handout in enumerate(plan.sheets):
        kind, about = held.get(handout.sheet, (None, frozenset()))
        at = entry.document.at("sheets", i, "sheet")
        if kind and kind.leads and not about & in_agenda:
            wrong = f"the agenda has nothing that the sheet '{handout.sheet}' helps to lead"
            yield Problem(at, wrong, "leave the sheet out, or add to the agenda what it is about")
        elif kind and not kind.leads and handout.sheet not in handed_out:
            wrong = f"no item of the agenda hands out the sheet '{handout.sheet}'"
            right = f"add 'hand_out: [{handout.sheet}]' to the item that uses it, or leave it out"
            yield Problem(at, wrong, right)


def _handed_out_problems(entry: Entry, plan: Plan, held: Held) -> Iterator[Problem]:
    """Yield a problem for each sheet that is handed out and is not printed for the group."""
    listed = {handout.sheet for handout in plan.sheets}
    if listed - held.keys():
        return
    for i, slot in enumerate(plan.agenda):
        for j, name in enumerate(slot.hand_out):
            at = entry.document.at("agenda", i, "hand_out", j)
            if name in held and held[name][0].leads:
                wrong = f"the sheet '{name}' is for the person leading"
                yield Problem(at, wrong, "hand out another, or leave it out here")
            elif name in held and name not in listed:
                wrong = f"the sheet '{name}' is handed out, and is not in the plan's 'sheets'"
                yield Problem(at, wrong, "add it to 'sheets', and say who gets it")


def _held(loaded: LoadedData) -> Held:
    """Return what each sheet is about, of those that a plan may name."""
    questions = {
        entry.id: frozenset(name for name, _ in ids.declared_in(entry)) - {entry.id}
        for entry in loaded.entries_of("section")
        if entry.id
    }
    resources = {it.id: frozenset({it.id}) for it in loaded.entries_of("resource") if it.id}
    plans = (it.record for it in loaded.entries_of("plan") if isinstance(it.record, Plan))
    about: Mapping[str, Mapping[str, frozenset[str]]] = {
        "framework": {WHOLE: frozenset().union(*questions.values())},
        "section": questions,
        "resource": resources,
        "session plan": {it.id: frozenset((*it.questions, *it.resources)) for it in plans},
        "": {"": frozenset()},
    }
    return {
        kind.id_of(record): (kind, names)
        for kind in KINDS
        for record, names in about[kind.record_kind].items()
    }
