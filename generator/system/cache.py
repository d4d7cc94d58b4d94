"""Keeps what was drawn, under a name made of all that went into it.

An entry is believed only when its own digest fits: a broken or foreign file counts as absent.
Nothing here knows what a sheet is.
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
"""Our code, templates and typefaces."""

BROWSER = "browser"
"""The room in it whose files only browsers read: no sheet is made from them."""

OURS = "partnering-toolkit"
"""What our package is called where it is installed."""

_MAGIC = b"partnering-1\n"
_DIGEST = 32
_HALF = ".new-"


class Cache:
    """A folder of entries. A `folder` of None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.used: set[str] = set()
        self.refused: OSError | None = None
        """Why something could not be kept, where that happened."""

    def get(self, key: str) -> bytes | None:
        """What was kept under `key`, or None."""
        self.used.add(key)
        if self.folder is None:
            return None
        try:
            entry = (self.folder / key).read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + _DIGEST
        head, payload = entry[:start], entry[start:]
        return payload if head == _MAGIC + hashlib.sha256(payload).digest() else None

    def put(self, key: str, payload: bytes) -> None:
        """Keep `payload`; it is there whole or not at all, whenever the process is stopped.

        Where the folder cannot be written, nothing is kept, and `refused` says why: a cache must
        never stop a build.
        """
        if self.folder is None:
            return
        name = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=_HALF)
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + hashlib.sha256(payload).digest() + payload)
            Path(name).replace(self.folder / key)
        except OSError as error:
            self.refused = error
            if name:
                with suppress(OSError):
                    Path(name).unlink()

    def sweep(self) -> None:
        """Remove what a process that was killed left half written."""
        if self.folder is not None:
            with suppress(OSError):  # a cache must never stop a build
                for half in self.folder.glob(f"{_HALF}*"):
                    half.unlink(missing_ok=True)

    def prune(self) -> None:
        """Let go of the oldest entries that this run did not use, beyond as many as it used."""
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
    """One name for all that goes into an entry."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def tools(package: Path = PACKAGE) -> str:
    """One name for all that may change what is drawn, besides what it is drawn from.

    That is each file of our package but those for the browser, Python, and the version of each
    library that we need.
    """
    found = {it.relative_to(package): it for it in package.rglob("*") if it.is_file()}
    contents = (
        part
        for path in sorted(found)
        if path.parts[0] != BROWSER and path.suffix != ".pyc"
        for part in (path.as_posix(), found[path].read_bytes())
    )
    return key_of((sys.version, *sorted(_libraries()), *contents))


def _libraries() -> Iterator[str]:
    """The name and version of each library that we need, or that one of these needs."""
    wanted, seen = [OURS], {OURS}
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
