"""Replicates side by side, with the same result whatever the number of workers."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from joblib import Parallel, delayed
from joblib.parallel import get_active_backend
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

Result = TypeVar("Result")
Progress = Callable[[float], None]


MOST_WORKERS = 8
"""With more, workers wait for the one process that gathers what they found."""

WORKERS: ContextVar[Executor | None] = ContextVar("WORKERS", default=None)
"""Processes of `worker_processes`, where we are inside of it."""


@dataclass(frozen=True, kw_only=True)
class Work(Generic[Result]):
    """A question cut into tasks, and how their results, in the order of the tasks, become its answer.

    `light` tasks carry little data with them and may be done by `worker_processes`.
    """

    tasks: Sequence[Callable[[], Any]]
    gather: Callable[[list[Any]], Result]
    light: bool = True


@contextmanager
def worker_processes(count: int) -> Iterator[None]:
    """Do light work inside this block in processes, which wait for each other less than threads do.

    They are copies of this process (where the system can fork; elsewhere nothing changes), so enter early: before
    data are read and threads are started. The result is the same.
    """
    if count < 2 or sys.platform != "linux":
        yield
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_settle_in, initargs=(os.getpid(),)) as workers:
        workers.submit(int).result()  # the first task starts all processes
        token = WORKERS.set(workers)
        try:
            yield
        finally:
            WORKERS.reset(token)


def _settle_in(parent: int) -> None:
    """In a worker process: one thread for linear algebra, and an end when the parent ends in whatever way."""
    threadpool_limits(limits=1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is asked to stop, and stops us
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def one_thread() -> AbstractContextManager[object]:
    """Linear algebra on one thread inside this block, however the process was started.

    Matrices here are small: many threads mostly wait for each other. One model fit took 0.1 s with one thread, and 12 s
    with all of a busy machine. Sums are then added in the same order everywhere, too.
    """
    limits: AbstractContextManager[object] = threadpool_limits(limits=1)
    return limits


def processors(most: int = MOST_WORKERS) -> int:
    """How many processors this process may use, as far as workers help: not those of the machine that others hold."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, most)


def spawn(seed: int, count: int) -> list[np.random.SeedSequence]:
    """Independent seeds, one per replicate: replicate i gets the same one on any number of workers."""
    return np.random.SeedSequence(seed).spawn(count)


def run_work(work: Work[Result], *, n_jobs: int, progress: Progress | None = None) -> Result:
    """The answer of one piece of work."""
    found: Result = run_works([work], n_jobs=n_jobs, progress=progress)[0]
    return found


def run_works(works: Sequence[Work[Any]], *, n_jobs: int, progress: Progress | None = None) -> list[Any]:
    """The answers of several, whose tasks share the workers, so that none waits for the last task of another."""
    light = [work.light for work in works for _ in work.tasks]
    tasks = [task for work in works for task in work.tasks]
    try:
        results = iter(_run(tasks, light, n_jobs, progress))
    except BrokenProcessPool:  # a process was killed; its tasks can be done again
        results = iter(_run(tasks, [False] * len(tasks), n_jobs, progress))
    return [work.gather([next(results) for _ in work.tasks]) for work in works]


def run_all(tasks: Sequence[Callable[[], Result]], *, n_jobs: int, progress: Progress | None = None) -> list[Result]:
    """Results of the tasks in their order.

    Workers are threads by default (the time is spent in numpy, outside the interpreter lock, and nothing
    is copied); `joblib.parallel_config` chooses processes and `research.arithmetic.cluster` a Dask cluster instead.
    Linear algebra runs on one thread per worker, so that sums are added in the same order everywhere.
    """
    return _run(tasks, [False] * len(tasks), n_jobs, progress)


def _run(
    tasks: Sequence[Callable[[], Result]], light: Sequence[bool], n_jobs: int, progress: Progress | None
) -> list[Result]:
    results: list[Result] = []
    with one_thread():
        near = getattr(get_active_backend(prefer="threads")[0], "supports_sharedmem", False)
        for result in _near(tasks, light, n_jobs) if near else _far(tasks, n_jobs):
            results.append(result)
            if progress is not None:
                progress(len(results) / len(tasks))
    return results


def _near(tasks: Sequence[Callable[[], Result]], light: Sequence[bool], n_jobs: int) -> Iterator[Result]:
    """On this machine. joblib's threads would look only every hundredth of a second whether they are done."""
    if n_jobs == 1 or len(tasks) < 2:
        yield from (task() for task in tasks)
        return
    processes = WORKERS.get()
    with ThreadPoolExecutor(max_workers=min(n_jobs, len(tasks)) if n_jobs > 0 else None) as threads:
        waiting = [
            (processes if processes is not None and apart else threads).submit(task)
            for task, apart in zip(tasks, light, strict=True)
        ]
        try:
            for one in waiting:
                yield one.result()
        finally:
            for one in waiting:
                one.cancel()


def _far(tasks: Sequence[Callable[[], Result]], n_jobs: int) -> Iterator[Result]:
    """In other processes or on other machines."""
    found: Iterator[Result] = Parallel(n_jobs=n_jobs, return_as="generator")(
        delayed(_elsewhere)(task) for task in tasks
    )
    yield from found


def _elsewhere(task: Callable[[], Result]) -> Result:
    """In another process or on another machine, where nobody has said yet that one thread is enough."""
    with one_thread():
        return task()
