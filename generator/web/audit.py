"""The record of an audit: what was held against what, with which tool, and what came of it.

`tools/audit` writes it, and hand-written pages show it. Must not know how anything is checked.
"""

from __future__ import annotations

from datetime import date
from os.path import relpath
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.errors import FrameworkError, Location, Problem


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Check(_Record):
    """One check of everything that there is of a kind."""

    what: str
    """What was checked, in words that go on from 'what was checked'."""
    tool: str
    """What checked it, with its version."""
    count: int
    """How many things were checked."""
    unit: str
    """What those things are, such as 'pages'."""
    faults: int
    """How many faults were found, exceptions apart."""
    excepted: int = 0
    """How many findings are explained by an exception."""


class Exemption(_Record):
    """Findings that are not counted as faults."""

    tool: str
    finding: str
    """What the tool says."""
    why: str
    """Why it is no fault of the page, or why it cannot be mended here."""
    times: int


class Audit(_Record):
    """One run of every check on the built site."""

    day: date
    """The day of the run."""
    checks: tuple[Check, ...]
    exceptions: tuple[Exemption, ...] = ()

    @property
    def day_in_words(self) -> str:
        """Such as '31 January 2026'."""
        return f"{self.day.day} {self.day:%B} {self.day.year}"


def read(file: Path) -> Audit:
    """The record in a file. Raises `FrameworkError` where there is none or it is damaged."""
    try:
        return Audit.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        wrong = "there is no such file" if isinstance(error, OSError) else "it is no record"
        place = Location(Path(relpath(file)).as_posix(), 1, 1)
        raise FrameworkError([Problem(place, wrong, "run 'make audit' to write it")]) from None
