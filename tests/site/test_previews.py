"""What pages say of themselves to programs: previews in messages, and data for search engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.model.framework import Framework
from tests.conftest import SITE_URL
from tests.site.markup import Page, Site
from tests.site.test_pages import themed

SITE_NAME = "Partnering framework toolkit"


def told(page: Page, name: str) -> list[str]:
    """What a page says in each meta element of this property."""
    return [meta.attributes["content"] for meta in page.root.find("meta", property=name)]


def described(page: Page) -> list[dict[str, Any]]:
    """The data for search engines in a page."""
    return [json.loads(s.raw) for s in page.root.find("script", type="application/ld+json")]


def test_a_preview_says_what_the_page_says(toolkit: Site) -> None:
    """Whoever sends a link shows its title, its description, and the site to which it belongs."""
    for page in themed(toolkit):
        (title,) = told(page, "og:title")
        site = [] if page.address == SITE_URL else [SITE_NAME]
        assert " - ".join([title, *site]) == next(page.root.find("title")).text
        description = page.one("meta", name="description").attributes["content"]
        assert [description] == told(page, "og:description")
        assert ([SITE_NAME], [page.address]) == (told(page, "og:site_name"), told(page, "og:url"))
        kind = "website" if page.address == SITE_URL else "article"
        assert [kind] == told(page, "og:type")
        assert "summary" == page.one("meta", name="twitter:card").attributes["content"]


def test_each_part_of_the_framework_describes_itself_once(
    toolkit: Site, framework: Framework
) -> None:
    """The whole and the sections are learning resources, cards of resources are how-tos."""
    kinds = {"framework/": "LearningResource"}
    kinds |= {f"framework/{section.id}/": "LearningResource" for section in framework.sections}
    kinds |= {f"resources/{resource.id}/": "HowTo" for resource in framework.resources}
    found = {
        page.address.removeprefix(SITE_URL): [(d["@type"], d["url"]) for d in described(page)]
        for page in toolkit.pages.values()
        if described(page)
    }
    assert found == {path: [(kind, SITE_URL + path)] for path, kind in kinds.items()}


def test_the_page_of_the_framework_leads_programs_to_the_data(toolkit: Site) -> None:
    """The same framework as JSON and as a table."""
    links = list(toolkit["framework/"].root.find("link", rel="alternate"))
    assert [(link.attributes["type"], link.attributes["href"]) for link in links] == [
        ("application/json", "../framework.json"),
        ("text/csv", "../framework.csv"),
    ]


@pytest.fixture(scope="module")
def cards(toolkit: Site) -> list[Page]:
    """The questions to embed."""
    return toolkit.below("embed/")


def test_a_question_to_embed_weighs_less_than_15_kilobytes(cards: list[Page]) -> None:
    """The page and all that it loads: its style and its icon."""
    for page in cards:
        files = [page.file.parent / Path(element) for element in relative_loads(page)]
        assert sum(file.stat().st_size for file in (page.file, *files)) < 15_000


def relative_loads(page: Page) -> list[str]:
    """What a page loads, as the page names it."""
    return [
        link.attributes["href"]
        for link in page.root.find("link")
        if not link.has("rel", "canonical")
    ]


def test_a_question_to_embed_is_kept_out_of_search_engines(cards: list[Page]) -> None:
    """The question is found in its place, not twice; the card says so and is in no site map."""
    for page in cards:
        assert "noindex" == page.one("meta", name="robots").attributes["content"]
        assert page.address not in (page.file.parents[2] / "sitemap.xml").read_text()


def test_a_link_on_a_question_to_embed_never_opens_inside_the_frame(cards: list[Page]) -> None:
    """It opens in a new tab and says so, and leads to the permanent address."""
    for page in cards:
        name = page.file.parent.name
        link = page.one("a", rel="noopener")
        assert ("_blank", True) == (link.attributes["target"], "new tab" in link.text)
        assert (f"{SITE_URL}go/{name}/",) == page.leads
