"""The documents of the search, and the search page, which lists them all.

Takes the framework, its sheets and the HTML of other pages; returns documents in two parts. The
list in the page `/search/` has titles, numbers and synonyms, and works without JavaScript; a JSON
file has the texts. `browser/assets/search.mjs` builds the index from both. Must not know of MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pydantic_core import to_json

from generator.model.framework import WHOLE, Framework
from generator.model.phrases import hours_and_minutes
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.section import Question, Section, WaysIn
from generator.model.sheet_kinds import PLAN_RUN
from generator.permalinks.places import GLOSSARY, Permalinks, source_of
from generator.sheets.blocks import Sheet
from generator.web import page_text
from generator.web.page import Page, fragment

PATH = "search/"
"""The path of the search page."""

TEXTS = "assets/search.json"
"""The path of the JSON file before a hash of its content is added to the name."""


class Document(NamedTuple):
    """A search result.

    `kind` is question, section, resource, plan, sheet, word, page or part (of a page), and `what`
    its label. `path` is a path on the site, possibly with an anchor. `id` is set if there is a
    permanent address, `number` if one is shown. `names` are synonyms. `sheet` is the path of the
    printable page. `theirs` is whether the title is in the framework's own words. The JSON file
    holds `summary`, which is shown; `text`, which is shown in extracts; and `help`, which is
    searched but never shown.
    """

    kind: str
    what: str
    title: str
    path: str
    id: str = ""
    number: str = ""
    names: tuple[str, ...] = ()
    sheet: str = ""
    theirs: bool = False
    summary: str = ""
    text: str = ""
    help: str = ""


class WebPage(NamedTuple):
    """A page of the site that is not generated from a record, with its content as HTML."""

    path: str
    title: str
    summary: str
    html: str


class Group(NamedTuple):
    """A heading in the list of all documents, and the documents below it."""

    heading: str
    documents: tuple[Document, ...]


GROUPS: Mapping[str, tuple[str, ...]] = {
    "Sections and questions": ("section", "question"),
    "Resources": ("resource",),
    "Session plans": ("plan",),
    "Sheets to print": ("sheet",),
    "Words explained": ("word",),
    "Pages": ("page",),
}
"""The headings in the list of all documents, and the kinds of document below each."""


def documents(
    framework: Framework, links: Permalinks, sheets: Iterable[Sheet], pages: Iterable[WebPage]
) -> tuple[Document, ...]:
    """Return all documents: those of records, of sheets, then of `pages` and their parts.

    `pages` are the other pages of the site, in the order of its menu.
    """
    found = [
        *_sections(framework, links),
        *_resources(framework, links),
        *_plans(framework, links),
        *_sheets(links, sheets),
        *_terms(framework),
        *(document for page in pages for document in _page_and_parts(page)),
    ]
    synonyms = _synonyms(framework)
    return tuple(
        it._replace(names=synonyms.get(it.path if it.kind == "page" else it.id, it.names))
        for it in found
    )


def page() -> Page:
    """Return the source of the search page, whose content `body` makes after all other pages."""
    meta = {
        "title": "Search",
        "description": "Search the questions, resources, plans, sheets and pages of this toolkit.",
        "search": {"exclude": True},
    }
    return Page(source_of(PATH), str, meta, listed=False)


def body(documents: Iterable[Document], framework: Framework, links: Permalinks, texts: str) -> str:
    """Return the HTML of the search page: the form and the list of all documents.

    `texts` is the path at which the JSON file is published.
    """
    found = tuple(documents)
    groups = [
        Group(heading, tuple(it for it in found if it.kind in kinds))
        for heading, kinds in GROUPS.items()
    ]
    return fragment("search.html", framework, links, PATH, groups=groups, texts=texts)


def texts(documents: Iterable[Document]) -> bytes:
    """Return the JSON file: a list of the texts of each document, by its `path`.

    Parts of pages, which are not in the list on the search page, have all their fields.
    """
    entries = []
    for it in documents:
        fields = ("kind", "what", "title") if it.kind == "part" else ()
        values = {name: getattr(it, name) for name in (*fields, "summary", "text", "help")}
        if entry := {name: value for name, value in values.items() if value}:
            entries.append({"path": it.path, **entry})
    return to_json(entries)


def _synonyms(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Return the words that people type, by the id or path of what they look for."""
    synonyms: dict[str, tuple[str, ...]] = {}
    for search in framework.searches:
        synonyms[search.first] = synonyms.get(search.first, ()) + search.words
    return synonyms


def _sections(framework: Framework, links: Permalinks) -> Iterator[Document]:
    """Yield the framework as a whole, then each section with its questions."""
    yield _whole(framework, links)
    for section in framework.sections:
        number = str(framework.numbers[section.id])
        yield Document(
            "section",
            f"Section {number}",
            section.title,
            links[section.id].page,
            section.id,
            number,
            sheet=links.sheet(section.id),
            theirs=True,
            summary=section.summary,
            text=section.label,
        )
        for question in section.questions:
            yield _question(framework, links, section, question)


def _whole(framework: Framework, links: Permalinks) -> Document:
    about = framework.about
    texts = (about.introduction, about.new_partnerships, about.established_partnerships)
    return Document(
        "section",
        "The framework at a glance",
        about.title,
        links[WHOLE].page,
        WHOLE,
        sheet=links.sheet(WHOLE),
        theirs=True,
        summary=about.summary,
        text=_joined(texts),
    )


def _question(
    framework: Framework, links: Permalinks, section: Section, question: Question
) -> Document:
    number = str(framework.numbers[question.id])
    return Document(
        "question",
        f"Question {number}, {section.label}",
        question.text,
        links[question.id].path,
        question.id,
        number,
        sheet=links.sheet(section.id),
        theirs=True,
        help=_help(question.ways_in),
    )


def _help(ways: WaysIn | None) -> str:
    return _joined((*ways.prompts, ways.listen_for, ways.hardest, ways.safer)) if ways else ""


def _resources(framework: Framework, links: Permalinks) -> Iterator[Document]:
    for it in framework.resources:
        yield Document(
            "resource",
            "Resource",
            it.title,
            links[it.id].page,
            it.id,
            sheet=links.sheet(it.id),
            theirs=True,
            summary=it.summary,
            text=_joined(_resource_texts(it)),
        )


def _resource_texts(it: Resource) -> Iterator[str | None]:
    yield from (it.description, it.purpose, *it.when, *it.when_not, *it.materials, *it.access)
    for step in it.steps:
        yield from (step.text, step.say)
    yield from (*it.afterwards, *it.watch_outs, *it.prompts, *it.tips)
    yield from (*it.online, *it.small_group, *it.large_group, it.origin)


def _plans(framework: Framework, links: Permalinks) -> Iterator[Document]:
    for it in framework.plans:
        yield Document(
            "plan",
            f"Session plan, {hours_and_minutes(it.minutes)}",
            it.title,
            links[it.id].page,
            it.id,
            sheet=links.sheet(PLAN_RUN.id_of(it.id)),
            summary=it.summary,
            text=_joined(_plan_texts(it)),
        )


def _plan_texts(it: Plan) -> Iterator[str | None]:
    yield from (it.when, it.purpose, it.who, *it.before)
    for slot in it.agenda:
        yield from (slot.title, slot.text, slot.say)
    yield from (*it.after, *it.rules_of_thumb)


def _sheets(links: Permalinks, sheets: Iterable[Sheet]) -> Iterator[Document]:
    """Yield the sheets; those that share the id of a record have neither id nor synonyms."""
    for it in sheets:
        path = f"worksheets/{it.id}/"
        own = it.id if links[it.id].page == path else ""
        title = it.title if it.kind == PLAN_RUN else it.kind.prefix + it.title
        theirs = it.kind.theirs and title == it.title
        yield Document("sheet", "Sheet to print", title, path, own, sheet=path, theirs=theirs)


def _terms(framework: Framework) -> Iterator[Document]:
    for term in sorted(framework.terms, key=lambda term: term.term.casefold()):
        path = f"{GLOSSARY}#{term.id}"
        yield Document(
            "word", "Word explained", term.term, path, names=term.forms, summary=term.meaning
        )


def _page_and_parts(page: WebPage) -> Iterator[Document]:
    """Yield a page, then each part of it that starts with a heading with an id."""
    first, *parts = page_text.parts(page.html)
    yield Document("page", "Page", page.title, page.path, summary=page.summary, text=first.text)
    for part in parts:
        path = f"{page.path}#{part.anchor}"
        yield Document("part", f"Page: {page.title}", part.title, path, text=part.text)


def _joined(texts: Iterable[str | None]) -> str:
    """Join texts as lines, so that no sentence runs on into another."""
    return "\n".join(" ".join(text.split()) for text in texts if text)
