"""Every link of the built site leads somewhere, and every page can be reached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

from generator.model.framework import Framework
from tests.conftest import SITE_URL
from tests.site.markup import Site

STYLE_REFERENCE = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


def references(site: Site) -> Iterator[tuple[str, str]]:
    """Every address named by every page and by its style sheets, with who names it."""
    for page in site.pages.values():
        for target in (*page.leads, *page.loads, *page.tells):
            yield page.address, target
    for sheet in style_sheets(site):
        text = (site.folder / sheet.removeprefix(site.address)).read_text(encoding="utf-8")
        for found in STYLE_REFERENCE.finditer(text):
            yield sheet, urljoin(sheet, found[1] or found[2])


def style_sheets(site: Site) -> set[str]:
    """The addresses of the style sheets that pages use."""
    return {
        urljoin(page.address, link.attributes["href"])
        for page in site.pages.values()
        for link in page.root.find("link", rel="stylesheet")
    }


def test_every_link_and_anchor_of_the_site_resolves_inside_it(toolkit: Site) -> None:
    """Pages, sheets, permanent addresses, scripts, styles, fonts and anchors all exist."""
    broken = [
        f"{page} -> {target}"
        for page, target in references(toolkit)
        if target.startswith(toolkit.address) and not toolkit.holds(target)
    ]
    assert [] == broken


def test_no_link_leaves_the_folder_in_which_the_site_is_published(toolkit: Site) -> None:
    """A site below a sub-path never points above it on its own host."""
    host = urlsplit(SITE_URL).netloc
    above = [
        f"{page} -> {target}"
        for page, target in references(toolkit)
        if urlsplit(target).netloc == host and not target.startswith(SITE_URL)
    ]
    assert [] == above


def test_links_to_other_places_are_web_or_mail_addresses(toolkit: Site) -> None:
    """No link runs script or opens a file."""
    assert {urlsplit(target).scheme for _, target in references(toolkit)} <= {
        "http",
        "https",
        "mailto",
    }


def test_nothing_that_a_page_loads_comes_from_another_origin(toolkit: Site) -> None:
    """Scripts, styles, icons, fonts and pictures come from the site itself."""
    elsewhere = [
        f"{page.address} -> {target}"
        for page in toolkit.pages.values()
        for target in page.loads
        if not target.startswith(toolkit.address)
    ]
    named_by_styles = [
        f"{sheet} -> {target}"
        for sheet, target in references(toolkit)
        if sheet.endswith(".css") and not target.startswith(toolkit.address)
    ]
    assert [] == elsewhere + named_by_styles


def test_every_page_can_be_reached_from_the_home_page(toolkit: Site) -> None:
    """Following links from the home page visits all pages but those made for other places.

    They are the page for errors, which the server shows, and questions to embed, which other
    sites show.
    """
    seen: set[str] = set()
    waiting = [toolkit.address]
    while waiting:
        address = waiting.pop()
        if address in toolkit.pages and address not in seen:
            seen.add(address)
            waiting += [urldefrag(target)[0] for target in toolkit.pages[address].leads]
    for_others = {page.address for page in toolkit.below("404.html", "embed/")}
    assert for_others == set(toolkit.pages) - seen


def test_every_record_shows_the_way_to_its_permanent_address(
    toolkit: Site, framework: Framework
) -> None:
    """Sections, questions, resources and the whole framework link to `/go/<id>/`."""
    every = [numbered.question.id for numbered in framework.questions]
    shown = {"framework/": ["framework", *every]}
    for section in framework.sections:
        ids = [section.id, *(question.id for question in section.questions)]
        shown[f"framework/{section.id}/"] = ids
    for resource in framework.resources:
        shown[f"resources/{resource.id}/"] = [resource.id]
    for path, ids in shown.items():
        wanted = sorted(f"{toolkit.address}go/{name}/" for name in ids)
        assert wanted == sorted(target for target in toolkit[path].leads if "/go/" in target)


def test_a_permanent_address_leads_on_by_refresh_and_by_link(
    toolkit: Site, framework: Framework
) -> None:
    """The page at `/go/<id>/` leads to where the record stands, with no script."""
    for section in framework.sections:
        for question in section.questions:
            target = f"{toolkit.address}framework/{section.id}/#{question.id}"
            page = toolkit[f"go/{question.id}/"]
            assert (target, target) == page.leads
            assert list(page.one("noscript").find("meta", http_equiv="refresh"))


def test_ids_are_unique_in_each_page(toolkit: Site) -> None:
    """No id stands twice in a page, so that each anchor and label means one thing."""
    for page in toolkit.pages.values():
        assert sorted(set(page.ids)) == sorted(page.ids), page.address


def test_every_address_answers_when_the_site_is_served_below_a_sub_path(
    toolkit: Site, site: Path, serve: Callable[[Path], str]
) -> None:
    """A plain web server finds everything that pages and style sheets name."""
    served = serve(site)
    targets = {urldefrag(target)[0] for _, target in references(toolkit)}
    for target in sorted(targets):
        if target.startswith(toolkit.address):
            with urlopen(served + target.removeprefix(toolkit.address)) as answer:
                assert 200 == answer.status
