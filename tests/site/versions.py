"""A small framework in two versions: in the second, much of the first has another place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.checks import published
from generator.checks.run import read_framework
from generator.permalinks.places import Permalinks
from generator.sheets.kinds import places, sheets
from generator.sheets.plain import plain_sheet
from tests.conftest import build, lay_out, write
from tests.site import frameworks

BECAME = """\
  - {id: "stem", edition: "2022", version: "2", renamed: "trunk"}
  - {id: "leaf", edition: "2022", version: "2", merged_into: "bark"}
  - {id: "seed", edition: "2022", version: "2", split_into: ["kernel", "husk"]}
  - {id: "moss", edition: "2022", version: "2", retired: "It asked of bark.", see: ["bark"]}
  - {id: "fruit", edition: "2022", version: "2", renamed: "harvest"}
  - {id: "walk", edition: "2022", version: "2", renamed: "stroll"}
"""
"""What became of what is gone, as an author adds it to the ledger."""


QUESTIONS = ("stem", "leaf", "bark", "seed", "moss", "twig", "apple", "pear", "shade-1", "shade-2")
"""The questions of the first version."""


def first() -> dict[str, Any]:
    """The records of the first version."""
    held = frameworks.records(lambda name: f"The {name}", ("roots", "fruit", "shade"))
    roots = ("stem", "leaf", "bark", "seed", "moss", "twig")
    held["sections/1-roots.yml"]["questions"] = [question(name) for name in roots]
    held["sections/2-fruit.yml"]["questions"] = [question(name) for name in ("apple", "pear")]
    held["framework.yml"] |= {"edition": "2022", "version": "1", "short_title": "Trees"}
    return _naming(held, {"roots-1": "bark", "roots-2": "twig"})


def second() -> dict[str, Any]:
    """The records of the second version: one renamed, merged, split, retired, reworded, moved.

    A section and a resource have another id, too.
    """
    held = first()
    held["framework.yml"]["version"] = "2"
    roots = ("trunk", "bark", "kernel", "husk", "twig", "apple")
    held["sections/1-roots.yml"]["questions"] = [question(name) for name in roots]
    held["sections/1-roots.yml"]["questions"][0] = question("trunk", "How is the stem?")
    held["sections/1-roots.yml"]["questions"][4] = question("twig", "How is each twig now?")
    fruit = held.pop("sections/2-fruit.yml")
    held["sections/2-harvest.yml"] = fruit | {"id": "harvest", "questions": [question("pear")]}
    held["resources/stroll.yml"] = held.pop("resources/walk.yml") | {"id": "stroll"}
    return _naming(held, {"walk": "stroll", "walk-run": "stroll-run", "fruit": "harvest"})


def publish(data: Path, held: dict[str, Any], became: str = "") -> None:
    """Write a version to a data folder, say what became of the last, and record what is new."""
    ledger = data / "permalinks.yml"
    kept = ledger.read_text() if ledger.exists() else ""
    for file in data.rglob("*.yml"):
        file.unlink()
    write(data, frameworks.files(held))
    if kept:
        ledger.write_text(kept + became)
    framework, _ = read_framework(data)
    every = tuple(sheets(framework))
    links = Permalinks(framework, sheets=places(every))
    words = {sheet.id: plain_sheet(sheet, framework, "") for sheet in every}
    published.append_lines(data, published.missing_lines(framework, links, words))


def build_both(folder: Path) -> None:
    """Build the first version in `one/site` of a folder and, upon it, the second in `two/site`."""
    files = frameworks.files(first())
    one, two = (lay_out(folder / name, files, sheets=True) for name in ("one", "two"))
    publish(one / "framework_data", first())
    publish(two / "framework_data", first())
    publish(two / "framework_data", second(), BECAME)
    for project in (one, two):
        build(project, project / "site")


def _naming(held: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """The same records, with other ids wherever one is named."""
    text = json.dumps(held)
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    named: dict[str, Any] = json.loads(text)
    return named


def question(name: str, words: str = "") -> dict[str, Any]:
    """The record of a question, with ways in."""
    ways = {"prompts": ["And?", "Then?"], "listen_for": "Yes", "hardest": "We", "safer": "Wait"}
    return {"id": name, "text": words or f"How is the {name}?", "ways_in": ways}
