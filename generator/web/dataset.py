"""The framework as open data: JSON with a JSON Schema, and CSV for spreadsheets.

Takes the framework and its permanent links; returns files. The models in `dataset_models` define
both the JSON and its schema, so that the two always agree. Must not know of pages or MkDocs.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from pydantic_core import to_json

from generator.model import credit
from generator.model.framework import WHOLE, Framework
from generator.model.rights import Rights
from generator.model.section import Question
from generator.model.values import Record
from generator.permalinks.places import Permalinks
from generator.system.files import FileToMake
from generator.system.results import kept
from generator.web.dataset_models import (
    PublishedFramework,
    PublishedResource,
    PublishedSection,
)

JSON = "framework.json"
TABLE = "framework.csv"
SCHEMA = "framework.schema.json"

FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a cell a formula in spreadsheets, as OWASP lists them."""


def files(framework: Framework, links: Permalinks) -> Iterator[FileToMake]:
    """Yield the JSON, its schema and the CSV table; equal input gives equal bytes."""
    yield FileToMake(JSON, partial(_json, framework, links))
    yield FileToMake(SCHEMA, lambda: json_bytes(schema(links)))
    yield FileToMake(TABLE, partial(table, framework, links))


def _json(framework: Framework, links: Permalinks) -> bytes:
    """Return the framework as JSON, with the addresses of everything in it.

    Sections and resources are converted one by one, so that not all are in memory at once.
    """
    whole = _as_json(_published(framework, links))
    # Quotation marks in texts are escaped: so each of these is there once.
    before, _, rest = whole.partition(b'"sections": []')
    between, _, after = rest.partition(b'"resources": []')
    sections = _listed(b"sections", _sections(framework, links))
    resources = _listed(b"resources", _resources(framework, links))
    return b"".join((before, *sections, between, *resources, after, b"\n"))


def _listed(name: bytes, records: Iterable[Record]) -> Iterator[bytes]:
    """Yield the JSON of the key `name` with a list of `records`, indented for the top level."""
    yield b'"%s": [' % name
    end = b"]"
    for number, record in enumerate(records):
        yield b",\n    " if number else b"\n    "
        yield _as_json(record).replace(b"\n", b"\n    ")
        end = b"\n  ]"
    yield end


def _as_json(record: Record) -> bytes:
    return to_json(record, indent=2, by_alias=True, exclude_none=True)


def _published(framework: Framework, links: Permalinks) -> PublishedFramework:
    """Return the record to publish, without sections and resources."""
    about = framework.about
    own = about.model_dump(include=set(PublishedFramework.model_fields) - {"resources"})
    return PublishedFramework.model_validate(
        own
        | _addresses(WHOLE, links)
        | {"$schema": address_of(SCHEMA, links), "id": WHOLE}
        | {"sections": (), "resources": ()}
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
