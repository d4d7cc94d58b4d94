"""The server of the preview answers with files that are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread, Timer
from urllib.request import urlopen

import pytest

from generator.serving.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    """A server at a free port."""
    with Server("127.0.0.1", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def get(server: Server, path: str) -> bytes:
    """What it answers."""
    with urlopen(f"http://127.0.0.1:{server.server_port}/{path}", timeout=60) as answer:
        content: bytes = answer.read()
    return content


def test_a_file_is_made_when_it_is_asked_for(server: Server) -> None:
    """And not before."""
    made: list[str] = []

    def make() -> bytes:
        made.append("once")
        return b"made"

    server.show("/", {"late.txt": make, "early.txt": b"there"}, ())
    assert get(server, "early.txt") == b"there"
    assert made == []
    assert get(server, "late.txt") == b"made"
    assert made == ["once"]


def test_what_cannot_be_made_is_answered_once_the_build_has_said_why(server: Server) -> None:
    """With what stood there before, which the build shows again."""

    def fail() -> bytes:
        raise ValueError("a template that somebody is writing")

    server.show("/", {"late.txt": fail}, ())
    Timer(0.3, server.show, ("/", {"late.txt": b"before"}, ("a.html:1:1: wrong; mend it",))).start()
    assert get(server, "late.txt") == b"before"
