"""The files of a site, as MkDocs takes them: generated pages, sheets, data, assets, the search."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import unescape
from os.path import relpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from generator import project
from generator.build import Site
from generator.permalinks.places import LISTS, source_of
from generator.sheets.shelf import Made, downloads
from generator.web import (
    assets,
    dataset,
    notebook_schema,
    pages,
    policy,
    search_index,
    sheet_pages,
)
from generator.web.page import Page


class LateFile(File):
    """A file whose content `make` returns when it is read or written; it is not kept.

    Of a page in the theme that is its front matter; `html` returns the rest.
    """

    make: Callable[[], bytes]
    html: Callable[[], str]

    def fill(self) -> None:
        """Have the content made, before the file is read."""
        self.content_bytes = self.make()

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file."""
        self.fill()
        super().copy_file(dirty)
        self.content_bytes = b""


def _late(path: str, make: Callable[[], bytes], config: MkDocsConfig, **more: Any) -> LateFile:
    file = LateFile.generated(config, path, content=b"", **more)
    assert isinstance(file, LateFile)
    file.make = make
    return file


def publish_assets(files: Files, site: Site, config: MkDocsConfig) -> None:
    """Add each asset to `files`, under the name and with the content that it is published with.

    Left out are styles that stand in those importing them.
    """
    for file in list(files):
        if file.src_uri.startswith(assets.FOLDER):
            files.remove(file)
        elif assets.is_text(file.src_uri) and not file.is_documentation_page():
            file.content_bytes = assets.normalise_newlines(file.content_bytes)
    for path, asset in site.assets.items():
        file = File.generated(config, path, content=asset.content)
        file.dest_uri = asset.path
        files.append(file)


def generated(
    site: Site, made: Sequence[Made], config: MkDocsConfig, *, bare: bool
) -> Iterator[File]:
    """Each generated page, then the sheets that were `made`, data for programs and QR codes.

    `bare` pages have no content security policy: MkDocs' live reload needs an inline script.
    """
    for page in _pages(site, made):
        listed = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
        file = _late(page.path, partial(_source, page, bare), config, inclusion=listed)
        file.html = page.html
        # The pencil of a page that shows one record opens its data; others have none.
        file.edit_uri = None
        if page.record:
            file.edit_uri = relpath(site.written[page.record].path, config.docs_dir)
        yield file
    for sheet in made:
        for path in site.links.files(sheet.path, sheet.job.name):
            yield File.generated(config, path, content=sheet.content)
    data = (*dataset.files(site.framework, site.links), *notebook_schema.files(site.links))
    for path, make in (*data, *site.shelf.codes()):
        yield _late(path, make, config)


def _source(page: Page, bare: bool) -> bytes:
    """What the file of a page holds: of one in the theme, whose HTML is put in later, the rest."""
    if page.meta:
        return page.front_matter.encode()
    return (policy.remove_from(page.content) if bare else page.content).encode()


def _pages(site: Site, made: Sequence[Made]) -> Iterator[Page]:
    offered = downloads(made)
    by_hand = {doc.path for doc in site.docs.pages}
    yield from pages.render(site.framework, site.links, offered, by_hand)
    yield search_index.page()
    for sheet in site.sheets:
        words, files = site.shelf.words[sheet.id], offered.get(sheet.id, {})
        digest = site.shelf.digest(sheet.id)
        yield from sheet_pages.render(site.framework, site.links, sheet, words, files, digest)


def is_generated(page: Any) -> bool:
    """Whether a page of MkDocs is one of ours."""
    return bool(page.file.generated_by == project.PLUGIN)


def take_html(page: Any) -> str:
    """The HTML of a generated page; its file then no longer holds its front matter."""
    page.file.content_bytes = b""
    return str(page.file.html())


def pack(page: Any) -> None:
    """Compress the content of a large page, until `unpack`: all would wait for the theme at once.

    Such are the pages that hold the texts of every question, for their scripts.
    """
    if len(page.content) > _LARGE:
        page.packed, page.content = zlib.compress(page.content.encode(), 1), ""


def unpack(page: Any) -> None:
    """Give a page the content that `pack` compressed, unless it was given another since."""
    packed = page.__dict__.pop("packed", b"")
    if packed and not page.content:
        page.content = zlib.decompress(packed).decode()


_LARGE = 200_000
"""How many characters of content make a page large."""


def make_search(
    files: Files, site: Site, menu: Sequence[Any], config: MkDocsConfig, *, preview: bool
) -> None:
    """Fill the page of the search and add its texts, once all other pages have their content.

    Hand-written pages are found in the order of the `menu`.
    """
    order = {page.url: place for place, page in enumerate(menu)}
    inclusion = InclusionLevel.is_in_serve if preview else InclusionLevel.is_included
    written: list[Any] = [file.page for file in files.documentation_pages(inclusion=inclusion)]
    found = search_index.documents(
        site.framework,
        site.links,
        site.sheets,
        map(
            _web_page,
            sorted(filter(_is_found, written), key=lambda page: order.get(page.url, len(order))),
        ),
    )
    made = assets.named_by_content(search_index.TEXTS, search_index.texts(found))
    files.append(File.generated(config, made.path, content=made.content))
    file = files.get_file_from_path(source_of(search_index.PATH))
    if file and file.page:
        file.page.content = search_index.body(found, site.framework, site.links, made.path)


def _is_found(page: Any) -> bool:
    """Whether a page is found by itself: it shows no record, and does not ask to be left out."""
    if (page.meta.get("search") or {}).get("exclude"):
        return False
    return not is_generated(page) or page.url in LISTS


def _web_page(page: Any) -> search_index.WebPage:
    """A page as the search takes it; of one that lists what the data holds, no text."""
    title, summary = page.meta.get("title") or page.title, page.meta.get("description") or ""
    html = "" if is_generated(page) else page.content
    return search_index.WebPage(
        page.url.removeprefix("./"), unescape(str(title)), str(summary), html
    )
