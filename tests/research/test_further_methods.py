"""The methods paragraph says of each further step what a reviewer asks: how, with what cost, and how well it fits."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from research.said import Said
from research.summary.methods import (
    confirmation,
    gaps,
    invariance,
    other_ways,
    resampling,
    weighting,
)
from research.summary.schema import Summary
from research.words.grammar import ENGLISH
from tests.summaries import summary_of

FIT = {
    "chi2": 512.31, "df": 265, "p": 0.0004, "cfi": 0.9513, "tli": 0.9449, "rmsea": 0.0441, "rmsea_low": 0.0389,
    "rmsea_high": 0.0493, "srmr": 0.0502,
}  # fmt: skip
COMPLETE = "The confirmation used the 2,436 respondents who answered every item of the scales."


def _told(sentences: Callable[[Summary], Iterable[Said]], summary: Summary) -> str:
    return ENGLISH.paragraph(sentences(summary))


def _weighted(plan: dict[str, Any] | None = None, **weighting: Any) -> dict[str, Any]:
    margins = [{"text": text} for text in ("Gender", "Gender", "Region", "Education")]
    found = {"base": None, "efficiency": 0.862, "design_effect": 1.1601, "effective_n": 2413.8, "margins": margins}
    return {"data": {"weighted": True, "weighting": found | weighting}, "provenance": {"plan": plan or {}}}


def test_raking_names_its_questions_its_cost_and_what_is_left() -> None:
    assert _told(weighting, summary_of(_weighted())) == (
        "Respondents were weighted to known shares of “Gender”, “Region” and “Education” by raking (iterative "
        "proportional fitting; Deming & Stephan, 1940). Kish's design effect was 1.16, the effective sample size 2,414 "
        "(86\u00a0% of the respondents)."
    )


def test_raking_says_where_it_starts_from_and_its_bounds() -> None:
    told = _told(weighting, summary_of(_weighted({"trim": [0.2, 5.0]}, base="design")))

    assert "starting from the weights in design, with weights kept between 0.2 and 5 times their mean." in told


def test_a_hidden_cost_leaves_the_rest_of_the_sentence() -> None:
    told = _told(weighting, summary_of(_weighted(design_effect=None, effective_n=None, efficiency=None)))

    assert told.endswith("Deming & Stephan, 1940).")


def test_given_weights_are_named_and_none_are_not_mentioned() -> None:
    given = {"data": {"weighted": True, "weighting": None}, "provenance": {"plan": {"weights": "w"}}}

    assert _told(weighting, summary_of(given)) == "Respondents were weighted by w."
    assert _told(weighting, summary_of({"data": {"weighted": False, "weighting": None}})) == ""


def test_full_information_is_said_with_the_share_that_was_missing() -> None:
    told = _told(gaps, summary_of({"correlations": {"kind": "fiml"}, "data": {"share_missing": 0.0213}}))

    assert "Missing answers (2.1\u00a0%)" in told
    assert _told(gaps, summary_of({"correlations": {"kind": "pearson"}, "data": {"share_missing": 0.0213}})) == ""


@pytest.mark.parametrize(
    ("estimator", "missing", "words", "people"),
    [
        ("ml", "listwise", "(maximum likelihood, complete answers only): ", COMPLETE),
        (
            "ml",
            "fiml",
            "(full-information maximum likelihood, so that people with missing answers count too): ",
            "The confirmation used 2,436 respondents, with or without gaps.",
        ),
        ("dwls", "listwise", "diagonally weighted least squares on polychoric correlations", COMPLETE),
    ],
)
def test_a_confirmation_names_its_estimator_its_fit_and_its_people(
    estimator: str, missing: str, words: str, people: str
) -> None:
    found = {"estimator": estimator, "missing": missing, "n": 2436, "fit": FIT}
    told = _told(confirmation, summary_of({"factors": {"confirmation": found}}))

    assert words in told
    assert told.endswith(
        "χ²(265) = 512.3, p < .001, CFI = 0.951, TLI = 0.945, RMSEA = 0.044 [90 % CI 0.039, 0.049], SRMR = 0.050. "
        + people
    )


def test_a_hidden_number_of_people_leaves_what_was_confirmed() -> None:
    found = {"estimator": "ml", "missing": "listwise", "n": None, "fit": FIT}

    assert _told(confirmation, summary_of({"factors": {"confirmation": found}})).endswith("SRMR = 0.050.")


def test_scales_are_said_to_be_tested_without_the_weights_of_the_study() -> None:
    factors = {
        "confirmation": {"estimator": "ml", "missing": "listwise", "n": 300, "fit": FIT},
        "invariance": {"group": "Gender", "groups": {"men": 100, "women": 90}, "level": "metric"},
    }
    weighted = {"factors": factors, "data": {"weighted": True}}

    assert "complete answers only; without weights): " in _told(confirmation, summary_of(weighted))
    assert "by maximum likelihood without weights, judged" in _told(invariance, summary_of(weighted))
    assert "without weights" not in _told(confirmation, summary_of({**weighted, "data": {"weighted": False}}))


def test_an_exact_p_has_no_leading_zero() -> None:
    found = {"estimator": "ml", "missing": "listwise", "n": 300, "fit": {**FIT, "p": 0.0304}}

    assert ", p = .030, " in _told(confirmation, summary_of({"factors": {"confirmation": found}}))


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("none", "it did not hold at any level."),
        ("metric", "it held up to the metric level (equal loadings)."),
        ("strict", "it held up to the strict level (equal loadings, intercepts and residual variances)."),
    ],
)
def test_invariance_says_how_far_it_held(level: str, words: str) -> None:
    found = {"group": "Gender", "groups": {"men": 100, "women": None}, "level": level}
    told = _told(invariance, summary_of({"factors": {"invariance": found}}))

    assert told.startswith("Measurement invariance across “Gender” (2 groups)")
    assert told.endswith(words)


def test_other_bases_and_methods_are_named_with_their_agreement() -> None:
    lines = [{"basis": "items", "words": "standardised items"}, {"basis": "scale_scores", "words": "scale scores"}] * 2
    segments = {
        "bases": {"people": 610, "recommended": "scale_scores", "lines": lines},
        "methods": {"k": 3, "agreement": {"kmeans": {"kmeans": 1, "gmm": 0.374, "ward": 0.41}, "gmm": {}, "ward": {}}},
    }
    told = _told(other_ways, summary_of({"segments": segments}))

    assert "the same 610 respondents were grouped by k-means on standardised items and scale scores" in told
    assert told.endswith("(Hubert & Arabie, 1985): Gaussian mixtures 0.37 and Ward 0.41.")


def test_new_samples_are_counted_and_lost_ones_too() -> None:
    told = _told(resampling, summary_of({"segments": {"certainty": {"replicates": 1000, "failed": 3}}}))

    assert "1,000 times (3 without a solution were left out)" in told
    assert "left out" not in _told(
        resampling, summary_of({"segments": {"certainty": {"replicates": 1000, "failed": 0}}})
    )


def test_nothing_is_said_of_what_was_not_asked_for() -> None:
    further = (weighting, gaps, confirmation, invariance, other_ways, resampling)

    assert [_told(each, summary_of({})) for each in further] == [""] * len(further)
