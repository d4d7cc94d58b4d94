"""A request as a link: what is written is read again, and odd links are told and never dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

FILE = "assets/answer-link.mjs"
WORDS: dict[str, Any] = {
    "current": {
        "impact": {"number": "1.2", "text": "What impact?"},
        "nine-whys": {"number": "", "text": "Nine whys"},
    },
    "former": {
        "effect": {"words": "What effect?", "now": "impact"},
        "gone": {"words": "What was that?", "now": ""},
    },
}
READ = "(it, hash, words) => it.requestOf(hash, words)"
AGAIN = "(it, hash, words) => it.hashOf(it.requestOf(hash, words))"
Ask = Callable[..., Any]


@pytest.mark.parametrize(
    "link",
    [
        "#questions=impact&names=no",
        "#from=Northshire&questions=impact,nine-whys&kinds=NHS,Council&names=no&by=2027-01-14&to=Sam",
        "#from=%D7%A9%D7%9C%D7%95%D7%9D&questions=effect,gone&names=yes&to=%3Cscript%3E",
        "#questions=never,impact&kinds=A%252C+b,100%2525&names=yes&later=1&later=2",
    ],
)
def test_a_link_is_read_and_written_as_it_was(without_page: Ask, link: str) -> None:
    """Whatever the words; also what this version does not know."""
    assert without_page(FILE, AGAIN, link, WORDS) == link


def test_a_request_says_who_asks_what_and_how(without_page: Ask) -> None:
    """What moved is found at its new id; what is retired shows its last words."""
    link = "#from=North shire&questions=effect,gone,nine-whys&kinds=A%252C b,NHS,NHS&by=2027-01-14"
    found = without_page(FILE, READ, link, WORDS)
    assert [(it["id"], it["now"], it["text"]) for it in found["questions"]] == [
        ("effect", "impact", "What impact?"), ("gone", None, "What was that?"),
        ("nine-whys", "nine-whys", "Nine whys"),
    ]  # fmt: skip
    assert (found["from"], found["kinds"], found["names"]) == (
        "North shire",
        ["A, b", "NHS"],
        False,
    )
    assert (found["by"], found["to"], found["others"]) == ("2027-01-14", "", [])
    assert found["wrong"] == [
        "One of these is no longer in the framework. Its last words are shown."
    ]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("#questions=impact&by=2027-02-30", "The last day, 2027-02-30, is no date"),
        ("#questions=impact&names=maybe", "is neither yes nor no"),
        ("#questions=__proto__,constructor", "asks for “__proto__”"),
        ("#questions=%E0%A4%A&kinds=%25E0%25A4%25A", "does not have"),
        (f"#questions={','.join(f'q{n}' for n in range(5000))}", "Only the first 60 questions"),
        (f"#questions=impact&kinds={','.join(f'k{n}' for n in range(5000))}", "Only the first 30"),
        (f"#questions=impact&from={'x' * 100_000}", "Only the first 200 letters of “from”"),
        ("#questions=impact&to=a%00%0A%0Db&kinds=,,", ""),
        (f"#questions=impact&to={'x' * 199}%F0%9F%A4%9D", "Only the first 200 letters of “to”"),
    ],
)
def test_what_cannot_be_used_is_told(without_page: Ask, link: str, said: str) -> None:
    """The rest of the link holds; texts stand on one line, within bounds."""
    found = without_page(FILE, READ, link, WORDS)
    assert said in " ".join(found["wrong"])
    assert bool(said) == bool(found["wrong"])
    assert len(found["questions"]) <= 60 and len(found["kinds"]) <= 30
    for text in (found["from"], found["to"], *found["kinds"]):
        assert len(text) <= 200 and text.isprintable()


def test_a_link_that_asks_nothing_is_no_request(without_page: Ask) -> None:
    """Neither is one of another page."""
    for link in ("", "#", "#from=Northshire", "#questions=", "#questions=,,", "#plan=first"):
        assert without_page(FILE, READ, link, WORDS) is None
