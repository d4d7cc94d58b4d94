"""The only place where an id becomes a path, an anchor or an address.

Paths are those of the site, without a leading slash, so that a site works
under any prefix. Knows nothing of templates or MkDocs.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from generator.model import Framework

WHOLE = "framework"
"""The id of the sheet of the whole framework."""

RUN = "-run"
"""How the id of a run sheet ends: that of its section, resource or plan comes before it."""

BLANK_SHEETS = ("next-steps", "review", "voices")
"""The ids of the blank sheets; the last needs to know who the partners are."""

RESERVED = frozenset({WHOLE, "cards", "go", "index", "large", "plan", *BLANK_SHEETS})
"""Ids that no record may have, because pages of the site stand there."""


FORMS = MappingProxyType(
    {"print": ".pdf", "large": "-large.pdf", "fillable": "-fillable.pdf", "word": ".docx"}
)
"""How the name of a sheet's file ends, by the form in which it comes."""


class Place(NamedTuple):
    """Where something with an id stands: its kind, what to call it, its page and its anchor.

    `number` is what people see ('3', '3.2'), empty for all but sections and questions;
    `page` is a path such as `framework/purpose/`; `anchor` is empty for a page.
    """

    id: str
    kind: str
    number: str
    name: str
    page: str
    anchor: str = ""

    @property
    def path(self) -> str:
        """The path with its anchor, such as `framework/purpose/#impact`."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page

    @property
    def markdown(self) -> str:
        """The target of a Markdown link that MkDocs checks, from the root of `docs/`."""
        source = f"/{source_of(self.page)}"
        return f"{source}#{self.anchor}" if self.anchor else source


class Permalinks:
    """Every id of one framework, and where it stands now."""

    def __init__(self, framework: Framework, site: str = "", sheets: Iterable[Place] = ()) -> None:
        """`site` is the address at which the site is published, for print and QR codes.

        `sheets` are the places of sheets with an id of their own.
        """
        self.site = site
        self.places: Mapping[str, Place] = MappingProxyType(
            {place.id: place for place in (*_places(framework), *sheets)}
        )

    def __getitem__(self, name: str) -> Place:
        """The place of an id. Raises KeyError for one that the framework does not have."""
        return self.places[name]

    def permanent(self, name: str) -> str:
        """The path that an id keeps for ever, such as `go/impact/`."""
        return f"go/{self.places[name].id}/"

    def address(self, path: str) -> str:
        """The complete address of a path of the site, as printed and in QR codes."""
        return posixpath.join(self.site, path) if self.site else f"/{path}"

    def sheet(self, name: str, *, large: bool = False) -> str:
        """The path of a sheet as a page that a browser prints."""
        return f"worksheets/{self.places[name].id}/" + ("large/" if large else "")


def sheet_file(name: str, paper: str, form: str) -> str:
    """The path of a sheet as a file: `form` is a key of `FORMS`, `paper` is a4 or letter."""
    return f"worksheets/{name}/{name}-{paper}{FORMS[form]}"


def relative(target: str, page: str) -> str:
    """How a link on `page` reaches `target`, both paths of the site that end with a slash.

    An anchor on `target` is kept. `relative("go/impact/", "framework/purpose/")`
    is `../../go/impact/`.
    """
    path, mark, anchor = target.partition("#")
    way = posixpath.relpath(path or ".", page or ".")
    if way == ".":
        return mark + anchor or "./"
    return way + ("/" if path.endswith("/") or not path else "") + mark + anchor


def source_of(page: str) -> str:
    """The Markdown file behind a page: `framework/purpose/` → `framework/purpose.md`."""
    folders = ("", "framework/", "resources/", "plan/", "worksheets/")
    return f"{page}index.md" if page in folders else f"{page.rstrip('/')}.md"


def _places(framework: Framework) -> Iterator[Place]:
    yield Place(WHOLE, "framework", "", framework.about.title, "framework/")
    for section in framework.sections:
        page = f"framework/{section.id}/"
        number = framework.numbers[section.id]
        yield Place(section.id, "section", number, section.title, page)
        for question in section.questions:
            number = framework.numbers[question.id]
            yield Place(question.id, "question", number, question.text, page, question.id)
    for resource in framework.resources:
        yield Place(resource.id, "resource", "", resource.title, f"resources/{resource.id}/")
    for plan in framework.plans:
        yield Place(plan.id, "session plan", "", plan.title, f"plan/{plan.id}/")
