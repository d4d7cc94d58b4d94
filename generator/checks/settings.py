"""What `mkdocs.yml` says, held against what a site of this toolkit can do; and where it says it.

MkDocs and its theme know more settings than work here: those are refused, each with the reason.
Knows nothing of MkDocs: settings come as plain values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.data import yaml_reader
from generator.errors import Location, Problem, shown_path
from generator.web.policy import is_external

INHERITED = "INHERIT"
"""The key under which a file of settings names another, whose settings it takes over."""

THEME = frozenset({"name", "custom_dir", "language", "font", "favicon", "static_templates"})
"""The settings of the theme that do something here."""

EXTRA = frozenset({"alternate", "analytics", "consent", "polyfills", "social", "version"})
"""What the theme would read under `extra`, and this site's templates do not show."""

OWN_TEMPLATE = "partials/about-this-page.html"
"""A template that only the folder of this toolkit's own has."""


class Wanted(NamedTuple):
    """A setting that has one value here, and why."""

    path: tuple[str, ...]
    value: object
    why: str


WANTED = (
    Wanted(
        ("use_directory_urls",),
        True,
        "permanent addresses and those on paper end in a slash",
    ),
    Wanted(
        ("theme", "name"),
        "material",
        "this toolkit's templates go with the theme of that name",
    ),
    Wanted(
        ("theme", "language"),
        "en",
        "the words around the framework are in English alone; the framework's own language stands "
        "in its framework.yml",
    ),
    Wanted(
        ("theme", "font"),
        False,
        "the site brings its own typeface, and lets none in from another host",
    ),
    Wanted(
        ("plugins", "macros", "render_by_default"),
        False,
        "each page that quotes the framework asks for it with 'render_macros: true'",
    ),
)


class Settings:
    """The places of all that a file of settings, and those that it inherits from, say."""

    def __init__(self, file: Path) -> None:
        self.shown = shown_path(file)
        self._places: dict[tuple[str, ...], Location] = {}
        self.files: list[Path] = []
        """The file, and those that it inherits from."""
        while file.is_file() and file.resolve() not in self.files:
            self.files.append(file.resolve())
            places = yaml_reader.places(file, shown_path(file))
            self._places = {**places, **self._places}
            above = [path[1] for path in places if path[0] == INHERITED and len(path) > 1]
            if not above:
                return
            file = file.parent / above[0]

    def variables(self) -> Iterator[str]:
        """The names of the environment variables that settings are taken from, and more words."""
        for file in self.files:
            text = file.read_text("utf-8", "replace")
            for named in re.findall(r"!ENV\s+(\[[^\]]*\]|\S+)", text):
                yield from re.findall(r"\w+", named)

    def at(self, *path: str) -> Location:
        """Where a setting stands: its keys, of which some between may be left out, and its value.

        Where that is not written, the nearest above it.
        """
        for length in range(len(path), 0, -1):
            for known, place in self._places.items():
                if _in_order(path[:length], known) and known[-1] == path[length - 1]:
                    return place
        return Location(self.shown)

    def under(self, *path: str) -> Iterator[str]:
        """The keys that are written below `path`."""
        for known in self._places:
            if len(known) == len(path) + 1 and known[:-1] == path:
                yield known[-1]

    def says(self, *path: str) -> bool:
        """Whether a setting is written."""
        return path in self._places

    def problem(self, path: Iterable[str], wrong: str, right: str) -> Problem:
        """A problem with the setting at `path`."""
        return Problem(self.at(*path), wrong, right)


def problems(settings: Settings, values: Mapping[tuple[str, ...], Any]) -> Iterator[Problem]:
    """Settings that do not work here. `values` has that of each which `WANTED` names."""
    for path, value, why in WANTED:
        if path in values and values[path] != value:
            wrong = f"'{': '.join(path)}' is {_shown(values[path])}, which does not work: {why}"
            yield settings.problem(path, wrong, f"write {_shown(value)}")
    for key in settings.under("theme"):
        if key not in THEME and [*settings.under("theme", key)]:
            yield settings.problem(
                ("theme", key),
                f"'theme: {key}' changes nothing here",
                "delete it; the look of the site is assets/site.css and the templates",
            )
    for key in settings.under("extra"):
        if key in EXTRA:
            yield settings.problem(
                ("extra", key),
                f"'extra: {key}' does not work here: no template shows it, and the site's policy "
                "lets nothing in from another host",
                "delete it",
            )


def files(
    settings: Settings, key: str, named: Iterable[str], published: Iterable[str]
) -> Iterator[Problem]:
    """Styles or scripts that the setting `key` names and that no page would get."""
    there = frozenset(published)
    for name in named:
        if is_external(name):
            wrong = f"{name} is no file of this site, and the site's policy lets in nothing else"
            yield settings.problem(
                (key, name), wrong, "put the file into the folder of the pages, and name it there"
            )
        elif name.partition("?")[0].removeprefix("./") not in there:
            wrong = f"there is no file {name} among the pages of the site"
            yield settings.problem((key, name), wrong, "put it there, or delete this line")


def _in_order(path: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether `known` begins with the first of `path` and has the others in their order."""
    if path[0] != known[0]:
        return False
    rest = iter(known)
    return all(step in rest for step in path)


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return "more than a word"
    return str(value).lower() if isinstance(value, bool) else f"'{value}'"
