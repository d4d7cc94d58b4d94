"""What a check found, and which of it the list of exceptions explains.

Knows no tool and no browser.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

OURS = re.compile(r"(go|embed)/|worksheets/[^/]+/")
"""The pages that we render whole, without the theme: they have no exceptions to the HTML."""


class Finding(NamedTuple):
    """One thing that a tool found wrong."""

    tool: str
    """The name under which exceptions are listed: 'axe', 'nu', 'vera', 'tests'."""
    page: str
    """The path of the page below the site, or of the PDF, or the name of the test."""
    says: str
    """What the tool says."""
    way: str = ""
    """How the page was shown, such as 'dark'."""


class Exempt(NamedTuple):
    """One line of the list: the findings of `tool` whose words hold `says`, and why they may be."""

    tool: str
    says: str
    why: str

    def covers(self, finding: Finding) -> bool:
        """Whether it explains a finding; what we render whole has no exceptions to the HTML."""
        if self.tool != finding.tool or (self.tool == "nu" and OURS.match(finding.page)):
            return False
        return bool(re.search(self.says, finding.says))


class Judged(NamedTuple):
    """Findings, told apart."""

    faults: list[Finding]
    excepted: list[Finding]
    times: Counter[Exempt]
    """How many findings each exception explains."""


def exceptions(file: Path) -> tuple[Exempt, ...]:
    """The list of exceptions. Raises `ValueError` for one that is not whole."""
    listed = tomllib.loads(file.read_text(encoding="utf-8")).get("exception", [])
    for entry in listed:
        if set(entry) != set(Exempt._fields) or not all(entry.values()):
            raise ValueError(f"{file}: an exception has 'tool', 'says' and 'why', not {entry}")
    return tuple(Exempt(**entry) for entry in listed)


def judge(findings: Iterable[Finding], listed: Sequence[Exempt]) -> Judged:
    """Which findings are faults, and which an exception explains."""
    judged = Judged([], [], Counter(dict.fromkeys(listed, 0)))
    for finding in findings:
        cover = next((entry for entry in listed if entry.covers(finding)), None)
        if cover:
            judged.excepted.append(finding)
            judged.times[cover] += 1
        else:
            judged.faults.append(finding)
    return judged


def unused(judged: Judged) -> list[Exempt]:
    """The exceptions that explain nothing: what they were for was mended, so they go."""
    return [entry for entry, times in judged.times.items() if not times]


def told(faults: Iterable[Finding], examples: int = 3) -> Iterator[str]:
    """Each fault once, with how often it was found and a few of the pages."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for fault in faults:
        alike.setdefault((fault.tool, fault.way, fault.says), []).append(fault.page)
    for (tool, way, says), found in sorted(alike.items()):
        more = f" and {len(found) - examples} more" if len(found) > examples else ""
        where = ", ".join(page or "the home page" for page in found[:examples]) + more
        yield f"{tool}{', ' + way if way else ''}: {where}:\n    {says}"
