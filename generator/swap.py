"""Puts what was made beside a folder or file in its place, so that one of the two is there whole.

Whenever the process is stopped, the name leads to all of the old one or to all of the new one.
Knows nothing of what is in them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_EXCHANGES = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}
"""By system, what exchanges two names in one step, and its number for the working folder."""

_EXCHANGE = 2
"""The flag that asks for it, the same on both systems."""


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
    fresh = folder.with_name(f".{folder.name}-new")
    old = folder.with_name(f".{folder.name}-old")
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(20, "a file stands in place of the folder", str(folder))
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
                folder.rename(old)
                fresh.rename(folder)
        finally:
            _put_back(old, folder)
            for left in (fresh, old):
                shutil.rmtree(left, ignore_errors=True)


def write_whole(file: Path, content: bytes) -> None:
    """Write `file` so that it holds all of what it held, or all of `content`. Raises `OSError`."""
    fresh = file.with_name(f".{file.name}-new")
    try:
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from None


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
