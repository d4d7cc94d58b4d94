"""A site in memory: what MkDocs would write is kept, so that a failed build harms nothing.

It can be shown as soon as the pages in the theme are there. Every other file is made when it is
asked for, or else at the end of the build.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

FIRST, LAST = 100, -100
"""The priorities of a hook before or after those of other plugins."""

Content = bytes | Callable[[], bytes]
"""What a file holds, or what makes it."""


class InMemory(NamedTuple):
    """A site that was built: the path of its server below which it stands, and its files by path.

    There are no files where the build was stopped. `problems` are what a strict build refuses, each
    as a line.
    """

    base: str
    files: dict[str, Content]
    problems: Sequence[str]


class Memory:
    """The hooks of a plugin of MkDocs that keeps the files of one build.

    `show` is called with them once, as soon as each is there or can be made.
    """

    def __init__(self, show: Callable[[dict[str, Content]], None]) -> None:
        self._files: dict[str, Content] = {}
        self._show = show
        self._is_whole = False

    @event_priority(LAST)
    def on_env(self, env: Any, *, files: Files, **_: Any) -> None:
        """Take the files that are no pages."""
        for file in files:
            if not file.is_documentation_page():
                file.copy_file = partial(self._take, file)  # type: ignore[method-assign]

    def _take(self, file: File, dirty: bool = False) -> None:
        make = getattr(file, "make", None)  # of one whose content is made when it is written
        self._files[file.dest_uri] = make or file.content_bytes

    @event_priority(LAST)
    def on_post_template(self, output_content: str, *, template_name: str, **_: Any) -> str:
        """Take a page that is not made from a page, such as that of a false address."""
        self._files[template_name] = output_content.encode()
        return ""

    @event_priority(LAST)
    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:
        """Take a page."""
        self._files[page.file.dest_uri] = output.encode(errors="xmlcharrefreplace")
        return ""

    @event_priority(FIRST)
    def _show_and_make(self, /, **_: Any) -> None:
        """Show the site, and make what is left of it."""
        self._show(self._files)
        for path, content in [*self._files.items()]:
            if callable(content):
                self._files[path] = content()

    @event_priority(LAST)
    def _take_written(self, /, *, config: MkDocsConfig, **_: Any) -> None:
        """Take what other plugins have written."""
        folder = Path(config.site_dir)
        for file in folder.rglob("*"):
            if file.is_file():
                self._files[file.relative_to(folder).as_posix()] = file.read_bytes()
        self._is_whole = True

    on_post_build = CombinedEvent(_show_and_make, _take_written)

    def whole_site(self) -> dict[str, Content]:
        """The files of the site by their paths; none where the build did not come to its end."""
        return self._files if self._is_whole else {}
