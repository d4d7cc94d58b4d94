"""One direction, one owner for each thing, and nothing of one framework in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.checks.run import read_framework
from tests.conftest import ROOT

CODE = ROOT / "generator"
MODULES = {
    ".".join(file.relative_to(CODE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(CODE.rglob("*.py"))
}
TEMPLATES = sorted((CODE / "templates").rglob("*.html"))
THEME = sorted(file for file in (ROOT / "overrides").rglob("*") if file.is_file())

IMPORTS = {
    "__init__": set(),
    "errors": set(),
    "audit": {"errors"},
    "broken": {"errors"},
    "source": {"broken", "errors"},
    "model": set(),
    "model.values": {"addresses"},
    "model.rights": {"model.values"},
    "model.section": {"model.rights", "model.values"},
    "model.figures": {"model.values"},
    "model.resource": {"model.figures", "model.rights", "model.values"},
    "model.plan": {"model.rights", "model.values"},
    "model.about": {"model.rights", "model.values"},
    "model.glossary": {"model.values"},
    "model.ledger": {"model.values"},
    "model.link_list": {"model.values"},
    "model.searches": {"model.values"},
    "model.framework": {
        "model.about",
        "model.glossary",
        "model.ledger",
        "model.plan",
        "model.resource",
        "model.rights",
        "model.searches",
        "model.section",
        "model.values",
    },
    "model.kinds": {
        "model.about",
        "model.glossary",
        "model.ledger",
        "model.link_list",
        "model.plan",
        "model.resource",
        "model.searches",
        "model.section",
        "model.values",
    },
    "addresses": set(),
    "policy": set(),
    "docs": {"errors", "loader", "permalinks", "policy"},
    "settings": {"errors", "loader", "policy", "source"},
    "site_address": {"addresses", "errors", "settings"},
    "site_nav": set(),
    "site_config": {"assets", "errors", "loader", "pages", "settings"},
    "manifest": {"errors", "hosting", "loader"},
    "current": set(),
    "project": {"addresses", "current", "docs", "errors", "loader", "model.framework", "settings"},
    "assets": set(),
    "hosting": {"assets", "dataset", "policy"},
    "taken": {"dataset", "errors", "hosting", "loader", "permalinks"},
    "faults": {"broken", "errors", "model.kinds", "model.values", "source"},
    "loader": {"broken", "errors", "faults", "model.kinds", "model.values", "source"},
    "ledger": {"model.framework", "model.ledger"},
    "ledger_rules": {"errors", "ledger", "loader", "model.ledger", "model.values"},
    "permalinks": {"ledger", "model"},
    "published": {
        "broken",
        "errors",
        "ledger",
        "loader",
        "model",
        "permalinks",
        "source",
        "swap",
        "worksheets.blocks",
        "worksheets.plain",
    },
    "progress": set(),
    "swap": set(),
    "weblinks": {"addresses", "docs", "errors", "loader", "model.link_list"},
    "visits": {"addresses"},
    "finder": {"model.values"},
    "glossary": {"docs", "errors", "finder", "loader", "model.glossary"},
    "prose": {"docs", "errors", "loader"},
    "reading": {"errors", "prose"},
    "wording": {"docs", "errors", "loader", "prose"},
    "ids": {"errors", "loader", "source"},
    "rules": {"errors", "ids", "loader", "model", "permalinks", "source"},
    "letters": {"errors", "loader", "worksheets.fonts"},
    "checks": {
        "docs",
        "errors",
        "glossary",
        "ids",
        "ledger_rules",
        "letters",
        "loader",
        "model",
        "prose",
        "reading",
        "rights_rules",
        "rules",
        "weblinks",
        "wording",
    },
    "credit": {"model"},
    "rights_rules": {"errors", "loader", "model.rights", "source"},
    "templating": {"credit", "model.about", "model.values", "policy"},
    "citation": {"credit", "model", "templating"},
    "dataset": {"credit", "model", "permalinks"},
    "schema_org": {"credit", "model", "permalinks", "templating"},
    "drawing": {"worksheets.fonts"},
    "pictures": {"drawing", "model.figures", "model.resource"},
    "ring": {"drawing", "model.framework", "templating"},
    "pages": {
        "citation",
        "credit",
        "dataset",
        "drawing",
        "glossary",
        "ledger",
        "model",
        "permalinks",
        "pictures",
        "policy",
        "ring",
        "schema_org",
        "templating",
    },
    "page_text": set(),
    "search": {"model", "page_text", "pages", "permalinks", "templating", "worksheets.blocks"},
    "worksheets": set(),
    "worksheets.blocks": {"credit", "drawing", "model.figures", "model.values"},
    "worksheets.handouts": {"drawing", "model", "pictures", "worksheets.blocks"},
    "worksheets.run_sheets": {
        "model",
        "permalinks",
        "templating",
        "worksheets.blocks",
        "worksheets.handouts",
    },
    "worksheets.sheet": {
        "credit",
        "model",
        "permalinks",
        "worksheets.blocks",
        "worksheets.handouts",
        "worksheets.run_sheets",
    },
    "worksheets.plain": {
        "credit",
        "ledger",
        "model",
        "permalinks",
        "templating",
        "worksheets.blocks",
    },
    "worksheets.typesetting": set(),
    "worksheets.fonts": {"worksheets.typesetting"},
    "worksheets.cache": set(),
    "worksheets.pdf": {"worksheets.fonts", "worksheets.plain", "worksheets.typesetting"},
    "worksheets.fields": {"worksheets.fonts", "worksheets.pdf"},
    "worksheets.cards": {
        "credit",
        "model",
        "permalinks",
        "templating",
        "worksheets.pdf",
        "worksheets.plain",
    },
    "worksheets.wordml": set(),
    "worksheets.wordfile": {"worksheets.wordml"},
    "worksheets.raster": {"worksheets.pdf"},
    "worksheets.wordblocks": {
        "worksheets.raster",
        "worksheets.wordfile",
        "worksheets.wordml",
    },
    "worksheets.docx": {
        "templating",
        "worksheets.fonts",
        "worksheets.plain",
        "worksheets.wordblocks",
        "worksheets.wordfile",
        "worksheets.wordml",
    },
    "worksheets.presses": set(),
    "worksheets.shelf": {
        "worksheets.presses",
        "errors",
        "model",
        "pages",
        "permalinks",
        "templating",
        "worksheets.cache",
        "worksheets.cards",
        "worksheets.docx",
        "worksheets.fields",
        "worksheets.fonts",
        "worksheets.pdf",
        "worksheets.blocks",
        "worksheets.plain",
    },
    "compiled": {"worksheets.cache"},
    "preview": {"errors", "swap", "worksheets.shelf"},
    "worksheets.ruler": {"drawing", "worksheets.plain"},
    "worksheets.flows": {"worksheets.ruler"},
    "worksheets.html": {"model", "pages", "permalinks", "worksheets.blocks", "worksheets.flows"},
}
"""What each room may know of the others; who may know `model` may know all that is in it.

Those on top may know all of these.
"""

ON_TOP = {"plugin", "macros", "cli"}

ONLY_IN = {
    "mkdocs_macros": "macros",
    "yaml": "source",
    "typst": "worksheets.typesetting",
    "pikepdf": "worksheets.fields",
    "segno": "templating",
    "argparse": "cli",
    "markdown_it": "prose",
    "urllib.request": "visits",
}

KNOW_MKDOCS = {"plugin", "project"}


def imported(file: Path) -> Iterator[str]:
    """The full name of everything that a module imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms(file: Path) -> set[str]:
    """The modules of the generator that a module imports."""
    names = [name.partition(".") for name in imported(file)]
    own = [rest for package, _, rest in names if package == "generator"]
    return {
        next(part for part in (name, name.rpartition(".")[0]) if part in MODULES) for name in own
    }


def package(room: str) -> str:
    """The package in which a module is; empty for one that is in none."""
    return room.rpartition(".")[0]


def test_every_module_has_its_place_in_the_architecture() -> None:
    """A new module is given its place here and in ARCHITECTURE.md."""
    assert set(MODULES) == set(IMPORTS) | ON_TOP
    described = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    paths = [file.relative_to(ROOT).as_posix() for file in MODULES.values()]
    missing = [path for path in paths if "__init__" not in path and f"`{path}`" not in described]
    assert missing == []


@pytest.mark.parametrize("name", MODULES)
def test_imports_run_one_way(name: str) -> None:
    """A module knows only those below it; nobody knows those on top."""
    known = IMPORTS.get(name, set(IMPORTS))
    assert {room for room in rooms(MODULES[name]) if not known & {room, package(room)}} == set()


@pytest.mark.parametrize(("library", "owner"), ONLY_IN.items())
def test_a_library_has_one_owner(library: str, owner: str) -> None:
    """What may one day be replaced is imported in one place."""
    users = {
        name
        for name, file in MODULES.items()
        if any(f"{full}.".startswith(f"{library}.") for full in imported(file))
    }
    assert users - {owner} == set()


def test_two_modules_know_the_site_builder() -> None:
    """All others outlive it."""
    users = {
        name
        for name, file in MODULES.items()
        if any(f"{full}.".startswith("mkdocs.") for full in imported(file))
    }
    assert users == KNOW_MKDOCS


FRAMEWORK = read_framework(ROOT / "framework_data").framework
RECORDS = (*FRAMEWORK.sections, *FRAMEWORK.resources, *FRAMEWORK.plans)
QUESTIONS = tuple(numbered.question for numbered in FRAMEWORK.questions)
IDS = {record.id for record in (*RECORDS, *QUESTIONS)}
PHRASES = {
    FRAMEWORK.about.title,
    FRAMEWORK.about.rights.holder,
    *(record.title for record in RECORDS),
    *(resource.description for resource in FRAMEWORK.resources),
    *(question.text for question in QUESTIONS),
}


def names_in_code() -> set[str]:
    """Every name that the code itself gives: fields, functions, parameters, variables."""
    found: set[str] = set()
    for file in MODULES.values():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for field in ("id", "attr", "name", "arg"):
                found.add(str(getattr(node, field, "")))
    return found


NAMED_IN_CODE = names_in_code()


def ids_in(literal: str) -> set[str]:
    """The framework's ids in a string, which may be a path, apart from names of the code."""
    return IDS & set(re.split(r"[/#]", literal)) - NAMED_IN_CODE


def literals(tree: ast.Module) -> Iterator[str]:
    """Every string of a module, apart from docstrings."""
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


@pytest.mark.parametrize("file", MODULES.values(), ids=MODULES)
def test_no_id_of_the_framework_is_a_string_in_the_code(file: Path) -> None:
    """The code treats every section, question and resource alike."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert set().union(*map(ids_in, literals(tree))) == set()


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_id_of_the_framework_is_a_string_in_a_template(file: Path) -> None:
    """Templates take every id from the data."""
    tokens = Environment().lex(file.read_text(encoding="utf-8"))
    strings = [value[1:-1] for _, kind, value in tokens if kind == "string"]
    assert set().union(*map(ids_in, strings)) == set()


@pytest.mark.parametrize(
    "file", [*MODULES.values(), *TEMPLATES, *THEME], ids=lambda file: str(file.relative_to(ROOT))
)
def test_no_words_of_the_framework_are_in_code_templates_or_theme(file: Path) -> None:
    """Titles, questions and descriptions, and ids of several words, stand in the data alone."""
    text = " ".join(file.read_text(encoding="utf-8").split()).casefold()
    assert {phrase for phrase in PHRASES if phrase.casefold() in text} == set()
    tokens = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text))
    assert IDS & tokens == set()


def test_the_rule_finds_what_it_looks_for() -> None:
    """The search is not blind: it knows an id alone, in a path and in an address."""
    for literal in ("nine-whys", "resources/nine-whys/", "framework/role/#nine-whys"):
        assert ids_in(literal) >= {"nine-whys"}
    assert ids_in("vision") == {"vision"}
