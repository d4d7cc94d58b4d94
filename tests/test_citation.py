"""What a page says of where its words come from, so that they can be credited."""

from __future__ import annotations

from generator.model.about import Citation
from generator.model.values import Link
from generator.web.citation import of_framework, of_question, of_resource, of_section
from tests.golden import added, small


def test_a_framework_is_cited_as_its_data_says() -> None:
    """Authors one by one, the year, and the first of the framework's own pages."""
    own = Link(title="Its page", url="https://own.example/")
    cited = Citation(authors=("Ada", "Bo"), year="2020")
    about = small().about.model_copy(update={"links": (own,), "citation": cited})
    framework = small().model_copy(update={"about": about})
    assert of_framework(framework) == {
        "title": "A small framework",
        "authors": ["Ada", "Bo"],
        "year": "2020",
        "address": "https://own.example/",
    }


def test_without_a_citation_the_owner_of_the_words_is_named() -> None:
    """No year and no address are made up."""
    assert of_framework(small()) == {"title": "A small framework", "authors": ["Its makers"]}


def test_a_resource_is_credited_to_whoever_wrote_its_card_and_names_its_source() -> None:
    """The licence is that of the card's own words."""
    walk = small().resources[0]
    rights = walk.card_rights or small().about.guidance_rights
    assert of_resource(small(), walk) == {
        "title": "A walk",
        "authors": [rights.holder],
        "statement": "Based on walking by Nobody, described here in other words. "
        "The work itself: Public domain.",
        "card": f"© {rights.holder}, {rights.licence}",
    }


def test_a_title_in_another_language_says_so() -> None:
    """What is pasted elsewhere is still read aloud rightly."""
    about = small().about.model_copy(update={"language": "ar", "direction": "rtl"})
    framework = small().model_copy(update={"about": about})
    for source in (of_framework(framework), of_resource(framework, framework.resources[0])):
        assert ("ar", "rtl") == (source["lang"], source["dir"])


def test_what_somebody_added_is_not_credited_to_the_framework() -> None:
    """A question or section with an owner of its own names that owner, wherever it is cited."""
    framework = added()
    first, second = framework.sections
    theirs = {"authors": ["Northshire"], "card": "© Northshire, CC BY 4.0"}
    assert of_question(framework, first.questions[0]) == {}
    assert of_question(framework, first.questions[1]) == {"title": "Why are we here?", **theirs}
    assert of_question(framework, second.questions[0])["authors"] == ["Northshire"]
    assert of_section(framework, second) == {"title": "What is next?", **theirs}
    for source in (of_framework(framework), of_section(framework, first)):
        assert source["authors"] == ["Its makers"]
        assert "uestion 1.2" in source["added"]
        assert "© Northshire: CC BY 4.0" in source["added"]
