"""Only this: run replicates side by side, with the same result whatever the number of workers."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from joblib import Parallel, delayed
from joblib.parallel import get_active_backend
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

Result = TypeVar("Result")
Progress = Callable[[float], None]


@dataclass(frozen=True, kw_only=True)
class Work(Generic[Result]):
    """A question cut into tasks, and how their results, in the order of the tasks, become its answer."""

    tasks: Sequence[Callable[[], Any]]
    gather: Callable[[list[Any]], Result]


def spawn(seed: int, count: int) -> list[np.random.SeedSequence]:
    """Independent seeds, one per replicate: replicate i gets the same one on any number of workers."""
    return np.random.SeedSequence(seed).spawn(count)


def run_work(work: Work[Result], *, n_jobs: int, progress: Progress | None = None) -> Result:
    """The answer of one piece of work."""
    return work.gather(run_all(work.tasks, n_jobs=n_jobs, progress=progress))


def run_works(works: Sequence[Work[Any]], *, n_jobs: int, progress: Progress | None = None) -> list[Any]:
    """The answers of several, whose tasks share the workers, so that none waits for the last task of another."""
    results = iter(run_all([task for work in works for task in work.tasks], n_jobs=n_jobs, progress=progress))
    return [work.gather([next(results) for _ in work.tasks]) for work in works]


def run_all(tasks: Sequence[Callable[[], Result]], *, n_jobs: int, progress: Progress | None = None) -> list[Result]:
    """Results of the tasks in their order.

    Workers are threads by default (the time is spent in numpy, outside the interpreter lock, and nothing
    is copied); `joblib.parallel_config` chooses processes and `research.cluster` a Dask cluster instead. Linear
    algebra runs on one thread per worker, so that sums are added in the same order everywhere.
    """
    results: list[Result] = []
    with threadpool_limits(limits=1):
        near = getattr(get_active_backend(prefer="threads")[0], "supports_sharedmem", False)
        for result in (_near if near else _far)(tasks, n_jobs):
            results.append(result)
            if progress is not None:
                progress(len(results) / len(tasks))
    return results


def _near(tasks: Sequence[Callable[[], Result]], n_jobs: int) -> Iterator[Result]:
    """In threads of this process. joblib's would look only every hundredth of a second whether they are done."""
    if n_jobs == 1 or len(tasks) < 2:
        yield from (task() for task in tasks)
        return
    with ThreadPoolExecutor(max_workers=min(n_jobs, len(tasks)) if n_jobs > 0 else None) as workers:
        waiting = [workers.submit(task) for task in tasks]
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
    with threadpool_limits(limits=1):
        return task()
