"""Waits until a file of a set of files and folders has another content.

The system says where something was written; a save of equal bytes, a touched file and the files
that editors leave for themselves count for nothing. Must not know what the files are for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from threading import Event, Lock
from time import monotonic

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch
from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

from generator.system.up_to_date import files_in

STILL = 0.02
"""Seconds without a further event after which a save counts as complete."""

LONGEST = 0.5
"""Seconds after which events are not waited for any longer."""

_PAUSE = 0.25
"""Seconds after which waiting is begun anew; without, Windows would not hear Ctrl-C."""

_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,  # after it was written
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""What may change a content. Files that are opened and read are not among it."""

_OF_EDITORS = re.compile(r"\..*|#.*#|.*~|.*\.(?:sw[a-z]|tmp|bak|part|pyc)|4913|__pycache__")
"""Names of files that editors, systems and Python keep beside those that people write."""


class Watcher(FileSystemEventHandler):
    """Watches files and folders, from `follow` on."""

    def __init__(self) -> None:
        InotifyMoveEventGrouper.delay = 0  # or a file saved under another name waits half a second
        self._observer = Observer()
        self._observer.start()
        self._heard = Event()
        self._lock = Lock()  # for what the system's thread writes
        self._watches: dict[tuple[Path, bool, int], ObservedWatch] = {}
        self._named: set[Path] = set()
        self._deleted: set[Path] = set()
        self._sources: frozenset[Path] = frozenset()
        self._known: Mapping[Path, bytes] = {}

    def follow(self, sources: Iterable[Path]) -> None:
        """Watch `sources`, files or folders, in place of those of before.

        What is not there yet is watched for. Raises `OSError` where the system watches no more.
        """
        wanted = frozenset(source.absolute() for source in sources)
        folders = {(source, True) for source in wanted if source.is_dir()}
        # A file is watched by its folder, since editors put another in its place.
        folders |= {(source.parent, False) for source in wanted if source.parent.is_dir()}
        keys = {(folder, deep, folder.stat().st_ino) for folder, deep in folders}
        deleted = self._taken(self._deleted)  # another may be there by now, with the same number
        for key in [*self._watches]:
            if key not in keys or key[0] in deleted:
                self._observer.unschedule(self._watches.pop(key))
        for key in keys - self._watches.keys():
            folder, deep, _ = key
            self._watches[key] = self._observer.schedule(
                self, str(folder), recursive=deep, event_filter=_EVENTS, follow_symlink=deep
            )
            self._heard.set()  # what was written there before is not told
        if wanted != self._sources:
            self._sources = wanted
            self.changed()

    def changed(self, named: Collection[Path] | None = None) -> frozenset[Path]:
        """The files whose content is another than the last time, or that have come or gone.

        Only those that are `named` are read again, where each of them is such a file.
        """
        before, files = self._known, _files(self._sources)
        again = named if named is not None and files.issuperset(named) else files
        self._known = {
            file: _digest(file) if file in again or file not in before else before[file]
            for file in files
        }
        return frozenset(path for path, _ in before.items() ^ self._known.items())

    def wait(self) -> frozenset[Path]:
        """Return the changed files as soon as there are any."""
        while True:
            while not self._heard.wait(_PAUSE):
                pass
            end = monotonic() + LONGEST
            while self._heard.is_set() and monotonic() < end:
                self._heard.clear()
                self._heard.wait(STILL)
            named = self._taken(self._named)
            if changed := self.changed({path for path in named if not _is_of_editors(path.name)}):
                return changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note that something may have changed."""
        paths = {Path(str(path)) for path in (event.src_path, event.dest_path) if path}
        with self._lock:
            self._named |= paths
            if isinstance(event, DirDeletedEvent):
                self._deleted |= paths
        self._heard.set()

    def _taken(self, paths: set[Path]) -> set[Path]:
        """What was heard of, which counts as heard from now on."""
        with self._lock:
            taken = set(paths)
            paths.clear()
        return taken

    def stop(self) -> None:
        """Watch nothing any more."""
        self._observer.stop()


def _files(sources: Iterable[Path]) -> set[Path]:
    """The files in `sources`, without those that editors keep."""
    return {
        file
        for source in sources
        for file in files_in(source)
        if not any(map(_is_of_editors, file.relative_to(source.parent).parts[1:]))
    }


def _digest(file: Path) -> bytes:
    """The digest of a file; none of one that cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return b""


def _is_of_editors(name: str) -> bool:
    return bool(_OF_EDITORS.fullmatch(name))
