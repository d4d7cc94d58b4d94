"""What a page says of where its words come from, so that they can be credited."""

from __future__ import annotations

from generator.citation import of_framework, of_resource
from generator.model.about import Citation
from generator.model.values import Link
from tests.golden import small


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


def test_a_resource_is_credited_to_its_owner_and_its_card_to_whoever_wrote_it() -> None:
    """The licence is that of the card's own words."""
    walk = small().resources[0]
    rights = walk.card_rights or small().about.guidance_rights
    assert of_resource(small(), walk) == {
        "title": "A walk",
        "authors": [walk.rights.holder],
        "statement": walk.rights.statement,
        "card": f"© {rights.holder}, {rights.licence}",
    }


def test_a_title_in_another_language_says_so() -> None:
    """What is pasted elsewhere is still read aloud rightly."""
    about = small().about.model_copy(update={"language": "ar", "direction": "rtl"})
    framework = small().model_copy(update={"about": about})
    for source in (of_framework(framework), of_resource(framework, framework.resources[0])):
        assert ("ar", "rtl") == (source["lang"], source["dir"])
