"""Keeps what MkDocs makes of the Markdown of a page, from build to build.

It depends on the page, on the settings of Markdown and, for its links, on the files of the site.
With extensions that do not belong to Python-Markdown itself, and may read other files, a page is
rendered each time. One of the modules that know MkDocs.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from generator.system.cache import as_bytes, key_of
from generator.system.results import result_of
from generator.web.assets import FOLDER

_OF_MARKDOWN = {"abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"}
_OF_MARKDOWN |= {"footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br"}
_OF_MARKDOWN |= {"sane_lists", "smarty", "tables", "toc"}
"""The extensions of Python-Markdown, which read no files."""

_LOG = "mkdocs.structure.pages"
"""What MkDocs calls the log in which it says what is wrong with links."""


class Names(NamedTuple):
    """Digests of all that a link may depend on: the paths of files, and what is left out.

    Assets, whose names change with their content, have one of their own.
    """

    assets: str
    others: str


def names_of(files: Files) -> Names:
    """Return the digests of the names of `files`."""
    assets: list[str] = []
    others: list[str] = []
    for file in files:
        named = assets if file.src_uri.startswith(FOLDER) else others
        named += [file.src_uri, file.url, file.inclusion.name]
    return Names(key_of(assets), key_of(others))


def keep(page: Page, names: Names) -> None:
    """Have `page` rendered once, as long as nothing that it depends on changes.

    `names` is what `names_of` returned for the files of the site.
    """
    page.render = partial(_render, page, names)  # type: ignore[method-assign]


def leave_empty(page: Page) -> None:
    """Have `page`, which is no Markdown, not rendered."""
    page.render = partial(_take, page, [], "", None, [], {})  # type: ignore[method-assign]


def _render(page: Page, names: Names, config: MkDocsConfig, files: Files) -> None:
    settings = _settings(config)
    if settings is None:
        Page.render(page, config, files)
        return
    path, text = page.file.src_uri, page.markdown or ""
    may_name_assets = FOLDER.strip("/") in path + unquote(text)
    linked = tuple(names) if may_name_assets else (names.others,)
    told = as_bytes((path, page.file.url, text, linked, settings))
    messages, toc, *made = result_of("page", told, partial(_made, page, config, files))
    for level, message in messages:
        logging.getLogger(_LOG).log(level, message)
    html, title, anchors, links = made
    _take(page, toc, html, title, anchors, links, config, files)


def _settings(config: MkDocsConfig) -> str | None:
    """Return all settings that a page is rendered by, as text; None where it is rendered anew."""
    if not _OF_MARKDOWN.issuperset(config.markdown_extensions):
        return None
    try:
        options = json.dumps(config.mdx_configs, sort_keys=True)
    except TypeError:  # a function, which may do anything
        return None
    level = logging.getLogger(_LOG).getEffectiveLevel()
    return f"{config.markdown_extensions} {options} {config.validation} {level}"


def _made(page: Page, config: MkDocsConfig, files: Files) -> list[Any]:
    """Return what MkDocs says of a page, and what it makes of it."""
    with _messages() as messages:
        Page.render(page, config, files)
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    title = page._title_from_render  # which `title` gives only where no other is named
    return [
        messages,
        [*map(_token, page.toc)],
        page.content,
        title,
        sorted(page.present_anchor_ids or ()),
        links,
    ]


def _take(
    page: Page,
    toc: list[Any],
    html: str,
    title: str | None,
    anchors: list[str],
    links: dict[str, dict[str, str]],
    _: MkDocsConfig,
    files: Files,
) -> None:
    """Give a page what was made of it."""
    page.content, page.toc, page._title_from_render = html, get_toc(toc), title
    page.present_anchor_ids = set(anchors)
    found = ((files.get_file_from_path(path), its) for path, its in links.items())
    page.links_to_anchors = {file: its for file, its in found if file}


def _token(item: AnchorLink) -> dict[str, Any]:
    children = [*map(_token, item.children)]
    return {"name": item.title, "id": item.id, "level": item.level, "children": children}


@contextmanager
def _messages() -> Iterator[list[tuple[int, str]]]:
    """Within the block, collect what MkDocs would say of links, and keep it from being said."""
    said: list[tuple[int, str]] = []

    def collect(record: logging.LogRecord) -> bool:
        said.append((record.levelno, record.getMessage()))
        return False

    logger = logging.getLogger(_LOG)
    filters, logger.filters = logger.filters, [collect]
    try:
        yield said
    finally:
        logger.filters = filters
