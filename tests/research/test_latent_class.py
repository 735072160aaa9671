"""Latent classes: the log-likelihoods of poLCA's help pages and of an R run are known answers."""

import numpy as np
import pandas as pd
import pytest

from research.errors import TooFewResponses
from research.segments.assignment import classes_rule, membership
from research.segments.classes.fit import fit_latent_classes
from tests.research.segment_data import r_figures

HELP_PAGES = [
    ("carcinoma", 2, -317.2568),
    ("carcinoma", 3, -293.705),
    ("cheating", 2, -440.0271),
    ("gss82", 2, -2783.268),
    ("values", 1, -543.6498),
    ("values", 2, -504.4677),
    ("election", 2, -17344.92),
    ("election", 3, -16714.66),
]


def classic(folder, name):
    """The items of one of poLCA's data sets, complete cases, as codes."""
    table = pd.read_csv(folder / "polca-classics" / f"{name}.csv")
    items = {"cheating": table.columns[:4], "election": table.columns[:12]}.get(name, table.columns)
    complete = table[items].dropna()
    return complete.apply(lambda column: column.astype("category").cat.codes).astype(float)


def mcdonalds(folder):
    return (pd.read_csv(folder / "data" / "mcdonalds.csv").iloc[:, :11] == "Yes").astype(float)


@pytest.mark.parametrize(("name", "k", "expected"), HELP_PAGES)
def test_log_likelihoods_are_those_of_the_help_pages_of_polca(shared_data, name, k, expected):
    found = fit_latent_classes(classic(shared_data, name), k, seed=1)
    assert found.log_likelihood == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("k", [2, 3, 4])
def test_classes_of_fast_food_images_are_those_of_r(shared_reference, k):
    found = fit_latent_classes(mcdonalds(shared_reference), k, seed=1)
    reference = r_figures()["mcdonalds"]["lca"][str(k)]
    assert found.log_likelihood >= reference["loglik"] - 0.01
    assert found.bic == pytest.approx(reference["bic"], abs=0.05)
    assert found.parameters == reference["npar"]
    assert found.shares == pytest.approx(reference["shares_desc"], abs=0.005)


def planted(n, seed):
    rng = np.random.default_rng(seed)
    groups = rng.choice(2, n, p=[0.6, 0.4])
    yes = np.array([[0.9, 0.8, 0.9, 0.2, 0.1], [0.2, 0.1, 0.3, 0.8, 0.9]])
    return pd.DataFrame((rng.random((n, 5)) < yes[groups]).astype(float), columns=list("abcde")), groups


def test_planted_classes_are_found():
    answers, groups = planted(800, 1)
    found = fit_latent_classes(answers, 2, seed=1)
    assert (found.probabilities.argmax(axis=1) == groups).mean() > 0.95
    assert found.shares == pytest.approx([0.6, 0.4], abs=0.06)


def test_the_stored_rule_gives_the_probabilities_of_the_fit():
    answers, _ = planted(400, 2)
    found = fit_latent_classes(answers, 2, seed=1)
    again = membership(answers.to_numpy(), classes_rule(found, list(answers.columns)))
    assert np.allclose(again, found.probabilities, atol=1e-6)


def test_a_weight_of_two_counts_like_two_people():
    answers, _ = planted(300, 3)
    weights = pd.Series(np.where(np.arange(300) < 150, 2.0, 1.0))
    doubled = pd.concat([answers, answers.iloc[:150]], ignore_index=True)
    weighted = fit_latent_classes(answers, 2, seed=1, weights=weights)
    repeated = fit_latent_classes(doubled, 2, seed=1)
    assert weighted.shares == pytest.approx(repeated.shares, abs=1e-3)


def test_answers_that_are_missing_say_nothing(shared_reference):
    """Figures of StepMix 3.0 (full information) on the same answers."""
    answers = mcdonalds(shared_reference)
    gaps = answers.mask(np.random.default_rng(2).random(answers.shape) < 0.15)
    assert fit_latent_classes(gaps, 4, seed=1).log_likelihood == pytest.approx(-6173.3759, abs=0.01)


def test_weighted_answers_have_the_likelihood_of_a_second_program(shared_reference):
    """Figures of StepMix 3.0 on the same answers, with and without gaps."""
    answers = mcdonalds(shared_reference)
    weights = pd.Series(np.random.default_rng(5).gamma(2, 1, len(answers)))
    gaps = answers.mask(np.random.default_rng(2).random(answers.shape) < 0.15)
    assert fit_latent_classes(answers, 4, seed=1, weights=weights).log_likelihood == pytest.approx(-7103.4508, abs=0.01)
    assert fit_latent_classes(gaps, 3, seed=1, weights=weights).log_likelihood == pytest.approx(-6316.1689, abs=0.01)


@pytest.mark.parametrize("seed", range(1, 5))
def test_every_seed_ends_at_the_same_place(shared_reference, seed):
    assert fit_latent_classes(mcdonalds(shared_reference), 6, seed=seed).log_likelihood == pytest.approx(
        -6956.02, abs=0.05
    )


def test_the_order_of_people_does_not_matter():
    answers, _ = planted(300, 3)
    shuffled = answers.sample(frac=1, random_state=1)
    first, second = (fit_latent_classes(one, 2, seed=1) for one in (answers, shuffled))
    assert first.log_likelihood == pytest.approx(second.log_likelihood, abs=1e-6)


def test_one_respondent_is_refused():
    with pytest.raises(TooFewResponses):
        fit_latent_classes(pd.DataFrame({"a": [1.0]}), 2, seed=1)
