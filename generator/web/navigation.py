"""The navigation of the site: what of it leads somewhere. Knows of MkDocs only what it is given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def leaves(items: Iterable[Any]) -> list[Any]:
    """The pages and links in `items` of a navigation, however deep, in their order."""
    found: list[Any] = []
    for item in items:
        found += [item] if item.children is None else leaves(item.children)
    return found


def prune(nav: Any, preview: bool) -> None:
    """Take out of `nav` the pages that are not published, and the sections that hold none.

    In a `preview` drafts are published.
    """
    nav.items = _shown(nav.items, preview)
    nav.pages = [leaf for leaf in leaves(nav.items) if leaf.is_page]


def _shown(items: Iterable[Any], preview: bool) -> list[Any]:
    kept = []
    for item in items:
        if item.is_section:
            item.children = _shown(item.children, preview)
        if item.children if item.is_section else not item.is_page or _published(item, preview):
            kept.append(item)
    return kept


def _published(page: Any, preview: bool) -> bool:
    inclusion = page.file.inclusion
    return bool(inclusion.is_in_serve() if preview else inclusion.is_included())
