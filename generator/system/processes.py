"""CPU-bound work spread over several processes.

Takes a function and its arguments, and yields the results. Must not know what the work is.
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

MIN_TASKS = 40
"""The fewest tasks worth starting processes for: one takes as long to start as some 20 tasks."""


def map_unordered(
    work: Callable[[Task], Result], tasks: Sequence[Task]
) -> Iterator[tuple[int, Result]]:
    """Yield the index of each task and the result of `work` on it, as results become ready.

    `work` must be a module-level function, so that it can be pickled. With at least `MIN_TASKS`
    tasks, worker processes start from the last one while this process works from the first, each
    with one thread for Typst, unless `RAYON_NUM_THREADS` says otherwise. Raises whatever `work`
    raises.
    """
    workers = (os.cpu_count() or 1) - 1
    if not workers or len(tasks) < MIN_TASKS:
        yield from enumerate(map(work, tasks))
        return
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # as there is one processor for each process
    context = multiprocessing.get_context("spawn")  # a fork would lose the threads of Typst
    pool = ProcessPoolExecutor(workers, context, initializer=_start_worker)
    try:
        submitted = [pool.submit(work, task) for task in reversed(tasks)]
        pending = deque(enumerate(reversed(submitted)))
        while pending:
            index, future = pending.popleft()
            yield index, work(tasks[index]) if future.cancel() else future.result()
            while pending and pending[-1][1].done():
                index, future = pending.pop()
                yield index, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _start_worker() -> None:
    """Set up a worker process: ignore Ctrl-C, and exit when the parent process exits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        Thread(target=_exit_with, args=(parent,), daemon=True).start()


def _exit_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
