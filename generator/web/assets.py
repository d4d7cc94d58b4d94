"""The site's styles, scripts, fonts and pictures under names made of their content.

A browser may keep such a file for ever: when its content changes, so does its name. What one file
says of another is changed with it, and a style that another imports stands in that one alone, which
spares a request. Knows nothing of MkDocs.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from generator import browser
from generator.system.files import SiteFile

FOLDER = "assets/"
"""The folder of the site that holds nothing else."""

NAMED = re.compile(r"\.[0-9a-f]{8}\.[a-z0-9]+$")
"""How the name of such a file ends."""

_REFERENCE = re.compile(r"""(?<=["'(])[\w./-]+(?=["')])""")
_IMPORT = re.compile(r'^@import "([\w-]+\.css)";\n', re.MULTILINE)
_TEXT = {".css", ".mjs", ".js"}
_PLAIN = {*_TEXT, ".svg", ".json", ".webmanifest", ".xml", ".txt", ".csv", ".html", ".vtt"}
_IN_TEMPLATES = re.compile(rf"['\"]({FOLDER}[\w./-]+)['\"]")


class AssetError(ValueError):
    """A file that cannot be published as it is; `path` names it, `wrong` says why."""

    def __init__(self, path: str, wrong: str) -> None:
        self.path, self.wrong = path, wrong
        super().__init__(f"{path}: {wrong}")


def ours() -> dict[str, Path]:
    """The files of this toolkit's own below `assets/`, each by its path on the site."""
    files = (file for file in (browser.ROOM / FOLDER).rglob("*") if file.is_file())
    return {file.relative_to(browser.ROOM).as_posix(): file for file in files}


def read(found: Mapping[str, Path]) -> dict[str, bytes]:
    """The content of those of the files `found` (path → file) that are below `assets/`.

    A style that another there imports stands in that one alone. Raises `AssetError` where there is
    no such file, or where two import each other, and `OSError`.
    """
    files = {path: found[path].read_bytes() for path in sorted(found) if path.startswith(FOLDER)}
    files = {path: with_plain_ends(it) if is_text(path) else it for path, it in files.items()}
    whole = {path: _with_imports(path, files, ()) for path in files}
    imported = {other for path in files for other in _imports(path, files[path]).values()}
    return {path: content for path, content in whole.items() if path not in imported}


def is_text(path: str) -> bool:
    """Whether the file at `path` holds text, as its ending says."""
    return PurePosixPath(path).suffix.lower() in _PLAIN


def with_plain_ends(text: bytes) -> bytes:
    """A text with plain ends of lines: a checkout may have others."""
    return text.replace(b"\r\n", b"\n")


def published(files: Mapping[str, bytes]) -> dict[str, SiteFile]:
    """Each of `files` (path → bytes) as it is published, by the path that it had.

    Raises `AssetError` where files refer to each other in a circle.
    """
    done: dict[str, SiteFile] = {}
    for path in files:
        _publish(path, files, done, ())
    return done


def named_in(templates: Iterable[str]) -> frozenset[str]:
    """The files of our own below `assets/` that the texts of `templates` name."""
    return frozenset(path for text in templates for path in _IN_TEMPLATES.findall(text))


def _with_imports(path: str, files: Mapping[str, bytes], within: tuple[str, ...]) -> bytes:
    """A file with the styles that it imports from its own folder."""
    if path in within:
        raise AssetError(path, f"this file and {within[-1]} refer to each other")
    content = files[path]
    for name, other in _imports(path, content).items():
        if other not in files:
            raise AssetError(path, f"there is no '{name}' beside it to import")
        rule = f'@import "{name}";\n'.encode()
        content = content.replace(rule, _with_imports(other, files, (*within, path)))
    return content


def _imports(path: str, content: bytes) -> dict[str, str]:
    """The paths of the styles that a file imports from its own folder, by their names there."""
    names = _IMPORT.findall(content.decode()) if path.endswith(".css") else []
    return {name: posixpath.join(posixpath.dirname(path), name) for name in names}


def _publish(
    path: str, files: Mapping[str, bytes], done: dict[str, SiteFile], within: tuple[str, ...]
) -> str:
    if path in within:
        raise AssetError(path, f"this file and {within[-1]} refer to each other")
    if path not in done:
        folder, content = posixpath.dirname(path), files[path]

        def renamed(reference: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(folder, reference[0]))
            if target == path or target not in files:
                return reference[0]
            name = posixpath.relpath(_publish(target, files, done, (*within, path)), folder)
            return f"./{name}" if reference[0].startswith("./") else name

        if PurePosixPath(path).suffix in _TEXT:
            content = _REFERENCE.sub(renamed, content.decode()).encode()
        stem, suffix = posixpath.splitext(path)
        digest = hashlib.sha256(content).hexdigest()[:8]
        done[path] = SiteFile(path if NAMED.search(path) else f"{stem}.{digest}{suffix}", content)
    return done[path].path
