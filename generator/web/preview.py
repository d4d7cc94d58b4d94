"""Sheets in a preview: changed ones are drawn in the background, once the pages can be viewed.

Takes the drawing jobs of each build; returns files at once, those of the previous build for sheets
that have changed. Must not know of MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from time import sleep

from generator.errors import FrameworkError
from generator.sheets.shelf import Job, Made, Shelf
from generator.system.files import write_atomically

DELAY = 1.0
"""Seconds to wait before drawing, so that the browser can load the page first."""


Put = Callable[[str, bytes], None]
"""Takes a file of the site: its path and its content."""

Refused = Callable[[FrameworkError], None]
"""Hears of what does not fit on its page."""


class Preview:
    """The sheets of one site that is built repeatedly.

    A server that shows pages `as_published`, with their policy and address, takes each sheet that
    was drawn later by `put`, and hears by `refused` of what does not fit; without one, such as
    MkDocs' own server, sheets are written into the folder of the site.
    """

    def __init__(self, put: Put | None = None, refused: Refused | None = None) -> None:
        self.as_published = put is not None
        self._put, self._refused = put, refused
        self._previous: dict[Job, Made] = {}
        self._keys: dict[Job, str] = {}  # of what is in `_previous`
        self._shelf: Shelf | None = None
        self._drawn_now: Shelf | None = None
        self._changed: Sequence[Job] = ()

    def stop(self) -> None:
        """Draw no more sheets, as another build begins; what it still lacks is drawn after that."""
        self._drawn_now = None

    def made(
        self, shelf: Shelf, jobs: Sequence[Job], advance: Callable[[int], None]
    ) -> Iterator[Made]:
        """Return the file of each job: from the cache, from the last build, or drawn now.

        `advance` is called with the number of finished jobs. Raises `FrameworkError` if something
        that is drawn does not fit on its page.
        """
        if self._shelf:
            shelf.take_over(self._shelf)
        keys = {job: shelf.key(job) for job in jobs}
        shelf.store.used.update(keys.values())  # also those that are not looked up
        other = [job for job in jobs if self._keys.get(job) != keys[job]]
        found = shelf.kept(other)
        missing = [job for job in other if job not in found]
        self._shelf = shelf
        self._changed = [job for job in missing if job in self._previous]
        new = [job for job in missing if job not in self._previous]
        advance(len(jobs) - len(new))
        found |= {made.job: made for made in shelf.make(new, advance)}
        self._previous |= found
        self._keys |= {job: keys[job] for job in found}
        return (self._previous[job] for job in jobs)

    def draw_changed(self, site: Path, refused: Refused) -> None:
        """Start a thread that draws changed sheets into a built site, until the next build begins.

        `refused` is called with an error if something does not fit on its page.
        """
        shelf, changed = self._shelf, self._changed
        self._drawn_now = shelf
        put, refused = self._put or partial(_write, site), self._refused or refused

        def draw() -> None:
            sleep(DELAY)
            for job in changed:
                if shelf is None or shelf is not self._drawn_now:
                    return
                try:
                    (made,) = shelf.make([job])
                except FrameworkError as error:
                    refused(error)
                    continue
                self._previous[job], self._keys[job] = made, shelf.key(job)
                for path in shelf.links.files(made.path, job.name):
                    put(path, made.content)

        if changed:
            Thread(target=draw, name="sheets", daemon=True).start()


def _write(site: Path, path: str, content: bytes) -> None:
    with suppress(OSError):  # the preview has ended and removed its site
        write_atomically(site / path, content)
