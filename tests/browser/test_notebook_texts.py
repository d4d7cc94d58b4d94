"""A notebook as texts: where each answer belongs today, and words that stay words in every form."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from typing import Any

import markdown
import pytest

FILE = "assets/notebook-texts.mjs"
WORDS: dict[str, Any] = {
    "current": {
        "impact": {"number": "1.2", "text": "What is our impact?"},
        "power": {"number": "2.1", "text": "Who’s “in charge”?"},
        "nine-whys": {"number": "", "text": "Nine whys", "prompts": ["Why?", "And why?"]},
    },
    "former": {
        "effect": {"words": "What effect?", "now": "impact"},
        "older": {"words": "What use?", "now": "effect"},
        "gone": {"words": "What was that?", "now": ""},
        "ring": {"words": "Round?", "now": "ring-2"},
        "ring-2": {"words": "And round?", "now": "ring"},
    },
}
HOSTILE = (
    "# <script>alert(1)</script> *a* _b_ [c](d) ![e](f) `g` | ~h~ &amp; {{ 7*7 }}\n"
    "\n- one\n1. two\n    code\n===\n> quote\n=1+1"
)
Ask = Callable[..., Any]


def notebook(*answers: dict[str, Any], promises: list[dict[str, Any]] | None = None) -> Any:
    """A notebook with one round."""
    blank = {"asked": "", "voice": {"kind": None, "name": None}, "written": "2026-11-26T10:15:00Z"}
    pledge = {
        "who": "", "by": None, "about": None, "kept": None, "said": "", "written": blank["written"]
    }  # fmt: skip
    held = {
        "id": "r1", "name": "First", "began": "2026-11-26", "look_again": "2027-05-26",
        "answers": [blank | {"id": f"a{n}"} | it for n, it in enumerate(answers)],
        "promises": [pledge | {"id": f"p{n}"} | it for n, it in enumerate(promises or [])],
    }  # fmt: skip
    framework = {"title": "A framework", "edition": "2022", "version": "1", "address": ""}
    return {"framework": framework, "name": "", "rounds": [held]}


@pytest.mark.parametrize(
    ("about", "asked", "expected"),
    [
        ("impact", "What is  our\nimpact?", ("impact", "1.2", False, False, True)),
        ("power", 'Who\'s "in charge"?', ("power", "2.1", False, False, True)),
        ("effect", "What effect?", ("impact", "1.2", True, False, True)),
        ("older", "What is our impact?", ("impact", "1.2", False, False, True)),
        ("nine-whys", "And why?", ("nine-whys", "", False, False, True)),
        ("nine-whys", "Why not?", ("nine-whys", "", True, False, True)),
        ("gone", "What was that?", (None, "", False, True, True)),
        ("ring", "Round?", (None, "", False, True, True)),
        ("never", "What?", (None, "", False, False, False)),
        ("__proto__", "What?", (None, "", False, False, False)),
        ("constructor", "", (None, "", False, False, False)),
    ],
)
def test_an_answer_is_found_where_its_question_stands_today(
    without_page: Ask, about: str, asked: str, expected: tuple[Any, ...]
) -> None:
    """After a rename, and after two; other wording is told, other quotation marks are not."""
    script = "(it, answer, words) => it.placeNow(answer, words)"
    found = without_page(
        "assets/notebook-ledger.mjs", script, {"about": about, "asked": asked}, WORDS
    )
    keys = ("id", "number", "changed", "retired", "known")
    assert tuple(found[key] for key in keys) == expected
    assert found["text"] == (
        WORDS["current"][found["id"]]["text"] if found["id"] else
        WORDS["former"].get(about, {}).get("words", asked)
    )  # fmt: skip


def test_the_journal_tells_all_in_the_order_of_the_framework(without_page: Ask) -> None:
    """Answers to what is asked no more come last; empty ones are left out."""
    held = notebook(
        {"about": "gone", "asked": "What was that?", "text": "Once"},
        {"about": "nine-whys", "asked": "And why?", "text": "So"},
        {"about": "effect", "asked": "What effect?", "text": "Less"}
        | {"voice": {"kind": "NHS", "name": "Ann"}},
        {"about": "impact", "asked": "What is our impact?", "text": "More", "id": "a9~x"},
        {"about": "power", "asked": "", "text": " "},
        promises=[
            {"what": "Ask", "who": "Sam", "by": "2027-01-31", "about": "effect"},
            {"what": ""},
        ],
    )  # fmt: skip
    blocks = without_page(FILE, "(it, held, words) => it.journal(held, words)", held, WORDS)
    assert [(it["kind"], it["text"], it.get("by") or it.get("level")) for it in blocks] == [
        ("heading", "Our notebook", 1),
        ("paragraph", "Based on: A framework (2022).", None),
        ("heading", "First", 2),
        ("paragraph", "Began on 26 November 2026. To look at again on 26 May 2027.", None),
        ("heading", "1.2 What is our impact?", 3),
        ("note", "Asked then: What effect?", None),
        ("words", "Less", "Ann, NHS"),
        ("note", "What is our impact?", None),
        ("words", "More", "another version"),
        ("heading", "Nine whys", 3),
        ("note", "And why?", None),
        ("words", "So", None),
        ("heading", "What was that?", 3),
        ("note", "This is no longer asked.", None),
        ("words", "Once", None),
        ("heading", "What we will do", 3),
        ("item", "Ask. Who: Sam. By 31 January 2027. About 1.2. Open.", None),
    ]


def test_the_booklet_holds_the_latest_answers_and_open_promises(without_page: Ask) -> None:
    """Each question once; what was kept or dropped is left out."""
    held = notebook(
        {"about": "effect", "asked": "What effect?", "text": "Then"},
        {"about": "power", "asked": "", "text": "Ann"},
        promises=[
            {"what": "Ask", "about": "effect"}, {"what": "Go"}, {"what": "Done", "kept": "yes"},
            {"what": "Other", "id": "p0~x"},
        ],
    )  # fmt: skip
    later = notebook({"about": "impact", "asked": "What is our impact?", "text": "Now"})
    held["rounds"] += later["rounds"]
    blocks = without_page(FILE, "(it, held, words) => it.booklet(held, words)", held, WORDS)
    assert [it["text"] for it in blocks] == [
        "Where we are", "Based on: A framework (2022).", "1.2 What is our impact?", "Now",
        "What we promised", "Ask. About 1.2. Open.", "2.1 Who’s “in charge”?", "Ann",
        "What we promised besides", "Go. Open.",
    ]  # fmt: skip


def test_in_markdown_words_stay_words(without_page: Ask) -> None:
    """Rendered again, nothing that people wrote is a heading, a list, code, a link or HTML."""
    held = notebook(
        {"about": "never", "asked": HOSTILE, "text": HOSTILE}
        | {"voice": {"kind": HOSTILE, "name": None}},
        promises=[{"what": HOSTILE, "who": HOSTILE, "said": HOSTILE}],
    )  # fmt: skip
    held["name"] = held["rounds"][0]["name"] = HOSTILE
    script = "(it, held, words) => it.markdownOf(it.journal(held, words))"
    shown = markdown.markdown(without_page(FILE, script, held, WORDS))
    known = {"h1", "h2", "h3", "p", "br", "blockquote", "ul", "li"}
    assert set(re.findall(r"<(\w+)", shown)) == known
    assert (shown.count("<h"), shown.count("<li"), shown.count("<blockquote")) == (4, 1, 1)
    (quoted,) = re.findall(r"<blockquote>(.*)</blockquote>", shown, re.DOTALL)
    seen = " ".join(html.unescape(re.sub(r"<[^>]+>", "", quoted)).split())
    assert seen.startswith(" ".join(HOSTILE.split()))


def test_the_table_is_read_back_and_holds_no_formula(without_page: Ask) -> None:
    """As a spreadsheet reads it, with lines and quotation marks as they were."""
    texts = ["=1+1", "+1", "-1", "@a", "\tb", "\rc", '"q", ok', "two\nlines", "a=b", "＝1", "שלום"]
    answers = ({"about": "effect", "text": text} for text in texts)
    held = notebook(*answers, promises=[{"what": "Go", "kept": "yes"}])
    table = without_page(FILE, "(it, held, words) => it.csvOf(held, words)", held, WORDS)
    assert table.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table[1:], newline=""), strict=True))
    escaped = {"=1+1", "+1", "-1", "@a", "\tb", "\rc", "＝1"}
    expected = [f"'{it}" if it in escaped else it for it in texts]
    assert [row["text"] for row in rows] == [*expected, "Go"]
    assert [(row["kind"], row["number"], row["kept"]) for row in rows[-2:]] == [
        ("answer", "1.2", ""), ("promise", "", "yes"),
    ]  # fmt: skip
    assert table.count("\r\n") == 1 + len(rows)
