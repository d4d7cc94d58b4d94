"""A content-addressed cache on disk, and the keys under which its entries are stored.

Takes and returns bytes under a key, which is a digest of everything that the bytes depend on. Each
entry holds a checksum of its key and bytes: a damaged or foreign file counts as a miss. Must not
know what is cached.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent.parent
"""The folder of this package: code, templates and typefaces."""

BROWSER = "browser"
"""The subfolder of `PACKAGE` that only browsers read; it is no part of the code digest."""

INLINE = "browser/inline"
"""What is in it that templates may include, so that this is a part of the digest."""

_MAGIC = b"partnering-2\n"
_DIGEST_SIZE = 32
_PARTIAL_PREFIX = ".new-"


class Cache:
    """A cache in `folder`, one file for each entry; a `folder` of None stores nothing.

    `used` holds the keys that were looked up since the cache was opened; `prune` spares them.
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
        return payload if head == _head(key, [payload]) else None

    def put(self, key: str, *payload: bytes) -> None:
        """Store the bytes of `payload`, one after the other, under `key`, atomically.

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
                file.write(_head(key, payload))
                file.writelines(payload)
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


def _head(key: str, payload: Iterable[bytes]) -> bytes:
    """Return what stands before `payload` in its entry: a digest of it and of its key."""
    digest = hashlib.sha256(key.encode())
    for part in payload:
        digest.update(part)
    return _MAGIC + digest.digest()


def key_of(parts: Iterable[bytes | str]) -> str:
    """Return the cache key for `parts`: a SHA-256 digest in hexadecimal."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def as_bytes(value: Any) -> bytes:
    """Return plain data as bytes, equal for equal data, for use in cache keys.

    Values are texts, bytes, numbers and None, in tuples, lists and dictionaries, whose order
    counts. Python's own format is the fastest; in this version of it, no object refers to another.
    """
    return marshal.dumps(value, 2)


def code_digest(package: Path = PACKAGE) -> str:
    """Return a digest of the code that produces cached output, for use in cache keys.

    It covers every file of `package` outside `BROWSER` and in `INLINE`, and the versions of Python
    and of all installed libraries.
    """
    folders = package, package / INLINE
    return key_of((_program_digest(package), *map(_files_digest, folders)))


def read_files_anew() -> None:
    """Have `code_digest` read templates and other files again, which may have changed.

    Python code counts as it was when it was read first, since that is the code that runs.
    """
    _files_digest.cache_clear()


@cache
def _program_digest(package: Path) -> str:
    contents = (part for pair in _files(package, python=True) for part in pair)
    return key_of((sys.version, *library_versions(), *contents))


@cache
def _files_digest(folder: Path) -> str:
    """Return a digest of the files in `folder` that are neither Python nor in `BROWSER`."""
    return key_of(part for pair in _files(folder, python=False) for part in pair)


def _files(package: Path, *, python: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each Python file, or of each other file, outside `BROWSER`."""
    for folder, inner, names in os.walk(package):
        inner[:] = sorted(name for name in inner if name not in (BROWSER, "__pycache__"))
        for name in sorted(names):
            if name.endswith(".py") == python:
                file = Path(folder, name)
                yield file.relative_to(package).as_posix(), file.read_bytes()


def library_versions() -> Iterator[str]:
    """Yield the name and version of each installed library, as the folder of its metadata says."""
    for folder in sys.path:
        yield from sorted(found.name for found in Path(folder or ".").glob("*.dist-info"))
