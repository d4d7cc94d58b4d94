"""Long work that is shared between processes gives what one would give, and leaves none behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.system.processes import MIN_TASKS, map_unordered

PATIENCE = 120
"""Seconds that a busy machine may take to start or to end a process."""

WORK = """
import time
from generator.system.processes import MIN_TASKS, map_unordered

if __name__ == "__main__":
    for _ in map_unordered(time.sleep, [0.01] * MIN_TASKS + [600] * MIN_TASKS):
        print("begun", flush=True)
"""


@pytest.mark.parametrize("count", [3, MIN_TASKS])
def test_each_result_comes_once_with_the_number_of_its_task(count: int) -> None:
    """From one process for a little work, and from several for much."""
    results = list(map_unordered(abs, range(-count, 0)))
    assert sorted(results) == list(enumerate(range(count, 0, -1)))


def test_much_work_is_shared_with_another_process(tmp_path: Path) -> None:
    """This one begins at the first task at once, the others at the last."""
    workers = [worker for _, worker in sorted(map_unordered(who_works, [tmp_path] * MIN_TASKS))]
    assert workers[0] == os.getpid()
    assert len(set(workers)) > 1 or os.cpu_count() == 1


def who_works(folder: Path) -> int:
    """Leave a mark in a folder, wait for that of another process, and tell which this one is."""
    (folder / str(os.getpid())).touch()
    end = time.monotonic() + PATIENCE
    while os.cpu_count() != 1 and len(list(folder.iterdir())) == 1 and time.monotonic() < end:
        time.sleep(0.01)
    return os.getpid()


def test_what_one_task_raises_is_raised() -> None:
    """It is not lost in another process."""
    with pytest.raises(TypeError, match="bad operand"):
        list(map_unordered(abs, ["not a number"] * MIN_TASKS))


def test_no_process_outlives_the_one_that_began_it() -> None:
    """Not even when that is killed: the pipe to it closes when the last of them has gone."""
    program = [sys.executable, "-c", WORK]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()
        process.communicate(timeout=PATIENCE)
