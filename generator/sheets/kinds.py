"""Makes every sheet of a framework, and the places of those with an address of their own.

In: a framework. Out: for each kind in the table `model/sheet_kinds.py`, its `Sheet`s. `_MAKERS`
names the function that makes what is on those of each kind, but for packs, which are made of the
other sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.model import credit
from generator.model.credit import Shares
from generator.model.framework import WHOLE, Framework
from generator.model.sheet_kinds import KINDS, PLAN_PACK
from generator.permalinks.places import Place
from generator.sheets.blank_sheets import (
    next_steps_sheet,
    own_answers_sheet,
    review_sheet,
    side_by_side_sheet,
    voices_sheet,
)
from generator.sheets.blocks import Part, Sheet
from generator.sheets.handouts import (
    look_back_sheet,
    plan_handout,
    resource_sheet,
    section_sheet,
)
from generator.sheets.packs import pack
from generator.sheets.run_sheets import plan_run, resource_run, section_run, ways_in


class _Content(NamedTuple):
    """What is on a sheet: the id of its record ('' for a blank sheet), its parts, whose it is.

    `title` is '' where that of the first part is the sheet's. A sheet with `contents` lists its
    parts.
    """

    record: str
    parts: tuple[Part, ...]
    shares: Shares
    title: str = ""
    contents: bool = False


def sheets(framework: Framework) -> Iterator[Sheet]:
    """Every sheet of a framework, in the order of `KINDS`, then of its records."""
    made: dict[str, Sheet] = {}
    for kind in KINDS:
        if kind == PLAN_PACK:
            yield from (pack(framework, plan, made) for plan in framework.plans)
            continue
        for record, parts, shares, title, contents in _MAKERS[kind.name](framework):
            name, title = kind.id_of(record), title or parts[0].title
            made[name] = Sheet(name, title, kind, parts, shares, contents)
            yield made[name]


def places(every: Iterable[Sheet]) -> Iterator[Place]:
    """The places of sheets that have an id of their own."""
    for item in every:
        if item.kind.has_own_id:
            yield Place(item.id, item.kind.place, None, item.title, f"worksheets/{item.id}/")


def _whole(framework: Framework) -> Iterator[_Content]:
    parts = tuple(section_sheet(framework, section) for section in framework.sections)
    shares = credit.of_framework(framework)
    yield _Content(WHOLE, parts, shares, framework.about.title, contents=True)


def _sections(framework: Framework) -> Iterator[_Content]:
    for section in framework.sections:
        shares = credit.of_section(framework, section)
        yield _Content(section.id, (section_sheet(framework, section),), shares)


def _resources(framework: Framework) -> Iterator[_Content]:
    for resource in framework.resources:
        shares = credit.of_resource(framework, resource)
        yield _Content(resource.id, (resource_sheet(resource),), shares)


def _section_runs(framework: Framework) -> Iterator[_Content]:
    if session := framework.about.session:
        for section in framework.sections:
            shares = credit.of_section(framework, section)
            yield _Content(section.id, (section_run(framework, section, session),), shares)


def _resource_runs(framework: Framework) -> Iterator[_Content]:
    for resource in framework.resources:
        shares = credit.of_resource(framework, resource)
        yield _Content(resource.id, (resource_run(resource),), shares)


def _ways(framework: Framework) -> Iterator[_Content]:
    for section in framework.sections:
        if ways := ways_in(framework, section):
            shares = credit.of_section(framework, section, ways=True)
            yield _Content(section.id, (ways,), shares)


def _plan_runs(framework: Framework) -> Iterator[_Content]:
    for plan in framework.plans:
        yield _Content(plan.id, (plan_run(framework, plan),), credit.of_plan(framework, plan))


def _plan_handouts(framework: Framework) -> Iterator[_Content]:
    for plan in framework.plans:
        shares = credit.of_plan_handout(framework, plan)
        yield _Content(plan.id, (plan_handout(framework, plan),), shares)


def _look_backs(framework: Framework) -> Iterator[_Content]:
    for section in framework.sections:
        shares = credit.of_section(framework, section)
        yield _Content(section.id, (look_back_sheet(framework, section),), shares)


def _next_steps(framework: Framework) -> Iterator[_Content]:
    yield _Content("", (next_steps_sheet(),), credit.of_guidance(framework))


def _review(framework: Framework) -> Iterator[_Content]:
    yield _Content("", (review_sheet(),), credit.of_guidance(framework))


def _own_answers(framework: Framework) -> Iterator[_Content]:
    yield _Content("", (own_answers_sheet(),), credit.of_guidance(framework))


def _side_by_side(framework: Framework) -> Iterator[_Content]:
    yield _Content("", (side_by_side_sheet(),), credit.of_guidance(framework))


def _voices(framework: Framework) -> Iterator[_Content]:
    if partners := framework.about.partners:
        yield _Content("", (voices_sheet(partners),), credit.of_guidance(framework))


_MAKERS: Mapping[str, Callable[[Framework], Iterator[_Content]]] = {
    "whole": _whole,
    "section": _sections,
    "resource": _resources,
    "section-run": _section_runs,
    "resource-run": _resource_runs,
    "ways": _ways,
    "plan-run": _plan_runs,
    "plan-handout": _plan_handouts,
    "look-back": _look_backs,
    "next-steps": _next_steps,
    "review": _review,
    "own-answers": _own_answers,
    "side-by-side": _side_by_side,
    "voices": _voices,
}
"""What makes the content of each kind of sheet, by the kind's name."""
