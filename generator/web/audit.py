"""Records of an audit of the built site: the checks, their tools and the number of faults found.

`tools/audit` writes them as a JSON file, and hand-written pages show them. Must not know how the
checks are made.
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
    """The result of one check on all items of one kind."""

    what: str
    """What was checked, as the heading of a table row."""
    tool: str
    """The tool that made the check, with its version."""
    count: int
    """The number of items checked."""
    unit: str
    """What the items are, such as 'pages'."""
    faults: int
    """The number of faults found, without those that an exception covers."""
    excepted: int = 0
    """The number of findings that an exception covers."""


class Exemption(_Record):
    """An exception: findings that are not counted as faults."""

    tool: str
    finding: str
    """The message of the tool."""
    why: str
    """Why the page is not at fault, or why it cannot be corrected here."""
    times: int
    """The number of findings."""


class Audit(_Record):
    """One run of all checks on the built site."""

    day: date
    """The date of the run."""
    checks: tuple[Check, ...]
    exceptions: tuple[Exemption, ...] = ()

    @property
    def day_in_words(self) -> str:
        """The date as text, such as '31 January 2026'."""
        return f"{self.day.day} {self.day:%B} {self.day.year}"


def read(file: Path) -> Audit:
    """Return the audit in a JSON file. Raises `FrameworkError` if it is missing or invalid."""
    try:
        return Audit.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        wrong = "there is no such file" if isinstance(error, OSError) else "it is no record"
        place = Location(Path(relpath(file)).as_posix(), 1, 1)
        raise FrameworkError([Problem(place, wrong, "run 'make audit' to write it")]) from None
