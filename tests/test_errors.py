"""How an author is told what is wrong: in one line, with the place and what would be right."""

from __future__ import annotations

import pytest

from generator.errors import FrameworkError, Location, Problem, near_match, said_by_system

PLACE = Location("framework_data/sections/1-one.yml", 12, 5)


def test_a_location_reads_as_editors_and_terminals_open_it() -> None:
    """A place is written path:line:column."""
    assert str(PLACE) == "framework_data/sections/1-one.yml:12:5"


def test_a_location_without_line_is_the_start_of_the_file() -> None:
    """What is wrong with a whole file is said of its first line and column."""
    assert str(Location("framework_data")) == "framework_data:1:1"


def test_a_problem_says_where_what_and_what_would_be_right() -> None:
    """A problem is one line: place, what is wrong, what would be right."""
    problem = Problem(PLACE, "question 'who' has no 'text'", "add a 'text:' line")
    assert str(problem) == (
        "framework_data/sections/1-one.yml:12:5: question 'who' has no 'text'; add a 'text:' line"
    )


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\n", r"\n"),
        ("\x1b", r"\x1b"),
        ("\u2028", r"\u2028"),
        ("\u202e", r"\u202e"),
        ("\udce9", r"\udce9"),
        ("é", "é"),
        ("ש", "ש"),
        ("…", "…"),
    ],
)
def test_a_problem_names_characters_that_cannot_be_seen(character: str, shown: str) -> None:
    """Line breaks, control characters and the like are named, so that a message stays one line."""
    problem = Problem(Location(f"a{character}b.yml"), f"'{character}' is wrong", "delete it")
    assert str(problem) == f"a{shown}b.yml:1:1: '{shown}' is wrong; delete it"


def test_a_problem_quotes_a_long_text_without_its_middle() -> None:
    """A page that was pasted in as an id does not fill the screen; what is said of it stays."""
    said = str(Problem(Location("a.yml"), f"there is no question '{'W' * 9000}'", "choose another"))
    assert said.startswith("a.yml:1:1: there is no question 'WWW")
    assert said.endswith("W'; choose another")
    assert len(said) < 500


def test_what_the_system_refuses_is_said_with_the_file_to_be_written() -> None:
    """A full disc names no file, a copy two."""
    assert said_by_system(OSError(28, "No space left on device")) == "No space left on device"
    assert said_by_system(OSError(13, "Permission denied", "a")) == "a: Permission denied"
    assert said_by_system(OSError(27, "File too large", "a", None, "b")) == "b: File too large"


def test_an_error_tells_every_problem_once_by_file_and_line() -> None:
    """Problems are sorted by file, line and column; lines count as numbers; twins are told once."""
    places = [("b.yml", 1, 1), ("a.yml", 10, 1), ("a.yml", 9, 8), ("a.yml", 9, 2), ("b.yml", 1, 1)]
    error = FrameworkError(Problem(Location(*place), "wrong", "right") for place in places)
    assert str(error).splitlines() == [
        "a.yml:9:2: wrong; right",
        "a.yml:9:8: wrong; right",
        "a.yml:10:1: wrong; right",
        "b.yml:1:1: wrong; right",
    ]


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("lable", ["title", "label"], "did you mean 'label'?"),
        ("zzz", ["b", "a"], "choose one of: a, b"),
        ("zzz", list("lkjihgfedcba"), "choose one of: a, b, c, d, e, f, g, h, i, j, k, l"),
        ("zzz", list("mlkjihgfedcba"), "choose one of: a, b, c, d, e, f, g, h, i, j, k, l, …"),
        ("zzz", [], "there is none to choose from"),
    ],
)
def test_an_unknown_word_gets_its_nearest_match(word: str, known: list[str], advice: str) -> None:
    """The nearest known word is proposed, or else up to 12 of those that are known."""
    assert near_match(word, known) == advice
