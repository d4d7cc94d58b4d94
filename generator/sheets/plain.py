"""A sheet with all its words, as records that any format can draw.

What stands on every page is added to the parts of a `Sheet`: the address and its QR code, the
edition, the rights, the blanks and the labels. No format has words of its own, so a digest of
`texts` sees every word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Literal, assert_never

from generator.drawing.qr import qr_image
from generator.model import credit
from generator.model.about import About
from generator.model.credit import Shares
from generator.model.framework import Framework
from generator.model.phrases import SITE_LANGUAGE, paragraphs
from generator.model.rights import LICENCE_NAME
from generator.model.sheet_kinds import PLAN_PACK
from generator.model.values import Record
from generator.permalinks.history import Release
from generator.permalinks.places import printed
from generator.sheets.blocks import (
    Agenda,
    Ask,
    Block,
    Close,
    Facts,
    FillGrid,
    FillTable,
    Items,
    Lead,
    Part,
    Picture,
    PrintList,
    Sheet,
    Steps,
    Ways,
    Words,
)
from generator.system.cache import as_bytes

BLANKS = ("Partnership", "Date")
"""What a group fills in at the top of every page of a sheet."""

WHO = "Who is taking part"
"""What it fills in besides where a part begins, if that asks for nothing else."""

_NOTES = "Notes"
"""What stands over room that a page leaves."""


@dataclass(frozen=True)
class Language:
    """A language for programs: its code, its region (None where unknown) and its direction."""

    code: str
    region: str | None
    direction: Literal["ltr", "rtl"] = "ltr"

    @property
    def tag(self) -> str:
        """The language tag, such as `en-GB`."""
        return "-".join(filter(None, (self.code, self.region)))


@dataclass(frozen=True)
class Labels:
    """What else stands on every sheet, or names its parts to those who do not see it."""

    page: str = "Page"
    of: str = "of"
    qr_code: str = "QR code"
    contents: str = "Contents"
    space: str = "Space to write"


@dataclass(frozen=True)
class PlainPart(Part):
    """A part of a sheet, with what its running header says."""

    header: str = ""


@dataclass(frozen=True)
class PlainSheet:
    """A sheet with all its words.

    `own` is the language of the framework's own words, `language` that of all others. `address` is
    its permanent address, `printed` the same with its release. `credit` stands in the foot of each
    page, `rights` at the end (in a pack, those of its last sheet). `contents` says whether it
    begins with `opening` and a list of its parts.
    """

    title: str
    header: str
    author: str
    description: str
    own: Language
    language: Language
    edition: str
    address: str
    printed: str
    credit: str
    rights: tuple[str, ...]
    blanks: tuple[str, ...]
    notes: str
    labels: Labels
    contents: bool
    opening: tuple[str, ...]
    parts: tuple[PlainPart, ...]

    @property
    def qr(self) -> str:
        """The QR code of its address with its release, as an SVG document."""
        return qr_image(self.printed)

    @property
    def voice(self) -> Language | None:
        """The language of the framework's own words; None where it is that of the others."""
        same = self.own.tag == self.language.tag and self.own.direction == "ltr"
        return None if same else self.own


NOT_WORDS = frozenset(
    {"id", "kind", "place", "own", "language", "author", "address", "printed", "qr", "drawn"}
)
"""The fields of these records whose texts are not set in type as words."""


def plain_sheet(sheet: Sheet, framework: Framework, address: str) -> PlainSheet:
    """A sheet with all its words; `address` is the permanent address that it carries."""
    about = framework.about
    whole = sheet.contents
    if sheet.kind == PLAN_PACK:
        what, short = "The sheets of a session", credit.short_of_pack(sheet.shares)
    else:
        what, short = "A sheet", credit.short(sheet.shares, "this sheet", brief=True)
    return PlainSheet(
        title=sheet.title,
        header=about.short_title,
        author=credit.holders(sheet.shares),
        description=f"{what} to print and write on, from: {about.title}",
        own=own_language(about),
        language=language(SITE_LANGUAGE),
        edition=f"{about.short_title}, edition {about.edition}, version {about.version}",
        address=address,
        printed=printed(address, Release(about.edition, about.version)),
        credit=unparted(" ".join(short)),
        rights=sheet.parts[-1].rights or rights_of(sheet.shares),
        blanks=BLANKS,
        notes=_NOTES,
        labels=Labels(),
        contents=whole,
        opening=tuple(paragraphs(about.introduction)) if whole else (),
        parts=tuple(map(_plain_part, sheet.parts)),
    )


def rights_of(shares: Shares) -> tuple[str, ...]:
    """Whose words are on a sheet, in full, as it stands at its end."""
    return tuple(unparted(str(line)) for line in credit.in_full(shares))


def unparted(words: str) -> str:
    """Words in which no line ends within the name of a licence: '4.0.' alone tells nobody much."""
    return LICENCE_NAME.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), words)


def can_be_filled_in(words: PlainSheet) -> bool:
    """Whether there is room to write on a sheet."""
    return any(part.blanks or any(map(_has_room, part.blocks)) for part in words.parts)


def _has_room(block: Block) -> bool:
    match block:
        case Words() | Lead() | Items() | Facts() | Steps() | Agenda() | Ways() | PrintList():
            return False
        case Ask() | FillTable() | FillGrid() | Picture() | Close():
            return True
        case _:
            assert_never(block)


def texts(plain: object) -> list[str]:
    """Every text in a plain sheet or deck, in the order of its fields, `NOT_WORDS` apart."""
    found: list[str] = []
    _find_texts(plain, found)
    return found


def _find_texts(plain: Any, found: list[str]) -> None:
    if isinstance(plain, str):
        if plain:
            found.append(plain)
    elif names := _field_names(type(plain)):
        for name in names:
            if name not in NOT_WORDS:
                _find_texts(getattr(plain, name), found)
    elif isinstance(plain, tuple):
        for inner in plain:
            _find_texts(inner, found)


def as_json(plain: Any) -> Any:
    """A plain sheet or deck as JSON has it. Each record also says its `kind`: its class's name."""
    if isinstance(plain, str | int | float | None):
        return plain
    if isinstance(plain, Mapping):
        return {key: as_json(inner) for key, inner in plain.items()}
    kind = type(plain)
    if names := _field_names(kind):
        held = {name: as_json(getattr(plain, name)) for name in names}
        return {"kind": kind.__name__} | held
    assert isinstance(plain, tuple), kind
    return [as_json(inner) for inner in plain]


def digest_of(plain: object) -> str:
    """A digest of all that a plain sheet or deck says and shows."""
    return sha256(as_bytes(as_json(plain))).hexdigest()


def _names_of_fields(kind: type) -> tuple[str, ...]:
    """The names of the fields of a record of any sort; none of anything else."""
    if issubclass(kind, Record):
        return tuple(kind.model_fields)
    if is_dataclass(kind):
        return tuple(it.name for it in fields(kind))
    return tuple(getattr(kind, "_fields", ()))


_field_names: Callable[[type], tuple[str, ...]] = cache(_names_of_fields)


def _plain_part(part: Part) -> PlainPart:
    named = f"{part.number} {part.title}" if part.number else part.title
    who = (part.who or WHO) if part.blanks else ""
    return PlainPart(**vars(part) | {"who": who}, header=_shortened(named))


def own_language(about: About) -> Language:
    """The language of the framework's own words."""
    own = language(about.language)
    return Language(own.code, own.region, about.direction)


def language(tag: str) -> Language:
    """A language tag as Typst takes it: the language, and the region where there is one."""
    code, _, rest = tag.partition("-")
    return Language(code.lower(), rest.upper() if len(rest) == 2 else None)


def _shortened(text: str, most: int = 80) -> str:
    """`text` for a running header; the whole of it stands in the heading below."""
    if len(text) <= most:
        return text
    return text[: most + 1].rsplit(" ", 1)[0][:most] + " …"
