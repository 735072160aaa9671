"""Only this: run replicates side by side, with the same result whatever the number of workers."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from joblib import Parallel, delayed
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

Result = TypeVar("Result")
Progress = Callable[[float], None]


def spawn(seed: int, count: int) -> list[np.random.SeedSequence]:
    """Independent seeds, one per replicate: replicate i gets the same one on any number of workers."""
    return np.random.SeedSequence(seed).spawn(count)


def run_all(tasks: Sequence[Callable[[], Result]], *, n_jobs: int, progress: Progress | None = None) -> list[Result]:
    """Results of the tasks in their order.

    Workers are threads by default (the time is spent in numpy, outside the interpreter lock, and nothing
    is copied); `joblib.parallel_config` chooses processes or a Dask cluster instead. Linear algebra runs
    on one thread per worker, so that sums are added in the same order everywhere.
    """
    results: list[Result] = []
    with threadpool_limits(limits=1):
        runner = Parallel(n_jobs=n_jobs, prefer="threads", return_as="generator")
        for result in runner(delayed(task)() for task in tasks):
            results.append(result)
            if progress is not None:
                progress(len(results) / len(tasks))
    return results
