"""Decides whether a built site is up to date, so that an unnecessary build can be skipped.

Compares a digest of the sources, and the size and modification time of each built file, with the
record of the last build. Must not know what the sources are.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.system.cache import library_versions

_ENVIRONMENT = ("SOURCE_DATE_EPOCH",)
"""Environment variables that every build depends on."""


def sources_digest(sources: Iterable[Path], variables: Iterable[str]) -> str:
    """Return a SHA-256 digest, in hexadecimal, of everything that a build depends on.

    That is the files in `sources` (files or folders), the values of the environment `variables`,
    the version of Python and those of its installed libraries.
    """
    digest = hashlib.sha256()
    versions = map(os.fsencode, (sys.version, *library_versions()))
    for part in (*versions, *_values((*variables, *_ENVIRONMENT)), *_contents(sources)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def build_record(digest: str, site: Path, names: Iterable[str]) -> bytes:
    """Return the record of a build, as JSON: the digest of its sources and the state of its files.

    `names` are the paths of the built files, relative to `site`.
    """
    return json.dumps({"from": digest, "files": _states(site, names)}).encode()


def is_current(recorded: bytes | None, digest: str, site: Path, names: Iterable[str]) -> bool:
    """Return whether the site still equals the recorded build of sources with this `digest`.

    `recorded` is what `build_record` returned for that build, or None where there was none.
    """
    return bool(names) and recorded == build_record(digest, site, names)


def _states(site: Path, names: Iterable[str]) -> list[tuple[str, int, int]]:
    """Return name, size and modification time of each file; -1 for both of a missing one."""
    states = []
    for name in sorted(names):
        try:
            stat = (site / name).lstat()
        except OSError:
            states.append((name, -1, -1))
        else:
            states.append((name, stat.st_size, stat.st_mtime_ns))
    return states


def _values(variables: Iterable[str]) -> Iterator[bytes]:
    for name in sorted({*variables}):
        value = os.environ.get(name)
        yield os.fsencode(f"{name}-" if value is None else f"{name}={value}")


def _contents(sources: Iterable[Path]) -> Iterator[bytes]:
    """Yield the path and the digest of each file; an empty digest for one that cannot be read."""
    for source in sorted({*sources}):
        for file in sorted(files_in(source)):
            yield os.fsencode(file)
            try:
                yield hashlib.sha256(file.read_bytes()).digest()
            except OSError:
                yield b""


def files_in(source: Path) -> Iterator[Path]:
    """Yield the files in a folder, following each link once; a file yields itself."""
    if not source.is_dir():
        yield source
        return
    seen = set()
    for folder, inner, names in os.walk(source, followlinks=True):
        real = os.path.realpath(folder)
        inner[:] = [] if real in seen else [name for name in inner if name != "__pycache__"]
        if real not in seen:
            yield from (Path(folder, name) for name in names)
        seen.add(real)
