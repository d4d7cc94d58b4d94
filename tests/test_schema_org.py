"""What pages say of themselves to search engines, in the words of schema.org."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.model.framework import Framework
from generator.permalinks.places import Permalinks
from generator.web import schema_org
from tests.golden import small

SITE = "https://a.example/t/"


def described(framework: Framework, site: str = SITE) -> dict[str, dict[str, Any]]:
    """The whole, each section and each resource, by id."""
    links = Permalinks(framework, site)
    things = {"framework": schema_org.of_framework(framework, links)}
    for section in framework.sections:
        things[section.id] = schema_org.of_section(section, framework, links)
    for resource in framework.resources:
        things[resource.id] = schema_org.of_resource(resource, framework, links)
    return things


def test_the_framework_is_a_learning_resource_of_its_sections() -> None:
    """Each part is named by its permanent address, and described on its own page."""
    whole = described(small())["framework"]
    assert (whole["@context"], whole["@type"]) == ("https://schema.org", "LearningResource")
    assert (whole["name"], whole["version"]) == ("A small framework", "1, 1")
    assert whole["creditText"] == "Its makers, 2020"
    assert whole["hasPart"][1] == {
        "@type": "LearningResource",
        "@id": f"{SITE}go/two/",
        "identifier": "two",
        "url": f"{SITE}framework/two/",
        "name": "What is next?",
        "position": 2,
    }


def test_a_section_is_made_of_questions() -> None:
    """Each question has its exact words, its place and both its addresses."""
    section = described(small())["one"]
    assert section["isPartOf"]["@id"] == f"{SITE}go/framework/"
    assert section["hasPart"] == [
        {
            "@type": "Question",
            "@id": f"{SITE}go/{name}/",
            "identifier": name,
            "url": f"{SITE}framework/one/#{name}",
            "name": words,
            "position": place,
        }
        for place, (name, words) in enumerate(
            [("who", "Who is here?"), ("why", "Why are we here?")], start=1
        )
    ]


def test_a_resource_is_a_how_to_with_its_steps_and_time() -> None:
    """The time is the longest that it takes; a step has its minutes."""
    walk = described(small())["walk"]
    assert (walk["@type"], walk["totalTime"]) == ("HowTo", "PT40M")
    assert walk["supply"] == [{"@type": "HowToSupply", "name": "Shoes"}]
    assert walk["step"] == [
        {"@type": "HowToStep", "position": 1, "text": "Walk out.", "timeRequired": "PT10M"},
        {"@type": "HowToStep", "position": 2, "text": "Walk back.", "timeRequired": "PT20M"},
    ]
    assert [part["identifier"] for part in walk["isPartOf"]] == ["one"]
    assert [part["identifier"] for part in described(small())["read"]["isPartOf"]] == ["framework"]


def test_the_owner_of_a_card_and_of_its_method_are_told_apart() -> None:
    """Author and licence are those of the card; what it is based on has its own."""
    walk = described(small())["walk"]
    assert walk["author"] == walk["copyrightHolder"] == "Its walkers"
    assert walk["copyrightNotice"].startswith("This card © Its walkers: CC BY-SA 4.0, ")
    assert walk["isBasedOn"] == [
        {
            "@type": "CreativeWork",
            "name": "walking",
            "copyrightHolder": "Nobody",
            "copyrightNotice": "Based on walking by Nobody, described here in other words. "
            "The work itself: Public domain.",
            "license": "https://walk.example/licence",
        }
    ]


def test_no_licence_is_named_where_none_is_stated(framework: Framework) -> None:
    """The framework's own words are not said to be free to use."""
    for name in ("framework", *(section.id for section in framework.sections)):
        thing = described(framework)[name]
        assert "license" not in thing
        assert "no licence stated, ask before you publish" in thing["copyrightNotice"]


def test_without_an_address_of_the_site_addresses_are_relative_to_the_page() -> None:
    """They lead to the right place under any prefix."""
    section = described(small(), "")["one"]
    assert section["@id"] == "../../go/one/"
    assert section["hasPart"][0]["url"] == "#who"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "PT1M"), (45, "PT45M"), (60, "PT1H"), (90, "PT1H30M"), (2880, "PT48H")],
)
def test_minutes_are_written_as_iso_8601_has_them(minutes: int, words: str) -> None:
    """Hours and minutes, and neither where there are none."""
    assert schema_org.duration(minutes) == words
    assert re.fullmatch(r"PT(?=\d)(\d+H)?(\d+M)?", words)
