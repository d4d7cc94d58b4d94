"""Compare what the site publishes now with the ledger of published ids, and extend the ledger.

Takes the finished framework, permalinks and sheets; gives the ledger lines that are missing, or
problems. Whether the lines in the ledger agree is for `ledger` to check.
"""

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
from generator.sheets.plain import PlainSheet, texts
from generator.system.files import write_text

HEADER = """\
# yaml-language-server: $schema=schema/permalinks.schema.json
# Every id ever published, and what became of it. Lines are added at the end and never changed:
# `partnering permalinks --update` records new ids and new words; you add what became of an id.
lines:
"""


def _current_state(
    framework: Framework, links: Permalinks, sheets: Mapping[str, PlainSheet]
) -> Iterator[Now]:
    """Yield what each id of the site stands for now, with a digest of its sheet if it has one."""
    home = {item.question.id: item.section.id for item in framework.questions}
    digests = {name: _sheet_digest(words) for name, words in sheets.items()}
    for place in links.places.values():
        name = place.id
        yield Now(name, place.kind, place.name, home.get(name), digests.get(name))


def missing_lines(
    framework: Framework, links: Permalinks, sheets: Mapping[str, PlainSheet]
) -> list[LedgerLine]:
    """Return the lines that the ledger lacks, for new ids and for changes to known ones."""
    lines = []
    for item in _current_state(framework, links, sheets):
        life = links.history.lives.get(item.id)
        common = {"id": item.id, **links.release._asdict()}
        if life is None:
            new = {key: value for key, value in item._asdict().items() if value}
            lines.append(LedgerLine(**(common | new)))
        elif changed := life.news(item):
            lines.append(LedgerLine(**(common | changed)))
    return lines


def problems(
    framework: Framework,
    locations: Mapping[str, Location],
    links: Permalinks,
    sheets: Mapping[str, PlainSheet],
) -> Iterator[Problem]:
    """Yield a problem for changes that need a new version, else for lines that the ledger lacks.

    `locations` has the place of each id in the data. A framework without a ledger has no problems.
    """
    if links.history.lives:
        lines = missing_lines(framework, links, sheets)
        location = locations[WHOLE]
        unversioned = tuple(changes_without_new_version(links, lines, location))
        yield from unversioned or _unrecorded_lines(lines, location)


def changes_without_new_version(
    links: Permalinks, lines: Iterable[LedgerLine], location: Location
) -> Iterator[Problem]:
    """Yield a problem if `lines` change what was already published under the current version.

    Without a new version, a print-out could not be recognised as out of date. `location` is where
    the version is written.
    """
    lives, release = links.history.lives, links.release
    changed = [
        line.id
        for line in lines
        if line.id in lives and release_of(lives[line.id].lines[-1]) == release
    ]
    if changed:
        yield Problem(
            location,
            f"changed since it was published as version {release.version}: {_quoted_list(changed)}",
            "raise 'version', then run: partnering permalinks --update",
        )


def _unrecorded_lines(lines: Sequence[LedgerLine], location: Location) -> Iterator[Problem]:
    """Yield a problem if there are any `lines` that the ledger lacks."""
    if lines:
        yield Problem(
            location,
            f"not in the ledger yet: {_quoted_list([line.id for line in lines])}",
            "run: partnering permalinks --update",
        )


def append_lines(folder: Path, lines: Sequence[LedgerLine]) -> None:
    """Append `lines` to the ledger in the data folder, and create the ledger if there is none.

    Raise `FrameworkError` if the file is not written so that lines can be appended.
    """
    file = folder / LEDGER_FILE
    before = file.read_text(encoding="utf-8") if file.exists() else HEADER
    before = re.sub(r"^(lines:) *\[ *\] *$", r"\1", before, flags=re.MULTILINE)
    if not before.endswith("\n"):
        before += "\n"
    added = "".join(f"{as_text(line)}\n" for line in lines)
    if not _ends_with_lines(before + added, lines):
        location = Location(file.as_posix())
        wrong = "no line can be added at the end of this file"
        raise FrameworkError(
            [Problem(location, wrong, "end it with 'lines:' and its list, indented")]
        )
    write_text(file, before + added)


def _ends_with_lines(text: str, lines: Sequence[LedgerLine]) -> bool:
    """Return whether `text` parses as a ledger that ends with `lines`."""
    try:
        held = parse(text, LEDGER_FILE).items("lines")
    except SourceError:
        return False
    ids = [line.get("id") if isinstance(line, dict) else None for line in held]
    return ids[len(ids) - len(lines) :] == [line.id for line in lines]


def _sheet_digest(words: PlainSheet) -> str:
    """Return the first 12 hexadecimal digits of a digest of a sheet's words without its edition."""
    said = texts(replace(words, edition=""))
    return sha256("\n".join(said).encode()).hexdigest()[:12]


def _quoted_list(names: Sequence[str]) -> str:
    """Return up to six names in quotation marks, and an ellipsis if there are more."""
    return ", ".join(f"'{name}'" for name in names[:6]) + (", …" if len(names) > 6 else "")
