"""Where everything with an id stands, and how one page reaches another."""

from __future__ import annotations

import pytest

from generator.model.framework import Number
from generator.permalinks.places import Permalinks, Place, no_ids, relative, source_of
from tests.conftest import ROOT
from tests.golden import small


@pytest.mark.parametrize(
    ("target", "page", "way"),
    [
        ("go/impact/", "framework/purpose/", "../../go/impact/"),
        ("framework/role/", "framework/purpose/", "../role/"),
        ("framework/", "framework/purpose/", "../"),
        ("framework/purpose/", "framework/", "purpose/"),
        ("framework/purpose/#impact", "framework/purpose/", "#impact"),
        ("framework/purpose/#impact", "framework/role/", "../purpose/#impact"),
        ("framework/purpose/", "framework/purpose/", "./"),
        ("framework/purpose/", "", "framework/purpose/"),
        ("framework/purpose/#impact", "", "framework/purpose/#impact"),
        ("", "", "./"),
        ("", "framework/", "../"),
        ("", "framework/purpose/", "../../"),
        ("#top", "framework/", "../#top"),
        ("#top", "", "#top"),
        ("assets/plain.css", "go/impact/", "../../assets/plain.css"),
        ("assets/plain.css", "", "assets/plain.css"),
    ],
)
def test_a_link_is_relative_to_its_page(target: str, page: str, way: str) -> None:
    """A link works under any prefix: it climbs from the page and descends to its target."""
    assert relative(target, page) == way


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("", "index.md"),
        ("framework/", "framework/index.md"),
        ("resources/", "resources/index.md"),
        ("worksheets/", "worksheets/index.md"),
        ("framework/purpose/", "framework/purpose.md"),
        ("resources/nine-whys/", "resources/nine-whys.md"),
    ],
)
def test_a_page_has_a_source(page: str, source: str) -> None:
    """The home of a folder is its index, any other page a file of its own."""
    assert source_of(page) == source


def test_everything_with_an_id_has_a_place() -> None:
    """The whole, sections and resources are pages; questions are anchors in their section."""
    assert tuple(Permalinks(small()).places.values()) == (
        Place("framework", "framework", None, "A small framework", "framework/"),
        Place("one", "section", Number(1), "What is first?", "framework/one/"),
        Place("who", "question", Number(1, 1), "Who is here?", "framework/one/", "who"),
        Place("why", "question", Number(1, 2), "Why are we here?", "framework/one/", "why"),
        Place("two", "section", Number(2), "What is next?", "framework/two/"),
        Place("next", "question", Number(2, 1), "What will we do next?", "framework/two/", "next"),
        Place("walk", "resource", None, "A walk", "resources/walk/"),
        Place("read", "resource", None, "A book", "resources/read/"),
    )


@pytest.mark.parametrize(
    ("name", "path", "markdown"),
    [
        ("framework", "framework/", "/framework/index.md"),
        ("one", "framework/one/", "/framework/one.md"),
        ("who", "framework/one/#who", "/framework/one.md#who"),
        ("walk", "resources/walk/", "/resources/walk.md"),
    ],
)
def test_a_place_is_linked_by_path_or_by_its_source(name: str, path: str, markdown: str) -> None:
    """HTML links to the path, Markdown to the source from the root of docs/."""
    place = Permalinks(small())[name]
    assert (place.path, place.markdown) == (path, markdown)


def test_a_permanent_path_names_only_the_id() -> None:
    """A permanent path does not change when a question moves to another section."""
    links = Permalinks(small())
    assert links.permanent("who") == "go/who/"
    assert links.permanent("framework") == "go/framework/"


def test_a_question_to_embed_and_a_code_have_paths_that_name_only_the_id() -> None:
    """What other sites show, and what is printed elsewhere, stays where it is too."""
    links = Permalinks(small())
    assert links.embed("who") == "embed/who/"
    assert links.code("who", "svg") == "go/who/qr.svg"
    assert links.code("who", "png") == "go/who/qr.png"


def test_a_sheet_has_a_path_for_each_size_of_print() -> None:
    """Large print stands below clear print."""
    links = Permalinks(small())
    assert links.sheet("one") == "worksheets/one/"
    assert links.sheet("one", large=True) == "worksheets/one/large/"


@pytest.mark.parametrize(
    ("site", "address"),
    [
        ("https://partners.example/toolkit/", "https://partners.example/toolkit/go/who/"),
        ("https://partners.example/toolkit", "https://partners.example/toolkit/go/who/"),
        ("https://partners.example", "https://partners.example/go/who/"),
        ("", "/go/who/"),
    ],
)
def test_print_carries_the_complete_address(site: str, address: str) -> None:
    """What is printed begins with the address of the site, with or without its last slash."""
    assert Permalinks(small(), site).address("go/who/") == address


def test_an_id_that_the_framework_lacks_has_no_path() -> None:
    """No path is made up for an unknown id."""
    links = Permalinks(small())
    for find in (links.__getitem__, links.permanent, links.sheet, links.embed):
        with pytest.raises(KeyError):
            find("nowhere")


def test_the_ids_that_are_taken_are_listed_for_authors() -> None:
    """As the code has them, in CONTRIBUTING."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert no_ids() in " ".join(text.split())
