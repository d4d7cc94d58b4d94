"""A sheet as plain data: all its words, for any format that draws it on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from html import unescape
from typing import Any

from generator.drawing.qr import qr_image
from generator.model import credit
from generator.model.figures import Axis
from generator.model.framework import Framework
from generator.model.phrases import SITE_LANGUAGE, paragraphs
from generator.model.rights import NAMED
from generator.model.values import Step
from generator.permalinks.history import Release
from generator.permalinks.places import printed
from generator.sheets.blocks import (
    Agenda,
    Block,
    Close,
    Facts,
    FillGrid,
    FillTable,
    Items,
    Part,
    Picture,
    Sheet,
    Steps,
    Ways,
    Words,
)

BLANKS = ("Partnership", "Date", "Who is taking part")
"""What a group fills in at the top of a sheet; the first two stand on every page."""


NOTES = "Notes"
"""What stands over room that a page leaves."""

LABELS = {
    "page": "Page",
    "of": "of",
    "code": "QR code",
    "contents": "Contents",
    "space": "Space to write",
}
"""What else stands on every sheet, or names its parts to those who do not see it."""


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
        "author": credit.holders(sheet.shares),
        "description": f"A sheet to print and write on, from: {about.title}",
        "own": language(about.language) | {"direction": about.direction},
        **language(SITE_LANGUAGE),
        "edition": f"{about.short_title}, edition {about.edition}, version {about.version}",
        "address": address,
        "printed": scanned,
        "qr": qr or qr_image(scanned),
        "credit": unparted(" ".join(credit.short(sheet.shares, "this sheet", brief=True))),
        "rights": [unparted(str(line)) for line in credit.in_full(sheet.shares)],
        "blanks": list(BLANKS),
        "notes": NOTES,
        "labels": LABELS,
        "contents": whole,
        "opening": paragraphs(about.introduction) if whole else [],
        "parts": [_part_on_paper(part) for part in sheet.parts],
    }


def unparted(words: str) -> str:
    """Words in which no line ends within the name of a licence: '4.0.' alone tells nobody much."""
    return NAMED.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), words)


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
    blocks = [block_on_paper(block) for block in part.blocks]
    return words | {"header": _shortened(named), "blocks": blocks}


def block_on_paper(block: Block) -> dict[str, Any]:
    """A block with all its words, so that whatever draws it needs none of its own."""
    plain = {"kind": type(block).__name__} | asdict(block)
    match block:
        case Steps():
            plain["steps"] = [_step(step) for step in block.steps]
        case Agenda():
            plain["told"] = "When each item begins, and what it is"
            for item in plain["items"]:
                item["time_named"] = f"Time of: {item['title']}"
            plain["end_named"] = f"Time of: {block.end[1]}"
        case FillTable():
            plain |= _cells(block)
        case Close():
            plain["table"] |= _cells(block.table)
        case FillGrid():
            grid = block.grid
            plain["grid"] = grid.model_dump()
            plain["sides"] = (
                ("Up the side:", _side(grid.up, "at the bottom", "at the top")),
                ("Along the bottom:", _side(grid.across, "on the left", "on the right")),
            )
        case Picture():
            plain["drawn"] = {
                form: drawing._asdict() | {"places": [place._asdict() for place in drawing.places]}
                for form, drawing in block.drawn.items()
            }
            plain["shown"] = _shown(block.drawn["screen"].svg)
    return plain


def _step(step: Step) -> dict[str, str]:
    """A step with what stands before it, the words to say, and how long it takes."""
    unit = "minute" if step.minutes == 1 else "minutes"
    return {
        "before": "If you have time:" if step.optional else "",
        "text": step.text,
        "time": f"({step.minutes}\N{NO-BREAK SPACE}{unit})" if step.minutes else "",
        "cue": "Say:" if step.say else "",
        "say": step.say or "",
    }


def _cells(table: FillTable) -> dict[str, Any]:
    """What each cell to write in is called, and the table, for those who do not see it."""
    names = [
        [
            "" if text else f"{table.heading}, {row[0] or f'row {r}'}: {column}"
            for text, column in zip(row, table.columns, strict=True)
        ]
        for r, row in enumerate(table.rows, start=1)
    ]
    return {"names": names, "told": "Table to fill in"}


def _side(side: Axis, low: str, high: str) -> str:
    return f"{side.name}, from {side.low} {low} to {side.high} {high}."


def _shown(svg: str) -> str:
    """The words that stand in a picture."""
    return " ".join(unescape(text) for text in re.findall(r">([^<>]+)<", svg) if text.strip())


def language(tag: str) -> dict[str, str | None]:
    """A language tag as Typst takes it: the language, and the region where there is one."""
    language, _, rest = tag.partition("-")
    return {"language": language.lower(), "region": rest.upper() if len(rest) == 2 else None}


def _shortened(text: str, most: int = 80) -> str:
    """`text` for a running header; the whole of it stands in the heading below."""
    if len(text) <= most:
        return text
    return text[: most + 1].rsplit(" ", 1)[0][:most] + " …"
