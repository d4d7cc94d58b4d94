"""`Framework` → the source of every generated page, and their order in the navigation.

A page is Markdown whose body is one HTML block, so that whatever the data
holds is escaped once, by one rule, and read as text by any site builder.
Knows nothing of MkDocs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.drawing import pictures, ring
from generator.drawing.pen import SCREEN
from generator.model import credit
from generator.model.framework import WHOLE, Framework, NumberedQuestion
from generator.model.sheet_kinds import in_groups
from generator.permalinks.history import codes
from generator.permalinks.places import GLOSSARY, Permalinks, relative, source_of
from generator.sheets.shelf import Downloads
from generator.web import citation, dataset, hard_words, schema_org
from generator.web.policy import PLAIN
from generator.web.templates import environment


class Page(NamedTuple):
    """A file to publish: its path below `docs/`, its content, and the id of the record it shows.

    `listed` says whether it belongs in the menu.
    """

    path: str
    content: str
    record: str | None = None
    listed: bool = True


DATA = (
    {"path": dataset.JSON, "type": "application/json", "title": "The framework as JSON"},
    {"path": dataset.TABLE, "type": "text/csv", "title": "The framework as a table (CSV)"},
)
"""The framework in other forms, for the head of its page."""


def render(framework: Framework, links: Permalinks, downloads: Downloads) -> Iterator[Page]:
    """Every generated page of the site, the printable sheets apart."""
    write = partial(_page, framework, links)
    yield from _pages_of_sections(framework, links, downloads)
    yield from _pages_of_resources(framework, links, downloads)
    if framework.plans:
        yield from _pages_of_plans(framework, links, downloads)
    yield write(
        "worksheets/",
        "Worksheets",
        "Sheets to print for a workshop, in clear and large print.",
        None,
        "worksheets.html",
        downloads=downloads,
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
            saying=_saying(framework),
        )
    yield from _permanent_pages(framework, links)
    yield from _pages_to_embed(framework, links)


def _pages_of_sections(
    framework: Framework, links: Permalinks, downloads: Downloads
) -> Iterator[Page]:
    """The page of the whole framework, and one for each section."""
    write = partial(_page, framework, links, downloads=downloads)
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
    """The list of resources, and a page for each."""
    write = partial(_page, framework, links)
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
    """The list of session plans, and a page for each."""
    write = partial(_page, framework, links)
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


FOLDERS = ("framework", "resources", "plan", "worksheets", "glossary")
"""The folders of the generated pages that a `nav` may name, each as 'folder/*'."""


def navigation(framework: Framework) -> Mapping[str, list[dict[str, str]] | str]:
    """The generated pages by folder, each as an entry {title: source} of MkDocs' `nav`.

    A folder that holds one page and never more is that page's source alone.
    """
    sections = [
        {f"{framework.numbers[section.id]}. {section.label}": f"framework/{section.id}.md"}
        for section in framework.sections
    ]
    resources = [{item.title: f"resources/{item.id}.md"} for item in framework.resources]
    plans = [{plan.title: f"plan/{plan.id}.md"} for plan in framework.plans]
    return {
        "framework": [{"At a glance": "framework/index.md"}, *sections],
        "resources": [{"All resources": "resources/index.md"}, *resources],
        "plan": [{"All session plans": "plan/index.md"}, *plans] if plans else [],
        "worksheets": [{"All worksheets": "worksheets/index.md"}],
        "glossary": source_of(GLOSSARY) if framework.terms else [],
    }


def with_generated(nav: Any, generated: Mapping[str, list[dict[str, str]] | str]) -> Any:
    """`nav` of mkdocs.yml with each entry 'folder/*' replaced by the generated pages of it.

    Without a title, they stand in the place of the entry itself. An entry of which this framework
    has no pages is left out, and a section that holds nothing else.
    """
    if isinstance(nav, list):
        filled: list[Any] = []
        for item in nav:
            made = with_generated(item, generated)
            if isinstance(made, list):
                filled += made
            elif not (isinstance(made, dict) and [*made.values()] == [[]]):
                filled.append(made)
        return filled
    if isinstance(nav, dict):
        return {title: with_generated(item, generated) for title, item in nav.items()}
    return generated.get(nav[:-2], nav) if _is_folder(nav) else nav


def unknown_folders(nav: Any, generated: Collection[str] = FOLDERS) -> Iterator[str]:
    """The entries 'folder/*' of `nav` of which no framework has pages."""
    if isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from unknown_folders(item, generated)
    elif _is_folder(nav) and nav[:-2] not in generated:
        yield nav


def _is_folder(entry: Any) -> bool:
    return isinstance(entry, str) and entry.endswith("/*")


def fragment(template: str, framework: Framework, links: Permalinks, page: str, **more: Any) -> str:
    """One template as HTML, with links that work from `page`, a path of the site."""
    return (
        environment()
        .get_template(template)
        .render(
            framework=framework,
            about=framework.about,
            links=links,
            policy=Markup(PLAIN),
            credit=credit,
            citation=citation,
            to=lambda target: relative(links.assets.get(target, target), page),
            hard_words=partial(_hard_words, framework, page),
            **more,
        )
    )


def explained(html: str, framework: Framework, links: Permalinks, page: str) -> str:
    """The HTML of a page with its hard words marked, and what they mean at its end."""
    if page == GLOSSARY:
        return html
    html, terms = hard_words.marked(framework.terms, html, relative(GLOSSARY, page))
    return html + fragment("meanings.html", framework, links, page, terms=terms) if terms else html


def _saying(framework: Framework) -> Mapping[str, list[NumberedQuestion]]:
    """The questions that use a hard word, by the id of the word."""
    found: dict[str, list[NumberedQuestion]] = {}
    for numbered in framework.questions:
        for term in hard_words.used(framework.terms, numbered.question.text):
            found.setdefault(term.id, []).append(numbered)
    return found


def _hard_words(framework: Framework, page: str, text: str) -> list[Markup]:
    """Links to the entries of the hard words in a plain text."""
    terms = hard_words.used(framework.terms, text)
    return [hard_words.link(term, term.term, relative(GLOSSARY, page)) for term in terms]


def _page(
    framework: Framework,
    links: Permalinks,
    path: str,
    title: str,
    description: str,
    record: str | None,
    template: str,
    meta: Mapping[str, Any] = MappingProxyType({}),
    **more: Any,
) -> Page:
    front = {"title": title, "description": description, **meta}
    body = fragment(template, framework, links, path, **more)
    return Page(source_of(path), f"---\n{_yaml(front)}\n---\n{body}\n", record)


def _yaml(front: Mapping[str, Any]) -> str:
    """Front matter on one line: JSON in ASCII, which is YAML too, and holds any words safely.

    Only beyond four digits do the two name a character differently; there it is as YAML has it.
    """

    def named(letter: re.Match[str]) -> str:
        code = ord(letter[0])
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

    return re.sub(r"[^ -~]", named, json.dumps(front, ensure_ascii=False))


def _permanent_pages(framework: Framework, links: Permalinks) -> Iterator[Page]:
    """`/go/<id>/` for every id that is or was, and the old pages of what is gone.

    Small pages without theme that lead on at once; those of what is gone also hold its old anchors.
    """
    known = codes((*links.history.releases, links.release))
    releases = " ".join(",".join(every) for every in known)
    write = partial(_plain, framework, links, releases=releases)
    for place in links.places.values():
        yield write(links.permanent(place.id), name=place.id, place=place, leads=True)
    for former in links.former.values():
        stood = tuple(links.moved(former.id)) if former.kind == "section" else ()
        yield write(links.permanent(former.id), name=former.id, former=former, leads=True)
        alone = former.kind == "question" and not former.heir
        for path in (*former.pages, *([links.embed(former.id)] if alone else [])):
            # With anchors on it, a page must be seen; a script leads on from it.
            yield write(path, name=former.id, former=former, stood=stood, leads=not stood)


def _plain(framework: Framework, links: Permalinks, path: str, **more: Any) -> Page:
    blank = {"place": None, "former": None, "stood": ()}
    content = fragment("go.html", framework, links, path, **(blank | more))
    return Page(f"{path}index.html", content + "\n")


def _pages_to_embed(framework: Framework, links: Permalinks) -> Iterator[Page]:
    """`/embed/<id>/` for every question: a small page to show in a frame on another site.

    What took the place of a question stands at its old address too.
    """
    for numbered in framework.questions:
        name = numbered.question.id
        earlier = [old.id for old in links.left_to(name)]
        for path in map(links.embed, (name, *earlier)):
            content = fragment(
                "embed.html", framework, links, path, place=links[name], section=numbered.section
            )
            yield Page(f"{path}index.html", content + "\n")
