"""More machines give the same bytes, and say what is wrong when they cannot be reached."""

import socket
import sys
from collections.abc import Iterator

import pytest

from research.arithmetic import cluster as module
from research.arithmetic.cluster import cluster
from research.errors import BadPlan
from research.plan import AnalysisPlan
from research.run import run_analysis
from research.summary.build import summarise
from tests import told
from tests.research.studies import planted

PLAN = AnalysisPlan(bootstraps=12, segments=(2, 4), seed=5)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Two workers in processes of their own, on this machine only."""
    distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as machines:
        yield machines.scheduler_address


@pytest.mark.slow
def test_two_machines_give_the_same_bytes_as_one(scheduler: str) -> None:
    matrix = planted(n=400)[1]
    here = summarise(run_analysis(matrix, PLAN)).to_bytes()
    with cluster(scheduler):
        there = summarise(run_analysis(matrix, PLAN)).to_bytes()
    assert there == here


def test_the_work_really_is_done_elsewhere(scheduler: str) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.Client(scheduler, set_as_default=False) as client:
        with cluster(scheduler):
            run_analysis(planted(n=200)[1], PLAN)
        used = client.run(_knows_stability)
    assert any(used.values())


def _knows_stability() -> bool:
    return "research.segments.stability" in sys.modules


def test_without_an_address_everything_stays_here() -> None:
    with cluster(None):
        assert run_analysis(planted(n=200)[1], PLAN).segmentation.solution.k >= 2


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    monkeypatch.setattr(module, "PATIENCE", "1s")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(BadPlan, match=address), cluster(address):
        pass


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadPlan, match="no_dask") as refused, cluster("tcp://127.0.0.1:1"):
        pass
    assert "whyprint[dask]" in told.advice(refused.value)
