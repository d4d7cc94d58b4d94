"""What the search of the site can find, and the page that lists all of it.

Each thing that has an address is a `Document`: made from the data, and from the HTML of the pages
that are not. They are published in two parts. The first stands in the page `/search/` itself, as
the list of everything: what each is called, its number and its other names. That list serves
without JavaScript too. The second is a JSON file of the texts, which the page asks for at once.
Both are read by `browser/assets/search.mjs`, which makes the index in the browser, so that index
and query go through one function. Same documents, same bytes. Knows nothing of MkDocs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.model.framework import WHOLE, Framework
from generator.model.phrases import hours_and_minutes
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.section import WaysIn
from generator.model.sheet_kinds import PLAN_RUN
from generator.permalinks.places import GLOSSARY, Permalinks, source_of
from generator.sheets.blocks import Sheet
from generator.web import page_text
from generator.web.pages import Page, fragment

PATH = "search/"
"""The path of the page."""

TEXTS = "assets/search.json"
"""The second part, under the name that becomes one made of its content."""


class Document(NamedTuple):
    """Something to be found.

    `kind` is question, section, resource, plan, sheet, word, page or part (of a page); `what` says
    it in words. `path` is a path of the site, which may end in an anchor. `id` is given where there
    is a permanent address, `number` where people see one. `names` are what else people type for it.
    `sheet` is the path of the page that prints it. `theirs` says that its title is in the
    framework's own words. Of the second part are `summary`, which is shown; `text`, of which what
    fits is shown; and `help`, which is found and never shown.
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
    """A page of the site that is no record's own, with its content as HTML."""

    path: str
    title: str
    summary: str
    html: str


class Group(NamedTuple):
    """Documents of one kind, under a heading of the list of everything."""

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
"""The headings of the list, and the kinds of document below each."""


def documents(
    framework: Framework, links: Permalinks, every: Iterable[Sheet], pages: Iterable[WebPage]
) -> tuple[Document, ...]:
    """All that can be found: the data's in its order, the sheets, then `pages` and their parts.

    `pages` are the other pages of the site in the order of its menu.
    """
    found = [
        *_sections(framework, links),
        *_resources(framework, links),
        *_plans(framework, links),
        *_sheets(links, every),
        *_words(framework),
        *(document for page in pages for document in _of_page(page)),
    ]
    named = _names(framework)
    return tuple(
        it._replace(names=named.get(it.path if it.kind == "page" else it.id, it.names))
        for it in found
    )


def page() -> Page:
    """The source of the page, which `body` fills once all other pages are there."""
    front = {
        "title": "Search",
        "description": "Search the questions, resources, plans, sheets and pages of this toolkit.",
        "generated": True,
        "search": {"exclude": True},
    }
    return Page(source_of(PATH), f"---\n{json.dumps(front)}\n---\n", listed=False)


def body(documents: Iterable[Document], framework: Framework, links: Permalinks, texts: str) -> str:
    """The HTML of the page: the form and the list of everything.

    `texts` is the path at which the second part is published.
    """
    found = tuple(documents)
    groups = [
        Group(heading, tuple(it for it in found if it.kind in kinds))
        for heading, kinds in GROUPS.items()
    ]
    return fragment("search.html", framework, links, PATH, groups=groups, texts=texts)


def texts(documents: Iterable[Document]) -> bytes:
    """The second part, as JSON: a list of what each document has beside its entry in the list.

    Entries of the list are named by their `path`; parts of pages come whole.
    """
    told = []
    for it in documents:
        fields = ("kind", "what", "title") if it.kind == "part" else ()
        entry = {name: getattr(it, name) for name in (*fields, "summary", "text", "help")}
        if said := {name: value for name, value in entry.items() if value}:
            told.append({"path": it.path, **said})
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _names(framework: Framework) -> dict[str, tuple[str, ...]]:
    """What people type, by the id or the path of what they look for."""
    named: dict[str, tuple[str, ...]] = {}
    for search in framework.searches:
        named[search.first] = named.get(search.first, ()) + search.words
    return named


def _sections(framework: Framework, links: Permalinks) -> Iterator[Document]:
    """The framework as a whole, its sections and its questions."""
    about = framework.about
    said = (about.introduction, about.new_partnerships, about.established_partnerships)
    yield Document(
        "section",
        "The framework at a glance",
        about.title,
        links[WHOLE].page,
        WHOLE,
        sheet=links.sheet(WHOLE),
        theirs=True,
        summary=about.summary,
        text=_joined(said),
    )
    for section in framework.sections:
        number, sheet = str(framework.numbers[section.id]), links.sheet(section.id)
        yield Document(
            "section",
            f"Section {number}",
            section.title,
            links[section.id].page,
            section.id,
            number,
            sheet=sheet,
            theirs=True,
            summary=section.summary,
            text=section.label,
        )
        for question in section.questions:
            number = str(framework.numbers[question.id])
            yield Document(
                "question",
                f"Question {number}, {section.label}",
                question.text,
                links[question.id].path,
                question.id,
                number,
                sheet=sheet,
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
            text=_joined(_of_resource(it)),
        )


def _of_resource(it: Resource) -> Iterator[str | None]:
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
            text=_joined(_of_plan(it)),
        )


def _of_plan(it: Plan) -> Iterator[str | None]:
    yield from (it.when, it.purpose, it.who, *it.before)
    for slot in it.agenda:
        yield from (slot.title, slot.text, slot.say)
    yield from (*it.after, *it.rules_of_thumb)


def _sheets(links: Permalinks, every: Iterable[Sheet]) -> Iterator[Document]:
    """Sheets; those that share the title and the id of a record have neither id nor names."""
    for it in every:
        path = f"worksheets/{it.id}/"
        own = it.id if links[it.id].page == path else ""
        title = it.title if it.kind == PLAN_RUN else it.kind.prefix + it.title
        theirs = it.kind.theirs and title == it.title
        yield Document("sheet", "Sheet to print", title, path, own, sheet=path, theirs=theirs)


def _words(framework: Framework) -> Iterator[Document]:
    for term in sorted(framework.terms, key=lambda term: term.term.casefold()):
        path = f"{GLOSSARY}#{term.id}"
        yield Document(
            "word", "Word explained", term.term, path, names=term.forms, summary=term.meaning
        )


def _of_page(page: WebPage) -> Iterator[Document]:
    """A page, and each part of it that begins with a heading to which a link can lead."""
    first, *parts = page_text.parts(page.html)
    yield Document("page", "Page", page.title, page.path, summary=page.summary, text=first.text)
    for part in parts:
        path = f"{page.path}#{part.anchor}"
        yield Document("part", f"Page: {page.title}", part.title, path, text=part.text)


def _joined(texts: Iterable[str | None]) -> str:
    """Texts as lines, so that no sentence runs on into another."""
    return "\n".join(" ".join(text.split()) for text in texts if text)
