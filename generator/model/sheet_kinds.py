"""The table of all kinds of sheet, and of the file formats in which sheets are published.

Gives the ids, titles and groups of sheets. Must not know what is on a sheet: for each kind, a
function of that name in `sheets/kinds.py` makes the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple, TypedDict

Size = Literal["clear", "large"]
"""Clear print is set in 14 points, large print in 18."""

Format = Literal["pdf", "fillable", "word", "press"]


class Form(NamedTuple):
    """A file format of sheets: the ending of its file names, and its label on pages.

    The command chooses forms by their `format` and their `size`. `said` is what pages say of a
    file, before how many pages it has.
    """

    name: str
    ending: str
    label: str
    format: Format
    size: Size = "clear"
    said: str = "PDF"


FORMS = (
    Form("print", ".pdf", "Clear print, 14 pt", "pdf"),
    Form("large", "-large.pdf", "Large print, 18 pt", "pdf", "large"),
    Form("fillable", "-fillable.pdf", "Fill in on screen", "fillable"),
    Form("word", ".docx", "Word", "word", said="a file to change"),
    Form("press", "-press.pdf", "For a print shop", "press"),
)
"""All formats, each for A4 and for Letter: PDF in two sizes of print, fillable PDF, Word.

There is no fillable PDF of a sheet without writing space. The last is of the deck alone: one file
whatever the paper.
"""

OF_SHEETS = tuple(form for form in FORMS if form.format != "press")
"""The formats of sheets that have a page."""


class _Run(TypedDict):
    ending: str
    label: str
    prefix: str
    leads: bool


@dataclass(frozen=True)
class SheetKind:
    """A kind of sheet.

    `record_kind` is the `Place.kind` of the records that have such a sheet; '' for a blank sheet,
    whose id is `name`. `ending` is the suffix that the sheet's id adds to the record's; without
    one the sheet shares the id and address of the record. `place` is the kind of such a sheet in
    the ledger. `title` is the title of a blank sheet; others have the record's. `label` is how the
    title of its page describes it, and `prefix` precedes its title in lists. `theirs` is whether
    the title is in the framework's own words; `leads` whether the sheet is for the person leading
    and not for the group. `needs` is the key of the data without which there
    is no such sheet: a key of `framework.yml` or `ways_in`; '' for none. `forms` names its formats.
    """

    name: str
    record_kind: str
    place: str
    ending: str = ""
    title: str = ""
    label: str = "worksheet"
    prefix: str = ""
    theirs: bool = True
    leads: bool = False
    needs: str = ""
    forms: tuple[str, ...] = tuple(form.name for form in OF_SHEETS)

    def id_of(self, record: str) -> str:
        """Return the id of the sheet of a record; the id `record` is '' for a blank sheet."""
        return record + self.ending if self.record_kind else self.name

    @property
    def has_own_id(self) -> bool:
        """Whether such a sheet has an id, and therefore a permanent address, of its own."""
        return bool(self.ending or not self.record_kind)


_RUN: _Run = {"ending": "-run", "label": "run sheet", "prefix": "Run sheet: ", "leads": True}


def _blank_sheet(name: str, title: str, needs: str = "") -> SheetKind:
    return SheetKind(name, "", "blank sheet", title=title, theirs=False, needs=needs)


DECK = SheetKind("cards", "", "deck", theirs=False, forms=("print", "large", "press"))
"""The deck of cards: a PDF only, without a printable HTML page."""

PLAN_RUN = SheetKind("plan-run", "session plan", "session run sheet", theirs=False, **_RUN)

PLAN_HANDOUT = SheetKind(
    "plan-handout", "session plan", "session handout",
    ending="-handout", label="handout", prefix="Handout: ", theirs=False,
)  # fmt: skip

PLAN_PACK = SheetKind(
    "plan-pack", "session plan", "session pack",
    ending="-pack", label="pack", prefix="Pack: ", theirs=False, leads=True,
    forms=("print", "large"),
)  # fmt: skip
"""All sheets of a session in one file. It is made of others, so it comes last."""


class Group(NamedTuple):
    """A group in the list of all sheets: its id, heading, description and kinds, by name."""

    id: str
    heading: str
    description: str
    kinds: tuple[str, ...]


KINDS = (
    SheetKind("whole", "framework", "framework"),
    SheetKind("section", "section", "section"),
    SheetKind("resource", "resource", "resource"),
    SheetKind("section-run", "section", "run sheet", needs="session", **_RUN),
    SheetKind("resource-run", "resource", "run sheet", **_RUN),
    SheetKind(
        "ways", "section", "ways-in sheet",
        ending="-ways", label="help with the questions", prefix="Help with the questions: ",
        leads=True, needs="ways_in",
    ),
    PLAN_RUN,
    PLAN_HANDOUT,
    SheetKind(
        "look-back", "section", "look-back sheet",
        ending="-look-back", label="look-back sheet", prefix="Looking back: ",
    ),
    _blank_sheet("next-steps", "What we noticed, what we will do"),
    _blank_sheet("review", "Last time and this time"),
    _blank_sheet("own-answers", "My own answers first"),
    _blank_sheet("side-by-side", "Answers side by side"),
    _blank_sheet("voices", "Several voices", needs="partners"),
    PLAN_PACK,
)  # fmt: skip
"""Every kind of sheet except the deck, in the order in which sheets are made."""

GROUPS = (
    Group("sections", "Handouts for the sections", "Each question with room to write.",
          ("whole", "section")),
    Group("sessions", "Handouts for the session plans",
          "What each plan asks and uses, in the order of its agenda.", (PLAN_HANDOUT.name,)),
    Group("resources", "Handouts for the activities",
          "What a group writes on when it uses a resource.", ("resource",)),
    Group("look-back", "To look back, some months later",
          "Last time and this time, side by side.", ("look-back",)),
    Group("blank", "Handouts for any session", "",
          tuple(kind.name for kind in KINDS if not kind.record_kind)),
    Group("leads", "For the person leading: run sheets",
          "What to do, with minutes and words to say.", ("section-run", "resource-run")),
    Group("help", "For the person leading: help with the questions",
          "What to ask next, what to listen for, what makes it safer.", ("ways",)),
    Group("plans", "For the person leading: session plans",
          "The run sheet of each ready plan, with clock times.", (PLAN_RUN.name,)),
    Group("packs", "For the person leading: all sheets of a session in one file",
          "A cover says which pages to print how often.", (PLAN_PACK.name,)),
)  # fmt: skip
"""The groups in which all sheets with a page are listed, in order."""

FORM: Mapping[str, Form] = MappingProxyType({form.name: form for form in FORMS})
"""Each form by its name."""

BY_NAME: Mapping[str, SheetKind] = MappingProxyType({kind.name: kind for kind in (*KINDS, DECK)})
BY_PLACE: Mapping[str, SheetKind] = MappingProxyType({kind.place: kind for kind in KINDS})
"""A kind of sheet by `place`; kinds with the same place differ in `record_kind` and `needs`."""

ENDINGS = tuple(dict.fromkeys(kind.ending for kind in KINDS if kind.ending))
"""The suffixes of the ids of a record's sheets, besides the one that shares its id."""

BLANK_SHEETS = tuple(kind.name for kind in KINDS if not kind.record_kind)
"""The ids of the blank sheets."""


def in_groups(placed: Mapping[str, str]) -> Iterator[tuple[Group, list[str]]]:
    """Yield each group with the ids of its sheets, leaving out groups without any.

    `placed` maps ids to their kind in the ledger.
    """
    for group in GROUPS:
        places = dict.fromkeys(BY_NAME[name].place for name in group.kinds)
        ids = [name for place in places for name, kind in placed.items() if kind == place]
        if ids:
            yield group, ids
