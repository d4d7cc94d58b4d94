"""Puts what was made beside a folder or file in its place, so that one of the two is there whole.

Whenever the process is stopped, the name leads to all of the old one or to all of the new one.
Knows nothing of what is in them.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

if sys.platform != "win32":
    import fcntl

MOUNTED = (
    "something is mounted here, so the folder cannot be replaced in one step; mount the folder "
    "above it, or build into a folder in it: partnering build --site {0}/toolkit"
)
"""What is said where a mount point is to be replaced."""

_EXCHANGES = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}
"""By system, what exchanges two names in one step, and its number for the working folder."""

_EXCHANGE = 2
"""The flag that asks for it, the same on both systems."""


class SiteFile(NamedTuple):
    """A file to publish: its path on the site and its bytes."""

    path: str
    content: bytes


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step. Returns whether it was done: not every system can."""
    name, here = _EXCHANGES.get(sys.platform, ("", 0))
    call = getattr(ctypes.CDLL(None), name, None) if name else None
    if call is None:
        return False
    arguments = (here, os.fsencode(one), here, os.fsencode(other), ctypes.c_uint(_EXCHANGE))
    return bool(call(*arguments) == 0)


@contextmanager
def replacing(
    folder: Path,
    waiting: Callable[[], None] = lambda: None,
    exchange: Callable[[Path, Path], bool] = exchanged,
) -> Iterator[Path]:
    """Gives the path of a folder to make, which takes the place of `folder` once the block ends.

    Where the block raises, `folder` stays as it was. While another process replaces it, `waiting`
    is called once and this one waits. What a process that was killed left behind is cleared away.
    Where two names cannot be exchanged in one step, a kill between the two renames leaves
    `folder` under its other name, and the next call puts it back. Raises `OSError`.
    """
    folder = Path(os.path.realpath(folder))  # what a link leads to is replaced, not the link
    fresh, old = beside(folder)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(20, "a file stands in place of the folder", str(folder))
    if mounted := next(mounts_in(folder), None):
        raise OSError(errno.EBUSY, MOUNTED.format(folder.name), str(mounted))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder.parent, waiting):
        _put_back(old, folder)
        for left in (fresh, old):
            if left.exists():
                shutil.rmtree(left)
        try:
            yield fresh
            if not folder.exists():
                fresh.rename(folder)
            elif not exchange(fresh, folder):
                _renamed(folder, old)
                fresh.rename(folder)
        finally:
            _put_back(old, folder)
            for left in (fresh, old):
                shutil.rmtree(left, ignore_errors=True)


def beside(folder: Path) -> tuple[Path, Path]:
    """The names of the new folder and of the old one, while the one takes the other's place."""
    folder = Path(os.path.realpath(folder))
    return folder.with_name(f".{folder.name}-new"), folder.with_name(f".{folder.name}-old")


def mounts_in(folder: Path, listed: Path = Path("/proc/self/mountinfo")) -> Iterator[Path]:
    """The points in `folder`, itself among them, at which something is mounted."""
    if folder.is_mount():
        yield folder
    if listed.is_file():
        for line in listed.read_bytes().splitlines():
            name = re.sub(
                rb"\\(\d{3})", lambda octal: bytes([int(octal[1], 8)]), line.split(b" ")[4]
            )
            point = Path(os.fsdecode(name))
            if point.is_relative_to(folder) and folder.exists():
                yield point


def write_whole(file: Path, content: bytes) -> None:
    """Write `file` so that it holds all of what it held, or all of `content`. Raises `OSError`."""
    fresh = file.with_name(f".{file.name}-new")
    try:
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from None


def write_text(file: Path, text: str) -> None:
    """Write `file` as `write_whole` does, in UTF-8, with line ends such as it has now.

    `text` has plain ones, which a new file keeps.
    """
    try:
        before = file.read_bytes()
    except FileNotFoundError:
        before = b""
    ends = "\r\n" if b"\r\n" in before else "\n"
    write_whole(file, text.replace("\n", ends).encode())


def _renamed(folder: Path, old: Path) -> None:
    try:
        folder.rename(old)
    except OSError as error:
        if error.errno not in (errno.EBUSY, errno.EXDEV):
            raise
        raise OSError(error.errno, MOUNTED.format(folder.name), str(folder)) from None


def _put_back(old: Path, folder: Path) -> None:
    if old.exists() and not folder.exists():
        old.rename(folder)


@contextmanager
def _alone_in(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Let one process at a time in; the system lets go of the lock when a process is killed."""
    if sys.platform == "win32":  # no lock there that leaves no file behind
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:  # some network drives know no locks
            pass
        yield
    finally:
        os.close(handle)
