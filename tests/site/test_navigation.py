"""Whatever navigation MkDocs takes, its links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.golden import SMALL
from tests.robust.builds import built

NAV = """\
nav:
  - Home: index.md
  - Framework: framework/*
  - Resources: resources/*
  - Session plans: plan/*
  - Worksheets: worksheets/*
  - Notebook: notebook/*
"""

DEEP = """\
nav:
  - index.md
  - about/index.md
  - https://web.example/x
  - Write to us: mailto:us@web.example
  - Data: framework.json
  - Deep:
      - Deeper:
          - Web: https://web.example/
          - Deepest:
              - more.md
              - framework/*
      - about/who.md
  - Empty: []
  - Hollow:
      - Hollower:
          - Plans: plan/*
  - resources/*
  - Kept back: later.md
  - Worksheets: worksheets/*
  - Notebook: notebook/*
draft_docs: later.md
validation: {nav: {not_found: ignore}}
"""

HOME_WITHIN = """\
nav:
  - Everything:
      - Start: index.md
      - About us: about/index.md
      - Who: about/who.md
      - framework/*
      - Resources: resources/*
      - worksheets/*
      - Notebook: notebook/*
      - more.md
draft_docs: later.md
"""

PAGES = {
    "about/index.md": "# About it\n",
    "about/who.md": "# Who we are\n",
    "more.md": "# More\n",
    "later.md": "# Later\n",
}


@pytest.fixture
def site(project: Callable[..., Path]) -> Callable[..., Path]:
    """Builds the small framework with a navigation and pages; returns the site."""

    def build(nav: str, pages: dict[str, str]) -> Path:
        folder = project(SMALL, pages)
        config = folder / "mkdocs.yml"
        config.write_text(config.read_text().replace(NAV, nav))
        code, said = built(folder)
        assert code == 0, said
        return folder / "site"

    return build


def links(html: str, start: str) -> list[tuple[str, str]]:
    """The address and the words of each link in the first part of a page that begins so."""
    part = html.partition(start)[2].partition("</nav>")[0]
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', part)
    return [(unescape(address), unescape(words)) for address, words in found]


def read(site: Path, path: str) -> str:
    """A page of a site."""
    return (site / path).read_text(encoding="utf-8")


MENU, FOOT = '<nav class="menu__items"', '<nav aria-label="About this site"'


def test_the_menu_leads_to_what_each_entry_holds_first(site: Callable[..., Path]) -> None:
    """A page, an address, or the first of either in a section, however deep."""
    made = site(DEEP, PAGES)
    assert links(read(made, "more/index.html"), MENU) == [
        ("../about/", "About it"),
        ("https://web.example/x", "https://web.example/x"),
        ("mailto:us@web.example", "Write to us"),
        ("../framework.json", "Data"),
        ("https://web.example/", "Deep"),
        ("../resources/", "All resources"),
        ("../resources/walk/", "A walk"),
        ("../resources/read/", "A book"),
        ("../worksheets/", "Worksheets"),
        ("../notebook/", "Notebook"),
    ]


def test_a_branch_shows_its_sections_within_sections(site: Callable[..., Path]) -> None:
    """Each link stands below the name of its section, and says where the reader is."""
    page = read(site(DEEP, PAGES), "more/index.html")
    branch = page.partition('<nav class="branch" ')[2].partition("</nav>")[0]
    assert re.sub(r"<a[^>]*>|</a>|\s+(?=<)|(?<=>)\s+", "", branch).partition(">")[2] == (
        "<ul><li>Deeper<ul><li>Web</li><li>Deepest<ul><li>More</li><li>At a glance</li>"
        "<li>1. First</li><li>2. Next</li></ul></li></ul></li><li>Who we are</li></ul>"
    )
    assert '<a href="./" aria-current="page">More</a>' in branch


def test_the_foot_of_a_page_finds_its_links_by_what_they_are(site: Callable[..., Path]) -> None:
    """The pages below `about/`, wherever the navigation has them."""
    for nav in (DEEP, HOME_WITHIN, "nav: []\nexclude_docs: later.md\n"):
        page = read(site(nav, PAGES), "framework/index.html")
        assert [address for address, _ in links(page, FOOT)] == ["../about/", "../about/who/"]


def test_without_such_pages_nothing_is_said_of_them(site: Callable[..., Path]) -> None:
    """An empty list would be read out."""
    assert FOOT not in read(site(NAV, {}), "index.html")


def test_the_page_for_errors_leads_to_the_sections(site: Callable[..., Path]) -> None:
    """They are found by what they are: links from the root, since it is shown anywhere."""
    said = read(site(DEEP, PAGES), "404.html").partition("<h1>")[2].partition("</article>")[0]
    found = [unescape(address) for address in re.findall(r'<a href="([^"]*)"', said)]
    assert found[:5] == [
        "/toolkit/",
        "/toolkit/about/",
        "https://web.example/x",
        "mailto:us@web.example",
        "/toolkit/framework.json",
    ]
    assert {"/toolkit/framework/one/", "/toolkit/framework/two/"} <= {*found}
    assert not [address for address in found if address.endswith(".")]


@pytest.mark.parametrize(
    "nav",
    [
        DEEP,
        HOME_WITHIN,
        "nav: []\nexclude_docs: later.md\n",
        "nav: [index.md, about/index.md]\nnot_in_nav: |\n  *\n",
        "nav:\n  - Only:\n      - https://web.example/\nnot_in_nav: |\n  *\n",
    ],
    ids=["deep", "home within", "none", "two pages", "one address"],
)
def test_every_link_of_a_site_leads_somewhere(site: Callable[..., Path], nav: str) -> None:
    """Whatever the navigation, no page has a link to nothing, and each leads home."""
    made = site(nav, PAGES)
    pages = [
        file
        for file in made.rglob("*.html")
        if "md-header" in (text := file.read_text()) or 'class="top"' in text
    ]
    assert len(pages) > 5
    broken = []
    for file in pages:
        html = file.read_text(encoding="utf-8")
        assert not re.search(r'(?:href|src)="(?:None|\.)?"', html), file
        assert ">None<" not in html
        for address in re.findall(r'<a [^>]*?href="([^"#?]+)', html):
            if re.match("[a-z]+:", address):
                continue
            below = address.removeprefix("/toolkit/")
            target = (made if below != address else file.parent) / below
            if not (target if target.is_file() else target / "index.html").is_file():
                broken.append((file.relative_to(made).as_posix(), address))
    assert broken == []
