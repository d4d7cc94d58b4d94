"""The navigation of the site: generated pages filled into the settings, unpublished ones left out.

Takes the `nav` of the settings or the navigation that MkDocs makes of it, as plain lists, mappings
and objects. Must not import MkDocs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from generator.model.framework import Framework
from generator.permalinks.places import GLOSSARY, source_of

FOLDERS = ("framework", "resources", "plan", "worksheets", "notebook", "glossary")
"""Folders of generated pages, each of which an entry 'folder/*' of `nav` stands for."""


def generated_entries(framework: Framework) -> Mapping[str, list[dict[str, str]] | str]:
    """Return the generated pages by folder, as entries {title: source} of MkDocs' `nav`.

    A folder that never holds more than one page has the path of its source instead.
    """
    sections = [
        {f"{framework.numbers[section.id]}. {section.label}": f"framework/{section.id}.md"}
        for section in framework.sections
    ]
    resources = [{item.title: f"resources/{item.id}.md"} for item in framework.resources]
    plans = [{plan.title: f"plan/{plan.id}.md"} for plan in framework.plans]
    own = {"A session of your own": "session/index.md"}
    return {
        "framework": [{"At a glance": "framework/index.md"}, *sections],
        "resources": [{"All resources": "resources/index.md"}, *resources],
        "plan": [{"All session plans": "plan/index.md"}, *plans, own] if plans else [],
        "worksheets": [{"All worksheets": "worksheets/index.md"}],
        "notebook": [
            {"Your notebook": "notebook/index.md"},
            {"Ask before you meet": "answer/index.md"},
            {"Open answers together": "together/index.md"},
        ],
        "glossary": source_of(GLOSSARY) if framework.terms else [],
    }


def with_generated(nav: Any, generated: Mapping[str, list[dict[str, str]] | str]) -> Any:
    """Return `nav` of mkdocs.yml with each entry 'folder/*' replaced by the generated pages in it.

    Pages of an entry without a title are put on the level of the entry itself. Entries without
    pages, and sections that hold nothing else, are left out.
    """
    if isinstance(nav, list):
        entries: list[Any] = []
        for item in nav:
            filled = with_generated(item, generated)
            if isinstance(filled, list):
                entries += filled
            elif not (isinstance(filled, dict) and [*filled.values()] == [[]]):
                entries.append(filled)
        return entries
    if isinstance(nav, dict):
        return {title: with_generated(item, generated) for title, item in nav.items()}
    return generated.get(nav[:-2], nav) if _is_folder(nav) else nav


def unknown_folders(nav: Any, generated: Collection[str] = FOLDERS) -> Iterator[str]:
    """Yield the entries 'folder/*' of `nav` that stand for no folder in `generated`."""
    if isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from unknown_folders(item, generated)
    elif _is_folder(nav) and nav[:-2] not in generated:
        yield nav


def _is_folder(entry: Any) -> bool:
    return isinstance(entry, str) and entry.endswith("/*")


def leaves(items: Iterable[Any]) -> list[Any]:
    """Return all pages and links below the navigation `items`, in order."""
    found: list[Any] = []
    for item in items:
        found += [item] if item.children is None else leaves(item.children)
    return found


def first_leaf(item: Any) -> Any:
    """Return the first page or link at or below an item of the navigation, once it is pruned."""
    while item.children is not None:
        item = item.children[0]
    return item


def prune(nav: Any, preview: bool) -> None:
    """Remove from `nav` the pages that are not published, and sections without pages.

    In a `preview` drafts are published.
    """
    nav.items = _published_items(nav.items, preview)
    nav.pages = [leaf for leaf in leaves(nav.items) if leaf.is_page]


def _published_items(items: Iterable[Any], preview: bool) -> list[Any]:
    kept = []
    for item in items:
        if item.is_section:
            item.children = _published_items(item.children, preview)
        if item.children if item.is_section else not item.is_page or _is_published(item, preview):
            kept.append(item)
    return kept


def _is_published(page: Any, preview: bool) -> bool:
    inclusion = page.file.inclusion
    return bool(inclusion.is_in_serve() if preview else inclusion.is_included())
