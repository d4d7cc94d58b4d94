"""The table of all kinds of sheet, and of the forms in which a sheet comes as a file.

What is on a sheet of a kind is made in `sheets/kinds.py`, by a function under the kind's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple, TypedDict

Size = Literal["clear", "large"]
"""Clear print is set in 14 points, large print in 18."""

Format = Literal["pdf", "fillable", "word"]


class Form(NamedTuple):
    """A form in which a sheet comes: how its file's name ends, and what pages call it.

    The command chooses forms by their `format` and their `size`.
    """

    name: str
    ending: str
    label: str
    format: Format
    size: Size = "clear"


FORMS = (
    Form("print", ".pdf", "Clear print, 14 pt", "pdf"),
    Form("large", "-large.pdf", "Large print, 18 pt", "pdf", "large"),
    Form("fillable", "-fillable.pdf", "Fill in on screen", "fillable"),
    Form("word", ".docx", "Word", "word"),
)
"""All forms: PDF in clear and in large print, PDF with fields, Word. Each is on A4 and Letter.

There is no form to fill in where a sheet has no room to write.
"""


class _Run(TypedDict):
    ending: str
    called: str
    prefix: str


@dataclass(frozen=True)
class SheetKind:
    """A kind of sheet.

    `of` is the kind of record that has such a sheet, as `Place.kind` names it; '' for a blank
    sheet, whose id is `name`. `ending` is what its id adds to that of the record; without one it
    shares the record's id and address. `place` is what the ledger calls a place of this kind.
    `title` is that of a blank sheet; others take the record's. `called` is what the title of its
    page says that it is, and `prefix` stands before its title in lists. `theirs` says whether the
    title is the framework's words. `needs` is the key without which the data gives no such sheet
    ('' for none): of `framework.yml`, or `ways_in`. `forms` are the names of its forms.
    """

    name: str
    of: str
    place: str
    ending: str = ""
    title: str = ""
    called: str = "worksheet"
    prefix: str = ""
    theirs: bool = True
    needs: str = ""
    forms: tuple[str, ...] = tuple(form.name for form in FORMS)

    def id_of(self, record: str) -> str:
        """The id of the sheet of a record; `record` is '' for a blank sheet."""
        return record + self.ending if self.of else self.name

    @property
    def has_own_id(self) -> bool:
        """Whether such a sheet has an id, and so a permanent address, of its own."""
        return bool(self.ending or not self.of)


_RUN: _Run = {"ending": "-run", "called": "run sheet", "prefix": "Run sheet: "}


def _blank(name: str, title: str, needs: str = "") -> SheetKind:
    return SheetKind(name, "", "blank sheet", title=title, theirs=False, needs=needs)


DECK = SheetKind("cards", "", "deck", theirs=False, forms=("print", "large"))
"""The deck of cards: a file of its own, and no sheet with a page to print."""

PLAN_RUN = SheetKind("plan-run", "session plan", "session run sheet", theirs=False, **_RUN)


class Group(NamedTuple):
    """A heading in the list of all sheets: its id, a sentence, and the names of its kinds."""

    id: str
    heading: str
    said: str
    kinds: tuple[str, ...]


KINDS = (
    SheetKind("whole", "framework", "framework"),
    SheetKind("section", "section", "section"),
    SheetKind("resource", "resource", "resource"),
    SheetKind("section-run", "section", "run sheet", needs="session", **_RUN),
    SheetKind("resource-run", "resource", "run sheet", **_RUN),
    SheetKind(
        "ways", "section", "ways-in sheet",
        ending="-ways", called="help with the questions", prefix="Help with the questions: ",
        needs="ways_in",
    ),
    PLAN_RUN,
    SheetKind(
        "look-back", "section", "look-back sheet",
        ending="-look-back", called="look-back sheet", prefix="Looking back: ",
    ),
    _blank("next-steps", "What we noticed, what we will do"),
    _blank("review", "Last time and this time"),
    _blank("own-answers", "My own answers first"),
    _blank("side-by-side", "Answers side by side"),
    _blank("voices", "Several voices", needs="partners"),
)  # fmt: skip
"""Every kind of sheet, in the order in which a framework's sheets are made."""

GROUPS = (
    Group("sections", "Handouts for the sections", "Each question with room to write.",
          ("whole", "section")),
    Group("resources", "Handouts for the activities",
          "What a group writes on when it uses a resource.", ("resource",)),
    Group("look-back", "To look back, some months later",
          "Last time and this time, side by side.", ("look-back",)),
    Group("blank", "Handouts for any session", "",
          tuple(kind.name for kind in KINDS if not kind.of)),
    Group("leads", "For the person leading: run sheets",
          "What to do, with minutes and words to say.", ("section-run", "resource-run")),
    Group("help", "For the person leading: help with the questions",
          "What to ask next, what to listen for, what makes it safer.", ("ways",)),
    Group("plans", "For the person leading: session plans",
          "The run sheet of each ready plan, with clock times.", (PLAN_RUN.name,)),
)  # fmt: skip
"""The headings under which all sheets with a page are listed, in order."""

FORM: Mapping[str, Form] = MappingProxyType({form.name: form for form in FORMS})
"""Each form by its name."""

BY_NAME: Mapping[str, SheetKind] = MappingProxyType({kind.name: kind for kind in (*KINDS, DECK)})
BY_PLACE: Mapping[str, SheetKind] = MappingProxyType({kind.place: kind for kind in KINDS})
"""A kind of sheet for each kind of place: kinds that share a place differ in `of` and `needs`."""

ENDINGS = tuple(dict.fromkeys(kind.ending for kind in KINDS if kind.ending))
"""How the ids of sheets end that are made for a record beside its own sheet."""

BLANK_SHEETS = tuple(kind.name for kind in KINDS if not kind.of)
"""The ids of the blank sheets."""


def in_groups(placed: Mapping[str, str]) -> Iterator[tuple[Group, list[str]]]:
    """The ids of sheets under their headings; a heading without any is left out.

    `placed` gives the kind of place of each id.
    """
    for group in GROUPS:
        places = dict.fromkeys(BY_NAME[name].place for name in group.kinds)
        ids = [it for place in places for it, stands in placed.items() if stands == place]
        if ids:
            yield group, ids
