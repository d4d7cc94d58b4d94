"""Check `mkdocs.yml`: refuse settings that do nothing here, or that this toolkit cannot work with.

Also gives the location of every setting, for the problems of other modules. Takes settings as plain
values; knows nothing of MkDocs.
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
"""The key by which a settings file names another whose settings it inherits."""

SUPPORTED_THEME_KEYS = frozenset(
    {"name", "custom_dir", "language", "font", "favicon", "static_templates"}
)
"""The theme's settings that have an effect here."""

UNSUPPORTED_EXTRA_KEYS = frozenset(
    {"alternate", "analytics", "consent", "polyfills", "social", "version"}
)
"""The keys under `extra` that the theme's own templates read, and those of this toolkit do not."""

OWN_TEMPLATE = "partials/about-this-page.html"
"""A template by which the folder of this toolkit's templates is recognised."""


class RequiredSetting(NamedTuple):
    """A setting that must have a certain value, and the reason."""

    path: tuple[str, ...]
    value: object
    why: str


REQUIRED_SETTINGS = (
    RequiredSetting(
        ("use_directory_urls",),
        True,
        "permanent addresses and those on paper end in a slash",
    ),
    RequiredSetting(
        ("theme", "name"),
        "material",
        "this toolkit's templates go with the theme of that name",
    ),
    RequiredSetting(
        ("theme", "language"),
        "en",
        "the words around the framework are in English alone; the framework's own language stands "
        "in its framework.yml",
    ),
    RequiredSetting(
        ("theme", "font"),
        False,
        "the site brings its own typeface, and lets none in from another host",
    ),
    RequiredSetting(
        ("plugins", "macros", "render_by_default"),
        False,
        "each page that quotes the framework asks for it with 'render_macros: true'",
    ),
)


class Settings:
    """The location of every setting in a settings file and the files that it inherits from."""

    def __init__(self, file: Path) -> None:
        self.shown = shown_path(file)
        self._locations: dict[tuple[str, ...], Location] = {}
        self.files: list[Path] = []
        """The file, and those that it inherits from."""
        while file.is_file() and file.resolve() not in self.files:
            self.files.append(file.resolve())
            locations = yaml_reader.setting_locations(file, shown_path(file))
            self._locations = {**locations, **self._locations}
            parents = [path[1] for path in locations if path[0] == INHERITED and len(path) > 1]
            if not parents:
                return
            file = file.parent / parents[0]

    def environment_variables(self) -> Iterator[str]:
        """Yield the names of environment variables that `!ENV` reads, and words of its defaults."""
        for file in self.files:
            text = file.read_text("utf-8", "replace")
            for named in re.findall(r"!ENV\s+(\[[^\]]*\]|\S+)", text):
                yield from re.findall(r"\w+", named)

    def at(self, *path: str) -> Location:
        """Return the location of the setting at `path`, or of the nearest one above it.

        `path` is the keys of the setting, of which inner ones may be omitted; its last element may
        be the value instead.
        """
        for length in range(len(path), 0, -1):
            for written, location in self._locations.items():
                if _matches(path[:length], written) and written[-1] == path[length - 1]:
                    return location
        return Location(self.shown)

    def keys_below(self, *path: str) -> Iterator[str]:
        """Yield the keys, or the values, that are written directly below `path`."""
        for written in self._locations:
            if len(written) == len(path) + 1 and written[:-1] == path:
                yield written[-1]

    def contains(self, *path: str) -> bool:
        """Return whether a setting is written in the files."""
        return path in self._locations

    def problem(self, path: Iterable[str], wrong: str, right: str) -> Problem:
        """Return a problem at the location of the setting at `path`."""
        return Problem(self.at(*path), wrong, right)


def problems(settings: Settings, values: Mapping[tuple[str, ...], Any]) -> Iterator[Problem]:
    """Yield a problem for each setting that does not work here.

    `values` has the actual values of those in `REQUIRED_SETTINGS`, by path.
    """
    for path, value, why in REQUIRED_SETTINGS:
        if path in values and values[path] != value:
            wrong = (
                f"'{': '.join(path)}' is {_shown_value(values[path])}, which does not work: {why}"
            )
            yield settings.problem(path, wrong, f"write {_shown_value(value)}")
    for key in settings.keys_below("theme"):
        if key not in SUPPORTED_THEME_KEYS and [*settings.keys_below("theme", key)]:
            yield settings.problem(
                ("theme", key),
                f"'theme: {key}' changes nothing here",
                "delete it; the look of the site is assets/site.css and the templates",
            )
    for key in settings.keys_below("extra"):
        if key in UNSUPPORTED_EXTRA_KEYS:
            yield settings.problem(
                ("extra", key),
                f"'extra: {key}' does not work here: no template shows it, and the site's policy "
                "lets nothing in from another host",
                "delete it",
            )


def unpublished_files(
    settings: Settings, key: str, named: Iterable[str], published: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem for each file that the setting `key` names but the site does not publish.

    `named` are these names, and `published` the paths of all published files.
    """
    existing = frozenset(published)
    for name in named:
        if is_external(name):
            wrong = f"{name} is no file of this site, and the site's policy lets in nothing else"
            yield settings.problem(
                (key, name), wrong, "put the file into the folder of the pages, and name it there"
            )
        elif name.partition("?")[0].removeprefix("./") not in existing:
            wrong = f"there is no file {name} among the pages of the site"
            yield settings.problem((key, name), wrong, "put it there, or delete this line")


def _matches(path: tuple[str, ...], written: tuple[str, ...]) -> bool:
    """Return whether `written` has the first key of `path`, and then its others in their order."""
    if path[0] != written[0]:
        return False
    rest = iter(written)
    return all(key in rest for key in path)


def _shown_value(value: object) -> str:
    """Return a setting's value as a message shows it."""
    if isinstance(value, dict | list):
        return "more than a word"
    return str(value).lower() if isinstance(value, bool) else f"'{value}'"
