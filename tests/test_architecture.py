"""ARCHITECTURE.md says what is there, and nothing of one framework is in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from tests.conftest import ROOT, framework_of_the_toolkit

CODE = ROOT / "generator"
MODULES = {
    ".".join(file.relative_to(CODE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(CODE.rglob("*.py"))
}
TEMPLATES = sorted((CODE / "web" / "templates").rglob("*.html"))
BROWSER = sorted(
    file for file in (CODE / "browser").rglob("*") if file.suffix in (".css", ".js", ".mjs")
)
THEME = sorted(file for file in (ROOT / "overrides").rglob("*") if file.is_file())


def test_each_room_has_a_row_in_the_architecture() -> None:
    """Who opens `generator/` finds each name there in the table, and no name that is gone."""
    there = {name.partition(".")[0] for name in MODULES} - {"__init__"}
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = page.partition("## Rooms")[2].partition("\n\nA library")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    assert there == {name.rstrip("/") for row in rows for name in re.findall("`(.*?)`", row)}


def test_each_file_of_the_browser_stands_in_the_architecture() -> None:
    """Each script of ours has a row, each style a word, and none is there that is gone."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    part = page.partition("## In the browser")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `([\w.-]+)` \| (?:pure|page) \||`([\w-]+\.css)`", part, re.MULTILINE)
    ours = {file.name for file in BROWSER if "vendor" not in file.parts}
    assert ours == {script or style for script, style in told}


def test_what_the_architecture_names_is_there() -> None:
    """Each path in the page leads to a file."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w-]+/)+[\w-]+(?:\.\w+)?)`", page)
    roots = (ROOT, CODE)
    there = {
        it for it in named for root in roots if any(root.glob(it)) or any(root.glob(f"{it}.py"))
    }
    missing = set(named) - there
    assert missing == set()


FRAMEWORK = framework_of_the_toolkit()
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
    "file",
    [*MODULES.values(), *TEMPLATES, *THEME, *BROWSER],
    ids=lambda file: str(file.relative_to(ROOT)),
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
