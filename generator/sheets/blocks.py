"""Records of what a sheet is made of: its parts, and the blocks in each, with all their words.

A block holds every word that is drawn, those for screen readers too, so no format has words of its
own. `Block` is the union of all types of block: each format takes it apart with `match` and ends
with `assert_never`, so that one which does not know a block fails to type-check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from generator.drawing.pen import Drawing
from generator.model.credit import Shares
from generator.model.figures import Axis, Grid
from generator.model.sheet_kinds import SheetKind
from generator.model.values import Step

PictureFor = Literal["screen", "clear", "large", "word"]
"""What a picture is drawn for: a screen, clear or large print, a word processor."""


@dataclass(frozen=True)
class Words:
    """Paragraphs, under a heading where there is one."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Lead:
    """The title of what begins here, such as a resource, and a sentence on it.

    It stays on the page of the block below it.
    """

    title: str
    text: str


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
class StepWords:
    """A step in words: each is '' for none.

    `before` and `time` stand before and after `text`, `cue` before the words to `say`.
    """

    before: str
    text: str
    time: str
    cue: str
    say: str


@dataclass(frozen=True)
class Steps:
    """Numbered steps under a heading, with minutes and words to say where there are any."""

    heading: str
    steps: tuple[StepWords, ...]

    @classmethod
    def of(cls, heading: str, steps: Iterable[Step]) -> Steps:
        """Steps of a resource, put into words."""
        return cls(heading, tuple(map(_step_words, steps)))


@dataclass(frozen=True)
class Item:
    """One item of an agenda, with the time at which it begins.

    `title` is '' for none, and `lasts` where nobody has said how long. `cue` stands before the
    words to `say`, '' for none. `questions` are pairs of a number and the framework's own words.
    `time_named` names the field for its time.
    """

    id: str
    time: str
    lasts: str
    title: str
    paragraphs: tuple[str, ...]
    cue: str
    say: str
    questions: tuple[tuple[str, str], ...]
    time_named: str

    @classmethod
    def of(
        cls,
        name: str,
        time: str,
        lasts: str,
        title: str,
        paragraphs: tuple[str, ...],
        say: str | None,
        questions: tuple[tuple[str, str], ...],
    ) -> Item:
        """An item with the id `name`, and the name of its time."""
        cue, named = _cue(say), _time_of(title)
        return cls(name, time, lasts, title, paragraphs, cue, say or "", questions, named)


@dataclass(frozen=True)
class Agenda:
    """What happens at which time, under a heading: a table, with the end in its last row.

    The time is that of a clock or, where none is known, counted from the start. `another` says
    what to do with clock times when the session starts at another time; '' where there are none.
    `told` describes the table to those who do not see it; `end_named` names the field for the time
    of the end.
    """

    id: str
    heading: str
    columns: tuple[str, str]
    items: tuple[Item, ...]
    end: tuple[str, str]
    another: str
    told: str
    end_named: str

    @classmethod
    def of(
        cls,
        name: str,
        heading: str,
        columns: tuple[str, str],
        items: tuple[Item, ...],
        end: tuple[str, str],
        another: str = "",
    ) -> Agenda:
        """An agenda with the id `name`, and what it is called for those who do not see it."""
        told = "When each item begins, and what it is"
        return cls(name, heading, columns, items, end, another, told, _time_of(end[1]))


@dataclass(frozen=True)
class Ask:
    """A question or prompt with space to write the answer.

    `number` is empty for a prompt. `spaces` names each space ('' for the usual single one),
    `across` of them side by side. `own_words` is true for the framework's own words. `brief`
    is true where a short answer will do: less than the space for a reflective question. `short`
    is true where it is a sentence: its space is the same wherever it stands.
    """

    id: str
    number: str
    text: str
    own_words: bool = True
    brief: bool = False
    short: bool = False
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
    """A table to fill in: an empty string is a cell to write in.

    `tall` rows have room for more, as has the column `wide`, counted from 1; 0 for none. `names`
    holds, for each cell of `rows`, the name of the field in it ('' where there is none); `told`
    describes the table to those who do not see it.
    """

    id: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: bool
    wide: int
    names: tuple[tuple[str, ...], ...]
    told: str

    @classmethod
    def of(
        cls,
        name: str,
        heading: str,
        columns: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
        *,
        tall: bool = False,
        wide: int = 0,
    ) -> FillTable:
        """A table with the id `name`, and what each cell to write in is called.

        Raises `ValueError` where a row has not as many cells as there are columns.
        """
        names = tuple(
            tuple(
                "" if text else f"{heading}, {row[0] or f'row {r}'}: {column}"
                for text, column in zip(row, columns, strict=True)
            )
            for r, row in enumerate(rows, start=1)
        )
        return cls(name, heading, columns, rows, tall, wide, names, "Table to fill in")


@dataclass(frozen=True)
class FillGrid:
    """A field with two sides, on which people place notes.

    `between` names a fifth place, halfway up on the left; '' for none. `sides` are pairs of which
    side it is and what it measures.
    """

    id: str
    grid: Grid
    between: str
    sides: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, name: str, grid: Grid, between: str = "") -> FillGrid:
        """A grid with the id `name`, and its sides in words."""
        sides = (
            ("Up the side:", _side(grid.up, "at the bottom", "at the top")),
            ("Along the bottom:", _side(grid.across, "on the left", "on the right")),
        )
        return cls(name, grid, between, sides)


@dataclass(frozen=True)
class Picture:
    """A picture to look at, or with `blank` to write on.

    `drawn` holds it for a 'screen', for 'clear' and 'large' print, and, filled in any case, for a
    'word' processor, which has spaces of its own. `advice` is '' for none. `shown` are the words in
    the picture.
    """

    id: str
    heading: str
    description: str
    advice: str
    blank: bool
    drawn: Mapping[PictureFor, Drawing] = field(repr=False)
    shown: str

    @classmethod
    def of(
        cls,
        name: str,
        heading: str,
        description: str,
        advice: str,
        drawn: Mapping[PictureFor, Drawing],
        *,
        blank: bool,
    ) -> Picture:
        """A picture with the id `name`, and the words that stand in it."""
        texts = re.findall(r">([^<>]+)<", drawn["screen"].svg)
        shown = " ".join(unescape(text) for text in texts if text.strip())
        return cls(name, heading, description, advice, blank, drawn, shown)


@dataclass(frozen=True)
class Close:
    """The close of a session: a table of what will be done, and when to look again.

    It is kept together on one page; the last one on a sheet holds the statement of rights.
    """

    table: FillTable
    again: str


@dataclass(frozen=True)
class PrintRow:
    """A sheet within a pack: what it is called, and how many to print, for whom.

    `first` and `last` say of which parts of the pack it is made, counted from 0.
    """

    what: str
    copies: str
    first: int
    last: int


@dataclass(frozen=True)
class PrintList:
    """Which pages of a pack to print how often, under a heading: a table with a row for each sheet.

    Its second column has the pages as a print window takes them, such as 5-7. Each format writes
    them in: only when the parts are laid out is it known where they stand. `told` describes the
    table to those who do not see it.
    """

    heading: str
    columns: tuple[str, str, str]
    rows: tuple[PrintRow, ...]
    told: str = "Which pages each sheet has, and how many to print"


def page_range(row: PrintRow, begins: Sequence[int]) -> str:
    """The pages of a row: '4' or '5-7'.

    `begins` says on which page each part of the pack begins, and then which page would come after
    the last one.
    """
    first, last = begins[row.first], begins[row.last + 1] - 1
    return str(first) if first == last else f"{first}-{last}"


Block = (
    Words | Lead | Items | Facts | Steps | Agenda
    | Ask | Ways | FillTable | FillGrid | Picture | Close | PrintList
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One stretch of a sheet, which begins on a fresh page with a heading of its own.

    `place` is the id that it is about, '' for none; `above` stands over the title; `number` stands
    before it, '' for none; `mark` (1 to `marks.MARKS`, 0 for none) is a section's, with the number
    `figure` in it.
    `own_words` is true where the title is the framework's; `blanks` where the part begins with
    blanks for the group's name and so on; `who` is what the last of them asks for, '' for who is
    taking part. `rights` say whose words they are where it ends one of the sheets of a pack.
    """

    place: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    number: str = ""
    above: str = ""
    own_words: bool = True
    blanks: bool = True
    who: str = ""
    mark: int = 0
    figure: str = ""
    rights: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet to print and write on.

    `id` names it in its address; `kind.id_of` makes it of the id of its record.
    `contents` asks for a list of its parts; `shares` are whose its words are.
    """

    id: str
    title: str
    kind: SheetKind
    parts: tuple[Part, ...]
    shares: Shares = field(repr=False)
    contents: bool = False


def _step_words(step: Step) -> StepWords:
    unit = "minute" if step.minutes == 1 else "minutes"
    return StepWords(
        before="If you have time:" if step.optional else "",
        text=step.text,
        time=f"({step.minutes}\N{NO-BREAK SPACE}{unit})" if step.minutes else "",
        cue=_cue(step.say),
        say=step.say or "",
    )


def _cue(say: str | None) -> str:
    """What stands before words to say."""
    return "Say:" if say else ""


def _time_of(title: str) -> str:
    return f"Time of: {title}"


def _side(side: Axis, low: str, high: str) -> str:
    return f"{side.name}, from {side.low} {low} to {side.high} {high}."
