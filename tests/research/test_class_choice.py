"""How many latent classes: the quick fit against the slow one, and the rule that chooses."""

import numpy as np
import pandas as pd
import pytest

from research.segments.choice import choose_segments
from research.segments.classes.continuum import continuum_of
from research.segments.classes.em import fit_classes, most_classes, patterns_of, relative_entropy
from research.segments.classes.fit import fit_latent_classes
from research.segments.classes.verdict import CLEAR, ByLikelihood
from research.segments.verdict import Candidate, Verdict, judge
from tests import told


def two_kinds(n: int = 500, *, items: int = 6, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    chance = np.where(rng.random(n) < 0.6, 0.85, 0.15)
    return pd.DataFrame(
        (rng.random((n, items)) < chance[:, None]).astype(float), columns=[f"q{i}" for i in range(items)]
    )


def quick(answers: pd.DataFrame, k: int) -> float:
    patterns = patterns_of(answers.to_numpy())
    fit = fit_classes(patterns, patterns.mass(np.ones(len(answers))), k, np.random.default_rng(1), starts=20, kept=3)
    return fit.log_likelihood


@pytest.mark.parametrize("gaps", [0.0, 0.2])
def test_the_quick_fit_finds_the_likelihood_of_the_slow_one(gaps: float) -> None:
    answers = two_kinds()
    answers = answers.mask(np.random.default_rng(2).random(answers.shape) < gaps)
    assert quick(answers, 2) == pytest.approx(fit_latent_classes(answers, 2, seed=1).log_likelihood, abs=0.05)


@pytest.mark.parametrize(
    ("name", "k", "expected"),
    [("carcinoma", 2, -317.2568), ("carcinoma", 3, -293.705), ("values", 2, -504.4677), ("cheating", 2, -440.0271)],
)
def test_the_quick_fit_reaches_the_likelihoods_of_polca(shared_data, name: str, k: int, expected: float) -> None:
    table = pd.read_csv(shared_data / "polca-classics" / f"{name}.csv").drop(columns="GPA", errors="ignore")
    assert quick(table.astype(float), k) == pytest.approx(expected, abs=0.01)


def test_missing_answers_say_nothing() -> None:
    answers = two_kinds(200)
    more = pd.concat([answers, pd.DataFrame(np.nan, index=range(200, 260), columns=answers.columns)])
    assert quick(more, 1) == pytest.approx(quick(answers, 1), abs=1e-6)


def test_no_more_classes_are_tried_than_the_answers_can_tell() -> None:
    assert most_classes(patterns_of(two_kinds(items=4).to_numpy()), range(2, 9)) == [2, 3]


def test_clear_people_have_an_entropy_of_one_and_torn_people_of_none() -> None:
    assert relative_entropy(np.eye(3), np.ones(3)) == pytest.approx(1)
    assert relative_entropy(np.full((4, 2), 0.5), np.ones(4)) == pytest.approx(0)


def test_a_continuum_has_the_shares_and_correlations_but_no_classes() -> None:
    rng = np.random.default_rng(3)
    normal = rng.multivariate_normal(np.zeros(4), 0.5 + 0.5 * np.eye(4), 4000)
    answers = (normal > [0.0, 0.5, -0.5, 1.0]).astype(float)
    drawn = continuum_of(answers, np.ones(4000), unordered=()).draw(np.random.default_rng(4))
    assert drawn.mean(axis=0) == pytest.approx(answers.mean(axis=0), abs=0.03)
    assert np.corrcoef(drawn.T) == pytest.approx(np.corrcoef(answers.T), abs=0.05)


def test_unordered_answers_are_put_into_the_order_that_the_others_tell() -> None:
    rng = np.random.default_rng(6)
    trait = rng.standard_normal(3000)
    scrambled = np.array([2.0, 0.0, 1.0])[np.digitize(trait + rng.normal(0, 0.4, 3000), [-0.5, 0.5])]
    others = np.stack([(trait + rng.normal(0, 0.6, 3000) > cut).astype(float) for cut in (-0.5, 0.0, 0.5)], axis=1)
    values = np.column_stack([scrambled, others])
    drawn = continuum_of(values, np.ones(3000), unordered=[0]).draw(np.random.default_rng(7))
    assert abs(np.corrcoef(drawn[:, 0], drawn[:, 1])[0, 1]) > 0.4


def test_planted_classes_are_chosen_and_one_worker_or_two_agree() -> None:
    answers = two_kinds()
    one, two = (choose_segments(answers, ks=[2, 3], pairs=10, seed=1, n_jobs=jobs, method="lca") for jobs in (1, 2))
    assert one.k == 2
    assert one.candidates == two.candidates
    assert one.single_bic is not None
    assert one.single_bic > (one.candidates[0].bic or 0)


def candidate(
    k: int, *, ari: float, bic: float, high: float = 0.5, entropy: float = 0.9, share: float = 0.2
) -> Candidate:
    return Candidate(
        k=k, ari_mean=ari, ari_low=ari, ari_high=ari, null_ari_mean=high, null_ari_high=high, bic=bic, entropy=entropy,
        smallest_share=share, separated=entropy >= CLEAR,
    )  # fmt: skip


def verdict_of(*candidates: Candidate, single_bic: float) -> Verdict:
    bics = {one.k: one.bic for one in candidates if one.bic is not None}
    return judge(candidates, ByLikelihood(bics={1: single_bic, **bics}))


def test_of_classes_that_come_back_the_lowest_bic_is_taken() -> None:
    found = verdict_of(candidate(2, ari=0.95, bic=90), candidate(3, ari=0.85, bic=80), single_bic=100)
    assert (found.k, found.kind) == (3, "natural")


def test_classes_no_better_than_a_continuum_are_not_natural() -> None:
    found = verdict_of(candidate(2, ari=0.95, bic=90, high=0.97), single_bic=100)
    assert found.kind == "reproducible"
    assert "levels of the same thing" in told.text(found.reason)


def test_where_bic_prefers_one_class_there_are_no_groups() -> None:
    assert verdict_of(candidate(2, ari=0.99, bic=110), single_bic=100).kind == "none"


def test_what_bic_alone_would_take_is_said() -> None:
    found = verdict_of(candidate(2, ari=0.9, bic=90), candidate(3, ari=0.6, bic=70), single_bic=100)
    assert found.k == 2
    assert "BIC alone would take 3" in told.text(found.reason)
