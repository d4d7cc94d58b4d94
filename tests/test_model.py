"""What a framework is made of, and what its records accept."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model.fields import place
from generator.model.framework import Number
from generator.model.link_list import Day
from generator.model.schema import RECORDS, json_schema
from generator.model.values import (
    Duration,
    GroupSize,
    Link,
    Mark,
    Minutes,
    Names,
    Page,
    QuestionRef,
    Record,
    Slug,
    Text,
    Title,
    WebAddress,
)
from tests.golden import small


def accepts(kind: Any, value: object) -> bool:
    """Whether `value` is one of `kind`."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


def test_a_record_cannot_be_changed() -> None:
    """What is read stays as it was read."""
    with pytest.raises(ValidationError):
        small().about.title = "Another"  # type: ignore[misc]


def test_an_unknown_key_is_an_error() -> None:
    """A key that the model does not know is never dropped in silence."""
    with pytest.raises(ValidationError):
        Link.model_validate({"title": "a", "url": "https://a.example", "colour": "red"})


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("purpose", True),
        ("four-player-model", True),
        ("step2", True),
        ("a" * 60, True),
        ("a" * 61, False),
        ("", False),
        ("Purpose", False),
        ("2nd", False),
        ("-a", False),
        ("a-", False),
        ("a--b", False),
        ("a_b", False),
        ("a b", False),
        ("a/b", False),
        ("../a", False),
        ("naïve", False),
        ("a\n", False),
    ],
)
def test_an_id_is_lower_case_words_joined_by_hyphens(name: str, accepted: bool) -> None:
    """An id is safe in an address, an anchor and a file name on any system."""
    assert accepts(Slug, name) == accepted


@pytest.mark.parametrize(
    ("address", "accepted"),
    [
        ("https://a.example", True),
        ("http://a.example/b?c=d#e", True),
        ("https://a.example/a(b)", True),
        ("mailto:a@b.example", True),
        ("https://", False),
        ("https:///a", False),
        ("https://?a", False),
        ("https://a.example/a b", False),
        ("https://a.example/\n", False),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,a", False),
        ("vbscript:a", False),
        ("ftp://a.example", False),
        ("file:///etc/passwd", False),
        ("//a.example", False),
        ("a.example", False),
        ("/a", False),
        ("mailto:", False),
        ("mailto:a", False),
    ],
)
def test_a_web_address_is_complete_and_harmless(address: str, accepted: bool) -> None:
    """Only complete http, https and mailto addresses are links."""
    assert accepts(WebAddress, address) == accepted


@pytest.mark.parametrize(
    ("value", "accepted"),
    [
        (20, True),
        ("20", True),
        ("2880", True),
        ("2881", False),
        ("0", False),
        ("-5", False),
        ("20.0", False),
        ("1_0", False),
        (" 20 ", False),
        ("twenty", False),
        ("", False),
        (True, False),
    ],
)
def test_minutes_are_a_whole_number_in_figures(value: object, accepted: bool) -> None:
    """A number is what a reader takes for one, within two days."""
    assert accepts(Minutes, value) == accepted


@pytest.mark.parametrize(
    ("value", "accepted"),
    [
        ("2026-03-31", True),
        ("2024-02-29", True),
        ("never", True),
        ("2026-02-29", False),
        ("20260331", False),
        ("2026-3-31", False),
        ("31.3.2026", False),
        ("Never", False),
        ("", False),
        (True, False),
        (None, False),
    ],
)
def test_a_day_is_in_the_calendar_or_never(value: object, accepted: bool) -> None:
    """A link was opened on a day, or was not opened yet."""
    assert accepts(Day, value) == accepted


@pytest.mark.parametrize("kind", [Duration, GroupSize])
@pytest.mark.parametrize(
    ("least", "most", "accepted"),
    [(2, None, True), (2, 2, True), (2, 3, True), (3, 2, False)],
)
def test_the_least_is_not_more_than_the_most(
    kind: type[Duration | GroupSize], least: int, most: int | None, accepted: bool
) -> None:
    """A range has its ends in order; the upper one may be left out."""
    assert accepts(kind, {"least": least, "most": most}) == accepted


def test_sections_and_questions_are_numbered_as_they_stand() -> None:
    """Numbers follow the order of sections and of questions in them; no number is written down."""
    framework = small()
    assert {name: str(number) for name, number in framework.numbers.items()} == {
        "one": "1",
        "who": "1.1",
        "why": "1.2",
        "two": "2",
        "next": "2.1",
    }
    assert [(item.number, item.section.id, item.question.id) for item in framework.questions] == [
        (Number(1, 1), "one", "who"),
        (Number(1, 2), "one", "why"),
        (Number(2, 1), "two", "next"),
    ]


def test_a_resource_knows_its_sections_and_a_section_its_resources() -> None:
    """A resource belongs to the sections that name it, or stands outside them."""
    framework = small()
    one, two = framework.sections
    walk, read = framework.resources
    assert list(framework.resources_of(one)) == [walk]
    assert list(framework.resources_of(two)) == []
    assert list(framework.other_resources) == [read]
    assert framework.sections_of(walk) == (one,)
    assert framework.sections_of(read) == ()
    assert framework.resource("walk") is walk


def test_a_resource_knows_the_questions_that_it_serves_and_a_question_its_resources() -> None:
    """A resource names questions of any section."""
    framework = small()
    walk, read = framework.resources
    who, why, _ = framework.questions
    assert framework.questions_for(walk) == (who,)
    assert framework.questions_for(read) == ()
    assert framework.resources_for(who.question) == (walk,)
    assert framework.resources_for(why.question) == ()


def test_a_card_has_the_rights_of_the_toolkit_unless_it_says_otherwise() -> None:
    """The words of a card are the toolkit's, or whose the card says."""
    framework = small()
    walk, read = framework.resources
    assert framework.rights_in_card(walk).statement == "Card © its walkers."
    assert framework.rights_in_card(read) == framework.about.guidance_rights


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_is_described_for_editors(kind: str) -> None:
    """The JSON Schema says of each key what it is for, and allows no other."""
    schema = json_schema(kind)
    parts = {kind: schema} | schema["$defs"]
    undescribed = [
        f"{name}.{field}"
        for name, part in parts.items()
        for field, what in part["properties"].items()
        if not what.get("description")
    ]
    assert undescribed == []
    assert [name for name, part in parts.items() if part["additionalProperties"]] == []


def test_the_schema_says_what_the_model_checks() -> None:
    """An editor refuses what the toolkit refuses: patterns, ranges, choices, empty lists."""
    schema = json_schema("resource")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"]["id"]["maxLength"] == 60
    assert schema["properties"]["steps"]["minItems"] == 1
    minutes = schema["$defs"]["Duration"]["properties"]["least"]
    assert (minutes["type"], minutes["minimum"], minutes["maximum"]) == ("integer", 1, 2880)
    assert json_schema("framework")["properties"]["direction"]["enum"] == ["ltr", "rtl"]


class Cue(Record):
    """A record within another."""

    heading: Title
    asks: tuple[QuestionRef, ...] = ()


class Card(Record):
    """A record with a field of each shape."""

    needs: tuple[Text, ...] | None = None
    cues: tuple[Cue, ...] = ()
    page: Page | None = None


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        (("needs", 0), {Mark.WORDS}),
        (("cues", 1, "heading"), {Mark.WORDS, Mark.TITLE}),
        (("cues", 0, "asks", 2), {Names.QUESTION}),
        (("page", "title"), {Mark.WORDS, Mark.NOT_OURS, Mark.NOT_PRINTED}),
        (("page", "url"), {Mark.NOT_OURS, Mark.NOT_PRINTED}),
    ],
)
def test_a_field_says_what_it_is(path: tuple[str | int, ...], marks: set[Mark | Names]) -> None:
    """In lists and records within records too; what is said of a record holds for all in it."""
    found = place(Card, path)
    assert found and found.marks == marks


def test_no_field_stands_where_the_model_has_none() -> None:
    """An unknown key has no place."""
    assert place(Card, ("cues", 0, "colour")) is None
