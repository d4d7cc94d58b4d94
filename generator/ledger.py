"""The ledger: what became of every id ever published, and what changed in its words.

A line of it never changes and is never removed. So an address on paper, and the version that is
printed beside it, can always be answered. Knows nothing of paths, pages or MkDocs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from generator.errors import Location, Problem, near_match
from generator.loader import Entry, Loaded
from generator.model.framework import WHOLE
from generator.model.ledger import Ledger, LedgerLine
from generator.model.values import LONGEST_ID, SLUG

HEADER = """\
# yaml-language-server: $schema=schema/permalinks.schema.json
# Every id ever published, and what became of it. Lines are added at the end and never changed:
# `partnering permalinks --update` records new ids and new words; you add what became of an id.
lines:
"""

ALIKE = 0.6
"""From which share of common letters two questions are taken for one that was renamed."""


class Release(NamedTuple):
    """An edition of the framework, and the version of its words in this toolkit."""

    edition: str
    version: str

    @property
    def code(self) -> str:
        """How an address names it, such as `2022-1.0`: `/go/impact/?v=2022-1.0`."""
        return re.sub(r"[^A-Za-z0-9.]+", "-", f"{self.edition}-{self.version}")


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
    """All lines of one id, in order."""

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
        """Its own id, those of its sections and of what it became, and that of the whole."""
        targets = (target for line in self.lines for target in line.targets)
        whole = [WHOLE] if self.kind in AUTHORED else []
        return tuple(dict.fromkeys((self.id, *self.sections, *targets, *whole)))

    @property
    def end(self) -> LedgerLine | None:
        """The line that says what became of it; None while it lives."""
        return next((line for line in self.lines if line.fate), None)

    def _last(self, field: str) -> str | None:
        return next((v for line in reversed(self.lines) if (v := getattr(line, field))), None)

    def news(self, now: Now) -> dict[str, str]:
        """What of `now` differs from the last that the ledger knows."""
        fields = {"words": now.words, "section": now.section, "sheet": now.sheet}
        return {name: new for name, new in fields.items() if new and new != self._last(name)}


class History:
    """The ledger read: the life of every id, and the releases in order."""

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
        """The lives that a page or print-out of `name` may have to tell of, its own among them."""
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


def to_add(history: History, now: Iterable[Now], release: Release) -> list[LedgerLine]:
    """The lines that the ledger lacks: ids that are new, and what changed of the others."""
    lines = []
    for item in now:
        life = history.lives.get(item.id)
        told = {"id": item.id, "edition": release.edition, "version": release.version}
        if life is None:
            news = {"kind": item.kind} | {
                key: value for key, value in item._asdict().items() if value and key != "id"
            }
            lines.append(LedgerLine(**(told | news)))
        elif changed := life.news(item):
            lines.append(LedgerLine(**(told | changed)))
    return lines


def unraised(
    history: History, lines: Iterable[LedgerLine], release: Release, place: Location
) -> Iterator[Problem]:
    """A problem where `lines` change what was published with the same version.

    A change needs a new version, or a print-out could not tell that it is old. `place` is where
    the version is written.
    """
    same = [
        line.id
        for line in lines
        if line.id in history.lives and release_of(history.lives[line.id].lines[-1]) == release
    ]
    if same:
        yield Problem(
            place,
            f"changed since it was published as version {release.version}: {_listed(same)}",
            "raise 'version', then run: partnering permalinks --update",
        )


def unrecorded(lines: Sequence[LedgerLine], place: Location) -> Iterator[Problem]:
    """A problem where there are `lines` that the ledger lacks."""
    if lines:
        yield Problem(
            place,
            f"not in the ledger yet: {_listed([line.id for line in lines])}",
            "run: partnering permalinks --update",
        )


def as_text(line: LedgerLine) -> str:
    """A line as it stands in the file, such as `  - {id: "vision", …}`."""
    values = line.model_dump(exclude_defaults=True)
    inner = ", ".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()
    )
    return f"  - {{{inner}}}"


def problems(loaded: Loaded, claimed: Mapping[str, Location]) -> Iterator[Problem]:
    """What is wrong between the ledger and the data; `claimed` is where each id of it stands.

    While a file cannot be read, what is gone may be in it.
    """
    entry = next(loaded.of("permalinks"), None)
    if not entry or not isinstance(entry.record, Ledger):
        return
    lines = entry.record.lines
    known = {line.id for line in lines} | claimed.keys()
    first: dict[str, LedgerLine] = {}
    ended: dict[str, Location] = {}
    for i, line in enumerate(lines):
        place = entry.document.at("lines", i)
        if line.id in ended:
            wrong = f"'{line.id}' is gone since line {ended[line.id].line}"
            yield Problem(place, wrong, "delete this line: what is gone does not change")
        begins = first.setdefault(line.id, line) is line
        yield from _faults(line, place, known, begins=begins)
        if line.fate:
            ended.setdefault(line.id, place)
    for name in ended.keys() & claimed.keys():
        yield Problem(
            claimed[name],
            f"the id '{name}' was given up ({ended[name]})",
            "choose another: an id never comes back for something else",
        )
    yield from _circles(lines, entry)
    if not loaded.unread:
        yield from _gone(loaded, entry, lines, claimed)


def _faults(
    line: LedgerLine, place: Location, known: Set[str], *, begins: bool
) -> Iterator[Problem]:
    """What is wrong with one line; `begins` says whether it is the first of its id."""
    if begins and not (line.kind and line.words):
        wrong = f"the first line of '{line.id}' does not say what it is"
        yield Problem(place, wrong, "add 'kind' and 'words'")
    fates = (line.renamed, line.merged_into, line.split_into, line.retired)
    if len([fate for fate in fates if fate]) > 1:
        yield Problem(place, f"two things became of '{line.id}'", "keep one of them")
    if line.see and not line.retired:
        yield Problem(place, "'see' is for what is retired", "say why with 'retired'")
    for target in line.targets:
        if target not in known or target == line.id:
            yield Problem(place, f"there is no '{target}'", near_match(target, known - {line.id}))


def _circles(lines: Sequence[LedgerLine], entry: Entry) -> Iterator[Problem]:
    """Ids that lead to each other and so nowhere."""
    leads = {line.id: line.targets for line in lines if line.fate}

    def circle(name: str) -> bool:
        seen: set[str] = set()
        ahead = list(leads[name])
        while ahead:
            if (step := ahead.pop()) not in seen:
                seen.add(step)
                ahead += leads.get(step, ())
        return name in seen

    for i, line in enumerate(lines):
        if line.fate and circle(line.id):
            yield Problem(
                entry.document.at("lines", i),
                f"'{line.id}' leads back to itself",
                "name an id that is in the data",
            )


def _gone(
    loaded: Loaded, entry: Entry, lines: Sequence[LedgerLine], claimed: Mapping[str, Location]
) -> Iterator[Problem]:
    """Ids that were published, are not in the data, and of which nothing says what they became."""
    about = next(loaded.of("framework"), None)
    release = Release(*(_said(about, key) for key in ("edition", "version")))
    lives = History(Ledger(lines=lines)).lives
    new = {name: words for name, words in _words(loaded) if name not in lives}
    for i, line in enumerate(lines):
        life = lives[line.id]
        if line is not life.lines[0] or life.end or line.id in claimed:
            continue
        if life.kind not in AUTHORED:
            continue
        alike = {name: _alike(life.words, words) for name, words in new.items()}
        nearest = max(alike, key=lambda name: alike[name], default="")
        told: dict[str, Any] = {"id": line.id} | release._asdict()
        if nearest and alike[nearest] >= ALIKE:
            told["renamed"] = nearest
        else:
            told["retired"] = "why it is gone"
        yield Problem(
            entry.document.at("lines", i),
            f"the id '{line.id}' was published and is gone, and nothing says what became of it",
            f"add at the end of {entry.document.path}: {as_text(LedgerLine(**told)).strip()} "
            '(or renamed: "id", merged_into: "id", split_into: ["id", "id"], retired: "why")',
        )


AUTHORED = frozenset({"section", "question", "resource", "session plan"})
"""The kinds of things that stand in the data; sheets follow from them."""


def _listed(names: Sequence[str]) -> str:
    """Up to six names in quotation marks."""
    return ", ".join(f"'{name}'" for name in names[:6]) + (", …" if len(names) > 6 else "")


def _said(entry: Entry | None, key: str) -> str:
    value = entry.document.get(key) if entry else None
    return value.strip() or "1" if isinstance(value, str) else "1"


def _words(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Each id of the data that could be published, with its words."""
    for entry in loaded.entries:
        named = [(entry.id, entry.document.get("title"))]
        for question in entry.document.items("questions"):
            if isinstance(question, dict):
                named.append((question.get("id"), question.get("text")))
        for name, words in named:
            if isinstance(name, str) and len(name) <= LONGEST_ID and re.fullmatch(SLUG, name):
                yield name, str(words or "")


def _alike(one: str, other: str) -> float:
    """Which share of their letters two texts have in common, where it is `ALIKE` or more."""
    first, second = (text.casefold()[:500] for text in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
