"""A session as a link: what is written is read again, and odd links are told and never dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

FILE = "assets/session-link.mjs"
DATA: dict[str, Any] = {
    "questions": {"impact": {"number": "1.2", "text": "What?"}, "power": {}},
    "resources": {"nine-whys": {"title": "The nine whys", "minutes": 40}},
    "plans": {
        "first": {
            "title": "A first", "start": "23:30",
            "items": [
                {"minutes": 10, "title": "Hello", "questions": [], "resources": []},
                {"minutes": 25, "title": "Ask", "questions": ["impact", "power"], "resources": []},
                {"minutes": 10, "title": "Break", "questions": [], "resources": []},
                {"minutes": 40, "title": "Why", "questions": [], "resources": ["nine-whys"]},
            ],
        }
    },
    "former": {
        "effect": {"words": "What effect?", "now": "impact"},
        "gone": {"words": "What was that?", "now": ""},
    },
    "rounds": [["Alone", 1], ["All", 14]],
}  # fmt: skip
READ = "(it, hash, data) => it.sessionOf(hash, data)"
AGAIN = "(it, hash, data) => it.hashOf(it.sessionOf(hash, data))"
Ask = Callable[..., Any]


@pytest.mark.parametrize(
    "link",
    [
        "#plan=first&start=14:00&people=12&large=2",
        "#title=Away+day&start=09:30&people=9&items=t.Welcome.10,q.impact.15,b.10,r.nine-whys.40",
        "#title=A&date=2026-12-03&start=09:30&for=90&people=3&large=3&both=yes&items=b.5",
        "#title=%D7%A9%D7%9C%D7%95%D7%9D&start=09:30&people=9&items=t.%3Cscript%3E.10",
        "#title=A&start=09:30&people=9&later=yes&items=t.One%252C+two.+100%2525.10,x.new.kind.7",
    ],
)
def test_a_link_is_read_and_written_as_it_was(without_page: Ask, link: str) -> None:
    """Whatever the words; also what this version does not know."""
    assert without_page(FILE, AGAIN, link, DATA) == link


def test_items_have_their_words_and_minutes(without_page: Ask) -> None:
    """Without minutes they have the usual ones; what moved is found at its new id."""
    link = "#items=t.One%252C two.5,q.impact,q.effect.20,r.nine-whys,b"
    session = without_page(FILE, READ, link, DATA)
    assert [(it["kind"], it["title"], it["minutes"]) for it in session["items"]] == [
        ("t", "One, two", 5), ("q", "", 15), ("q", "", 20),
        ("r", "The nine whys", 40), ("b", "Break", 10),
    ]  # fmt: skip
    assert [it["questions"] for it in session["items"][1:3]] == [["impact"], ["impact"]]
    assert session["wrong"] == []


@pytest.mark.parametrize(
    ("link", "minutes", "said"),
    [
        ("#items=q.impact.0", [15], "Its minutes were 0"),
        ("#items=q.impact.-5", [15], "Its minutes were -5"),
        ("#items=t.Talk.1000000000", [10], "Its minutes were 1000000000"),
        ("#items=q.gone.5", [5], "no longer in the framework"),
        ("#items=q.never-was.5", [5], "does not have"),
        ("#items=q.constructor.5,r.__proto__.5", [5, 5], "does not have"),
        ("#items=q.imp", [15], "does not have"),
        ("#items=,,", [], ""),
        ("#items=%", [10], "does not have"),
        ("#items=t.%E0%A4%A.5", [5], ""),
        ("#plan=constructor", [], "There is no plan called constructor here."),
        ("#plan=nothing", [], "There is no plan called nothing here."),
        ("#plan=first&start=25:00", [10, 25, 10, 40], "25:00, is no time. 23:30 is used."),
        ("#plan=first&people=0", [10, 25, 10, 40], "0 is no number of people"),
        ("#plan=first&people=2.5", [10, 25, 10, 40], "2.5 is no number of people"),
        ("#plan=first&people=twelve", [10, 25, 10, 40], "twelve is no number of people"),
        ("#plan=first&people=3&large=4", [10, 25, 10, 40], "4 is no number of people"),
    ],
)
def test_what_cannot_be_used_is_told(
    without_page: Ask, link: str, minutes: list[int], said: str
) -> None:
    """The rest of the link holds."""
    session = without_page(FILE, READ, link, DATA)
    assert [it["minutes"] for it in session["items"]] == minutes
    assert said in " ".join(session["wrong"])
    assert bool(said) == bool(session["wrong"])


def test_a_retired_question_shows_its_last_words(without_page: Ask) -> None:
    """And stays in the link."""
    link = "#title=A&start=10:00&people=12&items=q.gone.5"
    assert without_page(FILE, READ, link, DATA)["items"][0]["title"] == "What was that?"
    assert without_page(FILE, AGAIN, link, DATA) == link


def test_much_is_held_within_bounds(without_page: Ask) -> None:
    """5,000 letters become 200, and 300 items 60; both can still be read."""
    long = without_page(FILE, READ, f"#title={'x' * 5000}&items=t.{'y' * 5000}.5", DATA)
    assert (len(long["title"]), len(long["items"][0]["title"])) == (200, 200)
    many = without_page(FILE, READ, f"#items={','.join(['b.5'] * 300)}", DATA)
    assert len(many["items"]) == 60
    assert "Only the first 60 items are shown." in many["wrong"]


def test_a_link_that_asks_for_nothing_is_no_session(without_page: Ask) -> None:
    """Neither is one of another page."""
    for link in ("", "#", "#q", "#agenda--first", "#start=10:00"):
        assert without_page(FILE, READ, link, DATA) is None


def test_a_plan_becomes_items_to_change(without_page: Ask) -> None:
    """Each question and resource by itself; its minutes stay the same in all."""
    items = without_page(
        FILE, "(it, data) => it.ownItems(it.sessionOf('#plan=first', data), data)", DATA
    )
    assert [(it["kind"], it["minutes"]) for it in items] == [
        ("t", 10), ("q", 13), ("q", 12), ("b", 10), ("r", 40),
    ]  # fmt: skip
