"""The kinds of record with a file of their own, and the JSON Schema of each.

Takes the name of a kind; returns its record class or schema. Must not know where the files are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from generator.model.about import About
from generator.model.glossary import Glossary
from generator.model.ledger import Ledger
from generator.model.link_list import LinkList
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.searches import Searches
from generator.model.section import Section
from generator.model.values import Record

RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "framework": About,
        "section": Section,
        "resource": Resource,
        "plan": Plan,
        "glossary": Glossary,
        "permalinks": Ledger,
        "link-list": LinkList,
        "searches": Searches,
    }
)
"""The record class of each kind of data file."""


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of record, for editors that complete and validate YAML.

    `kind` is a key of `RECORDS`. Raises KeyError for another one.
    """
    schema = RECORDS[kind].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema
