"""Makes the pack of a session: all the sheets of its plan as one, behind a cover.

In: a plan, and the sheets that are made already. Out: a `Sheet` of their parts, in which not a word
is new but on the cover, which says which pages to print how often.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model import credit
from generator.model.framework import Framework
from generator.model.plan import Plan
from generator.model.sheet_kinds import PLAN_PACK, PLAN_RUN
from generator.sheets.blocks import Part, PrintList, PrintRow, Sheet, Words
from generator.sheets.plain import rights_of

_COLUMNS = ("Sheet", "Pages", "How many")
"""What stands over the columns of the list on the cover."""

_HOW_TO_PRINT = (
    "First print one copy of the whole pack, and check it. Then print each sheet as often as the "
    "list says: in the print window, write its pages, such as 5-7, and the number of copies.",
    "This pack comes in clear print and in large print, for A4 and for Letter. Each has its own "
    "page numbers.",
)
"""What stands below that list."""


def pack(framework: Framework, plan: Plan, made: Mapping[str, Sheet]) -> Sheet:
    """The pack of a plan. `made` holds its run sheet and the sheets that it lists, by their ids."""
    run = made[PLAN_RUN.id_of(plan.id)]
    listed = [(made[handout.sheet], handout.who) for handout in plan.sheets]
    listed.sort(key=lambda pair: not pair[0].kind.leads)  # the others stay in their order
    inside = [(run, "One for the person leading"), *listed]
    sheets = [sheet for sheet, _ in inside]
    named = ((sheet.title if _is_of_resource(sheet) else "", sheet.shares) for sheet in sheets[1:])
    name = PLAN_PACK.id_of(plan.id)
    parts = (_cover(name, framework, plan, inside), *(part for it in sheets for part in _parts(it)))
    return Sheet(name, plan.title, PLAN_PACK, parts, credit.of_pack(run.shares, named))


def _parts(sheet: Sheet) -> Iterator[Part]:
    """The parts of a sheet. The last says whose its words are: the sheet is handed out alone."""
    *others, last = sheet.parts
    yield from others
    yield replace(last, rights=rights_of(sheet.shares))


def _is_of_resource(sheet: Sheet) -> bool:
    return sheet.kind.record_kind == "resource"


def _cover(
    name: str, framework: Framework, plan: Plan, inside: Sequence[tuple[Sheet, str]]
) -> Part:
    """The first part of the pack `name`: the sheets inside it, and how many to print of each."""
    heading = "Which pages to print, and how many"
    rows = tuple(_rows(framework.sheet_titles, inside))
    return Part(
        name,
        f"What to print: {plan.title}",
        "All the sheets for this session are in this pack.",
        (PrintList(heading, _COLUMNS, rows), Words("How to print", _HOW_TO_PRINT)),
        above="Session plan · Everything to print",
        own_words=False,
        blanks=False,
    )


def _rows(titles: Mapping[str, str], inside: Sequence[tuple[Sheet, str]]) -> Iterator[PrintRow]:
    first = 1  # the cover is part 0
    for sheet, copies in inside:
        after = first + len(sheet.parts)
        yield PrintRow(titles[sheet.id], copies, first, after - 1)
        first = after
