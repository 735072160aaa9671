"""Differences: effect sizes and tests as R computes them, weighted, and corrected for many comparisons."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from research.arithmetic.many_tests import false_discovery
from research.errors import BadData
from research.personas.differences import differences, weighted_quantiles
from tests.research.segment_data import r_figures


@pytest.fixture(scope="module")
def people():
    rng = np.random.default_rng(1)
    labels = pd.Series(rng.choice(["S1", "S2", "S3"], 600))
    shift = labels.map({"S1": 0.8, "S2": 0.0, "S3": 0.0}).to_numpy()
    chance = np.where(labels == "S1", 0.7, 0.3)
    values = pd.DataFrame(
        {
            "number": rng.normal(shift),
            "noise": rng.normal(size=600),
            "choice": (rng.random(600) < chance).astype(float),
        }
    )
    return values, labels


KINDS = {"number": "numeric", "noise": "ordinal", "choice": "binary"}


def line(table, variable, segment, option=None):
    rows = table[(table["variable"] == variable) & (table["segment"] == segment)]
    return (rows if option is None else rows[rows["option"] == option]).iloc[0]


def test_a_standardised_difference_is_cohens_d_against_all_others(people):
    values, labels = people
    own, others = values["number"][labels == "S1"], values["number"][labels != "S1"]
    pooled = np.sqrt(((len(own) - 1) * own.var() + (len(others) - 1) * others.var()) / (len(values) - 2))
    found = line(differences(values, labels, kinds=KINDS), "number", "S1")
    assert found["effect"] == pytest.approx((own.mean() - others.mean()) / pooled)
    assert found["p"] == pytest.approx(stats.ttest_ind(own, others, equal_var=False).pvalue)
    assert found["low"] < found["effect"] < found["high"]


def test_the_interval_of_a_planted_difference_covers_it_most_of_the_time():
    rng = np.random.default_rng(5)
    labels = pd.Series(np.repeat(["S1", "S2"], 100))
    covered = 0
    for _ in range(100):
        values = pd.DataFrame({"x": rng.normal(np.where(labels == "S1", 0.5, 0.0))})
        found = line(differences(values, labels, kinds={"x": "numeric"}), "x", "S1")
        covered += found["low"] <= 0.5 <= found["high"]
    assert covered >= 88


def test_shares_come_with_base_index_and_difference(people):
    values, labels = people
    found = line(differences(values, labels, kinds=KINDS), "choice", "S1", 1.0)
    share, base = values["choice"][labels == "S1"].mean(), values["choice"].mean()
    assert found["value"] == pytest.approx(share)
    assert found["population"] == pytest.approx(base)
    assert found["index"] == pytest.approx(100 * share / base)
    assert found["effect"] == pytest.approx(share - values["choice"][labels != "S1"].mean())
    assert 0 < found["low"] < found["effect"] < found["high"]


def test_noise_is_not_called_a_difference_after_correction(people):
    table = differences(*people, kinds=KINDS)
    assert (table.loc[table["variable"] == "noise", "q"] > 0.05).all()
    assert line(table, "number", "S1")["q"] < 0.001


def test_corrected_p_values_are_those_of_p_adjust():
    given = np.array([0.01, 0.04, np.nan, 0.03, 0.2])
    assert false_discovery(given)[[0, 1, 3, 4]] == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.2])
    assert np.isnan(false_discovery(given)[2])


def test_corrected_p_values_of_r_are_reproduced():
    tests = r_figures()["mcdonalds"]
    names = list(tests["p_bh"])
    found = false_discovery(np.array([tests["descriptors"][name]["p"] for name in names]))
    assert found == pytest.approx([tests["p_bh"][name] for name in names], rel=1e-9)


def test_cramers_v_and_eta_squared_of_fast_food_segments_are_those_of_r(shared_reference):
    table = pd.read_csv(shared_reference / "data" / "mcdonalds.csv")
    labels = "S" + pd.read_csv(shared_reference / "data" / "mcdonalds_k4_labels.csv")["k4"].astype(str)
    words = {"I love it!+5": "5", "I hate it!-5": "-5"}
    values = pd.DataFrame(
        {
            "Gender": table["Gender"].astype("category").cat.codes.astype(float),
            "VisitFrequency": table["VisitFrequency"].astype("category").cat.codes.astype(float),
            "Age": table["Age"].astype(float),
            "Like": table["Like"].replace(words).astype(float),
        }
    )
    found = differences(values, labels, kinds={"Age": "numeric", "Like": "numeric"})
    reference = r_figures()["mcdonalds"]["descriptors"]
    for name, figure in (("Gender", "cramers_v"), ("VisitFrequency", "cramers_v"), ("Age", "eta2"), ("Like", "eta2")):
        rows = found[found["variable"] == name]
        assert rows["strength"].iloc[0] == pytest.approx(reference[name][figure], abs=1e-9)
        assert rows["strength_kind"].iloc[0] == figure


def test_the_spread_of_a_segment_is_kept(people):
    values, labels = people
    found = line(differences(values, labels, kinds=KINDS), "number", "S2")
    own = values["number"][labels == "S2"]
    expected = own.quantile([0.05, 0.25, 0.5, 0.75, 0.95]).tolist()
    assert found[["q05", "q25", "q50", "q75", "q95"]].tolist() == pytest.approx(expected)
    assert found["sd"] == pytest.approx(own.std())


def test_whole_weights_repeat_people_in_means_and_shares(people):
    values, labels = people
    weights = pd.Series(np.where(np.arange(600) < 200, 2.0, 1.0))
    doubled = pd.concat([values, values.iloc[:200]], ignore_index=True)
    weighted = differences(values, labels, kinds=KINDS, weights=weights)
    repeated = differences(doubled, pd.concat([labels, labels.iloc[:200]], ignore_index=True), kinds=KINDS)
    assert weighted["value"].tolist() == pytest.approx(repeated["value"].tolist())
    assert weighted["population"].tolist() == pytest.approx(repeated["population"].tolist())


def test_weights_widen_intervals_and_bases_stay_counts_of_people(people):
    values, labels = people
    uneven = pd.Series(np.random.default_rng(1).lognormal(0, 1, 600))
    plain, weighted = differences(values, labels, kinds=KINDS), differences(values, labels, kinds=KINDS, weights=uneven)
    width = [line(table, "noise", "S1")["high"] - line(table, "noise", "S1")["low"] for table in (plain, weighted)]
    assert width[1] > width[0]
    assert plain["n"].tolist() == weighted["n"].tolist()


def test_unweighted_quantiles_are_those_of_numpy():
    values = np.random.default_rng(1).normal(size=57)
    shares = [0.05, 0.5, 0.9]
    assert weighted_quantiles(values, np.ones(57), shares) == pytest.approx(np.quantile(values, shares))


def test_missing_answers_shrink_the_base_of_their_variable_only(people):
    values, labels = people
    holes = values.copy()
    holes.iloc[:100, 0] = np.nan
    table = differences(holes, labels, kinds=KINDS)
    assert set(table.loc[table["variable"] == "number", "base_n"]) == {500}
    assert set(table.loc[table["variable"] == "noise", "base_n"]) == {600}


def test_a_constant_variable_differs_nowhere(people):
    values, labels = people
    found = differences(values.assign(same=4.0), labels, kinds={**KINDS, "same": "ordinal"})
    assert (found.loc[found["variable"] == "same", "effect"] == 0).all()


def test_a_segment_of_one_person_has_a_value_but_no_interval():
    values = pd.DataFrame({"x": [1.0, 2, 3, 4]})
    found = line(differences(values, pd.Series(["S1", "S2", "S2", "S2"]), kinds={"x": "numeric"}), "x", "S1")
    assert found["value"] == 1.0
    assert np.isnan(found["low"])


def test_one_segment_alone_cannot_be_compared():
    with pytest.raises(BadData):
        differences(pd.DataFrame({"x": [1.0, 2]}), pd.Series(["S1", "S1"]), kinds={})
