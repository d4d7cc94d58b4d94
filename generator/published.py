"""What the site publishes now, held against the ledger: what it lacks, and how it is added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from generator import ledger
from generator.errors import FrameworkError, Location, Problem
from generator.ledger import Now
from generator.loader import LEDGER_FILE
from generator.model.framework import WHOLE, Framework
from generator.model.ledger import LedgerLine
from generator.permalinks import Permalinks
from generator.source import SourceError, parse
from generator.swap import write_whole
from generator.worksheets.blocks import Sheet
from generator.worksheets.plain import on_paper, texts


def now(framework: Framework, links: Permalinks, sheets: Iterable[Sheet]) -> Iterator[Now]:
    """Every id of the site, with its words and, where it has a sheet, what that sheet says."""
    home = {item.question.id: item.section.id for item in framework.questions}
    digests = {sheet.id: _digest(sheet, framework) for sheet in sheets}
    for place in links.places.values():
        name = place.id
        yield Now(name, place.kind, place.name, home.get(name), digests.get(name))


def missing(framework: Framework, links: Permalinks, sheets: Iterable[Sheet]) -> list[LedgerLine]:
    """The lines that the ledger lacks."""
    return ledger.to_add(links.history, now(framework, links, sheets), links.release)


def problems(
    framework: Framework,
    written: Mapping[str, Location],
    links: Permalinks,
    sheets: Iterable[Sheet],
) -> Iterator[Problem]:
    """Why the site cannot be published as it is; nothing for a framework without a ledger."""
    if links.history.lives:
        lines = missing(framework, links, sheets)
        place = written[WHOLE]
        same = tuple(ledger.unraised(links.history, lines, links.release, place))
        yield from same or ledger.unrecorded(lines, place)


def update(folder: Path, lines: Sequence[LedgerLine]) -> None:
    """Add `lines` at the end of the ledger in the data folder; a new one is made where needed.

    Raises `FrameworkError` where the file is written in a way to which no line can be added.
    """
    file = folder / LEDGER_FILE
    before = file.read_text(encoding="utf-8") if file.exists() else ledger.HEADER
    before = re.sub(r"^(lines:) *\[ *\] *$", r"\1", before, flags=re.MULTILINE)
    if not before.endswith("\n"):
        before += "\n"
    added = "".join(f"{ledger.as_text(line)}\n" for line in lines)
    if not _ends_with(before + added, lines):
        place = Location(file.as_posix())
        wrong = "no line can be added at the end of this file"
        raise FrameworkError([Problem(place, wrong, "end it with 'lines:' and its list, indented")])
    write_whole(file, (before + added).encode())


def _ends_with(text: str, lines: Sequence[LedgerLine]) -> bool:
    """Whether the text of a ledger is YAML whose last lines are `lines`."""
    try:
        held = parse(text, LEDGER_FILE).items("lines")
    except SourceError:
        return False
    ids = [line.get("id") if isinstance(line, dict) else None for line in held]
    return ids[len(ids) - len(lines) :] == [line.id for line in lines]


def _digest(sheet: Sheet, framework: Framework) -> str:
    """The first 12 digits of a digest of all words on a sheet, its release apart."""
    words = on_paper(sheet, framework, address="", qr="-") | {"edition": ""}
    return sha256("\n".join(texts(words)).encode()).hexdigest()[:12]
