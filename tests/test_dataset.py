"""The framework as data: JSON that fits its published schema, and a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.framework import Framework
from generator.permalinks.places import Permalinks
from generator.web.dataset import escape_formula, files
from generator.web.dataset_models import PublishedFramework
from tests.golden import small, with_ways

SITE = "https://a.example/t/"


def made(framework: Framework, site: str = SITE) -> dict[str, bytes]:
    """The files by path."""
    return {file.path: file.content for file in files(framework, Permalinks(framework, site))}


def data(framework: Framework, site: str = SITE) -> dict[str, Any]:
    """The JSON, read."""
    held: dict[str, Any] = json.loads(made(framework, site)["framework.json"])
    return held


def rows(framework: Framework) -> list[dict[str, str]]:
    """The rows of the table, by column, as a spreadsheet reads them."""
    text = made(framework)["framework.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def retitled(framework: Framework, title: str) -> Framework:
    """The framework with another title for the whole."""
    about = framework.about.model_copy(update={"title": title})
    return framework.model_copy(update={"about": about})


def test_the_data_holds_every_id_word_number_and_address() -> None:
    """A question is found with its number, its words, and where it stands."""
    held = data(small())
    assert list(held)[:3] == ["$schema", "id", "title"]
    assert (held["edition"], held["version"], held["language"]) == ("1", "1", "en-GB")
    assert held["sections"][0]["questions"][0] == {
        "id": "who",
        "text": "Who is here?",
        "rights": held["rights"],
        "number": "1.1",
        "address": f"{SITE}go/who/",
        "page": f"{SITE}framework/one/#who",
        "embed": f"{SITE}embed/who/",
    }
    assert [section["resources"] for section in held["sections"]] == [["walk"], []]
    assert [item["sections"] for item in held["resources"]] == [["one"], []]


def test_whose_words_they_are_is_said_of_each_kind() -> None:
    """The framework's words, ours, a method and its card each have their own rights."""
    held = data(small())
    walk, read = held["resources"]
    assert held["rights"] == {
        "holder": "Its makers",
        "licence": "No licence stated",
        "statement": "Words © its makers.",
    }
    assert held["guidance_rights"]["licence"] == "CC BY 4.0"
    assert walk["rights"] == read["rights"] == held["rights"]
    assert walk["based_on"] == [
        {
            "covers": "walking",
            "holder": "Nobody",
            "licence": "Public domain",
            "url": "https://walk.example/licence",
            "use": "described",
        }
    ]
    assert walk["card_rights"]["licence"] == "CC BY-SA 4.0"
    assert read["card_rights"] == held["guidance_rights"]


def test_ways_in_carry_rights_of_their_own() -> None:
    """They are ours, beside a question that is not; the table holds the framework's words alone."""
    who, why = data(with_ways())["sections"][0]["questions"]
    assert who["ways_in"] == {
        "prompts": ["And who?", "What then?"],
        "listen_for": "A silence.",
        "hardest": "The last one.",
        "safer": "Write first.",
        "questions": ["why"],
        "rights": data(small())["guidance_rights"],
    }
    assert why["ways_in"]["questions"] == []
    assert made(with_ways())["framework.csv"] == made(small())["framework.csv"]


def as_text(whole: PublishedFramework) -> str:
    """The data as it would be written at once."""
    return whole.model_dump_json(indent=2, by_alias=True, exclude_none=True) + "\n"


@pytest.mark.parametrize("site", [SITE, ""])
def test_the_data_is_what_its_schema_describes(framework: Framework, site: str) -> None:
    """The published schema is made from the models that read the data back, strictly."""
    found = made(framework, site)
    read = PublishedFramework.model_validate_json(found["framework.json"], by_alias=True)
    assert found["framework.json"].decode() == as_text(read)
    assert [it.id for it in read.sections] == [it.id for it in framework.sections]
    assert [it.id for it in read.resources] == [it.id for it in framework.resources]
    schema = json.loads(found["framework.schema.json"])
    made_from = PublishedFramework.model_json_schema()
    assert {key: value for key, value in schema.items() if key not in ("$schema", "$id")} == (
        made_from
    )
    assert schema["$id"] == data(framework, site)["$schema"]


@pytest.mark.parametrize("without", [{}, {"resources": ()}, {"sections": (), "resources": ()}])
def test_the_data_is_written_as_if_it_were_written_at_once(without: dict[str, Any]) -> None:
    """Each record is written by itself; words that look like a list of records are words."""
    framework = with_ways()
    about = framework.about.model_copy(update={"summary": '"sections": [] "resources": []\n🙂'})
    framework = framework.model_copy(update={"about": about, **without})
    found = made(framework, "")["framework.json"]
    whole = PublishedFramework.model_validate_json(found, by_alias=True)
    assert found.decode() == as_text(whole)
    assert [it.id for it in whole.sections] == [it.id for it in framework.sections]
    assert [it.id for it in whole.resources] == [it.id for it in framework.resources]


def test_the_schema_names_every_key_of_the_data(framework: Framework) -> None:
    """Nothing stands in the data that the schema does not describe, and nothing is missing."""
    schema = json.loads(made(framework)["framework.schema.json"])

    def unlike(value: Any, shape: dict[str, Any]) -> list[str]:
        if "anyOf" in shape:
            (shape,) = [kind for kind in shape["anyOf"] if kind != {"type": "null"}]
        if "$ref" in shape:
            shape = schema["$defs"][shape["$ref"].rpartition("/")[2]]
        if isinstance(value, list):
            return [fault for item in value for fault in unlike(item, shape["items"])]
        if not isinstance(value, dict):
            types = {str: "string", int: "integer", bool: "boolean"}
            return [] if shape.get("type") == types[type(value)] else [str(value)]
        known = shape["properties"]
        faults = [key for key in value if key not in known]
        faults += [key for key in shape["required"] if key not in value]
        return faults + [f for key in value if key in known for f in unlike(value[key], known[key])]

    assert unlike(data(framework), schema) == []


@pytest.mark.parametrize("slip", [{"sections": [{}]}, {"id": "other"}, {"more": 1}])
def test_data_of_another_shape_is_refused(slip: dict[str, Any]) -> None:
    """The schema is not so wide that everything fits."""
    with pytest.raises(ValidationError):
        PublishedFramework.model_validate(data(small()) | slip)


def test_every_part_of_the_schema_says_what_it_is(framework: Framework) -> None:
    """Whoever reads the schema needs no other documentation."""
    schema = json.loads(made(framework)["framework.schema.json"])
    parts = {"": schema} | schema["$defs"]
    silent = [
        f"{name}.{key}"
        for name, part in parts.items()
        for key, held in part["properties"].items()
        if not held.get("description")
    ]
    assert silent == []
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_without_an_address_of_the_site_addresses_are_relative_to_the_file() -> None:
    """Beside the file they lead to the right place, under any prefix."""
    held = data(small(), "")
    assert held["$schema"] == "framework.schema.json"
    assert held["sections"][0]["questions"][0]["page"] == "framework/one/#who"


def test_the_same_framework_gives_the_same_bytes(framework: Framework) -> None:
    """A file that did not change need not be fetched again; people can compare two."""
    assert made(framework) == made(framework)
    text = made(framework)["framework.json"].decode()
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_the_table_opens_in_excel() -> None:
    """A byte order mark for the letters, CRLF for the rows, quotation marks around each cell."""
    table = made(small())["framework.csv"]
    assert table.startswith(b'\xef\xbb\xbf"kind","id",')
    assert table.count(b"\r\n") == table.count(b"\n") == 9
    assert "©".encode() in table


def test_the_table_has_a_row_for_each_thing_with_an_id() -> None:
    """Sections with their questions in order, then resources; numbers in whole figures."""
    numbers = ("kind", "id", "section_number", "question_number")
    assert [tuple(row[key] for key in numbers) for row in rows(small())] == [
        ("framework", "framework", "", ""),
        ("section", "one", "1", ""),
        ("question", "who", "1", "1"),
        ("question", "why", "1", "2"),
        ("section", "two", "2", ""),
        ("question", "next", "2", "1"),
        ("resource", "walk", "", ""),
        ("resource", "read", "", ""),
    ]
    who = rows(small())[2]
    assert who["section"] == "What is first?"
    assert who["words"] == "Who is here?"
    assert who["address"] == f"{SITE}go/who/"
    assert who["credit"] == "Its makers, 2020"
    assert who["licence"] == "No licence stated"
    assert who["rights"] == (
        "The framework's words © Its makers: no licence stated, ask before you publish. "
        "Words © its makers."
    )
    assert rows(small())[6]["description"] == "A walk together."


def test_no_cell_looks_like_a_decimal_or_a_date(framework: Framework) -> None:
    """Excel would make 3.2 a date in some countries, and 1.10 the same as 1.1."""
    cells = [cell for row in rows(framework) for cell in row.values()]
    assert [cell for cell in cells if re.fullmatch(r"\d+[./-]\d+", cell)] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_runs_as_a_formula(start: str) -> None:
    """What a spreadsheet would compute is marked as words, and every letter is kept."""
    title = f'{start}HYPERLINK("https://b.example"; "x")'
    assert rows(retitled(small(), title))[0]["words"] == f"'{title}"


@pytest.mark.parametrize("words", ["Why?", "a = b", "", "'quoted'", "3 - 2", "“=”"])
def test_other_words_stay_as_they_are(words: str) -> None:
    """Nothing is added where nothing would be computed."""
    assert escape_formula(words) == words


def test_words_with_commas_quotes_and_lines_stay_in_their_cell() -> None:
    """A cell may hold anything that the framework may."""
    title = 'One, "two"; three\n\nFour'
    assert rows(retitled(small(), title))[0]["words"] == title
