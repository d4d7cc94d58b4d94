"""What was published stays: every address of version 1 lands well in version 2."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from tests.conftest import SITE_URL
from tests.site import versions
from tests.site.markup import Page, Site

LANDS = {
    "roots": "framework/roots/",
    "stem": "framework/roots/#trunk",
    "leaf": "framework/roots/#bark",
    "bark": "framework/roots/#bark",
    "twig": "framework/roots/#twig",
    "apple": "framework/roots/#apple",
    "pear": "framework/harvest/#pear",
    "fruit": "framework/harvest/",
    "fruit-ways": "worksheets/harvest-ways/",
    "fruit-look-back": "worksheets/harvest-look-back/",
    "walk": "resources/stroll/",
    "walk-run": "worksheets/stroll-run/",
    "reading": "resources/reading/",
    "next-steps": "worksheets/next-steps/",
}
"""Where the permanent address of each id of version 1 leads at once."""

STAYS = {"seed": ("kernel", "husk"), "moss": ("bark",)}
"""Ids of version 1 whose address stays where it is, and what its page offers."""


@pytest.fixture(scope="session")
def then(both: tuple[Path, Path]) -> Site:
    return Site(both[0], SITE_URL)


@pytest.fixture(scope="session")
def now(both: tuple[Path, Path]) -> Site:
    return Site(both[1], SITE_URL)


def refreshed(page: Page) -> str | None:
    """Where a page without script leads at once."""
    found = [e.attributes["content"] for e in page.root.find("meta", http_equiv="refresh")]
    return urljoin(page.address, found[0].partition("url=")[2]) if found else None


def test_no_address_of_the_first_version_is_lost(then: Site, now: Site) -> None:
    """Every page and file that was, is; so is every anchor by which a question could be linked."""
    questions = set(versions.QUESTIONS)
    addresses = [
        f"{address}{anchor}"
        for address, page in then.pages.items()
        for anchor in ("", *(f"#{name}" for name in page.ids if name in questions))
    ]
    sheets = [file.relative_to(then.folder) for file in then.folder.glob("worksheets/*/*.*")]
    codes = [file.relative_to(then.folder) for file in then.folder.glob("go/*/qr.*")]
    addresses += [SITE_URL + file.as_posix() for file in (*sheets, *codes)]
    assert len(sheets) > 80, len(sheets)
    assert [address for address in addresses if not now.holds(address)] == []


@pytest.mark.parametrize(("name", "path"), LANDS.items(), ids=LANDS)
def test_a_permanent_address_leads_on_without_script(now: Site, name: str, path: str) -> None:
    """It leads at once to where the words stand now."""
    assert refreshed(now[f"go/{name}/"]) == SITE_URL + path
    assert now.holds(SITE_URL + path)


@pytest.mark.parametrize(("name", "offers"), STAYS.items(), ids=STAYS)
def test_what_has_no_single_heir_keeps_its_page(
    now: Site, name: str, offers: tuple[str, ...]
) -> None:
    """It shows the last words, since when and why, and where to go."""
    page = now[f"go/{name}/"]
    assert refreshed(page) is None
    assert page.one("h1").text == f"How is the {name}?"
    assert "version 2" in page.one(class_="fate").text
    assert {SITE_URL + f"framework/roots/#{to}" for to in offers} <= set(page.leads)


def test_a_retired_question_says_why(now: Site) -> None:
    """The reason stands on its page."""
    assert "It asked of bark." in now["go/moss/"].one(class_="fate").text


def test_old_anchors_stand_beside_what_took_their_place(now: Site) -> None:
    """The anchor of a renamed or merged question is in the block of its heir."""
    page = now["framework/roots/"]
    for old, new in (("stem", "trunk"), ("leaf", "bark")):
        anchor = page.one(id=old)
        assert anchor.parent
        assert [head.attributes["id"] for head in anchor.parent.find("h2")] == [new]


def test_what_moved_away_is_told_at_its_old_anchor(now: Site) -> None:
    """Where no heir stands on the page, a line says where to go."""
    page = now["framework/roots/"]
    for name, offers in STAYS.items():
        line = page.one("li", id=name)
        leads = {urljoin(page.address, a.attributes["href"]) for a in line.find("a")}
        assert leads == {f"{page.address}#{to}" for to in offers}
    gone = now["framework/fruit/"]
    (apple,) = gone.one("li", id="apple").find("a")
    assert urljoin(gone.address, apple.attributes["href"]) == SITE_URL + "go/apple/"


def test_what_changed_is_told_with_the_words_before_and_after(now: Site) -> None:
    """The page of a question, and of its section, lists it; so a print-out can be compared."""
    for path in ("go/twig/", "go/roots/", "framework/roots/"):
        told = [e.text for e in now[path].root.find("li", data_release="2022-2")]
        words = [line for line in told if "How is the twig?" in line]
        assert len(words) == 1
        assert "How is each twig now?" in words[0]
    told = [e.text for e in now["go/roots/"].root.find("li", data_release="2022-2")]
    for word in ("leaf", "seed", "moss", "twig", "apple"):
        assert [line for line in told if f"How is the {word}?" in line], word


def test_what_did_not_change_has_nothing_to_tell(now: Site) -> None:
    """No change is made up."""
    for name in ("pear", "shade-1", "shade", "reading"):
        assert [*now[f"go/{name}/"].root.find(data_release="2022-2")] == [], name


def test_each_page_introduces_itself_where_it_is_shared(now: Site) -> None:
    """Title, description and address for previews; small, and in no theme."""
    for page in now.below("go/"):
        about = {
            e.attributes.get("property", ""): e.attributes["content"]
            for e in page.root.find("meta")
            if "content" in e.attributes
        }
        assert about["og:title"] in page.one("title").text
        assert about["og:description"]
        assert urldefrag(about["og:url"]).url == page.address
        assert len(page.file.read_bytes()) < 10_000
