"""Long work shared between processes: Python works at one thing at a time in each.

Knows nothing of what is drawn.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from threading import Thread
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

WORTH = 40
"""From how many tasks on it is shared: a process takes as long to start as some 20 sheets."""


def drawn(draw: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
    """What `draw`, a function of a module, makes of each task, with the number of the task.

    They come as they are ready. Where there is much to do, other processes begin at the last task,
    while this one goes on from the first, until they meet.
    """
    others = (os.cpu_count() or 1) - 1
    if not others or len(tasks) < WORTH:
        yield from enumerate(map(draw, tasks))
        return
    fresh = multiprocessing.get_context("spawn")  # a fork would lose the threads of Typst
    pool = ProcessPoolExecutor(others, fresh, initializer=_begin)
    try:
        given = [pool.submit(draw, task) for task in reversed(tasks)]
        left = deque(enumerate(reversed(given)))
        while left:
            at, future = left.popleft()
            yield at, draw(tasks[at]) if future.cancel() else future.result()
            while left and left[-1][1].done():
                at, future = left.pop()
                yield at, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """In a new process: leave Ctrl-C to the one that began it, and end when that ends."""
    os.environ["RAYON_NUM_THREADS"] = "1"  # each process of ours has a processor; so has Typst
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
