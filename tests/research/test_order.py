"""The order in which people, columns or blocks stand in a file changes nothing (E8 of the trust table)."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from research.arithmetic.ordering import canonical, content_hashes
from research.codebook import Codebook
from research.correlations.pearson import pearson
from research.correlations.polychoric import polychoric
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import Analysis, run_analysis
from research.summary.build import summarise
from tests.research.studies import planted

PLAN = AnalysisPlan(bootstraps=10, segments=(3, 5), seed=8)
ORDERS = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def matrix() -> ResponseMatrix:
    return planted(n=400)[1]


@pytest.fixture(scope="module")
def first(matrix: ResponseMatrix) -> Analysis:
    return run_analysis(matrix, PLAN)


def _again(matrix: ResponseMatrix, *, rows: list[int] | None = None, codebook: Codebook | None = None) -> Analysis:
    frame = matrix.values if rows is None else matrix.values.iloc[rows]
    read = ResponseMatrix.from_frame(frame, codebook=codebook or matrix.codebook, row_ids=list(frame.index))
    return run_analysis(read, PLAN)


def _assert_same(found: object, wanted: object, place: str = "") -> None:
    """Figures agree to eight digits; names, counts and lists agree exactly."""
    if isinstance(wanted, dict):
        assert isinstance(found, dict), place
        assert set(found) == set(wanted), place
        for key, value in wanted.items():
            _assert_same(found[key], value, f"{place}/{key}")
    elif isinstance(wanted, list):
        assert isinstance(found, list), place
        assert len(found) == len(wanted), place
        for at, value in enumerate(wanted):
            _assert_same(found[at], value, f"{place}/{at}")
    elif isinstance(wanted, float):
        assert found == pytest.approx(wanted, rel=1e-6, abs=1e-8), place
    else:
        assert found == wanted, place


@ORDERS
@given(seed=st.integers(0, 2**16))
def test_shuffled_people_get_the_same_analysis(matrix: ResponseMatrix, first: Analysis, seed: int) -> None:
    again = _again(matrix, rows=np.random.default_rng(seed).permutation(len(matrix)).tolist())
    _assert_same(summarise(again).plain(), summarise(first).plain())
    labels = first.segmentation.solution.labels
    pd.testing.assert_series_equal(again.segmentation.solution.labels.loc[labels.index], labels)
    scores = first.measurement.scores.scores
    pd.testing.assert_frame_equal(again.measurement.scores.scores.loc[scores.index], scores)


def test_shuffled_columns_of_the_file_change_nothing_at_all(matrix: ResponseMatrix, first: Analysis) -> None:
    turned = matrix.values[list(matrix.values)[::-1]]
    again = run_analysis(ResponseMatrix.from_frame(turned, codebook=matrix.codebook), PLAN)
    assert summarise(again) == summarise(first)


@ORDERS
@given(seed=st.integers(0, 2**16))
def test_questions_in_another_order_find_the_same_people(matrix: ResponseMatrix, first: Analysis, seed: int) -> None:
    """Only what is about the order itself may differ: runs of equal answers in the screening."""
    items = np.random.default_rng(seed).permutation(np.asarray(matrix.codebook.items, dtype=object)).tolist()
    again = _again(matrix, codebook=Codebook(name="planted", items=tuple(items)))
    one, other = first.segmentation.solution, again.segmentation.solution
    assert (one.labels == other.labels).all()
    names = list(first.measurement.factors.loadings.index)
    ours, theirs = (found.measurement.factors.loadings.loc[names].to_numpy() for found in (first, again))
    assert theirs == pytest.approx(ours, abs=1e-5)
    assert set(again.typing_tool.items) == set(first.typing_tool.items)
    assert again.typing_tool.hit_rate == pytest.approx(first.typing_tool.hit_rate)
    assert summarise(again).contrast["outcome"].both == pytest.approx(
        summarise(first).contrast["outcome"].both, abs=1e-6
    )


@pytest.mark.parametrize("block_rows", [1, 7, 400, 10_000])
@pytest.mark.parametrize("correlate", [pearson, polychoric])
def test_blocks_of_any_size_give_the_same_correlations(matrix: ResponseMatrix, correlate, block_rows: int) -> None:  # type: ignore[no-untyped-def]
    answers = matrix.values[[name for name in matrix.values if str(name).startswith("q")]]
    whole, parts = correlate(answers), correlate(answers, block_rows=block_rows)
    assert parts.matrix.to_numpy() == pytest.approx(whole.matrix.to_numpy(), abs=1e-12)


@given(
    cells=st.lists(st.lists(st.sampled_from([1.0, 2.0, float("nan")]), min_size=3, max_size=3), min_size=2, max_size=12)
)
def test_the_canonical_order_depends_on_the_answers_alone(cells: list[list[float]]) -> None:
    frame = pd.DataFrame(cells, columns=["a", "b", "c"])
    turned = frame.iloc[::-1, ::-1]
    ours, theirs = (table.loc[canonical(table), ["a", "b", "c"]].to_numpy() for table in (frame, turned))
    np.testing.assert_array_equal(ours, theirs)
    different = len(frame.drop_duplicates())
    assert len(set(content_hashes(frame).tolist())) == different
