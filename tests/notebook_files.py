"""Files of notebooks and answers for tests, and the published schemas that they must fit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

from generator.permalinks.places import Permalinks
from generator.web import notebook_schema
from tests.conftest import ROOT
from tests.golden import small

FOLDER = ROOT / "tests" / "notebooks"
EXPECTED: Mapping[str, Any] = json.loads((FOLDER / "expected.json").read_text("utf-8"))


def schemas() -> dict[str, Any]:
    """The schemas as they are published, by the name of what they describe."""
    files = notebook_schema.files(Permalinks(small(), "https://a.example/t/"))
    return {
        file.path.rpartition("/")[2].partition(".")[0]: json.loads(file.content) for file in files
    }


def validators() -> dict[str, Draft202012Validator]:
    """What tells whether a value fits its schema; dates and times are looked at too."""
    made = {}
    for kind, schema in schemas().items():
        Draft202012Validator.check_schema(schema)
        made[kind] = Draft202012Validator(
            schema, format_checker=Draft202012Validator.FORMAT_CHECKER
        )
    return made


def content(name: str) -> str:
    """The bytes of a file of the set, one letter each, as they are handed to a browser."""
    return (FOLDER / name).read_bytes().decode("latin-1")
