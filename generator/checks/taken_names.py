"""Check the paths of files in `docs/`: none may collide with a generated page or another file.

Takes the files by their paths; their content, and which of them MkDocs publishes, are not known
here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.errors import Location, Problem, shown_path
from generator.permalinks.places import GLOSSARY, OWN_FOLDERS, WINDOWS
from generator.web import dataset, hosting

_GENERATED_FILES = frozenset(
    {
        dataset.JSON,
        dataset.SCHEMA,
        dataset.TABLE,
        hosting.HEADERS_FILE,
        hosting.APACHE_FILE,
        "404.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "search/index.html",
    }
)
"""The files that the site generates outside its own folders and those of the theme."""

_MARKDOWN = re.compile(r"\.(?:md|markdown|mdown|mkdn?)$", re.IGNORECASE)


def problems(files: Mapping[str, Path], glossary: bool) -> Iterator[Problem]:
    """Yield a problem for each of `files` that would be overwritten or is not portable.

    `files` maps each path below `docs_dir` to its file; `glossary` says if that page is generated.
    """
    generated = _GENERATED_FILES | ({f"{GLOSSARY}index.html"} if glossary else set())
    seen: dict[str, tuple[str, Path]] = {}
    for path, file in sorted(files.items()):
        location, address = Location(shown_path(file)), published_as(path)
        top, _, rest = address.partition("/")
        if rest and _folded(top) in OWN_FOLDERS:
            yield Problem(
                location,
                f"all that stands in /{_folded(top)}/ is made by the site, so this would be lost",
                "put it in another folder, such as use/",
            )
        elif _folded(address) in generated:
            yield Problem(
                location,
                f"the site makes its own /{_folded(address)}, so this would be lost",
                "give it another name",
            )
        elif reserved := next(filter(None, map(_windows_device_name, path.split("/"))), None):
            yield Problem(
                location,
                f"'{reserved}' is a name that Windows keeps for itself",
                "give it another name",
            )
        else:
            yield from _duplicate_path_problem(address, path, file, seen)


def published_as(path: str) -> str:
    """Return the path at which a file is published; a page becomes the `index.html` of a folder."""
    if not _MARKDOWN.search(path):
        return path
    folder, _, name = path.rpartition("/")
    stem = _MARKDOWN.sub("", name)
    parts = [folder, "" if stem in {"index", "README"} else stem, "index.html"]
    return "/".join(filter(None, parts))


def _duplicate_path_problem(
    address: str, path: str, file: Path, seen: dict[str, tuple[str, Path]]
) -> Iterator[Problem]:
    """Yield a problem if `seen` has the same path, or one that differs only in case; add it."""
    parts = address.split("/")
    for end in range(1, len(parts) + 1):
        prefix = "/".join(parts[:end])
        known, other = seen.setdefault(_folded(prefix), (prefix, file))
        if known != prefix or (end == len(parts) and other != file):
            yield Problem(
                Location(shown_path(file)),
                f"/{address.removesuffix('index.html')} is the address of {shown_path(other)} too"
                if _folded(known) == _folded(address)
                else f"'{prefix}/' differs from the folder '{known}/' of {shown_path(other)} by "
                "capital letters alone, which Windows and macOS do not tell apart",
                "give one of the two another name",
            )
            return


def _folded(name: str) -> str:
    """Return a name in the form that case-insensitive file systems compare."""
    return unicodedata.normalize("NFC", name).casefold()


def _windows_device_name(name: str) -> str | None:
    """Return the part of a file name that Windows reserves for a device, or None."""
    stem = name.partition(".")[0].rstrip()
    return stem if stem.casefold() in WINDOWS else None
