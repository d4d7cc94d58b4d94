"""A content-addressed cache on disk, and the keys under which its entries are stored.

Takes and returns bytes under a key, which is a digest of everything that the bytes depend on. Each
entry holds a checksum: a damaged or foreign file counts as a miss. Must not know what is cached.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
"""The folder of this package: code, templates and typefaces."""

BROWSER = "browser"
"""The subfolder of `PACKAGE` that only browsers read; it is no part of the code digest."""

DISTRIBUTION = "partnering-toolkit"
"""The name of the installed distribution of this package."""

_MAGIC = b"partnering-1\n"
_DIGEST_SIZE = 32
_PARTIAL_PREFIX = ".new-"


class Cache:
    """A cache in `folder`, one file for each entry; a `folder` of None stores nothing.

    `used` holds the keys that were looked up since the cache was opened.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.used: set[str] = set()
        self.refused: OSError | None = None
        """The last error that kept an entry from being written, or None."""

    def get(self, key: str) -> bytes | None:
        """Return the bytes stored under `key`, or None if there is no valid entry."""
        self.used.add(key)
        if self.folder is None:
            return None
        try:
            entry = (self.folder / key).read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + _DIGEST_SIZE
        head, payload = entry[:start], entry[start:]
        return payload if head == _MAGIC + hashlib.sha256(payload).digest() else None

    def put(self, key: str, payload: bytes) -> None:
        """Store `payload` under `key`, atomically.

        Where the folder cannot be written, nothing is stored or raised, and `refused` holds the
        error: a cache must never stop a build.
        """
        if self.folder is None:
            return
        name = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=_PARTIAL_PREFIX)
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + hashlib.sha256(payload).digest() + payload)
            Path(name).replace(self.folder / key)
        except OSError as error:
            self.refused = error
            if name:
                with suppress(OSError):
                    Path(name).unlink()

    def sweep(self) -> None:
        """Delete partly written files that a killed process left behind."""
        if self.folder is not None:
            with suppress(OSError):  # a cache must never stop a build
                for partial in self.folder.glob(f"{_PARTIAL_PREFIX}*"):
                    partial.unlink(missing_ok=True)

    def prune(self) -> None:
        """Delete the oldest unused entries; keep at most as many of them as were used."""
        self.sweep()
        if self.folder is None or not self.folder.is_dir():
            return
        with suppress(OSError):  # a cache must never stop a build
            entries = [entry for entry in self.folder.iterdir() if entry.is_file()]
            unused = [entry for entry in entries if entry.name not in self.used]
            unused.sort(key=lambda entry: (entry.stat().st_mtime, entry.name), reverse=True)
            for entry in unused[len(self.used) :]:
                entry.unlink(missing_ok=True)


def key_of(parts: Iterable[bytes | str]) -> str:
    """Return the cache key for `parts`: a SHA-256 digest in hexadecimal."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def code_digest(package: Path = PACKAGE) -> str:
    """Return a digest of the code that produces cached output, for use in cache keys.

    It covers every file of `package` outside `BROWSER`, the version of Python, and the version of
    each library that this distribution requires, directly or indirectly.
    """
    files = {file.relative_to(package): file for file in package.rglob("*") if file.is_file()}
    contents = (
        part
        for path in sorted(files)
        if path.parts[0] != BROWSER and path.suffix != ".pyc"
        for part in (path.as_posix(), files[path].read_bytes())
    )
    return key_of((sys.version, *sorted(_library_versions()), *contents))


def _library_versions() -> Iterator[str]:
    """Yield name and version of each required library, and of the libraries that those require."""
    wanted, seen = [DISTRIBUTION], {DISTRIBUTION}
    while wanted:
        name = wanted.pop()
        try:
            yield f"{name} {version(name)}"
            needed = requires(name) or ()
        except PackageNotFoundError:
            continue  # on this system or with this Python it is not needed
        for line in needed:
            library = re.match(r"[\w.-]+", line)
            if library and "extra ==" not in line and library[0].lower() not in seen:
                seen.add(library[0].lower())
                wanted.append(library[0])
