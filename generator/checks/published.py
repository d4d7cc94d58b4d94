"""What the site publishes now, held against the ledger: what it lacks, and how it is added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from generator.data.loader import LEDGER_FILE
from generator.data.yaml_errors import SourceError
from generator.data.yaml_reader import parse
from generator.errors import FrameworkError, Location, Problem
from generator.model.framework import WHOLE, Framework
from generator.model.ledger import LedgerLine
from generator.permalinks.history import Now, as_text, release_of
from generator.permalinks.places import Permalinks
from generator.sheets.blocks import Sheet
from generator.sheets.plain import plain_sheet, texts
from generator.system.files import write_text

HEADER = """\
# yaml-language-server: $schema=schema/permalinks.schema.json
# Every id ever published, and what became of it. Lines are added at the end and never changed:
# `partnering permalinks --update` records new ids and new words; you add what became of an id.
lines:
"""


def _now(framework: Framework, links: Permalinks, sheets: Iterable[Sheet]) -> Iterator[Now]:
    """Every id of the site, with its words and, where it has a sheet, what that sheet says."""
    home = {item.question.id: item.section.id for item in framework.questions}
    digests = {sheet.id: _digest(sheet, framework) for sheet in sheets}
    for place in links.places.values():
        name = place.id
        yield Now(name, place.kind, place.name, home.get(name), digests.get(name))


def missing(framework: Framework, links: Permalinks, sheets: Iterable[Sheet]) -> list[LedgerLine]:
    """The lines that the ledger lacks: ids that are new, and what changed of the others."""
    lines = []
    for item in _now(framework, links, sheets):
        life = links.history.lives.get(item.id)
        told = {"id": item.id, **links.release._asdict()}
        if life is None:
            news = {key: value for key, value in item._asdict().items() if value}
            lines.append(LedgerLine(**(told | news)))
        elif changed := life.news(item):
            lines.append(LedgerLine(**(told | changed)))
    return lines


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
        same = tuple(unraised(links, lines, place))
        yield from same or _unrecorded(lines, place)


def unraised(links: Permalinks, lines: Iterable[LedgerLine], place: Location) -> Iterator[Problem]:
    """A problem where `lines` change what was published with the same version.

    A change needs a new version, or a print-out could not tell that it is old. `place` is where
    the version is written.
    """
    lives, release = links.history.lives, links.release
    same = [
        line.id
        for line in lines
        if line.id in lives and release_of(lives[line.id].lines[-1]) == release
    ]
    if same:
        yield Problem(
            place,
            f"changed since it was published as version {release.version}: {_listed(same)}",
            "raise 'version', then run: partnering permalinks --update",
        )


def _unrecorded(lines: Sequence[LedgerLine], place: Location) -> Iterator[Problem]:
    """A problem where there are `lines` that the ledger lacks."""
    if lines:
        yield Problem(
            place,
            f"not in the ledger yet: {_listed([line.id for line in lines])}",
            "run: partnering permalinks --update",
        )


def update(folder: Path, lines: Sequence[LedgerLine]) -> None:
    """Add `lines` at the end of the ledger in the data folder; a new one is made where needed.

    Raises `FrameworkError` where the file is written in a way to which no line can be added.
    """
    file = folder / LEDGER_FILE
    before = file.read_text(encoding="utf-8") if file.exists() else HEADER
    before = re.sub(r"^(lines:) *\[ *\] *$", r"\1", before, flags=re.MULTILINE)
    if not before.endswith("\n"):
        before += "\n"
    added = "".join(f"{as_text(line)}\n" for line in lines)
    if not _ends_with(before + added, lines):
        place = Location(file.as_posix())
        wrong = "no line can be added at the end of this file"
        raise FrameworkError([Problem(place, wrong, "end it with 'lines:' and its list, indented")])
    write_text(file, before + added)


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
    words = replace(plain_sheet(sheet, framework, address="", qr="-"), edition="")
    return sha256("\n".join(texts(words)).encode()).hexdigest()[:12]


def _listed(names: Sequence[str]) -> str:
    """Up to six names in quotation marks."""
    return ", ".join(f"'{name}'" for name in names[:6]) + (", …" if len(names) > 6 else "")
