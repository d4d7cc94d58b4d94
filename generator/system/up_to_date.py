"""Whether a site that was built is still what a build would make: so that none is made in vain.

A digest stands for all that a site is made from; the sizes and times of its files for the site.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_ENVIRONMENT = ("SOURCE_DATE_EPOCH",)
"""The environment variables that are read whatever the settings say."""


def made_from(sources: Iterable[Path], variables: Iterable[str]) -> str:
    """A digest of files and folders, of environment variables, of Python and its libraries."""
    digest = hashlib.sha256()
    for part in (*_machine(), *_values((*variables, *_ENVIRONMENT)), *_contents(sources)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def record(made: str, site: Path, names: Iterable[str]) -> bytes:
    """What to keep of a site that was built: `made` from that, and the state of its files."""
    return json.dumps({"from": made, "files": _states(site, names)}).encode()


def is_current(kept: bytes | None, made: str, site: Path, names: Iterable[str]) -> bool:
    """Whether a site is as it was built, by what was `kept` of it, and from the same."""
    return bool(names) and kept == record(made, site, names)


def _states(site: Path, names: Iterable[str]) -> list[tuple[str, int, int]]:
    states = []
    for name in sorted(names):
        try:
            found = (site / name).lstat()
        except OSError:
            states.append((name, -1, -1))
        else:
            states.append((name, found.st_size, found.st_mtime_ns))
    return states


def _machine() -> Iterator[bytes]:
    """This Python, and each library with its version, as the names of their folders tell."""
    yield sys.version.encode()
    for folder in sys.path:
        for found in sorted(Path(folder or ".").glob("*.dist-info")):
            yield os.fsencode(found.name)


def _values(variables: Iterable[str]) -> Iterator[bytes]:
    for name in sorted({*variables}):
        value = os.environ.get(name)
        yield os.fsencode(f"{name}-" if value is None else f"{name}={value}")


def _contents(sources: Iterable[Path]) -> Iterator[bytes]:
    """The name of each file and what is in it; one that cannot be read has none."""
    for source in sorted({*sources}):
        for file in sorted(_files(source)):
            yield os.fsencode(file)
            try:
                yield hashlib.sha256(file.read_bytes()).digest()
            except OSError:
                yield b""


def _files(source: Path) -> Iterator[Path]:
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
