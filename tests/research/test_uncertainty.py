"""Uncertainty from end to end: the same for a seed anywhere, honest about what it rests on, true to planted figures."""

from dataclasses import replace

import joblib
import numpy as np
import pandas as pd
import pytest

from research.certainty.margins import around
from research.certainty.original import drawn_counts, original_of
from research.certainty.replicate import Replicate, replicate, run_replicate, standardised_effects
from research.certainty.run import resample_analysis
from research.errors import BadPlan, NotConverged
from research.personas.differences import differences
from research.plan import AnalysisPlan
from research.result import Uncertainty
from research.run import Analysis, run_analysis
from tests import told
from tests.research.studies import bfi, matrix_of, planted

QUICK = AnalysisPlan(bootstraps=10, segments=4)
TABLES = ("loadings", "factor_correlations", "congruence", "segments", "centres", "statements")


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return run_analysis(planted(n=500)[1], QUICK)


@pytest.fixture(scope="module")
def found(analysis: Analysis) -> Uncertainty:
    return resample_analysis(analysis, replicates=40, seed=1, n_jobs=1)


def _same(first: Uncertainty, second: Uncertainty) -> bool:
    return first.certainty.equals(second.certainty) and all(
        getattr(first, name).equals(getattr(second, name)) for name in TABLES
    )


# One replicate


def test_everybody_drawn_once_is_the_analysis_itself(analysis: Analysis) -> None:
    original = original_of(analysis)
    one = run_replicate(original, np.ones(len(original.keyed), dtype=np.int64), np.random.default_rng(1))
    solution = analysis.segmentation.solution
    effects = analysis.portraits.differences.pivot(index="segment", columns="variable", values="effect")
    assert one.pattern is not None
    assert one.pattern.loadings == pytest.approx(analysis.measurement.factors.loadings.to_numpy(), abs=1e-6)
    assert one.pattern.phi == pytest.approx(analysis.measurement.factors.phi.to_numpy(), abs=1e-6)
    assert (one.labels == original.labels).mean() > 0.99
    assert one.shares == pytest.approx(solution.shares["share"].to_numpy(), abs=0.005)
    assert one.effects == pytest.approx(effects[list(original.described)].to_numpy(), abs=0.03)


def test_a_person_drawn_twice_counts_as_two_people(analysis: Analysis) -> None:
    """Multiplicities give what a table with repeated lines gives."""
    original = original_of(analysis)
    counts, _ = drawn_counts(len(original.keyed), np.random.SeedSequence(4))
    by_counts = run_replicate(original, counts, np.random.default_rng(2))
    lines = np.repeat(np.arange(len(counts)), counts)
    place = pd.Series(np.arange(len(original.assigned)), index=original.assigned)
    kept = np.isin(lines, original.assigned)
    repeated = replace(
        original,
        keyed=original.keyed.iloc[lines].reset_index(drop=True),
        described=original.described.iloc[lines].reset_index(drop=True),
        assigned=np.flatnonzero(kept),
        labels=original.labels[place[lines[kept]]],
        mass=original.mass[lines],
    )
    by_lines = run_replicate(repeated, np.ones(len(lines), dtype=np.int64), np.random.default_rng(2))
    assert by_counts.pattern is not None
    assert by_lines.pattern is not None
    assert by_counts.pattern.loadings == pytest.approx(by_lines.pattern.loadings, abs=1e-5)
    assert by_counts.shares == pytest.approx(by_lines.shares, abs=0.01)


def test_effects_are_those_of_the_portraits() -> None:
    rng = np.random.default_rng(1)
    answers = rng.integers(1, 6, size=(200, 5)).astype(float)
    answers[rng.random(answers.shape) < 0.1] = np.nan
    labels, mass = rng.integers(0, 3, 200), rng.uniform(0.5, 3, 200)
    items, groups = pd.DataFrame(answers).add_prefix("q"), pd.Series(labels).astype(str)
    table = differences(items, groups, kinds=dict.fromkeys(items, "ordinal"), weights=pd.Series(mass))
    told = table.pivot_table(index="segment", columns="variable", values="effect").to_numpy()
    assert standardised_effects(answers, labels, 3, mass) == pytest.approx(told, abs=1e-9)


def test_intervals_lie_around_the_figures_of_the_analysis_as_those_of_every_analysis_do(found: Uncertainty) -> None:
    """One way only: ± t times the root mean square deviation; quantiles would move to where samples are biased."""
    loadings = found.loadings
    assert np.allclose((loadings["low"] + loadings["high"]) / 2, loadings["value"])
    shares = found.segments
    assert np.allclose((shares["low"] + shares["high"]) / 2, shares["share"])


def test_an_interval_reaches_t_times_the_root_mean_square_deviation() -> None:
    low, high = around([np.array([1.0]), np.array([3.0]), np.array([2.0])], np.array([2.0]))
    assert np.allclose([low[0], high[0]], 2 + np.array([-1, 1]) * 4.3027 * np.sqrt(2 / 3), atol=1e-3)
    assert around([np.array([0.0]), np.array([0.4])], np.array([0.05]), least=0, most=1)[0][0] == 0


def test_as_many_people_are_drawn_as_there_are() -> None:
    counts, _ = drawn_counts(300, np.random.SeedSequence(1))
    assert counts.sum() == 300
    assert 0.55 < (counts > 0).mean() < 0.7


@pytest.mark.parametrize(
    ("basis", "method"),
    [
        ("scale_scores", "kmeans"),
        ("items", "kmeans"),
        ("centred_items", "kmeans"),
        ("factor_scores", "gmm"),
        ("items", "lca"),
    ],
)
def test_every_basis_and_method_goes_through_the_chain(basis: str, method: str) -> None:
    study, plain = planted(n=300)
    book = plain.codebook.with_items(
        replace(item, scale=f"scale{int(item.name[1:]) % 3}") if item.name.startswith("q") else item
        for item in plain.codebook
    )
    plan = AnalysisPlan(segment_on=basis, segmentation=method, bootstraps=10, segments=(2, 2))  # type: ignore[arg-type]
    original = original_of(run_analysis(replace(plain, codebook=book), plan))

    one = replicate(original, np.random.SeedSequence(3))

    assert isinstance(one, Replicate)
    assert one.shares.sum() == pytest.approx(1)
    assert (one.jaccard > 0.3).all()
    assert len(study.answers) == 300


# Many of them


def test_one_worker_or_two_give_the_same_tables(analysis: Analysis, found: Uncertainty) -> None:
    assert _same(found, resample_analysis(analysis, replicates=40, seed=1, n_jobs=2))


def test_processes_give_what_threads_give(analysis: Analysis) -> None:
    with joblib.parallel_config("loky"):
        apart = resample_analysis(analysis, replicates=10, seed=1, n_jobs=2)
    assert _same(apart, resample_analysis(analysis, replicates=10, seed=1, n_jobs=1))


def test_a_dask_cluster_gives_what_threads_give(analysis: Analysis) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster,
        distributed.Client(cluster),
        joblib.parallel_config("dask"),
    ):
        apart = resample_analysis(analysis, replicates=10, seed=1, n_jobs=2)
    assert _same(apart, resample_analysis(analysis, replicates=10, seed=1, n_jobs=1))


def test_another_seed_gives_other_intervals(analysis: Analysis, found: Uncertainty) -> None:
    assert not _same(found, resample_analysis(analysis, replicates=40, seed=2))


def test_intervals_hold_what_was_planted(found: Uncertainty) -> None:
    study, _ = planted(n=500)
    planted_shares = study.labels.value_counts(normalize=True).sort_values(ascending=False).to_numpy()
    inside = (found.segments["low"] - 0.02 <= planted_shares) & (planted_shares <= found.segments["high"] + 0.02)
    assert inside.all()
    markers = found.loadings[found.loadings["marker"]]
    assert (markers["holds"] > 0.95).all()
    assert (found.congruence["holds"] == 1.0).all()


def test_clear_statements_hold_and_are_told_with_their_share(found: Uncertainty) -> None:
    told = found.statements[found.statements["told"]]
    clear = told[told["effect"].abs() > 1.0]
    assert len(clear) >= 8
    assert (clear["marker_holds"] > 0.9).all()
    assert (told["holds"] <= told["direction_holds"]).all()
    assert (told["low"] <= told["high"]).all()
    assert told.groupby("segment").size().max() <= 5


def test_people_in_the_middle_are_the_least_certain(analysis: Analysis, found: Uncertainty) -> None:
    sure = analysis.segmentation.solution.probabilities.max(axis=1)
    assert found.certainty.between(0, 1).all()
    assert found.certainty[sure > 0.99].mean() > 0.98
    assert found.certainty[sure < 0.6].mean() < found.certainty[sure > 0.9].mean() - 0.1


def test_segments_of_a_cloud_are_said_to_be_unsure() -> None:
    study, _ = planted(n=400, separation=0.0)
    cloudy = run_analysis(matrix_of(study), AnalysisPlan(bootstraps=10, segments=5))
    unsure = resample_analysis(cloudy, replicates=20, seed=1)
    assert unsure.segments["jaccard"].mean() < 0.75
    assert unsure.certainty.mean() < 0.85
    assert "shaky_statements" in [caution.code for caution in unsure.cautions]


def test_fewer_people_give_wider_intervals(found: Uncertainty) -> None:
    small = run_analysis(planted(n=500)[1].of(pd.RangeIndex(1, 151)), QUICK)
    wide = resample_analysis(small, replicates=40, seed=1)
    widths = [(one.loadings["high"] - one.loadings["low"]).mean() for one in (found, wide)]
    assert widths[1] > 1.4 * widths[0]


def test_the_bootstrap_knows_more_uncertainty_than_the_interval_of_one_difference(
    analysis: Analysis, found: Uncertainty
) -> None:
    """The usual interval takes the segments as known; these must not be narrower on average."""
    usual = analysis.portraits.differences
    width = (usual["high"] - usual["low"]).mean()
    assert (found.statements["high"] - found.statements["low"]).mean() > 0.9 * width


def test_survey_weights_move_the_shares() -> None:
    matrix = planted(n=400)[1]
    heavy = pd.Series(np.where(np.arange(400) < 200, 2.0, 0.5), index=matrix.values.index)
    analysis = run_analysis(replace(matrix, weights=heavy / heavy.mean()), QUICK)
    found = resample_analysis(analysis, replicates=20, seed=1)
    assert (
        (found.segments["low"] - 0.03 <= found.segments["share"])
        & (found.segments["share"] <= found.segments["high"] + 0.03)
    ).all()


def test_progress_runs_to_the_end_and_can_stop_the_run(analysis: Analysis) -> None:
    seen: list[float] = []
    resample_analysis(analysis, replicates=10, seed=1, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0

    class Stopped(Exception):
        pass

    def stop(_share: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        resample_analysis(analysis, replicates=10, seed=1, progress=stop)


def test_too_few_replicates_are_refused_and_few_are_said(analysis: Analysis, found: Uncertainty) -> None:
    with pytest.raises(BadPlan, match=r"few_replicates_asked.*n=5"):
        resample_analysis(analysis, replicates=5, seed=1)
    assert "few_replicates" in [caution.code for caution in found.cautions]


def test_samples_without_a_solution_are_counted_not_hidden(analysis: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every third draw fails by name; then all of them."""
    outcomes = iter(range(1000))

    def sometimes(original: object, stream: np.random.SeedSequence) -> object:
        return "heywood_case" if next(outcomes) % 3 == 0 else replicate(original, stream)  # type: ignore[arg-type]

    monkeypatch.setattr("research.certainty.run.replicate", sometimes)
    found = resample_analysis(analysis, replicates=12, seed=1, n_jobs=1)
    assert found.failed == 4
    assert any("Heywood case: 4" in told.text(caution) for caution in found.cautions)

    monkeypatch.setattr("research.certainty.run.replicate", lambda *_: "not_converged")
    with pytest.raises(NotConverged, match=r"few_samples_with_solution.*good=0"):
        resample_analysis(analysis, replicates=12, seed=1, n_jobs=1)


def test_a_draw_without_solution_is_named_by_its_error(analysis: Analysis) -> None:
    original = original_of(analysis)
    flat = original.keyed.copy()
    flat.iloc[:, 0] = 3.0
    assert replicate(replace(original, keyed=flat), np.random.SeedSequence(1)) == "no_variance"


def test_real_people_keep_their_five_dimensions() -> None:
    analysis = run_analysis(bfi(), AnalysisPlan(bootstraps=10, segments=(2, 4)))
    found = resample_analysis(analysis, replicates=20, seed=1)
    assert found.failed == 0
    assert (found.congruence["low"] > 0.95).all()
    phi = found.factor_correlations
    assert (phi["low"] <= phi["value"] + 0.05).all()
    assert (phi["value"] - 0.05 <= phi["high"]).all()
