"""A page: a template filled in, and what the theme needs where that is put around it.

Takes the framework, its links, a template and its variables; returns HTML, or a `Page`. Must not
know which pages there are, nor of MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.model import credit
from generator.model.framework import Framework
from generator.permalinks.places import GLOSSARY, Permalinks, relative, source_of
from generator.web import citation, hard_words
from generator.web.policy import PLAIN
from generator.web.templates import environment


class Page(NamedTuple):
    """The source of a page: its path below `docs/`, and the id of its record, if any.

    `make` returns its HTML: all pages together would fill the memory. `meta` is what a page in the
    theme would say in its front matter; others say nothing. `listed` is whether it belongs in the
    menu.
    """

    path: str
    make: Callable[[], str]
    meta: Mapping[str, Any] = MappingProxyType({})
    record: str | None = None
    listed: bool = True

    @property
    def content(self) -> str:
        """The HTML, made anew."""
        return self.make()


def fragment(template: str, framework: Framework, links: Permalinks, page: str, **more: Any) -> str:
    """Render a template to HTML, with links relative to `page`, a path on the site.

    `more` are further variables of the template.
    """
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


def plain(template: str, framework: Framework, links: Permalinks, path: str, **more: Any) -> Page:
    """Return a page without the theme at `path`, from a template and its variables `more`."""
    make = partial(fragment, template, framework, links, path, **more)
    return Page(f"{path}index.html", lambda: make() + "\n")


def themed(
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
    """Return a page of the theme at `path`, from a template and its variables `more`.

    `title` and `description` are its own; `record` is the id of what it shows, if any; `meta` are
    further settings, as in front matter: plain data.
    """
    meta = {"title": title, "description": description, **meta}
    make = partial(fragment, template, framework, links, path, **more)
    return Page(source_of(path), lambda: make() + "\n", meta, record)


def mark_hard_words(html: str, framework: Framework, links: Permalinks, page: str) -> str:
    """Return the HTML of a page with its hard words linked and their meanings at its end.

    `page` is its path on the site; the glossary itself is left unchanged.
    """
    if page == GLOSSARY:
        return html
    html, terms = hard_words.mark_terms(framework.terms, html, relative(GLOSSARY, page))
    return html + fragment("meanings.html", framework, links, page, terms=terms) if terms else html


def _hard_words(framework: Framework, page: str, text: str) -> list[Markup]:
    """Return links to the entries of the hard words in a plain text."""
    terms = hard_words.terms_in(framework.terms, text)
    return [hard_words.link(term, term.term, relative(GLOSSARY, page)) for term in terms]
