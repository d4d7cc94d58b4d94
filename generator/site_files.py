"""The files of a site, as MkDocs takes them: generated pages, sheets, data, assets, the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from os.path import relpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from generator import project
from generator.build import Site
from generator.permalinks.places import LISTS, source_of
from generator.sheets.shelf import Made, downloads
from generator.system.files import SiteFile
from generator.web import assets, dataset, pages, policy, search_index, sheet_pages


def publish_assets(files: Files, site: Site, config: MkDocsConfig) -> None:
    """Add each asset to `files`, under the name and with the content that it is published with.

    Left out are the theme's own files, and styles that stand in those importing them.
    """
    theirs = {folder for folder in config.theme.dirs if folder != config.theme.custom_dir}
    for file in list(files):
        if file.src_dir in theirs or file.src_uri.startswith(assets.FOLDER):
            files.remove(file)
        elif assets.is_text(file.src_uri) and not file.is_documentation_page():
            file.content_bytes = assets.normalise_newlines(file.content_bytes)
    for path, asset in site.assets.items():
        file = File.generated(config, path, content=asset.content)
        file.dest_uri = asset.path
        files.append(file)


def generated(
    site: Site, made: Sequence[Made], config: MkDocsConfig, *, preview: bool
) -> Iterator[File]:
    """Each generated page, then data for programs, QR codes and the sheets that were `made`.

    In a `preview` pages have no content security policy: live reload needs an inline script.
    """
    for page in _pages(site, made):
        content = policy.remove_from(page.content) if preview else page.content
        listed = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, page.path, content=content, inclusion=listed)
        # The pencil of a page that shows one record opens its data; others have none.
        file.edit_uri = None
        if page.record:
            file.edit_uri = relpath(site.written[page.record].path, config.docs_dir)
        yield file
    others = [*dataset.files(site.framework, site.links), *site.shelf.codes()]
    for sheet in made:
        paths = site.links.files(sheet.path, sheet.job.name)
        others += [SiteFile(path, sheet.content) for path in paths]
    for other in others:
        yield File.generated(config, other.path, content=other.content)


def _pages(site: Site, made: Sequence[Made]) -> Iterator[pages.Page]:
    offered = downloads(made)
    by_hand = {doc.path for doc in site.docs.pages}
    yield from pages.render(site.framework, site.links, offered, by_hand)
    yield search_index.page()
    for sheet in site.sheets:
        words, files = site.shelf.words[sheet.id], offered.get(sheet.id, {})
        yield from sheet_pages.render(site.framework, site.links, sheet, words, files)


def is_generated(page: Any) -> bool:
    """Whether a page of MkDocs is one of ours."""
    return bool(page.file.generated_by == project.PLUGIN)


def html_of(page: Any) -> str:
    """The HTML of a generated page, as it was rendered: without its front matter."""
    return str(page.file.content_string).partition("\n---\n")[2]


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
    made = assets.publish({search_index.TEXTS: search_index.texts(found)})[search_index.TEXTS]
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
