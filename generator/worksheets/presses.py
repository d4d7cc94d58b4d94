"""Long work shared between processes, because Typst draws under Python's lock.

Knows nothing of what is drawn.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from threading import Thread
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

WORTH = 60
"""From how many tasks on it is shared: a process takes as long to start as some 20 sheets."""


def drawn(draw: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """What `draw`, a function of a module, makes of each task, in their order.

    Other processes are used where there is much to do, and always the same results come.
    """
    count = os.cpu_count() or 1
    if count == 1 or len(tasks) < WORTH:
        yield from map(draw, tasks)
        return
    fresh = multiprocessing.get_context("spawn")  # a fork would lose the threads of Typst
    pool = ProcessPoolExecutor(count, fresh, initializer=_begin)
    try:
        yield from pool.map(draw, tasks, chunksize=4)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """In a new process: leave Ctrl-C to the one that began it, and end when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
