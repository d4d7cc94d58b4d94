"""A kill at any moment leaves a whole site, and the next build clears away what it left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.system.files import replacing, swap_paths, write_atomically
from tests.commands import LONGEST
from tests.conftest import KEPT, ROOT, write
from tests.robust.builds import BUILD, built, content, killed, site_of, started
from tests.site import frameworks

KILLS = 12
"""At how many steps of a build it is killed, evenly apart, besides those at the swap."""

TIMES = 30
"""How often a swap is killed."""

COUNTING = """
import os, signal, sys

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "ctypes.dlsym"}
count, last = 0, int(os.environ["LAST_STEP"])

def step(event, arguments):
    global count
    if event in CHANGES or event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
        if not last:
            os.write(steps, b"x" if event == "ctypes.dlsym" else b".")

if not last:
    steps = os.open(os.environ["STEPS"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
sys.addaudithook(step)
"""
"""What Python runs first in a build: it counts what is changed on the disc, and kills at a step.

Where `LAST_STEP` is 0 it writes a sign for each step into the file `STEPS`, an x for the swap.
"""

SWAP_FOR_EVER = """
import sys
from itertools import count
from pathlib import Path
from generator.system.files import swap_paths, replacing
exchange = swap_paths if sys.argv[2] == "in one step" else lambda *_: False
for number in count(1):
    with replacing(Path(sys.argv[1]), exchange=exchange) as fresh:
        fresh.mkdir()
        for name in range(40):
            (fresh / str(name)).write_text(str(number))
    if number == 1:
        print("begun", flush=True)
"""


def words(version: str) -> dict[str, str]:
    """The data of a small framework, every word of which names its version."""
    return frameworks.files(frameworks.records(lambda name: f"{name} {version}", ("roots",)))


@pytest.fixture
def small(project: Callable[..., Path]) -> Path:
    """A small project whose cache is its own."""
    folder = project(words("A"))
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace(KEPT, ".cache/sheets"))
    return folder


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def halves(folder: Path) -> list[str]:
    """What is left half made anywhere in a project."""
    return [str(path) for path in folder.rglob("*") if path.name.endswith(("-new", "-old"))] + [
        str(path) for path in folder.rglob(".new-*")
    ]


@pytest.mark.long
def test_a_kill_at_any_step_leaves_a_whole_site(small: Path, tmp_path: Path) -> None:
    """The site is all of the last version or all of the new one; later builds leave no debris."""
    write(tmp_path, {"first/sitecustomize.py": COUNTING})
    path = os.pathsep.join((str(tmp_path / "first"), str(ROOT)))
    counting = {"PYTHONPATH": path, "STEPS": str(tmp_path / "steps"), "LAST_STEP": "0"}
    sites = {}
    for version in "BAB":  # the third time nothing is new to the cache
        write(small / "framework_data", words(version))
        code, said = built(small, [*BUILD, "--anew"], environment=counting)
        assert code == 0, said
        sites[version] = content(small / "site")
    assert sites["A"] != sites["B"]
    clean = names(small)
    steps = (tmp_path / "steps").read_text()
    swap = steps.rindex("x") + 1
    moments = {len(steps) * number // KILLS for number in range(1, KILLS)}
    moments |= set(range(swap - 4, swap + 5))
    for number, moment in enumerate(random.Random(2022).sample(sorted(moments), len(moments))):
        write(small / "framework_data", words("AB"[number % 2]))
        stop = counting | {"LAST_STEP": str(moment)}
        process = started(small, [*BUILD, "--anew"], environment=stop)
        said, _ = process.communicate(timeout=LONGEST)
        assert process.returncode == -signal.SIGKILL, said
        assert content(small / "site") in sites.values()
        if number % KILLS == KILLS - 1:
            code, said = built(small)
            assert code == 0, said
            assert content(small / "site") == sites["AB"[number % 2]]
            assert names(small) == clean
            assert halves(small) == []


@pytest.mark.parametrize("way", ["in one step", "in two steps"])
def test_a_kill_within_the_swap_leaves_a_whole_folder(tmp_path: Path, way: str) -> None:
    """With one step the folder is there at every moment; with two the next call puts it back."""
    site = tmp_path / "site"
    chance = random.Random(2022)
    code = [sys.executable, "-c", SWAP_FOR_EVER, str(site), way]
    for _ in range(TIMES):
        process = subprocess.Popen(code, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout and process.stdout.readline() == "begun\n"
        time.sleep(chance.random() / 50)
        killed(process)
        if way == "in two steps":
            with pytest.raises(InterruptedError), replacing(site):
                raise InterruptedError
        found = content(site)
        assert (len(found), len(set(found.values()))) == (40, 1)
    with pytest.raises(InterruptedError), replacing(site):
        raise InterruptedError
    assert names(tmp_path) == {"site"}


def test_this_system_exchanges_two_folders_in_one_step(tmp_path: Path) -> None:
    """So no moment is without a site; where nothing is to be exchanged, that is said."""
    write(tmp_path, {"a/1": "one", "b/2": "two"})
    assert swap_paths(tmp_path / "a", tmp_path / "b")
    assert (names(tmp_path / "a"), names(tmp_path / "b")) == ({"2"}, {"1"})
    assert not swap_paths(tmp_path / "a", tmp_path / "nowhere")


def test_a_link_to_a_site_leads_to_the_new_one(tmp_path: Path) -> None:
    """Where `site` is a link to a folder elsewhere, that folder is replaced and the link stays."""
    write(tmp_path / "served", {"old": "old"})
    (tmp_path / "site").symlink_to("served")
    with replacing(tmp_path / "site") as fresh:
        write(fresh, {"new": "new"})
    assert (tmp_path / "site").is_symlink()
    assert names(tmp_path / "served") == {"new"}


def test_ctrl_c_says_one_line_and_changes_nothing(small: Path) -> None:
    """It ends with the exit code of the shell, without a traceback, and clears up after itself."""
    last = site_of(small, {"index.html": "the earlier site"})
    clean = names(small)
    process = started(small)
    assert process.stdout
    said = ""
    while "Building documentation" not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    rest = killed(process, signal.SIGINT)
    assert (process.returncode, rest) == (130, "Stopped; nothing is left half written.\n")
    assert content(small / "site") == last
    assert names(small) - {".cache"} == clean


def test_two_builds_at_once_both_succeed(small: Path) -> None:
    """Who comes second says that it waits, and then builds."""
    with pytest.raises(InterruptedError), replacing(small / "site"):
        both = [started(small), started(small)]
        said = [process.stdout.readline() for process in both if process.stdout]
        raise InterruptedError
    assert said == ["Another build is at work here; waiting until it is done.\n"] * 2
    rest = [process.communicate(timeout=LONGEST)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], rest
    assert halves(small) == []
    assert (small / "site" / "framework" / "roots" / "index.html").is_file()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where it cannot take its place, nothing is left beside it, and the file is named."""
    write_atomically(tmp_path / "list", b"one")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", b"two")
    with (tmp_path / "list").open("rb") as held:  # as whoever reads while it is written
        write_atomically(tmp_path / "list", b"two")
        assert held.read() == b"one"
    assert (tmp_path / "list").read_bytes() == b"two"
    assert names(tmp_path) == {"list", "folder"}
