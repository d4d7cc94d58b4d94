"""In a preview, pages come first: a sheet that has changed follows once they can be seen.

Until then the sheet of the build before stands in its place. Knows nothing of MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import sleep

from generator.errors import FrameworkError
from generator.sheets.shelf import Job, Made, Shelf
from generator.system.files import write_atomically

REST = 1.0
"""Seconds in which a browser fetches the page; drawing sheets would hold it up."""


class Preview:
    """The sheets of one site as it is built again and again."""

    def __init__(self) -> None:
        self._before: dict[Job, Made] = {}
        self._shelf: Shelf | None = None
        self._changed: Sequence[Job] = ()

    def made(
        self, shelf: Shelf, jobs: Sequence[Job], tell: Callable[[int], None]
    ) -> Iterator[Made]:
        """Each file: as it is kept, as it was before, or, where it never was, drawn now.

        Raises `FrameworkError` with what does not fit its page of those that are drawn.
        """
        kept = shelf.kept(jobs)
        self._shelf = shelf
        self._changed = [job for job in jobs if job in self._before and job not in kept]
        new = [job for job in jobs if job not in self._before and job not in kept]
        tell(len(jobs) - len(new))
        self._before |= kept | {made.job: made for made in shelf.make(new, tell)}
        return (self._before[job] for job in jobs)

    def draw_changed(self, site: Path, refused: Callable[[FrameworkError], None]) -> None:
        """Draw what has changed into a built `site`, in a thread that gives way to the next build.

        `refused` hears of what does not fit its page.
        """
        shelf, changed = self._shelf, self._changed

        def draw() -> None:
            sleep(REST)
            for job in changed:
                if shelf is None or shelf is not self._shelf:
                    return
                try:
                    (made,) = shelf.make([job])
                except FrameworkError as error:
                    refused(error)
                    continue
                self._before[job] = made
                for path in shelf.links.files(made.path, job.name):
                    with suppress(OSError):  # the preview has ended, and its site is gone
                        write_atomically(site / path, made.content)  # who asks for it now gets all

        if changed:
            Thread(target=draw, name="sheets", daemon=True).start()
