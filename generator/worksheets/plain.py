"""A sheet as plain data: all its words, for any format that draws it on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from generator.ledger import Release
from generator.model.about import About
from generator.model.framework import Framework
from generator.model.values import Rights
from generator.permalinks import printed
from generator.templating import SITE_LANGUAGE, paragraphs, qr_image
from generator.worksheets.blocks import (
    Agenda,
    Block,
    Facts,
    FillGrid,
    Items,
    Part,
    Picture,
    Sheet,
    Steps,
    Ways,
    Words,
)

BLANKS = ("Partnership", "Date", "Who is in the room")
"""What a group fills in at the top of a sheet; the first two stand on every page."""


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
        "author": about.credit,
        "description": f"A sheet to print and write on, from: {about.title}",
        "own": language(about.language) | {"direction": about.direction},
        **language(SITE_LANGUAGE),
        "edition": f"{about.short_title}, edition {about.edition}, version {about.version}",
        "address": address,
        "printed": scanned,
        "qr": qr or qr_image(scanned),
        "credit": _credit(sheet.rights[0], about),
        "rights": [_whole_licence(rights.statement) for rights in sheet.rights],
        "blanks": list(BLANKS),
        "notes": "Notes",
        "contents": whole,
        "opening": paragraphs(about.introduction) if whole else [],
        "parts": [_part_on_paper(part) for part in sheet.parts],
    }


def _credit(rights: Rights, about: About) -> str:
    """Whose words a sheet holds and their licence, for every page; the last has all the rights."""
    owner = about.credit if rights == about.rights else rights.holder
    sign = "© " if "©" in rights.statement else ""
    return f"{sign}{owner.rstrip('.')}. {_together(rights.licence)}."


def _whole_licence(statement: str) -> str:
    """A statement in which no line ends within the name of a licence."""
    return re.sub(r"CC BY[-A-Z]* [0-9.]*[0-9]", lambda found: _together(found[0]), statement)


def _together(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


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
    blocks = [{"kind": type(block).__name__} | _plain(block) for block in part.blocks]
    return words | {"header": _shortened(named), "blocks": blocks}


def _plain(block: Block) -> dict[str, Any]:
    plain = asdict(block)
    if isinstance(block, Steps):
        plain["steps"] = [step.model_dump() for step in block.steps]
    if isinstance(block, FillGrid):
        plain["grid"] = block.grid.model_dump()
    if isinstance(block, Picture):
        plain["drawn"] = {
            form: drawing._asdict() | {"places": [place._asdict() for place in drawing.places]}
            for form, drawing in block.drawn.items()
        }
    return plain


def language(tag: str) -> dict[str, str | None]:
    """A language tag as Typst takes it: the language, and the region where there is one."""
    language, _, rest = tag.partition("-")
    return {"language": language.lower(), "region": rest.upper() if len(rest) == 2 else None}


def _shortened(text: str, most: int = 80) -> str:
    """`text` for a running header; the whole of it stands in the heading below."""
    if len(text) <= most:
        return text
    return text[: most + 1].rsplit(" ", 1)[0][:most] + " …"
