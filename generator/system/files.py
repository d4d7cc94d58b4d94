"""Atomic replacement of files and folders.

New content is written to a temporary path in the same folder and then swapped in, so a process that
is killed at any moment leaves either the old content or the new, complete. Takes paths, bytes and
text; must not know what the files hold.
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

MOUNTED_MESSAGE = (
    "something is mounted here, so the folder cannot be replaced in one step; mount the folder "
    "above it, or build into a folder in it: partnering build --site {0}/toolkit"
)
"""The error message for a folder that cannot be replaced, as it is or holds a mount point."""

_SWAP_CALLS = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}
"""For each platform, the system call that swaps two paths, and its `AT_FDCWD`."""

_RENAME_SWAP = 2
"""The flag `RENAME_EXCHANGE` of Linux and `RENAME_SWAP` of macOS, which are equal."""


class SiteFile(NamedTuple):
    """A file to publish: its path below the root of the site, and its content."""

    path: str
    content: bytes


class FileToMake(NamedTuple):
    """A file to publish: its path below the root of the site, and what makes its content."""

    path: str
    make: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        """The content, made anew."""
        return self.make()


def swap_paths(one: Path, other: Path) -> bool:
    """Swap two paths atomically; return False where the system or the file system cannot."""
    name, cwd = _SWAP_CALLS.get(sys.platform, ("", 0))
    call = getattr(ctypes.CDLL(None), name, None) if name else None
    if call is None:
        return False
    arguments = (cwd, os.fsencode(one), cwd, os.fsencode(other), ctypes.c_uint(_RENAME_SWAP))
    return bool(call(*arguments) == 0)


@contextmanager
def replacing(
    folder: Path,
    on_wait: Callable[[], None] = lambda: None,
    exchange: Callable[[Path, Path], bool] = swap_paths,
) -> Iterator[Path]:
    """Yield a path at which to create a folder that replaces `folder` when the block ends.

    Where the block raises, `folder` is left unchanged. If another process is replacing it,
    `on_wait` is called once before waiting. Remains of a killed process are removed first. Where
    `exchange` cannot swap two paths, two renames are made; a kill between them leaves `folder`
    under its backup name, and the next call restores it. Raises `OSError`.
    """
    folder = Path(os.path.realpath(folder))  # replace the target of a link, not the link
    fresh, backup = staging_paths(folder)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(20, "a file stands in place of the folder", str(folder))
    if mounted := next(mount_points_in(folder), None):
        raise OSError(errno.EBUSY, MOUNTED_MESSAGE.format(folder.name), str(mounted))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _locked(folder.parent, on_wait):
        _restore(backup, folder)
        for left in (fresh, backup):
            if left.exists():
                shutil.rmtree(left)
        try:
            yield fresh
            if not folder.exists():
                fresh.rename(folder)
            elif not exchange(fresh, folder):
                _rename(folder, backup)
                fresh.rename(folder)
        finally:
            _restore(backup, folder)
            for left in (fresh, backup):
                shutil.rmtree(left, ignore_errors=True)


def staging_paths(folder: Path) -> tuple[Path, Path]:
    """Return the temporary paths used to replace `folder`: for the new folder and the old one."""
    folder = Path(os.path.realpath(folder))
    return folder.with_name(f".{folder.name}-new"), folder.with_name(f".{folder.name}-old")


def mount_points_in(
    folder: Path, mount_info: Path = Path("/proc/self/mountinfo")
) -> Iterator[Path]:
    """Yield the mount points in `folder`, including `folder` itself.

    `mount_info` lists the mounts of the process as Linux does; other systems have no such file.
    """
    if folder.is_mount():
        yield folder
    if mount_info.is_file():
        for line in mount_info.read_bytes().splitlines():
            name = re.sub(
                rb"\\(\d{3})", lambda octal: bytes([int(octal[1], 8)]), line.split(b" ")[4]
            )
            point = Path(os.fsdecode(name))
            if point.is_relative_to(folder) and folder.exists():
                yield point


def write_atomically(file: Path, content: bytes) -> None:
    """Write `content` to `file` atomically. Raises `OSError`, which names `file`."""
    fresh = file.with_name(f".{file.name}-new")
    try:
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from None


def write_text(file: Path, text: str) -> None:
    """Write `text` to `file` atomically in UTF-8, keeping the line endings that `file` has now.

    The lines of `text` end with a line feed; a new file keeps that. Raises `OSError`.
    """
    try:
        before = file.read_bytes()
    except FileNotFoundError:
        before = b""
    ends = "\r\n" if b"\r\n" in before else "\n"
    write_atomically(file, text.replace("\n", ends).encode())


def _rename(folder: Path, backup: Path) -> None:
    """Rename `folder`; for a mount point, raise an error that says what to do."""
    try:
        folder.rename(backup)
    except OSError as error:
        if error.errno not in (errno.EBUSY, errno.EXDEV):
            raise
        raise OSError(error.errno, MOUNTED_MESSAGE.format(folder.name), str(folder)) from None


def _restore(backup: Path, folder: Path) -> None:
    """Put `backup` back in place of `folder` if that is missing."""
    if backup.exists() and not folder.exists():
        backup.rename(folder)


@contextmanager
def _locked(folder: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold an exclusive lock on `folder`; the system releases it when the process ends."""
    if sys.platform == "win32":  # no lock there that leaves no file behind
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:  # some network drives know no locks
            pass
        yield
    finally:
        os.close(handle)
