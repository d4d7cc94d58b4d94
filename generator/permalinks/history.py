"""Reads the ledger of permalinks: the history of each id, and what changed from release to release.

In: a `Ledger`, whose lines are never changed or removed. Out: what each id was published as, what
has replaced it, and the changes to tell a reader whose print-out carries an older release. Knows
nothing of the data, paths or pages.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, NamedTuple

from generator.model.framework import WHOLE
from generator.model.ledger import Ledger, LedgerLine

AUTHORED = frozenset({"section", "question", "resource", "session plan"})
"""The kinds of records that authors write; ids of sheets are derived from theirs."""


_LONGEST_CODE = 64
"""The most characters of a code that spells out its release: a QR code of more is hard to scan."""


class Release(NamedTuple):
    """An edition of the framework, and the version of its words in this toolkit."""

    edition: str
    version: str

    @property
    def code(self) -> str:
        """How an address names it, such as `2022-1.0`: `/go/impact/?v=2022-1.0`.

        No two releases have the same. One with anything else in it than letters from A to Z, digits
        and dots, or with very many of these, is named by the first 16 digits of a digest.
        """
        code = f"{self.edition}-{self.version}"
        if len(code) <= _LONGEST_CODE and re.fullmatch(r"[A-Za-z0-9.]+-[A-Za-z0-9.]+", code):
            return code
        return sha256("\0".join(self).encode()).hexdigest()[:16]

    @property
    def earlier_code(self) -> str:
        """How addresses named it that were printed before each release had a code of its own."""
        return re.sub(r"[^A-Za-z0-9.]+", "-", f"{self.edition}-{self.version}")


def codes(releases: Iterable[Release]) -> Iterator[tuple[str, ...]]:
    """All the codes by which a print-out may name each of some releases, its own first.

    An earlier code that two of them share tells nothing, and is left out.
    """
    every = tuple(dict.fromkeys(releases))
    shared = Counter([it.earlier_code for it in every] + [it.code for it in every])
    for it in every:
        earlier = it.earlier_code
        yield (it.code, earlier) if it.code != earlier and shared[earlier] == 1 else (it.code,)


class Now(NamedTuple):
    """What an id stands for today: its kind, its words, its section and its sheet's digest."""

    id: str
    kind: str
    words: str
    section: str | None
    sheet: str | None


class Change(NamedTuple):
    """What a reader is told: what happened to `id` in `release`, with the words before and after.

    `other` is the section from or to which it moved.
    """

    release: Release
    kind: Literal["added", "reworded", "arrived", "left", "merged", "split", "retired", "sheet"]
    id: str
    old: str = ""
    new: str = ""
    other: str = ""


@dataclass(frozen=True)
class Life:
    """The history of one id: its lines of the ledger, in order."""

    lines: tuple[LedgerLine, ...]

    @property
    def id(self) -> str:
        """The id that all of them are about."""
        return self.lines[0].id

    @property
    def kind(self) -> str:
        """What it was first published as, such as `question`."""
        return self.lines[0].kind or ""

    @property
    def words(self) -> str:
        """Its last words."""
        return self._last("words") or ""

    @property
    def section(self) -> str | None:
        """The section in which it stood last."""
        return self._last("section")

    @property
    def sections(self) -> tuple[str, ...]:
        """Every section in which it ever stood."""
        return tuple(dict.fromkeys(line.section for line in self.lines if line.section))

    @property
    def concerns(self) -> tuple[str, ...]:
        """The ids on whose pages its changes are told: its own, its sections', its successors'."""
        targets = (target for line in self.lines for target in line.targets)
        whole = [WHOLE] if self.kind in AUTHORED else []
        return tuple(dict.fromkeys((self.id, *self.sections, *targets, *whole)))

    @property
    def end(self) -> LedgerLine | None:
        """The line that says what replaced it or that it was retired; None while it is in use."""
        return next((line for line in self.lines if line.fate), None)

    def _last(self, field: str) -> str | None:
        return next((v for line in reversed(self.lines) if (v := getattr(line, field))), None)

    def news(self, now: Now) -> dict[str, str]:
        """What of `now` differs from the last that the ledger knows."""
        fields = {"words": now.words, "section": now.section, "sheet": now.sheet}
        return {name: new for name, new in fields.items() if new and new != self._last(name)}


class History:
    """The ledger by id and by release: the `Life` of each id, and the releases in order."""

    def __init__(self, ledger: Ledger) -> None:
        lives: dict[str, list[LedgerLine]] = {}
        for line in ledger.lines:
            lives.setdefault(line.id, []).append(line)
        self.lives: Mapping[str, Life] = {name: Life(tuple(all_)) for name, all_ in lives.items()}
        self.releases: Sequence[Release] = tuple(dict.fromkeys(map(release_of, ledger.lines)))
        self._after = {line.id: line.renamed for line in ledger.lines if line.renamed}
        self._parts = {part for line in ledger.lines for part in line.split_into}
        self._before = {new: old for old, new in self._after.items()}
        self._concerning: dict[str, list[Life]] = {}
        for life in self.lives.values():
            for name in life.concerns:
                self._concerning.setdefault(name, []).append(life)

    def concerning(self, name: str) -> Sequence[Life]:
        """The histories that bear on a page or print-out of `name`, its own among them."""
        return self._concerning.get(name, ())

    def changes(self, name: str) -> tuple[Change, ...]:
        """What changed in what a print-out of `name` shows, newest first.

        For a section that is what happened to its questions too; for the whole framework, all.
        """
        found = [
            change
            for life in self.concerning(name)
            for change in self._changes(life, name)
            if change.release != self.releases[0]
        ]
        told = {change.release for change in found if change.kind != "sheet"}
        found = [it for it in found if it.kind != "sheet" or it.release not in told]
        return tuple(sorted(found, key=lambda it: -self.releases.index(it.release)))

    def _renamed(self, name: str) -> str:
        """An id as it is today, through every change of name."""
        while name in self._after:
            name = self._after[name]
        return name

    def _changes(self, life: Life, name: str) -> Iterator[Change]:
        """What a print-out of `name` shows of one life."""
        own = life.id
        words = home = ""
        for line in life.lines:
            release = release_of(line)
            before, home = home, line.section or home
            authored = life.kind in AUTHORED
            shown = name in (own, before, home, *line.targets) or (name == WHOLE and authored)
            old, words = words, line.words or words
            if own in self._before and line is life.lines[0]:
                old = self.lives[self._before[own]].words
            if own == name and line is not life.lines[0] and line.sheet:
                yield Change(release, "sheet", own)
            if not shown:
                continue
            if line.words and old and old != line.words:
                yield Change(release, "reworded", own, old, line.words)
            elif line.words and not old and name != own and own not in self._parts:
                yield Change(release, "added", own, new=words)
            if line.section and before and self._renamed(before) != line.section:
                coming = name == home
                kind: Literal["arrived", "left"] = "arrived" if coming else "left"
                yield Change(release, kind, own, new=words, other=before if coming else home)
            if line.fate and line.fate != "renamed" and name != own:
                into = [self.lives[to].words for to in line.targets if to in self.lives]
                new = line.retired or " / ".join(into)
                yield Change(release, line.fate, own, old=words, new=new)


def release_of(line: LedgerLine) -> Release:
    """The release in which a line was added."""
    return Release(line.edition, line.version)


def as_text(line: LedgerLine) -> str:
    """A line as it stands in the file, such as `  - {id: "vision", …}`."""
    values = line.model_dump(exclude_defaults=True)
    inner = ", ".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()
    )
    return f"  - {{{inner}}}"
