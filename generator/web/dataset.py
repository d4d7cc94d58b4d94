"""The framework as open data: JSON with a JSON Schema, and CSV for spreadsheets.

Takes the framework and its permanent links; returns files. The pydantic models here define both the
JSON and its schema, so that the two always agree. Must not know of pages or MkDocs.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field
from pydantic_core import to_json

from generator.model import credit
from generator.model.framework import WHOLE, Framework
from generator.model.resource import Resource
from generator.model.rights import Rights
from generator.model.section import Question, WaysIn
from generator.model.values import Link, Record, Slug, Text
from generator.permalinks.places import Permalinks
from generator.system.files import FileToMake
from generator.system.results import kept

JSON = "framework.json"
TABLE = "framework.csv"
SCHEMA = "framework.schema.json"

FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a cell a formula in spreadsheets, as OWASP lists them."""

_SEEN_FROM_HERE = "complete where the site knows its own address, else as seen from this file."
_REFERENCE = {"format": "uri-reference"}

Permanent = Annotated[
    str,
    Field(
        description=f"Its permanent address, which never changes; {_SEEN_FROM_HERE}",
        json_schema_extra=_REFERENCE,
    ),
]
Today = Annotated[
    str,
    Field(
        description=f"Where it stands today, which may change; {_SEEN_FROM_HERE}",
        json_schema_extra=_REFERENCE,
    ),
]


class PublishedWaysIn(WaysIn):
    """What helps a group to get into one question. Ours, not the framework's."""

    rights: Rights = Field(description="Who owns these words, and their licence.")


class PublishedQuestion(Question):
    """A question, with the number it has today and where it stands."""

    ways_in: PublishedWaysIn | None = Field(
        None, description="What helps a group to get into it. Ours, with rights of its own."
    )
    rights: Rights = Field(description="Who owns the question, and its licence.")
    number: Text = Field(description="Section and place today, such as 3.2; it may change.")
    address: Permanent
    page: Today
    embed: Permanent = Field(description="A small page with the question, to show in a frame.")


class PublishedSection(Record):
    """A section with its questions."""

    id: Slug = Field(description="Its permanent id; never changes.")
    number: Text = Field(description="Its place today, such as 3; it may change.")
    title: Text = Field(description="The title, worded exactly as it was published.")
    label: Text = Field(description="One or two words for it, for menus. Ours.")
    summary: Text = Field(description="What the section is about. Ours.")
    address: Permanent
    page: Today
    questions: tuple[PublishedQuestion, ...] = Field(description="Its questions, in order.")
    resources: tuple[Slug, ...] = Field(description="Ids of its resources, in order.")
    rights: Rights = Field(description="Who owns the section's words, and their licence.")


class PublishedResource(Resource):
    """A resource: its title and description, and its card, whose owner is named apart."""

    rights: Rights = Field(description="Who owns its title and description, and their licence.")

    card_rights: Rights = Field(description="Who owns the words of its card, and their licence.")
    sections: tuple[Slug, ...] = Field(
        description="Ids of the sections to which it belongs; none for one outside them."
    )
    address: Permanent
    page: Today


class PublishedFramework(Record):
    """A framework of questions: its words, their permanent addresses, and who owns them."""

    model_config = ConfigDict(title="A framework of questions, as data")

    schema_address: Permanent = Field(
        alias="$schema", description="The JSON Schema that describes this file."
    )
    id: Literal["framework"] = Field(description="The id of the whole.")
    title: Text = Field(description="The title of the framework, as published.")
    edition: Text = Field(description="The edition whose words these are, such as 2022.")
    version: Text = Field(description="The version of these words here; raised when one changes.")
    language: str = Field(description="The language of the words, as a BCP 47 tag.")
    direction: Literal["ltr", "rtl"] = Field(description="Which way the language is written.")
    summary: Text = Field(description="What the framework is. Ours.")
    introduction: Text = Field(description="The introduction, as published.")
    new_partnerships: Text = Field(description="How new partnerships use it, as published.")
    established_partnerships: Text = Field(
        description="How established partnerships use it, as published."
    )
    credit: Text = Field(description="Who published the framework, and when.")
    rights: Rights = Field(description="Who owns the framework's own words.")
    guidance_rights: Rights = Field(description="Who owns the words marked here as ours.")
    links: tuple[Link, ...] = Field(description="The framework's own pages elsewhere.")
    address: Permanent
    page: Today
    sections: tuple[PublishedSection, ...] = Field(description="The sections, in order.")
    resources: tuple[PublishedResource, ...] = Field(
        description="The resources, as the sections name them, then those outside."
    )


def files(framework: Framework, links: Permalinks) -> Iterator[FileToMake]:
    """Yield the JSON, its schema and the CSV table; equal input gives equal bytes."""
    yield FileToMake(JSON, partial(_json, framework, links))
    yield FileToMake(SCHEMA, lambda: json_bytes(schema(links)))
    yield FileToMake(TABLE, partial(table, framework, links))


def _json(framework: Framework, links: Permalinks) -> bytes:
    """The record to publish as JSON, one after the other: all at once would fill the memory."""
    whole = _as_json(_published(framework, links, (), ()))
    # Quotation marks in texts are escaped: so each of these is there once.
    before, _, rest = whole.partition(b'"sections": []')
    between, _, after = rest.partition(b'"resources": []')
    sections = _listed(b"sections", _sections(framework, links))
    resources = _listed(b"resources", _resources(framework, links))
    return b"".join((before, *sections, between, *resources, after, b"\n"))


def _listed(name: bytes, records: Iterable[Record]) -> Iterator[bytes]:
    """Yield a list of the whole, in parts, indented as it is."""
    yield b'"%s": [' % name
    end = b"]"
    for number, record in enumerate(records):
        yield b",\n    " if number else b"\n    "
        yield _as_json(record).replace(b"\n", b"\n    ")
        end = b"\n  ]"
    yield end


def _as_json(record: Record) -> bytes:
    return to_json(record, indent=2, by_alias=True, exclude_none=True)


def published(framework: Framework, links: Permalinks) -> PublishedFramework:
    """Return the record to publish: the framework with the addresses of everything in it."""
    sections, resources = _sections(framework, links), _resources(framework, links)
    return _published(framework, links, tuple(sections), tuple(resources))


def _published(
    framework: Framework,
    links: Permalinks,
    sections: tuple[PublishedSection, ...],
    resources: tuple[PublishedResource, ...],
) -> PublishedFramework:
    about = framework.about
    own = about.model_dump(include=set(PublishedFramework.model_fields) - {"resources"})
    return PublishedFramework.model_validate(
        own
        | _addresses(WHOLE, links)
        | {"$schema": address_of(SCHEMA, links), "id": WHOLE}
        | {"sections": sections, "resources": resources}
    )


def schema(links: Permalinks) -> dict[str, Any]:
    """Return the JSON Schema of the published JSON."""
    header = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address_of(SCHEMA, links),
    }
    return header | _schema_of_published()


@kept
def _schema_of_published() -> dict[str, Any]:
    return PublishedFramework.model_json_schema()


COLUMNS = (
    "kind",
    "id",
    "section_number",
    "question_number",
    "section",
    "words",
    "description",
    "address",
    "page",
    "edition",
    "language",
    "credit",
    "licence",
    "rights",
)
"""The columns of the table; 3.2 takes two of them, as a spreadsheet would make it a date."""


def table(framework: Framework, links: Permalinks) -> bytes:
    """Return a CSV table with a row for the framework and each section, question and resource.

    It is in UTF-8 with a byte order mark and CRLF line endings, as Excel needs them. The rights in
    a row are those in its words.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    descriptions = {resource.id: resource.description for resource in framework.resources}
    sections = {section.id: section.title for section in framework.sections}
    about = framework.about
    for name, rights in _ids_with_rights(framework):
        place = links[name]
        section = str(place.number.section) if place.number else ""
        question = str(place.number.question) if place.number and place.number.question else ""
        row = (
            place.kind,
            name,
            section,
            question,
            sections.get(place.page.split("/")[1], "") if section else "",
            place.name,
            descriptions.get(name, ""),
            *_addresses(name, links).values(),
            about.edition,
            about.language,
            about.credit if rights == about.rights else rights.holder,
            rights.licence,
            " ".join(map(str, credit.in_full(credit.of_id(framework, name)))),
        )
        writer.writerow(map(escape_formula, row))
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def escape_formula(cell: str) -> str:
    """Return `cell`, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_PREFIXES) else cell


def _ids_with_rights(framework: Framework) -> Iterator[tuple[str, Rights]]:
    """Yield each id with the rights in its words."""
    yield WHOLE, framework.about.rights
    for section in framework.sections:
        yield section.id, framework.rights_of(section)
        yield from ((item.id, framework.rights_of(item)) for item in section.questions)
    yield from ((resource.id, framework.rights_of(resource)) for resource in framework.resources)


def _sections(framework: Framework, links: Permalinks) -> Iterator[PublishedSection]:
    numbers = framework.numbers
    for section in framework.sections:
        questions = [
            question.model_dump()
            | {"ways_in": _ways_in(framework, question), "rights": framework.rights_of(question)}
            | _addresses(question.id, links)
            | {"number": str(numbers[question.id])}
            | {"embed": address_of(links.embed(question.id), links)}
            for question in section.questions
        ]
        own = {
            "number": str(numbers[section.id]),
            "questions": questions,
            "rights": framework.rights_of(section),
        }
        whole = section.model_dump() | _addresses(section.id, links) | own
        yield PublishedSection.model_validate(whole)


def _ways_in(framework: Framework, question: Question) -> dict[str, Any] | None:
    if not question.ways_in:
        return None
    return question.ways_in.model_dump() | {"rights": framework.rights_in_ways(question)}


def _resources(framework: Framework, links: Permalinks) -> Iterator[PublishedResource]:
    for resource in framework.resources:
        own = {
            "rights": framework.rights_of(resource),
            "card_rights": framework.rights_in_card(resource),
            "sections": [section.id for section in framework.sections_of(resource)],
        }
        whole = resource.model_dump() | _addresses(resource.id, links) | own
        yield PublishedResource.model_validate(whole)


def _addresses(name: str, links: Permalinks) -> dict[str, str]:
    """Return the permanent address of an id, and that of its page today."""
    return {
        "address": address_of(links.permanent(name), links),
        "page": address_of(links[name].path, links),
    }


def address_of(path: str, links: Permalinks) -> str:
    """Return an absolute URL if the site knows its own, else a path relative to its root."""
    return links.address(path) if links.site else path


def json_bytes(value: Any) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
