"""The command for who writes: serve, which shows the site and follows every change."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Collection, Sequence
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from generator.commands.data import counted
from generator.errors import FrameworkError, Location, Problem, said_by_system, shown_path
from generator.in_memory import InMemory
from generator.project import FILES, Project
from generator.web.preview import Preview

if TYPE_CHECKING:
    from generator.serving.server import Server
    from generator.serving.watching import Watcher

PAUSE = 0.2
"""Seconds for which a build rests once pages are shown, so that browsers can load them."""

ADDRESS = "127.0.0.1", 8000
"""The host and the port where the settings cannot be read."""


def serve(dev_addr: tuple[str, int] | None) -> int:
    """Show the site and follow every change; what is wrong is shown too, until it is mended."""
    if not any(Path(name).is_file() for name in FILES):
        where = Location(FILES[0])
        raise FrameworkError([Problem(where, "there is no such file", "go to the folder with it")])
    # Not before they are needed: no other command waits for their libraries.
    from generator.serving.server import Server
    from generator.serving.watching import Watcher

    host, port = dev_addr or _dev_addr()
    server, watcher = Server(host, port), Watcher()
    Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://{host}:{port}/ shows the site and follows every change. Ctrl-C ends it.")
    preview = _Preview(server, watcher)
    try:
        preview.build(())
        while True:
            preview.build(watcher.wait())
    finally:
        watcher.stop()


def _dev_addr() -> tuple[str, int]:
    try:
        return Project().dev_addr
    except FrameworkError:
        return ADDRESS


class _Preview:
    """What is shown of the project in the working folder.

    The site is that of the last build that came to its end. What is wrong is what the last build
    refused, and each sheet that does not fit on its page, which is drawn later.
    """

    def __init__(self, server: Server, watcher: Watcher) -> None:
        self._server, self._watcher = server, watcher
        self._shown = InMemory("/", {}, ())
        self._sheets = Preview(self._put, self._refuse)
        watcher.follow(map(Path, FILES))

    def build(self, changed: Collection[Path]) -> None:
        """Build the site anew, as these files have changed, and show it as soon as it can be."""
        started, early = perf_counter(), InMemory("/", {}, ())

        def show(built: InMemory) -> None:
            nonlocal early
            early = built
            self._server.show(*built)
            if changed:
                _say(f"{_named(changed)}: shown after {perf_counter() - started:.2f} s")
                sleep(PAUSE)
            gc.enable()

        gc.disable()  # looking through all that is held takes a fifth of the time until it is shown
        try:
            project = Project()
            self._watcher.follow([*map(Path, FILES), *project.sources])
            built = project.built_in_memory(self._sheets, show)
        except Exception as error:  # such as one in a template that somebody is writing
            built = InMemory("/", {}, _said(error))
        gc.enable()
        if not built.files:  # the build was stopped: what stood there before is shown
            built = self._shown._replace(problems=built.problems)
        self._shown = built
        if built != early:
            self._server.show(*built)
        self._tell(built.problems)

    def _tell(self, problems: Sequence[str]) -> None:
        if problems:
            _say(*problems, counted(len(problems)))

    def _put(self, path: str, content: bytes) -> None:
        """Take a sheet that was drawn after its page was shown."""
        self._shown.files[path] = content

    def _refuse(self, error: FrameworkError) -> None:
        """Take what does not fit on a sheet that was drawn after its page was shown."""
        problems = [*dict.fromkeys([*self._shown.problems, *map(str, error.problems)])]
        self._shown = self._shown._replace(problems=problems)
        self._server.show(*self._shown)
        self._tell(problems)


def _say(*lines: str) -> None:
    print(*lines, sep="\n", file=sys.stderr, flush=True)


def _named(files: Collection[Path]) -> str:
    """The changed files in a few words."""
    first, *others = sorted(map(shown_path, files))
    return f"{first} and {len(others)} more" if others else first


def _said(error: Exception) -> Sequence[str]:
    """What stopped a build, in lines."""
    if isinstance(error, FrameworkError):
        return [*map(str, error.problems)]
    if isinstance(error, OSError):
        return [said_by_system(error)]
    frames = traceback.extract_tb(error.__traceback__)  # a template has one of its own
    ours = (frame for frame in reversed(frames) if "site-packages" not in frame.filename)
    frame = next(ours, frames[-1])
    place = Location(shown_path(Path(frame.filename)), frame.lineno or 1)
    wrong = f"{type(error).__name__}: {str(error).rstrip('.')}"
    return [str(Problem(place, wrong, "mend it there"))]
