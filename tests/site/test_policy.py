"""What a page may do is written in the page: no inline code or style but what its policy names."""

from __future__ import annotations

import base64
import hashlib

import pytest

from tests.site.markup import Element, Page, Site


def policy(page: Page) -> dict[str, list[str]]:
    """The page's content security policy: the sources of each directive."""
    content = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    return {name: sources for name, *sources in map(str.split, content.split(";"))}


def inline_scripts(page: Page) -> list[Element]:
    """Scripts in the page itself; data in JSON does not run."""
    return [
        script
        for script in page.root.find("script")
        if "src" not in script.attributes and not script.attributes.get("type", "").endswith("json")
    ]


@pytest.fixture(scope="module")
def pages(toolkit: Site) -> list[Page]:
    return list(toolkit.pages.values())


def test_every_page_loads_from_its_own_origin_unless_it_says_otherwise(pages: list[Page]) -> None:
    """Each page has one policy whose default is the site itself."""
    for page in pages:
        assert ["'self'"] == policy(page)["default-src"], page.address


def test_no_policy_allows_unnamed_inline_code_or_evaluation(pages: list[Page]) -> None:
    """Neither scripts nor styles may stand inline unnamed; none may be made from text."""
    for page in pages:
        sources = {source for sources in policy(page).values() for source in sources}
        assert set() == sources & {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*"}


def test_the_policy_comes_before_anything_that_is_loaded(pages: list[Page]) -> None:
    """A policy in a page holds only for what follows it."""
    for page in pages:
        tags = [(e.tag, e.attributes.get("http-equiv", "")) for e in page.elements]
        meta = tags.index(("meta", "Content-Security-Policy"))
        assert not {"script", "link", "style", "img"} & {tag for tag, _ in tags[:meta]}


def test_every_inline_script_is_named_by_its_hash(pages: list[Page]) -> None:
    """The policy names the SHA-256 of each inline script, and no other."""
    for page in pages:
        hashes = [
            base64.b64encode(hashlib.sha256(script.raw.encode()).digest()).decode()
            for script in inline_scripts(page)
        ]
        named = policy(page).get("script-src", ["'self'"])
        expected = [f"'sha256-{digest}'" for digest in hashes]
        assert expected == [source for source in named if source != "'self'"], page.address


def test_no_element_has_a_style_or_a_handler_of_its_own(pages: list[Page]) -> None:
    """Looks are in style sheets and behaviour in modules; the policy would refuse them here."""
    for page in pages:
        attributes = {name for element in page.elements for name in element.attributes}
        assert [] == [name for name in attributes if name == "style" or name.startswith("on")]
        assert [] == list(page.root.find("style"))
