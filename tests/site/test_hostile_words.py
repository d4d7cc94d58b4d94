"""Words that look like code are words: every page shows them as they were written."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import SITE_URL, Once
from tests.site import frameworks
from tests.site.markup import Page, Site, words

SECTIONS = ("roots", "fruit")
STARTS = ("# ", "- ", "1. ", "> ", "```", "| a | b | ", "!!! note ", "[a]: ", "*** ", "=== ", "<p>")
"""What begins a block in Markdown; each in turn begins a field."""

INSIDE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# hidden #}",
    "javascript:alert(1)",
    "**x** [a](b) ![i](j) # | \\` * `_y_`",
    "&amp; &lt;b&gt; &#65; &copy",
    "\"double\" 'single'",
    "</textarea></title></h1></div>",
    "{#id} {: .class } { data-search-exclude }",
    "<!-- hidden --> <b onclick=alert(1)>",
    "http://bare.example *[HTML]: x ]]> --- ...",
    "W" + "o" * 498 + "w",
)


class Built(NamedTuple):
    """A site, and the words of each field in its data."""

    site: Site
    held: dict[str, Any]
    say: Callable[[str], str]


def build(once: Once, name: str, say: Callable[[str], str]) -> Built:
    held = frameworks.records(say, SECTIONS)
    return Built(Site(frameworks.site(once, name, held, SECTIONS), SITE_URL), held, say)


@pytest.fixture(scope="module")
def hostile(once: Once) -> Built:
    """A site all of whose words are hostile."""
    starts = itertools.cycle(STARTS)
    said: dict[str, str] = {}

    def say(name: str) -> str:
        if name not in said:
            said[name] = f"{next(starts)}{' '.join(INSIDE)} {name}"
        return said[name]

    return build(once, "hostile-words", say)


@pytest.fixture(scope="module")
def plain(once: Once) -> Built:
    """The same site in plain words."""
    return build(once, "plain-words", lambda name: name)


def missing(page: Page, texts: list[str]) -> list[str]:
    """The texts that the page does not show, letter for letter."""
    return [text for text in texts if words(text) not in page.root.text]


def test_every_word_stands_on_the_site_as_it_was_written(hostile: Built) -> None:
    """Unescaped once, as a browser does, the pages hold exactly the data."""
    everything = "\n".join(page.root.text for page in hostile.site.pages.values())
    written = [words(text) for text in frameworks.texts(list(hostile.held.values()))]
    assert [] == [text for text in written if text not in everything]


def test_each_page_shows_the_words_that_belong_on_it(hostile: Built) -> None:
    """Home, overview, section, resources, resource, worksheets, sheets and the error page."""
    say, site, held = hostile.say, hostile.site, hostile.held
    section = list(frameworks.texts(held["sections/1-roots.yml"]))
    asked = [say("roots-1"), say("roots-2")]
    walk = list(frameworks.texts(held["resources/walk.yml"]))
    titles = [say("roots title"), say("fruit title")]
    names = [say("walk title"), say("reading title")]
    prompts = [say("walk prompts 1"), say("walk prompts 2")]
    about = [say(f"about {key}") for key in ("title", "summary", "introduction")]
    belongs = {
        "": [*asked, *names, *titles, say("about introduction"), say("walk work 1 statement")],
        "framework/": [*about, *titles, *asked, say("about statement")],
        "framework/roots/": [*section, say("walk title"), say("fruit label")],
        "resources/": [*names, say("walk summary"), say("fruit label")],
        "resources/walk/": walk,
        "worksheets/": [say("roots label"), say("fruit label"), *names],
        "worksheets/roots/": [say("roots title"), *asked, say("about short_title")],
        "worksheets/walk/large/": [say("walk title"), *prompts, say("walk work 1 holder")],
        "worksheets/framework/": [*titles, *asked, say("about edition")],
        "404.html": [say("roots label")],
    }
    assert {} == {
        path: gone for path, texts in belongs.items() if (gone := missing(site[path], texts))
    }


@pytest.mark.parametrize(
    ("name", "field"),
    [("roots", "roots title"), ("roots-1", "roots-1"), ("walk", "walk title")],
)
def test_a_permanent_address_shows_the_words_it_stands_for(
    hostile: Built, name: str, field: str
) -> None:
    """On `/go/<id>/` the heading is the name of the record, letter for letter."""
    assert words(hostile.say(field)) == hostile.site[f"go/{name}/"].one("h1").text


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("framework/", "about title"),
        ("framework/roots/", "roots title"),
        ("resources/walk/", "walk title"),
        ("go/roots-1/", "roots-1"),
        ("embed/roots-1/", "roots-1"),
        ("worksheets/walk/", "walk title"),
        ("worksheets/roots/large/", "roots title"),
    ],
)
def test_the_title_of_a_page_holds_the_words_as_written(
    hostile: Built, path: str, field: str
) -> None:
    """What the browser's tab shows is neither code nor escaped twice."""
    assert words(hostile.say(field)) in hostile.site[path].one("title").text


def test_the_description_of_a_page_holds_the_words_as_written(hostile: Built) -> None:
    """What a search engine shows is neither code nor escaped twice."""
    meta = hostile.site["framework/roots/"].one("meta", name="description")
    assert words(hostile.say("roots summary")) == words(meta.attributes["content"])


def test_previews_and_search_engines_are_told_the_words_as_written(hostile: Built) -> None:
    """Neither the tags nor the data in the head of a page can be broken out of."""
    say = hostile.say
    for path, title, summary in (
        ("framework/roots/", "roots title", "roots summary"),
        ("resources/walk/", "walk title", "walk summary"),
        ("framework/", "about title", "about summary"),
    ):
        page = hostile.site[path]
        (shown,) = page.root.find("meta", property="og:title")
        (description,) = page.root.find("meta", property="og:description")
        assert words(say(title)) in words(shown.attributes["content"])
        assert words(say(summary)) == words(description.attributes["content"])
        data = page.one("script", type="application/ld+json").raw
        told = json.loads(data)
        assert (words(say(title)), words(say(summary))) == (
            words(told["name"]),
            words(told["description"]),
        )
        assert set() == set(data) & set("<>&")


def test_hostile_words_change_nothing_but_words(hostile: Built, plain: Built) -> None:
    """Element for element and attribute for attribute, the pages are those of plain words.

    Longer words need more pages of paper, so a sheet repeats what stands on each: it has no
    element that no sheet of plain words has.
    """

    def skeleton(page: Page) -> list[tuple[str, tuple[str, ...]]]:
        return [(element.tag, tuple(element.attributes)) for element in page.elements]

    assert list(plain.site.pages) == list(hostile.site.pages)
    sheets = {address for address in plain.site.pages if re.search("/worksheets/.", address)}
    known = {element for address in sheets for element in skeleton(plain.site.pages[address])}
    for address, page in hostile.site.pages.items():
        if address in sheets:
            assert set(skeleton(page)) <= known, address
        else:
            assert skeleton(plain.site.pages[address]) == skeleton(page), address


def test_links_lead_where_they_lead_with_plain_words(hostile: Built, plain: Built) -> None:
    """No word becomes an address, and none changes one."""
    for address, page in hostile.site.pages.items():
        told = plain.site.pages[address]
        # The texts of the search have a name made of their content.
        loads = [
            {it for it in loaded if not it.endswith(".json")} for loaded in (told.loads, page.loads)
        ]
        assert (told.leads, loads[0]) == (page.leads, loads[1])
        assert {urlsplit(target).scheme for target in page.leads} <= {"http", "https"}


def test_nothing_is_computed_from_words(hostile: Built) -> None:
    """`{{ 7*7 }}` never becomes 49."""
    holding = [p.address for p in hostile.site.pages.values() if re.search(r"\b49\b", p.root.text)]
    assert [] == holding


def test_search_finds_hostile_words_at_their_own_place(hostile: Built) -> None:
    """Its list and its texts hold pages and questions under their titles, as written."""
    page = hostile.site["search/"]
    titles = {
        urljoin(page.address, link.attributes["href"]): link.text for link in page.root.find("a")
    }
    question, section = (
        titles[f"{SITE_URL}framework/roots/#roots-1"],
        titles[f"{SITE_URL}framework/roots/"],
    )
    assert f"1.1 {words(hostile.say('roots-1'))}" == question
    assert f"1. {words(hostile.say('roots title'))}" == section
    (file,) = hostile.site.folder.glob("assets/search.*.json")
    told = {entry["path"]: entry for entry in json.loads(file.read_text(encoding="utf-8"))}
    assert words(hostile.say("walk summary")) == words(told["resources/walk/"]["summary"])
    assert words(hostile.say("roots-1 safer")) in words(told["framework/roots/#roots-1"]["help"])
