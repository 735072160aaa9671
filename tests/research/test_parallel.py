"""Work is shared out without changing what comes out, on threads, in processes, and where a process dies."""

import os
import signal
from functools import partial

import numpy as np
import pytest

from research.arithmetic.parallel import WORKERS, Work, run_all, run_work, run_works, worker_processes
from research.segments.points import points_of
from research.segments.stability import null_stability_work, stability_work
from tests.research.segment_data import blobs


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
    works = [work(points, [2, 3], pairs=12, seed=3) for work in (stability_work, null_stability_work)]
    alone, threads = run_works(works, n_jobs=1), run_works(works, n_jobs=2)
    with worker_processes(2):
        processes = run_works(works, n_jobs=2)
    assert alone == threads == processes


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
