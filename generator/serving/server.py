"""Serves a site from memory, and tells browsers as soon as there is another.

Takes files by their path, and problems as lines of text. Must not know how a site is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from socket import AF_INET6
from threading import Condition
from time import monotonic_ns
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from generator import browser
from generator.serving import problem_page
from generator.web import hosting

OWN = "/-/"
"""What the preview itself has to say is below this path."""

CHANGES = f"{OWN}changes"
"""The path that tells, as server-sent events, when there is another state than the one named."""

BEAT = 15
"""Seconds between signs of life, by which a connection that nobody listens to is found."""


class State(NamedTuple):
    """What is shown: a number of its own, the files of a site by their paths, and its problems.

    The site stands below the path `base`, as `/toolkit/`. It is empty before the first was made. In
    place of the content of a file there may be what makes it.
    """

    number: int
    base: str
    site: Mapping[str, bytes | Callable[[], bytes]]
    problems: Sequence[str]

    def content(self, path: str) -> bytes:
        """The content of a file; nothing where there is none."""
        held = self.site.get(path, b"")
        return held() if callable(held) else held


class Server(ThreadingHTTPServer):
    """The preview at `host` and `port`. Raises `OSError` where something else is there."""

    daemon_threads = True

    def __init__(self, host: str, port: int) -> None:
        if ":" in host:
            self.address_family = AF_INET6
        self._state: State | None = None
        self._changed = Condition()
        super().__init__((host, port), _Handler)

    def show(
        self,
        base: str,
        site: Mapping[str, bytes | Callable[[], bytes]],
        problems: Sequence[str],
    ) -> None:
        """Show another state in every browser."""
        with self._changed:
            self._state = State(monotonic_ns(), base, site, problems)
            self._changed.notify_all()

    def state(self) -> State:
        """The state as it is; waits for the first."""
        with self._changed:
            self._changed.wait_for(lambda: self._state)
            assert self._state
            return self._state

    def other_than(self, number: str, seconds: float) -> bool:
        """Whether there is another state than this, or comes to be within some time."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._state is not None and number != str(self._state.number), seconds
            )

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that has gone away."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"  # so that one connection serves for a page and all that it needs
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        path = unquote(address.path)
        if path == CHANGES:
            self._tell_of_changes(address.query)
        elif path.startswith(OWN):
            self._answer_with_own(path.removeprefix(OWN))
        else:
            self._answer_from_site(path, self.server.state())

    do_HEAD = do_GET  # noqa: N815  # so it is called

    def _answer_from_site(self, path: str, state: State) -> None:
        if not state.site:
            page = problem_page.alone(state.problems)
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, "x.html", self._followed(page, state))
            return
        if not path.startswith(state.base):
            self._lead_to(state.base)
            return
        name = path.removeprefix(state.base)
        if not name or name.endswith("/"):
            name += "index.html"
        if f"{name}/index.html" in state.site:
            self._lead_to(f"{path}/")
            return
        status = HTTPStatus.OK if name in state.site else HTTPStatus.NOT_FOUND
        found = name if name in state.site else "404.html"
        try:
            content = state.content(found)
        except Exception:  # the build that makes it too is about to say what is wrong
            self.server.other_than(str(state.number), BEAT)
            self._answer_from_site(path, self.server.state())
            return
        if found.endswith(".html"):
            content = self._followed(problem_page.above(content, state.problems), state)
        self._answer(status, found, content)

    def _followed(self, page: bytes, state: State) -> bytes:
        """A page that is loaded again when there is another state, where its policy allows that."""
        if b"script-src &#39;sha256" in page:
            return page
        before, end, after = page.rpartition(b"</body>")
        script = f'<script type="module" src="{OWN}reload.mjs?{state.number}"></script>'
        return before + script.encode() + end + after

    def _answer_with_own(self, name: str) -> None:
        file = browser.ROOM / "preview" / PurePosixPath(name).name
        if file.is_file():
            self._answer(HTTPStatus.OK, name, file.read_bytes())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "x.txt", b"There is nothing at this address.\n")

    def _answer(self, status: HTTPStatus, path: str, content: bytes) -> None:
        extension = PurePosixPath(path).suffix.lower().removeprefix(".")
        kind = hosting.MEDIA_TYPES.get(extension, "application/octet-stream")
        if extension in hosting.TEXT_EXTENSIONS:
            kind += "; charset=utf-8"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in hosting.headers(path, ()).items():
            if name != hosting.CSP:  # pages hold one of their own
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _lead_to(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _tell_of_changes(self, number: str) -> None:
        """Wait until the state is another than `number`, and say so."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        with suppress(OSError):  # nobody listens any more
            self.wfile.write(b"retry: 300\n\n")
            while not self.server.other_than(number, BEAT):
                self.wfile.write(b":\n\n")
            self.wfile.write(b"data: another\n\n")

    def log_message(self, *_: object) -> None:
        """Say nothing."""
