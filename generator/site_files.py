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


class PassingFile(File):
    """A file that lets go of its content once it is written."""

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file."""
        super().copy_file(dirty)
        self.content_bytes = b""


class LateFile(PassingFile):
    """A file whose content `make` returns when it is written."""

    make: Callable[[], bytes]

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file."""
        self.content_bytes = self.make()
        super().copy_file(dirty)


class PageFile(File):
    """The file of a page in the theme, which `source` makes; it holds nothing itself."""

    source: Page


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
        if not page.meta:
            written = partial(_content, page, bare)
            yield _file(LateFile, page.path, config, inclusion=listed, make=written)
            continue
        # The pencil of a page that shows one record opens its data; others have none.
        at = page.record and relpath(site.written[page.record].path, config.docs_dir)
        yield _file(PageFile, page.path, config, inclusion=listed, source=page, edit_uri=at)
    for sheet in made:
        for path in site.links.files(sheet.path, sheet.job.name):
            yield File.generated(config, path, content=sheet.content)
    data = (*dataset.files(site.framework, site.links), *notebook_schema.files(site.links))
    for path, make in (*data, *site.shelf.codes()):
        yield _file(LateFile, path, config, make=make)


def _file(
    kind: type[File],
    path: str,
    config: MkDocsConfig,
    content: bytes = b"",
    inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
    **attributes: Any,
) -> File:
    """A generated file at `path` below `docs/`, of a kind and with attributes of its own."""
    file = kind.generated(config, path, content=content, inclusion=inclusion)
    for name, value in attributes.items():
        setattr(file, name, value)
    return file


def _content(page: Page, bare: bool) -> bytes:
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


def read_source(page: Any, _: MkDocsConfig) -> None:
    """Give a generated page of MkDocs what it would read in its file."""
    page.markdown, page.meta = "", {**page.file.source.meta}


def html_of(page: Any) -> str:
    """The HTML of a generated page in the theme, made anew."""
    return str(page.file.source.content)


class Waiting:
    """The HTML of generated pages, from when it is made until the theme is put around it.

    MkDocs makes the HTML of all pages first. What exceeds `_MOST` is compressed meanwhile.
    """

    def __init__(self) -> None:
        self._size = 0
        self._held: dict[str, bytes] = {}

    def take(self, page: Any) -> None:
        """Take the content of a page."""
        self._size += len(page.content)
        if self._size > _MOST:
            self._held[page.url] = zlib.compress(page.content.encode(), 1)
            page.content = ""

    def give_back(self, page: Any) -> None:
        """Give a page its content, unless it was given another since."""
        if (held := self._held.pop(page.url, None)) and not page.content:
            page.content = zlib.decompress(held).decode()


_MOST = 10_000_000
"""How many characters of HTML may wait as they are: those of some twenty times this framework."""


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
    files.append(_file(PassingFile, made.path, config, made.content))
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
