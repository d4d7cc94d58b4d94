"""The JSON Schemas of what a partnership writes: its notebook, and the answers that somebody sends.

Takes the permanent links; returns files. Programs in the browser read and write such files
(`notebook-format.mjs`); `notebook_models` describes what they write.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.permalinks.places import Permalinks
from generator.system.files import FileToMake
from generator.system.results import kept
from generator.web.dataset import address_of, json_bytes

FOLDER = "data/notebook/"
"""The folder of the schemas; each version has its own in it, and stays."""

PATHS = {name: f"{FOLDER}1/{name}.schema.json" for name in ("notebook", "answers")}
"""The path on the site of each schema, which carries the version."""


def files(links: Permalinks) -> Iterator[FileToMake]:
    """Yield each schema."""
    for name, path in PATHS.items():
        yield FileToMake(path, partial(_file, name, address_of(path, links)))


def _file(name: str, address: str) -> bytes:
    header = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address}
    return json_bytes(header | _schema(name))


@kept
def _schema(name: str) -> dict[str, Any]:
    from generator.web.notebook_models import MODELS  # they take as long to make as five pages

    return _without_null(MODELS[name].model_json_schema())


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema in which a list of other values is left out where there is none."""
    for record in (schema, *schema["$defs"].values()):
        for name, field in record["properties"].items():
            if name.startswith("other_"):
                del field["default"]
                field |= field.pop("anyOf")[0] | {"minItems": 1}
    return schema
