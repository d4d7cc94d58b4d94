"""Fingerprinting of assets: stylesheets, scripts, fonts and images get names with a content hash.

Takes the files below `assets/` and returns them under new names, so that browsers can cache each
for ever. References between assets are rewritten, and imported stylesheets are inlined. Must not
know of MkDocs.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from generator import browser
from generator.system.files import SiteFile
from generator.system.results import kept

FOLDER = "assets/"
"""The folder of the site that holds all assets and nothing else."""

HASHED_NAME = re.compile(r"\.[0-9a-f]{8}\.[a-z0-9]+$")
"""The end of a file name that holds a content hash."""

_REFERENCE = re.compile(r"""(?<=["'(])[\w./-]+\.\w+(?=["')])""")
_IMPORT = re.compile(r'^@import "([\w-]+\.css)";\n', re.MULTILINE)
_CODE_SUFFIXES = {".css", ".mjs", ".js"}
_DATA_SUFFIXES = {".svg", ".json", ".webmanifest", ".xml", ".txt", ".csv", ".html", ".vtt"}
_TEXT_SUFFIXES = _CODE_SUFFIXES | _DATA_SUFFIXES
_IN_TEMPLATES = re.compile(rf"['\"]({FOLDER}[\w./-]+)['\"]")


class AssetError(ValueError):
    """An asset that cannot be published; `path` is its path on the site, `wrong` the reason."""

    def __init__(self, path: str, wrong: str) -> None:
        self.path, self.wrong = path, wrong
        super().__init__(f"{path}: {wrong}")


def own_files() -> dict[str, Path]:
    """Return the assets of this package: the file of each, by its path on the site."""
    files = (file for file in (browser.ROOM / FOLDER).rglob("*") if file.is_file())
    return {file.relative_to(browser.ROOM).as_posix(): file for file in files}


def read(paths: Mapping[str, Path]) -> dict[str, bytes]:
    """Return the content of each asset among `paths`, which maps paths on the site to files.

    A stylesheet that another imports is inlined into it and left out itself. Raises `AssetError`
    for a missing or circular import, and `OSError`.
    """
    files = {path: paths[path].read_bytes() for path in sorted(paths) if path.startswith(FOLDER)}
    files = {path: normalise_newlines(it) if is_text(path) else it for path, it in files.items()}
    inlined = {path: _inline_imports(path, files, ()) for path in files}
    imported = {other for path in files for other in _imports(path, files[path]).values()}
    return {path: content for path, content in inlined.items() if path not in imported}


def is_text(path: str) -> bool:
    """Return whether the file at `path` holds text, judging by its extension."""
    return PurePosixPath(path).suffix.lower() in _TEXT_SUFFIXES


def normalise_newlines(text: bytes) -> bytes:
    """Return `text` with CRLF line endings, which a checkout may have, changed to LF."""
    return text.replace(b"\r\n", b"\n")


def publish(files: Mapping[str, bytes]) -> dict[str, SiteFile]:
    """Return each of `files` under its fingerprinted name, by its original path.

    References to other files are rewritten. Raises `AssetError` for circular references.
    """
    return dict(_published(tuple(files.items())))


@lru_cache(maxsize=1)  # in a preview, they are often the same
def _published(every: tuple[tuple[str, bytes], ...]) -> Mapping[str, SiteFile]:
    files, published = dict(every), dict[str, SiteFile]()
    for path in files:
        _publish(path, files, published, ())
    return published


def named_by_content(path: str, content: bytes) -> SiteFile:
    """Return a file that refers to no other under its fingerprinted name."""
    stem, suffix = posixpath.splitext(path)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return SiteFile(path if HASHED_NAME.search(path) else f"{stem}.{digest}{suffix}", content)


def named_in_templates(templates: Iterable[str]) -> frozenset[str]:
    """Return the paths of assets that occur in the source text of `templates`."""
    return frozenset(path for text in templates for path in _IN_TEMPLATES.findall(text))


def _inline_imports(path: str, files: Mapping[str, bytes], importers: tuple[str, ...]) -> bytes:
    """Return the content of a stylesheet with its imports replaced by their content."""
    if path in importers:
        raise AssetError(path, f"this file and {importers[-1]} refer to each other")
    content = files[path]
    for name, other in _imports(path, content).items():
        if other not in files:
            raise AssetError(path, f"there is no '{name}' beside it to import")
        rule = f'@import "{name}";\n'.encode()
        content = content.replace(rule, _inline_imports(other, files, (*importers, path)))
    return content


def _imports(path: str, content: bytes) -> dict[str, str]:
    """Return the paths of the stylesheets that a file imports from its own folder, by name."""
    names = _IMPORT.findall(content.decode()) if path.endswith(".css") else []
    return {name: posixpath.join(posixpath.dirname(path), name) for name in names}


def _publish(
    path: str,
    files: Mapping[str, bytes],
    published: dict[str, SiteFile],
    referrers: tuple[str, ...],
) -> str:
    """Add a file and all that it refers to to `published`; return its new path."""
    if path in referrers:
        raise AssetError(path, f"this file and {referrers[-1]} refer to each other")
    if path not in published:
        folder, content = posixpath.dirname(path), files[path]

        def rewritten(reference: str) -> str:
            target = posixpath.normpath(posixpath.join(folder, reference))
            if target == path or target not in files:
                return reference
            new = _publish(target, files, published, (*referrers, path))
            name = posixpath.relpath(new, folder)
            return f"./{name}" if reference.startswith("./") else name

        if PurePosixPath(path).suffix in _CODE_SUFFIXES:
            text, parts, done = content.decode(), [], 0
            for start, end in _references(text):
                parts += [text[done:start], rewritten(text[start:end])]
                done = end
            content = "".join((*parts, text[done:])).encode()
        published[path] = named_by_content(path, content)
    return published[path].path


@kept
def _references(code: str) -> list[tuple[int, int]]:
    """Return where each text in code that may be a reference to a file starts and ends."""
    return [match.span() for match in _REFERENCE.finditer(code)]
