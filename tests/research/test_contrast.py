"""The contest: out of sample, on the same folds, and won by whoever deserves it."""

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import Ridge

from research.errors import BadData, NoVariance, TooFewResponses
from research.personas.contrast import contrast
from research.personas.demographics import segments_from_demographics
from research.personas.out_of_fold import PENALTIES, Target, area_under_curve, fit
from research.personas.passport import same_passport
from research.said import say
from research.simulate import simulate_answers
from tests import told

KINDS = {
    "gender": "nominal",
    "age": "numeric",
    "region": "nominal",
    "number": "numeric",
    "yes": "binary",
    "brand": "nominal",
}


@pytest.fixture(scope="module")
def people():
    rng = np.random.default_rng(1)
    n = 700
    demographics = pd.DataFrame(
        {
            "gender": rng.integers(1, 3, n).astype(float),
            "age": rng.integers(18, 80, n).astype(float),
            "region": rng.integers(1, 5, n).astype(float),
        }
    )
    attitudes = pd.DataFrame(rng.normal(size=(n, 4)), columns=["openness", "thrift", "worry", "status"])
    return demographics, attitudes, rng


def run(outcome, name, people, **options):
    demographics, attitudes, _ = people
    return contrast(outcome.to_frame(name), demographics, attitudes, kinds=KINDS, seed=1, **options)[name]


def test_attitudes_win_where_they_drive_the_outcome(people):
    _, attitudes, rng = people
    chance = 1 / (1 + np.exp(-2 * attitudes["thrift"]))
    found = run((rng.random(len(attitudes)) < chance).astype(float), "yes", people)
    assert found.metric == "auc"
    assert found.winner == "psychographics"
    assert found.psychographics.mean > 0.75 > 0.6 > found.demographics.mean
    assert found.importance[0].variable == "thrift"
    assert found.importance[0].view == "psychographics"


def test_demographics_win_where_they_drive_the_outcome_and_the_sentence_says_so(people):
    demographics, attitudes, rng = people
    found = run(0.1 * demographics["age"] + rng.normal(size=len(attitudes)), "number", people)
    assert found.metric == "r2"
    assert found.winner == "demographics"
    assert found.demographics.mean > 0.5
    assert told.text(found.words).startswith("Who people are tells more")


def test_nobody_wins_on_noise(people):
    found = run(pd.Series(people[2].normal(size=len(people[0]))), "number", people)
    assert found.winner == "neither"
    assert found.both.mean < 0.02


def test_equal_strength_is_a_tie(people):
    demographics, attitudes, rng = people
    women = demographics["gender"] == 2
    signal = np.where(women, 1.0, -1.0) + attitudes["worry"]
    found = run(signal + rng.normal(0, 1, len(attitudes)), "number", people)
    assert found.winner == "tie"
    assert found.both.mean > found.demographics.mean + 0.15


def test_a_bend_in_age_is_not_missed(people):
    demographics, _, rng = people
    bend = ((demographics["age"] - 49) / 15) ** 2
    found = run(bend + rng.normal(0, 0.5, len(bend)), "number", people)
    assert found.demographics.mean > 0.5


def test_options_are_told_apart_each_against_the_rest(people):
    _, attitudes, _ = people
    brand = attitudes[["openness", "thrift", "worry"]].to_numpy().argmax(axis=1) + 1.0
    found = run(pd.Series(brand), "brand", people)
    assert found.metric == "auc"
    assert found.psychographics.mean > 0.8


def test_a_rare_answer_is_told_by_whoever_really_tells_it():
    """Strong signals and 31 people who say yes: a search whose steps nobody checks runs away, and both tell nothing."""
    rng = np.random.default_rng(29)
    values = pd.DataFrame(rng.normal(size=(1500, 30)), columns=[f"a{place}" for place in range(30)])
    towns = pd.DataFrame({"town": rng.integers(1, 11, 1500).astype(float)})
    pull = 4 * (values["a0"] + values["a1"] + 2 * (towns["town"] == 1))
    rare = pull + rng.logistic(size=1500)
    outcome = (rare > rare.nlargest(31).min()).astype(float)
    found = contrast(outcome.to_frame("yes"), towns, values, kinds={"yes": "binary", "town": "nominal"}, seed=1)["yes"]
    assert found.both.mean > 0.95
    assert found.psychographics.mean > 0.85
    assert found.winner == "psychographics"


def test_attitudes_win_the_car_choice_of_swiss_travellers_as_known(shared_data):
    table = pd.read_csv(shared_data / "optima-mobility" / "optima.dat", sep="\t").drop_duplicates("ID")
    table = table[table["Choice"] >= 0]
    attitudes = table[[name for name in table if name.startswith(("Envir", "Mobil", "ResidCh", "LifSty"))]]
    demographics = table[["Gender", "BirthYear", "Education", "Income", "FamilSitu", "OccupStat"]]
    found = contrast(
        (table["Choice"] == 1).astype(float).to_frame("car"),
        demographics.where(demographics != -1),
        attitudes.where(attitudes.isin([1, 2, 3, 4, 5])),
        kinds={"car": "binary", "FamilSitu": "nominal", "OccupStat": "nominal", "Gender": "nominal"},
        seed=1,
        repeats=2,
    )["car"]
    assert found.winner == "psychographics"
    assert found.psychographics.mean == pytest.approx(0.85, abs=0.04)
    assert found.demographics.mean < 0.75


def test_an_outcome_is_never_its_own_predictor(people):
    demographics, attitudes, rng = people
    noise = pd.Series(rng.normal(size=len(attitudes)))
    found = contrast(noise.to_frame("number"), demographics, attitudes.assign(number=noise), kinds=KINDS, seed=1)[
        "number"
    ]
    assert found.psychographics.mean < 0.05


def test_gaps_in_predictors_are_filled_and_marked(people):
    demographics, attitudes, rng = people
    thrift = attitudes["thrift"].copy()
    outcome = 2 * thrift + rng.normal(size=len(thrift))
    holes = attitudes.mask(pd.DataFrame(rng.random(attitudes.shape) < 0.2, columns=attitudes.columns))
    found = contrast(outcome.to_frame("number"), demographics, holes, kinds=KINDS, seed=1)["number"]
    assert 0.4 < found.psychographics.mean < 0.8


def test_the_same_seed_gives_the_same_contest_on_one_worker_or_two(people):
    outcome = people[1]["worry"] + 1.0
    assert run(outcome, "number", people, n_jobs=1) == run(outcome, "number", people, n_jobs=2)


def test_intervals_hold_their_means(people):
    found = run(people[1]["worry"] + people[2].normal(size=700), "number", people)
    for one in (found.demographics, found.psychographics, found.both, found.difference):
        assert one.low <= one.mean <= one.high


@pytest.mark.parametrize(
    ("values", "kind", "error"),
    [
        ([1.0] * 700, "binary", NoVariance),
        ([1.0] * 20 + [np.nan] * 680, "numeric", TooFewResponses),
        ([1.0] * 695 + [0.0] * 5, "binary", TooFewResponses),
    ],
)
def test_outcomes_that_cannot_be_told_are_refused_with_advice(people, values, kind, error):
    with pytest.raises(error) as caught:
        contrast(pd.DataFrame({"x": values}), people[0], people[1], kinds={"x": kind}, seed=1)
    assert told.advice(caught.value)


def test_an_empty_set_cannot_take_part(people):
    with pytest.raises(BadData):
        contrast(pd.DataFrame({"x": people[1]["worry"]}), people[0][[]], people[1], kinds={}, seed=1)


def test_ridge_by_one_decomposition_is_that_of_scikit_learn():
    rng = np.random.default_rng(5)
    x = rng.normal(size=(300, 6))
    y = (x[:, :1] + rng.normal(size=(300, 1)) > 0).astype(float)
    target = Target(metric="r2", columns=y, strata=y[:, 0].astype(int))
    columns = (x - x.mean(axis=0)) / x.std(axis=0)
    intercepts, slopes = fit(target, columns, np.arange(300))
    found = [Ridge(alpha=penalty).fit(columns, y[:, 0]) for penalty in PENALTIES]
    assert min(np.abs(one.coef_ - slopes[:, 0]).max() for one in found) < 1e-9
    assert intercepts == pytest.approx(y.mean(axis=0))


def test_the_area_under_the_curve_counts_ties_half():
    truth, guess = np.array([0, 0, 1, 1]), np.array([0.1, 0.5, 0.5, 0.9])
    assert area_under_curve(truth, guess) == pytest.approx(0.875)


def test_demographics_cannot_find_segments_made_of_attitudes(people):
    labels = pd.Series(np.where(people[1]["worry"] > 0, "S1", "S2"))
    found = segments_from_demographics(people[0], labels, kinds=KINDS, seed=1)
    assert found.auc.mean == pytest.approx(0.5, abs=0.06)
    assert "cannot be found" in told.text(found.words)
    assert found.chance <= found.majority


def test_demographics_find_segments_that_follow_age(people):
    labels = pd.cut(people[0]["age"], [0, 35, 60, 99], labels=["S1", "S2", "S3"]).astype(str)
    found = segments_from_demographics(people[0], labels, kinds=KINDS, seed=1)
    assert found.hit_rate.low > found.majority + 0.15
    assert "long way" in told.text(found.words)


def test_a_passport_cell_says_who_it_holds_and_how_they_split():
    study = simulate_answers(n=600, n_items=9, n_factors=3, n_segments=3, seed=2)
    cells = same_passport(study.demographics, study.labels, kinds={"age": "numeric"})
    first = cells[0]
    assert first.n >= 10
    assert first.counts.sum() == first.n
    assert first.shares.sum() == pytest.approx(1)
    assert list(first.shares.index) == ["S1", "S2", "S3"]
    inside = pd.Series(data=True, index=study.demographics.index)
    for name, (low, high) in first.cell.items():
        inside &= study.demographics[name].between(low, high)
    assert inside.sum() == first.n


def test_no_cell_smaller_than_allowed_is_shown():
    study = simulate_answers(n=100, n_items=9, n_factors=3, n_segments=2, seed=2)
    cells = same_passport(study.demographics, study.labels, kinds={"age": "numeric"}, min_n=30)
    assert all(cell.n >= 30 for cell in cells)
    assert same_passport(study.demographics, study.labels, kinds={"age": "numeric"}, min_n=90) == ()


def test_labels_replace_codes_in_the_words_of_a_cell():
    demographics = pd.DataFrame({"gender": [1.0] * 20 + [2.0] * 12})
    labels = pd.Series(["S1", "S2"] * 16)
    options = {"gender": {code: say("answer", label=words) for code, words in ((1.0, "men"), (2.0, "women"))}}
    cells = same_passport(demographics, labels, options=options)
    assert [told.text(cell.words) for cell in cells] == ["men", "women"]
