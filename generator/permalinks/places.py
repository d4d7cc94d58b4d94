"""Maps each id to its path, its anchor and its address, now and where it once stood.

No other module makes a path of an id. Paths are those of the site, without a leading slash, so that
a site works under any prefix; a page's ends with a slash. Knows nothing of templates or MkDocs.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from generator.model.framework import WHOLE, Framework, Number
from generator.model.sheet_kinds import BLANK_SHEETS, DECK, ENDINGS, FORM
from generator.permalinks.history import History, Life, Release, release_of

OWN_FOLDERS = (
    "answer", "data", "embed", "framework", "go", "notebook", "plan", "resources", "session",
    "together", "worksheets",
)  # fmt: skip
"""The folders of the site that hold nothing but what is generated."""

EVERY_PAGE = frozenset({"content", "__drawer", "__palette", "__search", "__toc"})
"""The ids that the theme and its templates use on each page."""

_SOME_PAGES = frozenset({"changes", "current", "now", "q", "search", "stay"})
"""The ids of single words that our templates use."""

RESERVED = frozenset(
    {
        *(WHOLE, DECK.name, "index", "large", *OWN_FOLDERS, *BLANK_SHEETS),
        *(name for name in (*EVERY_PAGE, *_SOME_PAGES) if name.isalpha()),
    }
)
"""Ids that no record may have, because pages, folders or parts of a page have them."""

WINDOWS = frozenset(
    {"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names of which Windows makes neither a folder nor a file, whatever comes after a full stop."""


def no_ids() -> str:
    """All ids that no record may have, as a list in Markdown for authors."""
    listed = ", ".join(f"`{name}`" for name in sorted(RESERVED | WINDOWS))
    *most, last = (f"`{ending}`" for ending in ENDINGS)
    endings = f"{', '.join(most)} or {last}" if most else last
    return f"{listed}, and all that end in {endings}"


class Place(NamedTuple):
    """Where something with an id stands: its kind, what to call it, its page and its anchor.

    `number` is what people see (3, 3.2), None for all but sections and questions;
    `page` is a path such as `framework/purpose/`; `anchor` is empty for a page.
    """

    id: str
    kind: str
    number: Number | None
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


class Former(NamedTuple):
    """An id that was published and is no longer in use: its last words and what replaced it.

    `fate` is renamed, merged, split or retired; `why` is said of what is retired; `targets` are
    where to go now. `pages` are the paths at which it stood, `anchors` the sections in which a
    question had an anchor.
    """

    id: str
    kind: str
    words: str
    fate: str
    release: Release
    why: str
    targets: tuple[Place, ...]
    pages: tuple[str, ...]
    anchors: tuple[str, ...]

    @property
    def heir(self) -> Place | None:
        """The one place to which its address leads at once."""
        return self.targets[0] if self.fate in {"renamed", "merged"} and self.targets else None


class Permalinks:
    """The places of all ids of one framework, those in use and those that once were."""

    def __init__(
        self,
        framework: Framework,
        site: str = "",
        sheets: Iterable[Place] = (),
        assets: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`site` is the address at which the site is published, for print and QR codes.

        `sheets` are the places of sheets with an id of their own; `assets` the paths at which
        styles and pictures are published, where these differ from where they stand in `docs/`.
        """
        self.site = site
        self.assets = assets
        self.places: Mapping[str, Place] = MappingProxyType(
            {place.id: place for place in (*_places(framework), *sheets)}
        )
        self.release = Release(framework.about.edition, framework.about.version)
        self.history = History(framework.ledger)
        self.former: Mapping[str, Former] = MappingProxyType(
            {
                name: self._former(name, life)
                for name, life in self.history.lives.items()
                if name not in self.places
            }
        )
        self._left_to: dict[str, list[Former]] = {}
        for former in self.former.values():
            if former.heir:
                self._left_to.setdefault(former.heir.id, []).append(former)

    def left_to(self, name: str) -> Sequence[Former]:
        """What is gone and of which the one place to go to now is `name`."""
        return self._left_to.get(name, ())

    def __getitem__(self, name: str) -> Place:
        """The place of an id. Raises KeyError for one that the framework does not have."""
        return self.places[name]

    def permanent(self, name: str) -> str:
        """The path that an id keeps for ever, such as `go/impact/`.

        Raises KeyError for an id that never was.
        """
        return f"go/{self._ever(name)}/"

    def _ever(self, name: str) -> str:
        if name not in self.places and name not in self.former:
            raise KeyError(name)
        return name

    def printed(self, name: str) -> str:
        """The address in the QR code of a print-out: it tells which release was printed."""
        return printed(self.address(self.permanent(name)), self.release)

    def moved(self, section: str) -> Iterator[tuple[str, str, tuple[Place, ...], Former | None]]:
        """Each question that stood in a section and does not now, for the anchors of its page.

        Its id, its last words, where to go, and what became of it where it is gone.
        """
        for life in self.history.concerning(section):
            name = life.id
            if section not in life.sections:
                continue
            if name in self.former:
                yield name, life.words, self.former[name].targets, self.former[name]
            elif self.places[name].page != _page(section):
                yield name, life.words, (self.places[name],), None

    def _former(self, name: str, life: Life) -> Former:
        end = life.end
        sections = life.sections if life.kind == "question" else ()
        if end:
            return Former(
                name,
                life.kind,
                life.words,
                end.fate,
                release_of(end),
                end.retired or "",
                tuple(self._now(end.targets)),
                _pages(name, life.kind),
                sections,
            )
        # A sheet that belongs to a record has no line of its own: it goes where its record went.
        ending = next((ending for ending in ENDINGS if name.endswith(ending)), "")
        base = self.history.lives.get(name.removesuffix(ending))
        goes = base.end.targets if base and base.end and ending else ()
        targets = [to + ending if to + ending in self.places else to for to in goes]
        return Former(
            name,
            life.kind,
            life.words,
            base.end.fate if base and base.end else "retired",
            release_of(base.end if base and base.end else life.lines[-1]),
            "This sheet is no longer made.",
            tuple(self._now(targets)),
            _pages(name, life.kind),
            (),
        )

    def _now(self, names: Iterable[str]) -> Iterator[Place]:
        """Where ids lead today, through all that became of them."""
        for name in dict.fromkeys(names):
            if name in self.places:
                yield self.places[name]
            elif (life := self.history.lives.get(name)) and life.end:
                yield from self._now(life.end.targets)

    def files(self, path: str, name: str) -> Iterator[str]:
        """The paths of a sheet's file: its own, and those of what this sheet took the place of."""
        yield path
        for former in self.left_to(name):
            if former.kind != "question":
                yield path.replace(f"/{name}/{name}-", f"/{former.id}/{former.id}-")

    def embed(self, name: str) -> str:
        """The path of a question as a small page to show in a frame, such as `embed/impact/`.

        Raises KeyError for an id that never was.
        """
        return f"embed/{self._ever(name)}/"

    def code(self, name: str, kind: Literal["svg", "png"]) -> str:
        """The path of the QR code of a permanent address, as a picture."""
        return f"{self.permanent(name)}qr.{kind}"

    def address(self, path: str) -> str:
        """The complete address of a path of the site, as printed and in QR codes."""
        return posixpath.join(self.site, path) if self.site else f"/{path}"

    def sheet(self, name: str, *, large: bool = False) -> str:
        """The path of a sheet as a page that a browser prints."""
        return f"worksheets/{self.places[name].id}/" + ("large/" if large else "")


def printed(address: str, release: Release) -> str:
    """A permanent address as a QR code holds it: with the release that was printed."""
    return f"{address}?v={release.code}"


GLOSSARY = "use/glossary/"
"""The path of the page of hard words."""


LISTS = (
    "resources/", "plan/", "session/", "notebook/", "answer/", "together/", "worksheets/", GLOSSARY,
)  # fmt: skip
"""The paths of the pages that list what the data holds."""


def sheet_file(name: str, paper: str, form: str) -> str:
    """The path of a sheet as a file: `form` is the name of one of `FORMS`, `paper` a4 or letter."""
    ending = FORM[form].ending
    if FORM[form].format == "press":
        return f"worksheets/{name}/{name}{ending}"
    return f"worksheets/{name}/{name}-{paper}{ending}"


def relative(target: str, page: str) -> str:
    """How a link on `page` reaches `target`, both paths of the site that end with a slash.

    An anchor on `target` is kept. `relative("go/impact/", "framework/purpose/")`
    is `../../go/impact/`.
    """
    path, mark, anchor = target.partition("#")
    to, at = path.split("/"), page.removeprefix("./").split("/")[:-1]
    same = 0
    while same < min(len(to) - 1, len(at)) and to[same] == at[same]:
        same += 1
    return "../" * (len(at) - same) + "/".join(to[same:]) + mark + anchor or "./"


def source_of(page: str) -> str:
    """The Markdown file behind a page: `framework/purpose/` → `framework/purpose.md`."""
    folders = {"", *(f"{folder}/" for folder in OWN_FOLDERS)}
    return f"{page}index.md" if page in folders else f"{page.rstrip('/')}.md"


def page_of(source: str) -> str:
    """The page behind a Markdown file: `framework/purpose.md` → `framework/purpose/`."""
    stem = source.removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


def _page(section: str) -> str:
    return f"framework/{section}/"


def _pages(name: str, kind: str) -> tuple[str, ...]:
    """The paths of the pages that something gone had, besides its permanent address."""
    sheets = (f"worksheets/{name}/", f"worksheets/{name}/large/")
    own = {
        "section": (_page(name),),
        "resource": (f"resources/{name}/",),
        "session plan": (f"plan/{name}/",),
    }
    return () if kind == "question" else (*own.get(kind, ()), *sheets)


def _places(framework: Framework) -> Iterator[Place]:
    yield Place(WHOLE, "framework", None, framework.about.title, "framework/")
    for section in framework.sections:
        page = _page(section.id)
        number = framework.numbers[section.id]
        yield Place(section.id, "section", number, section.title, page)
        for question in section.questions:
            number = framework.numbers[question.id]
            yield Place(question.id, "question", number, question.text, page, question.id)
    for resource in framework.resources:
        yield Place(resource.id, "resource", None, resource.title, f"resources/{resource.id}/")
    for plan in framework.plans:
        yield Place(plan.id, "session plan", None, plan.title, f"plan/{plan.id}/")
