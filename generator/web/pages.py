"""The generated pages of the site: sections, resources, plans, glossary, permanent addresses.

Takes the framework and its links; returns the source of each page. A page is Markdown with a single
HTML block, so that text from the data is escaped once, by Jinja. Must not know of MkDocs.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import partial
from typing import Any

from generator.drawing import pictures, ring
from generator.drawing.pen import SCREEN
from generator.model.framework import WHOLE, Framework, NumberedQuestion
from generator.model.sheet_kinds import in_groups
from generator.permalinks.history import codes
from generator.permalinks.places import GLOSSARY, Permalinks
from generator.sheets.shelf import Downloads
from generator.web import (
    citation,
    dataset,
    hard_words,
    notebook_pages,
    schema_org,
    session_pages,
)
from generator.web.page import Page, plain, themed

DATA = (
    {"path": dataset.JSON, "type": "application/json", "title": "The framework as JSON"},
    {"path": dataset.TABLE, "type": "text/csv", "title": "The framework as a table (CSV)"},
)
"""Alternative formats of the framework, for the head of its page."""


CARDS_PLAYED = "use/cards.md"
"""The hand-written page on ways to play the cards; there need be none."""


def render(
    framework: Framework,
    links: Permalinks,
    downloads: Downloads,
    by_hand: Container[str] = (),
) -> Iterator[Page]:
    """Yield every generated page of the site except the printable sheets and the search.

    `by_hand` are the paths of the hand-written pages.
    """
    write = partial(themed, framework, links)
    yield from _pages_of_sections(framework, links, downloads)
    yield from _pages_of_resources(framework, links, downloads)
    if framework.plans:
        yield from _pages_of_plans(framework, links, downloads)
    yield from session_pages.render(framework, links)
    yield from notebook_pages.render(framework, links, by_hand)
    yield write(
        "worksheets/",
        "Worksheets",
        "Sheets to print for a workshop, in clear and large print.",
        None,
        "worksheets.html",
        downloads=downloads,
        played=CARDS_PLAYED.removesuffix(".md") + "/" if CARDS_PLAYED in by_hand else "",
        groups=[*in_groups({place.id: place.kind for place in links.places.values()})],
    )
    if framework.terms:
        yield write(
            GLOSSARY,
            "Words explained",
            "Hard words in the framework and this toolkit, explained in plain English.",
            None,
            "glossary.html",
            {"branch": True},
            terms=sorted(framework.terms, key=lambda term: term.term.casefold()),
            questions_by_term=_questions_by_term(framework),
        )
    yield from _permanent_pages(framework, links)
    yield from _pages_to_embed(framework, links)


def _pages_of_sections(
    framework: Framework, links: Permalinks, downloads: Downloads
) -> Iterator[Page]:
    """Yield the page of the framework, and one for each section."""
    write = partial(themed, framework, links, downloads=downloads)
    about = framework.about
    yield write(
        "framework/",
        about.title,
        about.summary,
        WHOLE,
        "overview.html",
        {"data": DATA, "schema_org": schema_org.of_framework(framework, links)},
        source=citation.of_framework(framework),
        picture=ring.of_framework(framework, "picture--framework", SCREEN),
    )
    for section in framework.sections:
        yield write(
            f"framework/{section.id}/",
            f"{framework.numbers[section.id]}. {section.title}",
            section.summary,
            section.id,
            "section.html",
            {"schema_org": schema_org.of_section(section, framework, links)},
            section=section,
            source=citation.of_section(framework, section),
        )


def _pages_of_resources(
    framework: Framework, links: Permalinks, downloads: Downloads
) -> Iterator[Page]:
    """Yield the list of resources, and a page for each."""
    write = partial(themed, framework, links)
    yield write(
        "resources/",
        "Resources",
        "Activities, models and reading for the questions.",
        None,
        "resources.html",
    )
    for resource in framework.resources:
        name = f"picture--{resource.id}"
        yield write(
            f"resources/{resource.id}/",
            resource.title,
            resource.summary,
            resource.id,
            "resource.html",
            {"schema_org": schema_org.of_resource(resource, framework, links)},
            resource=resource,
            downloads=downloads,
            source=citation.of_resource(framework, resource),
            picture=pictures.of_resource(resource, name, SCREEN) if resource.picture else None,
        )


def _pages_of_plans(
    framework: Framework, links: Permalinks, downloads: Downloads
) -> Iterator[Page]:
    """Yield the list of session plans, and a page for each."""
    write = partial(themed, framework, links)
    yield write(
        "plan/",
        "Session plans",
        "Plans for a session, from half an hour to half a day, with a run sheet to print.",
        None,
        "plans.html",
    )
    for plan in framework.plans:
        yield write(
            f"plan/{plan.id}/",
            plan.title,
            plan.summary,
            plan.id,
            "plan.html",
            plan=plan,
            source=citation.of_plan(framework, plan),
            downloads=downloads,
        )


def _questions_by_term(framework: Framework) -> Mapping[str, list[NumberedQuestion]]:
    """Return the questions that use a hard word, by the id of its term."""
    found: dict[str, list[NumberedQuestion]] = {}
    for numbered in framework.questions:
        for term in hard_words.terms_in(framework.terms, numbered.question.text):
            found.setdefault(term.id, []).append(numbered)
    return found


def _permanent_pages(framework: Framework, links: Permalinks) -> Iterator[Page]:
    """Yield the page `/go/<id>/` of every current and former id, and the old pages of former ids.

    They are small pages without the theme that redirect at once. At the former pages of a section
    they also hold its old anchors.
    """
    all_codes = codes((*links.history.releases, links.release))
    releases = " ".join(",".join(group) for group in all_codes)
    write = partial(_redirect, framework, links, releases=releases)
    for place in links.places.values():
        yield write(links.permanent(place.id), name=place.id, place=place, leads=True)
    for former in links.former.values():
        anchors = tuple(links.moved(former.id)) if former.kind == "section" else ()
        yield write(links.permanent(former.id), name=former.id, former=former, leads=True)
        had_embed = former.kind == "question" and not former.heir
        for path in (*former.pages, *([links.embed(former.id)] if had_embed else [])):
            # A page with anchors is shown, and a script redirects from it.
            yield write(path, name=former.id, former=former, anchors=anchors, leads=not anchors)


def _redirect(framework: Framework, links: Permalinks, path: str, **more: Any) -> Page:
    """Return a page without the theme that redirects to where an item is today."""
    defaults = {"place": None, "former": None, "anchors": ()}
    return plain("go.html", framework, links, path, **(defaults | more))


def _pages_to_embed(framework: Framework, links: Permalinks) -> Iterator[Page]:
    """Yield the page `/embed/<id>/` of every question: a small page to embed in other sites.

    A question is also published at the addresses of those that it replaced.
    """
    for numbered in framework.questions:
        name = numbered.question.id
        earlier = [old.id for old in links.left_to(name)]
        for path in map(links.embed, (name, *earlier)):
            yield plain(
                "embed.html", framework, links, path, place=links[name], section=numbered.section
            )
