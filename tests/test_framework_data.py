"""The toolkit's own data: word for word what was published, complete, and ready for editors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checks import read_framework
from generator.model import RECORDS, Plan, Resource, json_schema
from tests.conftest import ROOT
from tests.golden import FOLDER

DATA = ROOT / "framework_data"
FRAMEWORK = read_framework(DATA).framework
OTHERS = "## Other resources from The King's Fund that you may find helpful:"


def blocks() -> Iterator[str]:
    """The framework in the order and form in which it was published."""
    about = FRAMEWORK.about
    yield f"# {about.title}"
    yield f"{about.introduction} {about.new_partnerships} {about.established_partnerships}"
    for section in FRAMEWORK.sections:
        yield f"## {FRAMEWORK.numbers[section.id]}. {section.title}"
        yield from (question.text for question in section.questions)
        for resource in FRAMEWORK.resources_of(section):
            yield from described(resource)
    yield OTHERS
    for resource in FRAMEWORK.other_resources:
        yield from described(resource)


def described(resource: Resource) -> Iterator[str]:
    """A resource as it was published: its title, then the paragraphs of its description."""
    yield f"### {resource.title}"
    yield from re.split(r"\n+", resource.description)


def test_the_words_are_those_that_were_published() -> None:
    """Titles, questions and descriptions are word for word those of the source, in its order."""
    published = (FOLDER / "framework.txt").read_text(encoding="utf-8")
    assert list(blocks()) == published.rstrip("\n").split("\n\n")


def test_nothing_is_left_out() -> None:
    """There are 5 sections with 5, 3, 5, 6 and 4 questions, and 11 resources."""
    assert [len(section.questions) for section in FRAMEWORK.sections] == [5, 3, 5, 6, 4]
    assert [len(section.resources) for section in FRAMEWORK.sections] == [1, 1, 2, 2, 2]
    assert len(FRAMEWORK.about.other_resources) == 3
    assert (len(FRAMEWORK.questions), len(FRAMEWORK.resources)) == (23, 11)


@pytest.mark.parametrize("resource", FRAMEWORK.resources, ids=lambda resource: resource.id)
def test_the_steps_of_a_resource_fit_its_time(resource: Resource) -> None:
    """The minutes of the steps add up to no less and no more than the time that is given."""
    minutes = sum(step.minutes or 0 for step in resource.steps)
    assert resource.time.least <= minutes <= (resource.time.most or resource.time.least)


def test_every_section_has_a_session_of_its_own() -> None:
    """The five plans of the series ask questions of their section alone, in its order."""
    series = [plan for plan in FRAMEWORK.plans if plan.series]
    for section, plan in zip(FRAMEWORK.sections, series, strict=True):
        own = [question.id for question in section.questions]
        asked = [name for slot in plan.agenda for name in slot.questions]
        assert 2 <= len(asked) <= 4
        assert [name for name in own if name in asked] == asked
        assert section.id in {handout.sheet for handout in plan.sheets}


@pytest.mark.parametrize("plan", FRAMEWORK.plans, ids=lambda plan: plan.id)
def test_nobody_sits_for_more_than_75_minutes_without_a_break(plan: Plan) -> None:
    """A break comes after 75 minutes at the latest, and in every plan of more than 90."""
    stretch = 0
    for slot in plan.agenda:
        stretch = 0 if slot.title.startswith("Break") else stretch + slot.minutes
        assert stretch <= 75
    breaks = [slot for slot in plan.agenda if slot.title.startswith("Break")]
    assert breaks or plan.minutes <= 90


@pytest.mark.parametrize("plan", FRAMEWORK.plans, ids=lambda plan: plan.id)
def test_a_plan_opens_closes_and_leaves_time_for_its_questions(plan: Plan) -> None:
    """It ends with everyone's last word, and a question has 10 minutes or more with its talk."""
    last = plan.agenda[-1].title
    assert last in {"Last word", "Check out", "Close"}
    asked = sum(len(slot.questions) for slot in plan.agenda)
    assert plan.minutes >= 10 * asked + 15
    assert plan.sheets


@pytest.mark.parametrize("plan", FRAMEWORK.plans, ids=lambda plan: plan.id)
def test_a_plan_that_uses_a_resource_gives_it_time(plan: Plan) -> None:
    """No activity is squeezed into less than ten minutes."""
    assert all(slot.minutes >= 10 for slot in plan.agenda if slot.resources)


@pytest.mark.parametrize("kind", RECORDS)
def test_the_schemas_are_those_of_the_model(kind: str) -> None:
    """Editors check what the toolkit checks."""
    file = DATA / "schema" / f"{kind}.schema.json"
    made = json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
    assert file.read_text(encoding="utf-8") == made, "run `make schema`"


FILES = sorted(DATA.rglob("*.yml"))
KINDS = {
    "framework_data": "framework",
    "sections": "section",
    "resources": "resource",
    "plans": "plan",
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_names_its_schema_in_its_first_line(file: Path) -> None:
    """An editor finds the schema of the record, at a path that exists, without being set up."""
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found, first
    schema = DATA / "schema" / f"{KINDS[file.parent.name]}.schema.json"
    assert (file.parent / found[1]).resolve() == schema.resolve(strict=True)
