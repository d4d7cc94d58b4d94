"""One commit gives the same bytes in any folder, time zone and language, with no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SITE_URL
from tests.robust.builds import PLAIN, built, content

SOURCES = ("docs", "framework_data", "generator", "overrides", "mkdocs.yml")

NO_NET = """
import datetime, os, sys, time

YEAR = 365 * 86_400
clock = time.time
time.time = lambda: clock() + YEAR

class NextYear(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=YEAR)

datetime.datetime = NextYear

def refuse(event, arguments):
    if event in {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        raise OSError("there is no network")

sys.addaudithook(refuse)

class Backwards:
    def __init__(self, found):
        with found:
            self.entries = list(found)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.entries = []
    def __iter__(self):
        return self
    def __next__(self):
        if not self.entries:
            raise StopIteration
        return self.entries.pop()
    close = __exit__

scan, list_ = os.scandir, os.listdir
os.scandir = lambda path=".": Backwards(scan(path))
os.listdir = lambda path=".": sorted(list_(path), reverse=True)
"""
"""What Python runs first there: the clock is a year ahead, nothing can be reached, and folders are
read from their end."""

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANGUAGE": "de",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONHASHSEED": "2022",
    "SITE_URL": SITE_URL,
    "SHEETS_CACHE": "kept",
}
"""A machine that knows no letters but those of ASCII, on an island a day ahead."""


@pytest.mark.long
def test_two_builds_of_one_commit_give_the_same_bytes(tmp_path: Path, site: Path) -> None:
    """Another folder, clock, language, order of files and ends of lines, no network, all anew."""
    copy = tmp_path / "élsewhere"
    copy.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy / name, ignore=ignored, copy_function=as_on_windows)
        else:
            as_on_windows(source, copy / name)
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "sitecustomize.py").write_text(NO_NET)
    there = ELSEWHERE | {"PYTHONPATH": os.pathsep.join((str(tmp_path / "first"), str(copy)))}
    assert "there is no network" in asked_the_web(there)
    code, said = built(copy, PLAIN, environment=there, umask=0o077)
    assert code == 0, said
    here, away = content(site), content(copy / "site")
    assert list(here) == list(away)
    assert [name for name in here if here[name] != away[name]] == []


def as_on_windows(source: str | Path, target: str | Path) -> None:
    """Copy a file; text with the line ends that Git may give it in a checkout there."""
    data = Path(source).read_bytes()
    text = b"\0" not in data
    Path(target).write_bytes(data.replace(b"\n", b"\r\n") if text else data)


def asked_the_web(environment: dict[str, str]) -> str:
    """What Python says there when it is asked to reach something."""
    ask = "import socket; socket.create_connection(('127.0.0.1', 9))"
    command = [sys.executable, "-c", ask]
    there = os.environ | environment
    return subprocess.run(command, env=there, capture_output=True, text=True, check=False).stderr
