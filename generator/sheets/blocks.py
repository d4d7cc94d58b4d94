"""What a sheet is made of: its parts, and the blocks in each.

Knows nothing of where their words come from, or how they are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.drawing.pen import Drawing
from generator.model.credit import Shares
from generator.model.figures import Grid
from generator.model.values import Step


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
    """One item of an agenda, with the time at which it begins.

    `title` is '' for none, and `lasts` where nobody has said how long. `questions` are pairs of a
    number and the framework's own words.
    """

    id: str
    time: str
    lasts: str
    title: str
    paragraphs: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Agenda:
    """What happens at which time, under a heading: a table, with the end in its last row.

    The time is that of a clock or, where none is known, counted from the start. `another` says
    what to do with clock times when the session starts at another time; '' where there are none.
    """

    id: str
    heading: str
    columns: tuple[str, str]
    items: tuple[Item, ...]
    end: tuple[str, str]
    another: str = ""


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

    `tall` rows have room for more, as has the column `wide`, counted from 1; 0 for none.
    """

    id: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: bool = False
    wide: int = 0


@dataclass(frozen=True)
class FillGrid:
    """A field with two sides, on which people place notes.

    `between` names a fifth place, halfway up on the left; '' for none.
    """

    id: str
    grid: Grid
    between: str = ""


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
    `contents` asks for a list of its parts; `shares` are whose its words are.
    """

    id: str
    title: str
    kind: str
    parts: tuple[Part, ...]
    shares: Shares = field(repr=False)
    contents: bool = False
