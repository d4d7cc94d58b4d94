"""What happens in a session on a section, turn by turn, with a break where people would sit long.

In: a section, and how this toolkit suggests to run a session. Out: `Turn`s, in minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from generator.model.about import Session
from generator.model.section import Question, Section
from generator.model.values import Step

LONGEST = 75
"""For how many minutes people may sit before they need a break."""


class Turn(NamedTuple):
    """What happens for some minutes: a step, or a question to talk about; `name` is its id."""

    name: str
    minutes: int
    what: Step | Question


def session_turns(section: Section, session: Session) -> tuple[Turn, ...]:
    """All turns of a session on a section, its breaks among them."""
    opening = tuple(_steps(f"{section.id}--opening", session.opening))
    lasts = session.question_minutes.least
    asked = tuple(Turn(question.id, lasts, question) for question in section.questions)
    closing = tuple(_steps(f"{section.id}--closing", session.closing))
    every = [*opening, *asked, *closing]
    if session.pause:
        between = range(len(opening) + 1, len(opening) + len(asked))
        places = breaks([turn.minutes for turn in every], between)
        pauses = list(_steps(f"{section.id}--pause", (session.pause,) * len(places)))
        # From the last, so that the places of the others stay as they are.
        for at, pause in zip(reversed(places), reversed(pauses), strict=True):
            every.insert(at, pause)
    return tuple(every)


def pauses_in(turns: Sequence[Turn], session: Session) -> int:
    """How many of the turns are breaks."""
    return sum(turn.what is session.pause for turn in turns)


def breaks(lasts: Sequence[int], between: Sequence[int]) -> tuple[int, ...]:
    """Before which turns a break comes, so that nobody sits for more than `LONGEST` minutes.

    `lasts` says how long each turn takes, `between` before which of them there may be a break. The
    fewest breaks that will do; where none will, those that leave the shortest stretches.
    """
    tried = [_evenly(lasts, between, parts) for parts in range(1, len(between) + 2)]
    enough = (places for places in tried if _longest(lasts, places) <= LONGEST)
    return next(enough, min(tried, key=lambda places: _longest(lasts, places)))


def _evenly(lasts: Sequence[int], between: Sequence[int], parts: int) -> tuple[int, ...]:
    """The places that come nearest to so many parts of one length."""
    begins = list(accumulate(lasts, initial=0))

    def nearest(part: int) -> int:
        return min(between, key=lambda at: abs(begins[at] * parts - begins[-1] * part))

    return tuple(sorted({nearest(part) for part in range(1, parts)}))


def _longest(lasts: Sequence[int], places: Sequence[int]) -> int:
    """The longest stretch between the breaks at some places, in minutes."""
    return max(sum(lasts[a:b]) for a, b in pairwise((0, *places, len(lasts))))


def _steps(name: str, steps: Sequence[Step]) -> Iterator[Turn]:
    for i, step in enumerate(steps, start=1):
        yield Turn(f"{name}-{i}", step.minutes or 0, step)
