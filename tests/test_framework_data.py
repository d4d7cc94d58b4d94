"""The toolkit's own data: word for word what was published, complete, and ready for editors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checks import weblinks
from generator.checks.run import read_framework
from generator.data.loader import load
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.schema import RECORDS, json_schema
from tests.conftest import ROOT, docs_in
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


def test_the_citation_says_what_the_credit_says() -> None:
    """Who published the framework, and when, is written twice in the data, alike."""
    about = FRAMEWORK.about
    assert about.citation
    assert about.credit == f"{' and '.join(about.citation.authors)}, {about.citation.year}"


@pytest.mark.parametrize("resource", FRAMEWORK.resources, ids=lambda resource: resource.id)
def test_the_steps_of_a_resource_fit_its_time(resource: Resource) -> None:
    """The minutes of the steps add up to no less and no more than the time that is given."""
    needed = sum(step.minutes or 0 for step in resource.steps if not step.optional)
    longest = sum(step.minutes or 0 for step in resource.steps)
    assert resource.time.least <= needed
    assert longest <= (resource.time.most or resource.time.least)


def test_every_question_has_ways_in_that_can_be_read_aloud() -> None:
    """All 23: in less than a minute each, in words that come nowhere else."""
    lines = []
    for _, _, question in FRAMEWORK.questions:
        ways = question.ways_in
        assert ways and ways.questions and FRAMEWORK.resources_for(question), question.id
        own = [*ways.prompts, ways.listen_for, ways.hardest, ways.safer]
        assert len(" ".join(own).split()) <= 120, question.id
        lines += own
    assert len(FRAMEWORK.questions) == 23
    assert sorted(set(lines)) == sorted(lines)


def test_every_section_has_a_session_of_its_own() -> None:
    """The five plans of the series ask questions of their section alone, in its order."""
    series = [plan for plan in FRAMEWORK.plans if plan.series]
    for section, plan in zip(FRAMEWORK.sections, series, strict=True):
        own = [question.id for question in section.questions]
        asked = [name for slot in plan.agenda for name in slot.questions]
        assert 2 <= len(asked) <= 4
        assert [name for name in own if name in asked] == asked
        assert f"{plan.id}-handout" in {handout.sheet for handout in plan.sheets}


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


@pytest.mark.parametrize("resource", FRAMEWORK.resources, ids=lambda resource: resource.id)
def test_a_card_has_all_that_a_facilitator_needs(resource: Resource) -> None:
    """Our own cards leave nothing out, and every step has its minutes and words to say."""
    needed = (
        "when materials access steps watch_outs prompts tips online small_group large_group "
        "serves origin links"
    )
    assert [name for name in needed.split() if not getattr(resource, name)] == []
    assert [step.text for step in resource.steps if not (step.minutes and step.say)] == []
    assert resource.based_on
    assert FRAMEWORK.rights_in_card(resource).licence


@pytest.mark.parametrize("resource", FRAMEWORK.resources, ids=lambda resource: resource.id)
def test_a_fact_stands_in_one_place_of_a_card(resource: Resource) -> None:
    """No line comes twice in the lists of a card."""
    names = "when when_not materials access afterwards watch_outs tips online small_group"
    lines = [line for name in names.split() for line in getattr(resource, name)]
    lines += resource.large_group
    assert sorted(set(lines)) == sorted(lines)


def test_cards_that_use_liberating_structures_share_alike() -> None:
    """Its material carries its credit line, and the card has the same licence."""
    for resource in FRAMEWORK.resources:
        if "a Liberating Structure" in resource.origin:
            card = FRAMEWORK.rights_in_card(resource)
            (work,) = (work for work in resource.based_on if work.use == "adapted")
            assert work.licence == card.licence == "CC BY-SA 4.0"
            assert "Liberating Structures Fieldbook (2026) by Keith McCandless and Nancy White" in (
                work.statement or ""
            )


@pytest.mark.parametrize("plan", FRAMEWORK.plans, ids=lambda plan: plan.id)
def test_a_plan_says_no_time_of_day(plan: Plan) -> None:
    """It may start at any time: only the clock says when."""
    times = r"\b(?:this (?:morning|afternoon|evening)|tonight|good (?:morning|afternoon|evening))\b"
    said = plan.model_dump_json().lower()
    assert re.findall(times, said) == []


def test_the_list_of_links_holds_what_is_linked_to_and_no_more() -> None:
    """Data and pages lead nowhere else; what nothing leads to any more is gone."""
    loaded = load(DATA)
    found = weblinks.find_links(loaded, docs_in(ROOT / "docs"))
    assert sorted(found) == list(weblinks.listed_days(loaded))


FILES = sorted(DATA.rglob("*.yml"))
KINDS = {
    "framework.yml": "framework",
    "links.yml": "link-list",
    "permalinks.yml": "permalinks",
    "glossary.yml": "glossary",
    "searches.yml": "searches",
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
    kind = KINDS.get(file.parent.name) or KINDS[file.name]
    schema = DATA / "schema" / f"{kind}.schema.json"
    assert (file.parent / found[1]).resolve() == schema.resolve(strict=True)
