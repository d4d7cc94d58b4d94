"""Data and hand-written pages → a site to draw and publish.

Both front doors, MkDocs' plugin and the command, work on what `read` returns. It refuses data that
breaks a rule; `Site.problems` then says what the ledger of ids lacks, and `Site.plain_words` what
is hard to read. Knows no MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from generator.checks import prose, published, reading, run
from generator.checks.docs import Docs
from generator.checks.reading import OnPage
from generator.data.loader import forget, load
from generator.errors import Location, Problem
from generator.model.framework import Framework
from generator.permalinks.places import Permalinks
from generator.sheets.blocks import Sheet
from generator.sheets.kinds import places, sheets
from generator.sheets.shelf import Shelf
from generator.system.cache import Cache
from generator.system.files import SiteFile

_NO_FILES: Mapping[str, SiteFile] = MappingProxyType({})


@dataclass(frozen=True)
class Site:
    """All that pages and sheets are made from.

    `written` says where in the data each id stands. `readability` is how hard our own words are,
    by page, and `plain_words` what in them is too hard or breaks the rules of wording, where that
    was asked for. `assets` are styles, scripts, typefaces and pictures as they are published, by
    their path in `docs/`. `store` keeps what was drawn.
    """

    framework: Framework
    written: Mapping[str, Location]
    docs: Docs
    readability: Mapping[str, OnPage]
    plain_words: tuple[Problem, ...]
    sheets: tuple[Sheet, ...]
    links: Permalinks
    assets: Mapping[str, SiteFile]
    store: Cache

    @cached_property
    def shelf(self) -> Shelf:
        """The files of all sheets."""
        return Shelf(self.framework, self.links, self.sheets, self.written, self.store)

    def asset(self, path: str) -> str:
        """The path at which a file of `docs/` is published."""
        return self.assets[path].path if path in self.assets else path

    def problems(self) -> Iterator[Problem]:
        """Why it cannot be published as it is: what the ledger of ids lacks."""
        return published.problems(self.framework, self.written, self.links, self.shelf.words)


def read(
    folder: Path,
    docs: Docs | None = None,
    *,
    address: str = "",
    assets: Mapping[str, SiteFile] = _NO_FILES,
    store: Cache | None = None,
    typeset: bool = True,
    start: str | None = None,
    plain_words: bool = False,
    again: bool = False,
) -> Site:
    """The site that the data in a folder describes.

    `docs` are its hand-written pages, where it has them; `address` is the web address that paper
    and QR codes carry. Where sheets are not `typeset`, their letters need no typeface. `start`, a
    clock time such as 14:00, is when every session plan begins, where it is given. With
    `plain_words`, the wording of our own words is checked. Where the folder will be read `again`,
    as in a preview, its files stay in memory, for those that have not changed.
    Raises `FrameworkError` with every problem, each with file, line and column.
    """
    docs_ = docs or Docs()
    loaded = load(folder)
    framework, written = run.checked_framework(loaded, docs, sheets=typeset)
    own = prose.own_passages(loaded, docs_)
    hard = tuple(run.language_problems(framework, own)) if plain_words else ()
    measured = reading.with_titles(own)
    del loaded, own  # of a large framework, they take more memory than its sheets
    if not again:
        forget()
    if start:
        plans = tuple(plan.model_copy(update={"start": start}) for plan in framework.plans)
        framework = framework.with_plans(plans)
    every = tuple(sheets(framework))
    named = {path: file.path for path, file in assets.items()}
    links = Permalinks(framework, address, places(every), named)
    store = store or Cache(None)
    return Site(framework, written, docs_, measured, hard, every, links, assets, store)
