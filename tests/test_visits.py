"""Asking web addresses: what counts as an answer, what is said of the rest, and how it is asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.checks import visits
from generator.checks.visits import MAX_CONCURRENT, USER_AGENT, Visit, visit, visit_all
from generator.checks.weblinks import listed_days
from generator.cli import main
from generator.commands import data as data_commands
from generator.data.loader import load
from tests.conftest import write
from tests.golden import SMALL

PATIENCE = 60.0
"""Seconds that a busy machine may take to answer at once."""


class Handler(BaseHTTPRequestHandler):
    """Answers by path: /200, /404, /500, /301 (to /200), /head (refuses HEAD), /slow, /rude.

    /slow does not answer before the test is over. /together answers once `MAX_CONCURRENT` ask.
    """

    asked: list[tuple[str, str, dict[str, str]]]
    busy = 0
    busiest = 0
    lock = threading.Lock()
    together = threading.Barrier(MAX_CONCURRENT)
    over = threading.Event()

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path, dict(self.headers)))
        self.answer()

    do_GET = do_HEAD  # noqa: N815

    def answer(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/slow":
            self.over.wait(PATIENCE)
        if path == "/together":
            self.meet()
        if path == "/rude":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        codes = {"/head": 405 if self.command == "HEAD" else 200, "/404": 404, "/500": 500}
        code = 301 if path == "/301" else codes.get(path, 200)
        self.send_response(code)
        if code == 301:
            self.send_header("Location", "/200")
        self.send_header("Set-Cookie", "a=b")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def meet(self) -> None:
        """Wait for others; who has been answered may ask anew, so none is counted by then."""
        with self.lock:
            Handler.busy += 1
            Handler.busiest = max(Handler.busiest, Handler.busy)
        self.together.wait(PATIENCE)
        with self.lock:
            Handler.busy -= 1

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server of the test's own."""
    Handler.asked, Handler.busiest = [], 0
    Handler.over.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    Handler.over.set()
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/200", Visit(True, "answers 200")),
        ("/200#part", Visit(True, "answers 200")),
        ("/naïve (1)?q=ä", Visit(True, "answers 200")),
        ("/301", Visit(True, "answers 200")),
        ("/head", Visit(True, "answers 200")),
        ("/404", Visit(False, "answers 404 Not Found")),
        ("/500", Visit(False, "answers 500 Internal Server Error")),
        ("/slow", Visit(False, "does not answer (timed out)")),
    ],
)
def test_an_address_answers_or_it_is_said_why_not(server: str, path: str, answer: Visit) -> None:
    """A page that moved answers; an error and silence do not."""
    assert visit(server + path, timeout=0.3 if path == "/slow" else PATIENCE) == answer


def test_an_international_host_is_asked_for_as_name_servers_know_it(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name in ASCII is looked up, and stands in the request."""
    port = server.rpartition(":")[2]
    known = {"xn--dr-bva.example": "127.0.0.1"}
    found = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more: found(known[host], *more))
    assert visit(f"HTTP://dŵr.example:{port}/tŷ", PATIENCE) == Visit(True, "answers 200")
    assert [headers["Host"] for _, _, headers in Handler.asked] == [f"xn--dr-bva.example:{port}"]


@pytest.mark.parametrize(
    "address", ["https://[your-site]/", "https://a.example:99999/", "https://a b/", "http://"]
)
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    """Without a traceback, and without asking anybody."""
    answered, said = visit(address, PATIENCE)
    assert not answered
    assert "web address" in said


def test_a_server_that_is_not_there_does_not_answer() -> None:
    """A port at which nobody listens, and a connection that is dropped."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{held.getsockname()[1]}/"
        assert not visit(nobody, PATIENCE).answered


def test_a_server_that_hangs_up_does_not_answer(server: str) -> None:
    """It is asked for its head, then once more for all of it."""
    assert not visit(f"{server}/rude", PATIENCE).answered
    assert [method for method, _, _ in Handler.asked] == ["HEAD", "GET"]


def test_the_head_is_asked_for_first_and_all_of_it_only_where_that_is_refused(server: str) -> None:
    """As little as may be is fetched."""
    visit(f"{server}/200", PATIENCE)
    visit(f"{server}/head", PATIENCE)
    assert [method for method, _, _ in Handler.asked] == ["HEAD", "HEAD", "GET"]


def test_the_toolkit_says_who_it_is_and_keeps_no_cookies(server: str) -> None:
    """Every request, after a redirect too, names the toolkit and carries nothing else of note."""
    visit_all([f"{server}/301", f"{server}/200"], lambda _: None)
    for _, _, headers in Handler.asked:
        assert headers["User-Agent"] == USER_AGENT
        assert {"Cookie", "Referer", "Authorization"}.isdisjoint(headers)


def test_a_few_addresses_are_asked_at_a_time(server: str) -> None:
    """All are asked, and how far it is is told, but never more than a few together."""
    told: list[int] = []
    asked = [f"{server}/together?{number}" for number in range(3 * MAX_CONCURRENT)]
    visits = visit_all(asked, told.append)
    assert {address: visit.answered for address, visit in visits.items()} == dict.fromkeys(
        asked, True
    )
    assert sum(told) == len(asked)
    assert Handler.busiest == MAX_CONCURRENT


TODAY = "2026-05-04"


@pytest.fixture
def data(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small framework with links to the server, a page, and a list that is out of date."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(visits, "TIMEOUT_SECONDS", PATIENCE)
    monkeypatch.setattr(data_commands, "today", lambda: TODAY)
    walk = SMALL["resources/walk.yml"].replace("https://walk.example/licence", f"{server}/200")
    write(
        Path("framework_data"),
        SMALL
        | {
            "resources/walk.yml": walk.replace("https://walk.example/map", f"{server}/404"),
            "links.yml": f"links:\n  - url: {server}/404\n    checked: 2026-03-31\n"
            "  - url: https://gone.example/\n    checked: 2026-03-31\n",
        },
    )
    write(Path("docs"), {"index.md": f"[A]({server}/301) and [B]({server}/500)\n"})
    return Path("framework_data")


def test_check_links_tells_every_place_of_a_link_that_fails(
    data: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with 1; without --update nothing is written."""
    before = (data / "links.yml").read_text()
    assert main(["check", "--links"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "2 of 4 links answer."
    assert err.splitlines()[:2] == [
        f"framework_data/resources/walk.yml:52:10: {server}/404 answers 404 Not Found",
        f"docs/index.md:1:{len(server) + 19}: {server}/500 answers 500 Internal Server Error",
    ]
    assert before == (data / "links.yml").read_text()


def test_check_links_update_writes_the_day_of_what_answered(data: Path, server: str) -> None:
    """What failed keeps its day, or has none; what nothing leads to goes; the data is then well."""
    assert main(["check"]) == 1
    assert main(["check", "--links", "--update"]) == 1
    assert dict(listed_days(load(data))) == {
        f"{server}/200": TODAY,
        f"{server}/301": TODAY,
        f"{server}/404": "2026-03-31",
        f"{server}/500": "never",
    }
    assert main(["check"]) == 0


def test_check_asks_nothing_unless_it_is_asked_to(data: Path) -> None:
    """A check, which each build makes too, goes nowhere."""
    main(["check"])
    assert Handler.asked == []


def test_update_goes_with_links(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Alone it would write days on which nothing was asked."""
    with pytest.raises(SystemExit) as ended:
        main(["check", "--update"])
    assert ended.value.code == 2
    assert "--update goes with --links" in capsys.readouterr().err


def test_faults_in_the_data_come_before_the_web(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While the list cannot be read, it is neither asked for nor overwritten."""
    (data / "links.yml").write_text("links: What: now?\n")
    assert main(["check", "--links", "--update"]) == 1
    assert "a second colon makes this line unclear" in capsys.readouterr().err
    assert Handler.asked == []
    assert (data / "links.yml").read_text() == "links: What: now?\n"
