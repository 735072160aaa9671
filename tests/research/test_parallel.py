"""Work is shared out without changing what comes out, on threads, in processes, and where a process dies."""

import os
import signal
from functools import partial

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from research.arithmetic.parallel import WORKERS, Work, processors, run_all, run_work, run_works, worker_processes
from research.plan import AnalysisPlan
from research.run import run_analysis
from research.segments.points import points_of
from research.segments.stability import cloud_work, stability_work
from tests.research.segment_data import blobs
from tests.research.studies import bfi


def _where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def _ended_unless_it_is(pid: int) -> int:
    if os.getpid() != pid:
        os.kill(os.getpid(), signal.SIGKILL)
    return 7


def _failing() -> int:
    raise ZeroDivisionError


def test_light_work_is_done_in_processes_and_other_work_here() -> None:
    light = Work(tasks=[partial(_where, number) for number in range(6)], gather=list)
    heavy = Work(tasks=[partial(_where, number) for number in range(3)], gather=list, light=False)
    with worker_processes(2):
        elsewhere, here = run_works([light, heavy], n_jobs=2)
    assert [number for number, _ in elsewhere] == list(range(6))
    assert os.getpid() not in {pid for _, pid in elsewhere}
    assert {pid for _, pid in here} == {os.getpid()}


def test_processes_threads_and_one_worker_find_the_same_stability() -> None:
    points = points_of(blobs(n=300, width=3, k=3, separation=2, seed=1)[0])
    works = [stability_work(points, [2, 3], pairs=12, seed=3), cloud_work(points, [2, 3], range(19), pairs=12, seed=3)]
    alone, threads = run_works(works, n_jobs=1), run_works(works, n_jobs=2)
    with worker_processes(2):
        processes = run_works(works, n_jobs=2)
    assert alone == threads == processes


class _SeenEnoughError(Exception):
    pass


def test_an_analysis_keeps_linear_algebra_on_one_thread_and_gives_it_back() -> None:
    def look(_stage: str, _share: float) -> None:
        seen.extend(library["num_threads"] for library in threadpool_info())
        raise _SeenEnoughError

    seen: list[int] = []
    with threadpool_limits(limits=2):
        with pytest.raises(_SeenEnoughError):
            run_analysis(bfi(), AnalysisPlan(), progress=look)
        after = {library["num_threads"] for library in threadpool_info()}
    assert seen
    assert set(seen) == {1}
    assert after == {2}


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no way to hold a process to some processors here")
def test_no_more_workers_are_started_than_the_process_may_use() -> None:
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        assert processors() == 1
    finally:
        os.sched_setaffinity(0, allowed)
    assert processors() == min(len(allowed), 8)


def test_the_work_of_a_process_that_is_killed_is_done_here() -> None:
    work = Work(tasks=[partial(_ended_unless_it_is, os.getpid())] * 2, gather=sum)
    with worker_processes(2):
        assert run_work(work, n_jobs=2) == 14


@pytest.mark.parametrize("count", [0, 2])
def test_an_error_in_a_task_reaches_the_caller_and_leaves_no_processes_in_charge(count: int) -> None:
    with pytest.raises(ZeroDivisionError), worker_processes(count):
        run_work(Work(tasks=[_failing, _failing], gather=sum), n_jobs=2)
    assert WORKERS.get() is None


def test_results_stand_in_the_order_of_the_tasks_and_progress_rises_to_the_end() -> None:
    told: list[float] = []
    found = run_all([partial(np.square, number) for number in range(20)], n_jobs=3, progress=told.append)
    assert found == [number**2 for number in range(20)]
    assert told == sorted(told)
    assert told[-1] == 1.0
