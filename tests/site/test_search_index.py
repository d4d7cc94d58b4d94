"""What search can find: each question and each resource once, at its own place."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from generator.model.framework import Framework
from tests.conftest import SITE_URL
from tests.site.markup import Site, words

GENERATED = ("framework/", "resources/", "worksheets/", "go/")


@pytest.fixture(scope="module")
def entries(site: Path) -> list[dict[str, str]]:
    """The entries of the search index."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return list(index["docs"])


def test_each_question_can_be_found_at_its_own_place(
    entries: list[dict[str, str]], framework: Framework
) -> None:
    """A question is an entry whose location ends with its anchor, titled with its words."""
    for numbered in framework.questions:
        location = f"framework/{numbered.section.id}/#{numbered.question.id}"
        titles = [words(unescape(e["title"])) for e in entries if e["location"] == location]
        assert [f"{numbered.number} {numbered.question.text}"] == titles


def test_each_resource_can_be_found(entries: list[dict[str, str]], framework: Framework) -> None:
    """A resource is an entry of its own, titled with its name."""
    for resource in framework.resources:
        location = f"resources/{resource.id}/"
        titles = [unescape(e["title"]) for e in entries if e["location"] == location]
        assert [resource.title] == titles


def test_the_words_of_a_question_lead_to_its_section_alone(
    entries: list[dict[str, str]], framework: Framework
) -> None:
    """Generated pages that repeat a question leave it out; advice written by hand may quote it."""
    for numbered in framework.questions:
        holding = {
            entry["location"]
            for entry in entries
            if entry["location"].startswith(GENERATED)
            and numbered.question.text in words(unescape(entry["title"] + " " + entry["text"]))
        }
        assert {f"framework/{numbered.section.id}/#{numbered.question.id}"} == holding


@pytest.mark.parametrize(
    "repeated",
    [
        "Link to question",
        "Print this section",
        "Next section",
        "5 Learning",
        "ask before you publish",
    ],
)
def test_what_repeats_on_pages_is_not_indexed(entries: list[dict[str, str]], repeated: str) -> None:
    """Buttons, ways to other sections and credits would be found on every page."""
    generated = [entry for entry in entries if entry["location"].startswith(GENERATED)]
    assert [] == [e["location"] for e in generated if repeated in words(unescape(e["text"]))]


def test_ways_in_are_not_indexed(entries: list[dict[str, str]], framework: Framework) -> None:
    """A result shows the framework's words as such, and not ours as if they were."""
    found = " ".join(words(unescape(entry["text"])) for entry in entries)
    for _, _, question in framework.questions:
        assert question.ways_in
        assert question.ways_in.prompts[0] not in found


def test_every_entry_leads_to_a_place_that_exists(
    entries: list[dict[str, str]], toolkit: Site
) -> None:
    """A result never leads to a missing page or anchor."""
    locations = [entry["location"] for entry in entries]
    assert [] == [place for place in locations if not toolkit.holds(SITE_URL + place)]
    assert sorted(set(locations)) == sorted(locations)
