"""What search can find: everything with an address once, at its own place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest

from generator.model.framework import Framework
from tests.conftest import SITE_URL, mkdocs
from tests.golden import SMALL
from tests.site.markup import Element, Site


@pytest.fixture(scope="module")
def listed(toolkit: Site) -> dict[str, Element]:
    """The links of the list of everything, by where they lead."""
    page = toolkit["search/"]
    links = [link for link in page.root.find("a") if "data-kind" in link.attributes]
    found = {urljoin(page.address, link.attributes["href"]): link for link in links}
    assert len(found) == len(links)
    return found


@pytest.fixture(scope="module")
def told(site: Path) -> list[dict[str, str]]:
    """The texts."""
    return texts(site)


def texts(site: Path) -> list[dict[str, str]]:
    (file,) = site.glob("assets/search.*.json")
    return list(json.loads(file.read_text(encoding="utf-8")))


def test_each_question_is_listed_at_its_own_place(
    listed: dict[str, Element], framework: Framework
) -> None:
    """With its number, its words and the sheet of its section."""
    for number, section, question in framework.questions:
        link = listed[f"{SITE_URL}framework/{section.id}/#{question.id}"]
        assert f"{number} {question.text}" == link.text
        assert (str(number), f"../worksheets/{section.id}/") == (
            link.attributes["data-number"],
            link.attributes["data-sheet"],
        )


def test_each_record_sheet_word_and_page_is_listed(
    listed: dict[str, Element], toolkit: Site, framework: Framework
) -> None:
    """All that has a page of its own, but for permanent addresses, cards to embed and itself."""
    for record in (*framework.resources, *framework.plans):
        kind = "resources" if record in framework.resources else "plan"
        assert record.title == listed[f"{SITE_URL}{kind}/{record.id}/"].text
    for term in framework.terms:
        assert term.term == listed[f"{SITE_URL}use/glossary/#{term.id}"].text
    apart = ("go/", "embed/", "search/", "session/print/", "session/show/", "404.html")
    pages = {
        address
        for address in toolkit.pages
        if not address.startswith(tuple(SITE_URL + it for it in apart))
    }
    assert pages - {address for address in pages if address.endswith("/large/")} == {
        address for address in listed if "#" not in address
    }


def test_the_site_map_holds_the_page(toolkit: Site) -> None:
    """It is a page like others, with a description and a canonical address."""
    assert f"<loc>{SITE_URL}search/</loc>" in (toolkit.folder / "sitemap.xml").read_text()
    assert f"{SITE_URL}search/" in toolkit["search/"].tells


def test_every_page_leads_to_the_search(toolkit: Site) -> None:
    """Every page of the theme: by a link, which needs no script."""
    themed = [
        page for page in toolkit.pages.values() if list(page.root.find("header", class_="top"))
    ]
    assert len(themed) > 40
    assert [] == [page.address for page in themed if f"{SITE_URL}search/#q" not in page.leads]


def test_the_words_of_a_question_are_found_in_its_own_entry_and_in_advice_alone(
    told: list[dict[str, str]], framework: Framework
) -> None:
    """What repeats a question because it is generated leaves it out."""
    generated = ("framework/", "resources/", "plan/", "worksheets/", "use/glossary/")
    held = " ".join(
        json.dumps(it, ensure_ascii=False) for it in told if it["path"].startswith(generated)
    )
    assert [] == [it.question.id for it in framework.questions if it.question.text in held]


@pytest.mark.parametrize(
    "repeated",
    [
        "Link to question",
        "Open as a page to print",
        "Next section",
        "ask before you publish",
        "iframe",
    ],
)
def test_what_repeats_on_pages_is_not_told(told: list[dict[str, str]], repeated: str) -> None:
    """Buttons, ways to other sections, credits and code would be found on every page."""
    pages = [it for it in told if not it["path"].startswith("about/")]
    assert [] == [it["path"] for it in pages if repeated in it.get("text", "")]


def test_ways_in_are_found_and_never_among_what_is_shown(
    told: list[dict[str, str]], framework: Framework
) -> None:
    """A result shows the framework's words as such, and not ours as if they were."""
    help_ = {it["path"]: it["help"] for it in told if "help" in it}
    shown = json.dumps([it | {"help": ""} for it in told], ensure_ascii=False)
    for _, section, question in framework.questions:
        assert question.ways_in
        for said in (*question.ways_in.prompts, question.ways_in.listen_for):
            assert said in help_[f"framework/{section.id}/#{question.id}"]
            assert said not in shown


def test_every_entry_leads_to_a_place_that_exists(
    told: list[dict[str, str]], listed: dict[str, Element], toolkit: Site
) -> None:
    """A result never leads to a missing page or anchor; what is no part of a page is listed."""
    paths = [it["path"] for it in told]
    assert [] == [path for path in (*paths,) if not toolkit.holds(SITE_URL + path)]
    assert [] == [address for address in listed if not toolkit.holds(address)]
    assert sorted(set(paths)) == sorted(paths)
    assert [] == [
        it["path"]
        for it in told
        if it.get("kind") != "part" and SITE_URL + it["path"] not in listed
    ]


LEFT_OUT = """\
---
title: A page
search:
  exclude: true
---

# A page

Words about herons.
"""
SHOWN = """\
# Another page

Some words &amp; `code` first. <span data-search-exclude>Not these herons.</span>

## A part with **bold** words

| One | Two |
| --- | --- |
| three | four |

- five
- six
"""


def test_pages_by_hand_are_told_part_by_part_unless_they_ask_to_be_left_out(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    """Each heading with an id begins a part; what a page marks is left out."""
    folder = project(SMALL, {"left-out.md": LEFT_OUT, "shown.md": SHOWN})
    config = folder / "mkdocs.yml"
    nav = "  - Worksheets: worksheets/*\n  - Left out: left-out.md\n  - Shown: shown.md\n"
    config.write_text(config.read_text().replace("  - Worksheets: worksheets/*\n", nav))
    done = mkdocs(folder, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    told = texts(tmp_path / "site")
    assert "herons" not in json.dumps(told)
    page = (tmp_path / "site/search/index.html").read_text()
    links = [f'"../{name}/" data-kind="page"' in page for name in ("left-out", "shown")]
    assert links == [False, True]
    assert [it for it in told if it["path"].startswith("shown/")] == [
        {"path": "shown/", "text": "Some words & code first."},
        {
            "path": "shown/#a-part-with-bold-words",
            "kind": "part",
            "what": "Page: Shown",
            "title": "A part with bold words",
            "text": "One\nTwo\nthree\nfour\nfive\nsix",
        },
    ]


def test_the_same_data_gives_the_same_texts(project: Callable[..., Path], tmp_path: Path) -> None:
    """Byte for byte, under the same name."""
    folder = project(SMALL, {})
    made = []
    for name in ("a", "b"):
        done = mkdocs(folder, tmp_path / name)
        assert done.returncode == 0, done.stderr
        (file,) = (tmp_path / name).glob("assets/search.*.json")
        made.append(
            (file.name, file.read_bytes(), (tmp_path / name / "search/index.html").read_bytes())
        )
    assert made[0] == made[1]
