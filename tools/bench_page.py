"""The page of the benchmarks: all aims first, in one table, then each part as it was measured.

Takes what parts measured and the page as it was; gives the page as text. Measures nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parent.parent / "BENCHMARKS.md"

ORDER = ("build", "growth", "preview", "sheets", "pages", "keys", "lighthouse")
"""The parts as they follow one another on the page; what another part has left there goes."""

UNITS = {"": 2, "s": 2, "ms": 0, "kB": 1, "MB": 0, "faults": 0}
"""Each unit in which something is measured, with the decimals to show; a ratio has none."""

MET, MISSED, NOT_MEASURED = "met", "**missed**", "**not measured**"

HEAD = """\
# Benchmarks

Written by `make bench`. Aims that are ratios come first: other figures depend on the machine.
"""

TABLE = """\
| part | aim | measured | at most | |
| --- | --- | --: | --: | --- |
"""


@dataclass(frozen=True)
class Aim:
    """What is promised: `measured` is to be at most `most`, both in `unit`.

    `measured` is None where it could not be measured. Without a unit it is a ratio. `cause` is what
    is known of why it may be missed, and what was tried; it is said where it is.
    """

    what: str
    measured: float | None
    most: float
    unit: str = ""
    cause: str = ""

    @property
    def verdict(self) -> str:
        """Whether it is met: the one place where that is decided."""
        if self.measured is None:
            return NOT_MEASURED
        return MET if self.measured <= self.most else MISSED

    def row(self, part: str) -> str:
        """Its line of the table."""
        unit = f" {self.unit}" if self.unit else ""
        measured = "–"
        if self.measured is not None:
            measured = f"{self.measured:.{UNITS[self.unit]}f}{unit}"
        return f"| {part} | {self.what} | {measured} | {self.most:g}{unit} | {self.verdict} |"


class Part(NamedTuple):
    """What one part of the benchmarks has to say: its Markdown, and its aims."""

    markdown: str
    aims: Sequence[Aim]


def unmeasured(why: str) -> Part:
    """A part that could not be measured."""
    return Part(f"Not measured: {why}", ())


def record(name: str, part: Part) -> None:
    """Put a part in its place on the page, with its aims; all other parts stay as they are."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    PAGE.write_text(written(page, {name: part}), encoding="utf-8")


def written(page: str, measured: Mapping[str, Part]) -> str:
    """The page with the parts that were measured in place of the same parts of before."""
    sections, rows = _sections(page), _rows(page)
    for name, part in measured.items():
        sections[name] = "\n\n".join([part.markdown.strip(), *_causes(part.aims)])
        rows[name] = [aim.row(name) for aim in part.aims]
    every = [row for name in ORDER for row in rows.get(name) or [_nothing(name)]]
    every.sort(key=lambda row: not _is_ratio(row))
    return "\n".join([HEAD, summary(every), "", TABLE + "\n".join(every), *_parts(sections)]) + "\n"


def summary(rows: Sequence[str]) -> str:
    """How many of the aims in `rows` are met, missed and not measured."""
    counts = [
        f"{count} {said}"
        for verdict, said in ((MET, "met"), (MISSED, "missed"), (NOT_MEASURED, "not measured"))
        if (count := sum(row.endswith(f"| {verdict} |") for row in rows))
    ]
    return f"Of {len(rows)} aims: {', '.join(counts)}."


def _causes(aims: Sequence[Aim]) -> Iterator[str]:
    for aim in aims:
        if aim.verdict == MISSED and aim.cause:
            yield f"Missed: {aim.what}. {aim.cause}"


def top(page: str) -> str:
    """The page without its parts: the aims."""
    return page.partition("\n## ")[0]


def _parts(sections: Mapping[str, str]) -> Iterator[str]:
    for name in ORDER:
        if name in sections:
            yield f"\n## {name.capitalize()}\n\n{sections[name]}"


def _sections(page: str) -> dict[str, str]:
    """The text of each part of a page, by the part's name."""
    parts = [part.partition("\n") for part in page.split("\n## ")[1:]]
    return {title.strip().lower(): text.strip() for title, _, text in parts}


def _rows(page: str) -> dict[str, list[str]]:
    """The lines of the table of aims of a page, by the names of their parts."""
    rows: dict[str, list[str]] = {}
    for line in top(page).splitlines():
        cells = line.split(" | ")
        if line.startswith("| ") and cells[0] != "| part" and not line.startswith("| ---"):
            rows.setdefault(cells[0].removeprefix("| "), []).append(line)
    return rows


def _nothing(name: str) -> str:
    """The line of a part without a measured aim."""
    return f"| {name} | all of it | – | – | {NOT_MEASURED} |"


def _is_ratio(row: str) -> bool:
    return " " not in row.split(" | ")[3]
