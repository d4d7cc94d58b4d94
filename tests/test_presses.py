"""Long work that is shared between processes gives what one would give, and leaves none behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.worksheets.presses import WORTH, drawn

WORK = """
import time
from generator.worksheets.presses import WORTH, drawn

if __name__ == "__main__":
    for _ in drawn(time.sleep, [0.01] * WORTH + [600] * WORTH):
        print("begun", flush=True)
"""


@pytest.mark.parametrize("count", [3, WORTH])
def test_results_come_in_the_order_of_their_tasks(count: int) -> None:
    """From one process for a little work, and from several for much."""
    assert list(drawn(abs, range(-count, 0))) == list(range(count, 0, -1))


def test_what_one_task_raises_is_raised() -> None:
    """It is not lost in another process."""
    with pytest.raises(TypeError, match="bad operand"):
        list(drawn(abs, ["not a number"] * WORTH))


def test_no_process_outlives_the_one_that_began_it() -> None:
    """Not even when that is killed: the pipe to it closes when the last of them has gone."""
    program = [sys.executable, "-c", WORK]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()
        process.communicate(timeout=60)
