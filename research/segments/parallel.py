"""Only this: run replicates side by side, with the same result whatever the number of workers."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from joblib import Parallel, delayed
from joblib.parallel import get_active_backend
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

Result = TypeVar("Result")
Progress = Callable[[float], None]


def spawn(seed: int, count: int) -> list[np.random.SeedSequence]:
    """Independent seeds, one per replicate: replicate i gets the same one on any number of workers."""
    return np.random.SeedSequence(seed).spawn(count)


def run_all(tasks: Sequence[Callable[[], Result]], *, n_jobs: int, progress: Progress | None = None) -> list[Result]:
    """Results of the tasks in their order.

    Workers are threads by default (the time is spent in numpy, outside the interpreter lock, and nothing
    is copied); `joblib.parallel_config` chooses processes and `research.cluster` a Dask cluster instead. Linear
    algebra runs on one thread per worker, so that sums are added in the same order everywhere.
    """
    results: list[Result] = []
    with threadpool_limits(limits=1):
        runner = Parallel(n_jobs=n_jobs, prefer="threads", return_as="generator")
        run = _here if getattr(get_active_backend(prefer="threads")[0], "supports_sharedmem", False) else _elsewhere
        for result in runner(delayed(run)(task) for task in tasks):
            results.append(result)
            if progress is not None:
                progress(len(results) / len(tasks))
    return results


def _here(task: Callable[[], Result]) -> Result:
    return task()


def _elsewhere(task: Callable[[], Result]) -> Result:
    """In another process or on another machine, where nobody has said yet that one thread is enough."""
    with threadpool_limits(limits=1):
        return task()
