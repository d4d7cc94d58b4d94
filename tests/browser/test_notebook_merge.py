"""Notebooks become one in any order and grouping, to the same bytes, and no word is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notebook_files import validators
from tests.robust.conftest import examples

FILE = "assets/notebook-merge.mjs"
MERGED = """async ({ merge }, cases) => {
  const { read, write } = await import(room + "assets/notebook-format.mjs");
  const both = (a, b) => merge(a, b).notebook;
  return cases.map(([a, b, c]) => {
    const whole = both(both(a, b), c);
    const made = [
      whole, both(a, both(b, c)), both(c, both(b, a)), both(both(b, c), a), both(both(a, c), b),
      both(both(a, b), both(c, a)), both(whole, whole), both(whole, b), both(c, whole),
      read(write(whole)).value,
    ];
    const told = read(write(whole)).problems;
    return { texts: [...new Set(made.map(write))], told, both: merge(whole, whole).both };
  });
}"""
TIMES = [f"2026-11-26T10:{minute}:00Z" for minute in ("00", "15", "30")]
DAYS = ["2026-11-26", "2026-12-01", "2027-05-26"]
WORDS = st.sampled_from(["", "x", "xy", "y", "שלום", "<b>", "two\nlines", "\U0001f91d"])
Ask = Callable[..., Any]

ids = st.sampled_from(["a", "b", "a~1", "a~2", "made-1"])
voices = st.fixed_dictionaries(
    {"kind": st.sampled_from([None, "NHS"]), "name": st.sampled_from([None, "Sam"])}
)
answers = st.fixed_dictionaries(
    {
        "id": ids, "about": st.sampled_from(["impact", "power"]), "asked": WORDS, "voice": voices,
        "text": WORDS, "written": st.sampled_from(TIMES),
    }
)  # fmt: skip
promises = st.fixed_dictionaries(
    {
        "id": ids, "what": WORDS, "who": WORDS, "by": st.sampled_from([None, *DAYS]),
        "about": st.sampled_from([None, "impact"]), "kept": st.sampled_from([None, "yes", "no"]),
        "said": WORDS, "written": st.sampled_from(TIMES),
    }
)  # fmt: skip


def alone(records: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lists in which no id stands twice."""
    return st.lists(records, max_size=4, unique_by=lambda it: it["id"])


rounds = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["r1", "r2"]), "name": WORDS, "began": st.sampled_from(DAYS),
        "look_again": st.sampled_from([None, *DAYS]), "answers": alone(answers),
        "promises": alone(promises),
    },
    optional={"other_names": st.lists(WORDS.filter(bool), min_size=1, max_size=2)},
)  # fmt: skip
frameworks = st.fixed_dictionaries(
    {
        "title": st.just("T"), "edition": st.just("2022"),
        "version": st.sampled_from(["1.2", "1.10", "1.9"]),
        "address": st.sampled_from(["/a", "/b"]),
    }
)  # fmt: skip
notebooks = st.fixed_dictionaries(
    {
        "format": st.just("partnering-notebook"), "version": st.just(1), "framework": frameworks,
        "name": WORDS, "rounds": alone(rounds),
    }
)  # fmt: skip


def drawn(number: int) -> list[Any]:
    """That many cases of three notebooks, out of 60 that are drawn: drawing takes the most time."""
    held: list[Any] = []

    @examples(60)
    @given(notebooks)
    def draw(notebook: Any) -> None:
        held.append(notebook)

    draw()
    chance = Random(number)
    return [tuple(chance.choices(held, k=3)) for _ in range(number)]


def said(notebook: Any) -> set[tuple[str, ...]]:
    """All that a notebook says, each with where it belongs."""
    found = {
        ("name", name) for name in (notebook["name"], *notebook.get("other_names", ())) if name
    }
    for it in notebook["rounds"]:
        for key, others in (
            ("name", "other_names"), ("began", "other_began"), ("look_again", "other_look_again"),
        ):  # fmt: skip
            found |= {(it["id"], key, value) for value in (it[key], *it.get(others, ())) if value}
        for kind in ("answers", "promises"):
            for record in it[kind]:
                words = {
                    key: value for key, value in record.items() if key not in ("id", "written")
                }
                base = record["id"].partition("~")[0]
                found.add((it["id"], kind, base, json.dumps(words, sort_keys=True)))
    return found


def test_any_order_and_grouping_gives_the_same_and_loses_nothing(without_page: Ask) -> None:
    """Nothing is made up either; merging again changes nothing, and the file can be read."""
    cases = drawn(200)
    fits = validators()["notebook"]
    together = 0
    for case, found in zip(cases, without_page(FILE, MERGED, cases), strict=True):
        assert 1 == len(found["texts"]), case
        assert [] == found["told"], case
        merged = json.loads(found["texts"][0])
        assert said(merged) == set().union(*map(said, case)), case
        assert fits.is_valid(merged), case
        told = {name for group in found["both"] for name in group["ids"] if "~" in name}
        several = {
            record["id"] for it in merged["rounds"] for kind in ("answers", "promises")
            for record in it[kind] if "~" in record["id"]
        }  # fmt: skip
        assert told == several, case
        together += bool(several)
    assert together > 100


def written(text: str, minute: str, name: str = "a") -> dict[str, Any]:
    """A notebook with one answer."""
    answer = {
        "id": name, "about": "impact", "asked": "What?", "voice": {"kind": None, "name": None},
        "text": text, "written": f"2026-11-26T10:{minute}:00Z",
    }  # fmt: skip
    framework = {"title": "T", "edition": "1", "version": "1", "address": ""}
    held = {
        "id": "r1", "name": "", "began": "2026-11-26", "look_again": None,
        "answers": [answer], "promises": [],
    }  # fmt: skip
    return {
        "format": "partnering-notebook", "version": 1, "framework": framework, "name": "",
        "rounds": [held],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (("Old", "00"), ("New", "30"), [("a~", "Old"), ("a", "New")]),
        (("New", "30"), ("Old", "00"), [("a~", "Old"), ("a", "New")]),
        (("Same", "00"), ("Same", "30"), [("a", "Same")]),
        (("Mine", "00"), ("Yours", "00", "b"), [("a", "Mine"), ("b", "Yours")]),
        (("Mine", "00"), ("Yours", "15", "a~x"), [("a~", "Mine"), ("a", "Yours")]),
    ],
)
def test_what_was_written_last_keeps_the_id(
    without_page: Ask, one: Any, two: Any, expected: list[tuple[str, str]]
) -> None:
    """The other one stays beside it, as a version of the same answer; alike ones are one."""
    found = without_page(FILE, "(it, a, b) => it.merge(a, b)", written(*one), written(*two))
    held = found["notebook"]["rounds"][0]["answers"]
    assert [
        (it["id"][: len(name)], it["text"]) for it, (name, _) in zip(held, expected, strict=True)
    ] == expected
    assert len(found["both"]) == sum("~" in name for name, _ in expected)


def test_answers_of_others_come_into_a_round_with_their_voice(without_page: Ask) -> None:
    """Empty ones stay out, a second copy changes nothing, and whose they are can be hidden."""
    bare = {"id": "z", "about": "power", "asked": "Who?", "text": "We", "written": TIMES[0]}
    sent = {
        "voice": {"kind": "NHS", "name": "Ann"},
        "answers": [bare, bare | {"id": "y", "text": " "}],
    }
    held = written("Ours", "15")
    script = "(it, held, files) => it.addAnswers(held, 'r1', files).notebook.rounds[0].answers"
    found = without_page(FILE, script, held, [sent, sent])
    assert [(it["id"], it["voice"]["kind"], it["text"]) for it in found] == [
        ("z", "NHS", "We"), ("a", None, "Ours"),
    ]  # fmt: skip
    hidden = (
        "(it, held, files) => it.addAnswers(held, 'r1', files, () => ({ kind: null, name: null }))"
        ".notebook.rounds[0].answers"
    )
    assert without_page(FILE, hidden, held, [sent])[0]["voice"] == {"kind": None, "name": None}
