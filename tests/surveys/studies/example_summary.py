"""A small summary with every part a page reads."""

from collections.abc import Mapping
from typing import Any

from research.summary.schema import Summary
from tests.summaries import changed, summary_of

_ITEM = {
    "text": "I compare prices before I buy.", "type": "ordinal", "facet": "values", "scale": "thrift", "reverse": False,
    "n": 398, "missing": 2, "mean": 3.4, "sd": 1.1, "skew": -0.2, "kurtosis": 0.1, "floor": 0.04, "ceiling": 0.18,
    "item_rest": 0.52, "low": 1, "high": 5, "labels": {"1": "Disagree", "5": "Agree"}, "distribution": {},
}  # fmt: skip
_OUTCOME = {
    "text": "Did you buy?", "metric": "auc", "demographics": 0.71, "demographics_low": 0.66, "demographics_high": 0.76,
    "psychographics": 0.84, "psychographics_low": 0.8, "psychographics_high": 0.88, "both": 0.85, "both_low": 0.81,
    "both_high": 0.89, "n": 400, "winner": "psychographics", "words": "Psychographics tells more.", "importance": [],
}  # fmt: skip

_GIVEN: dict[str, Any] = {
    "data": {"name": "thrift", "n": 400, "n_analysed": 400, "n_assigned": 396,
             "items": ["thrift1", "thrift2", "thrift3"],
             "facets": {"values": 3, "demographics": 2, "needs": 0}, "share_missing": 0.004, "weighted": False},
    "screening": {"n_flagged": 7, "share_flagged": 0.0175, "excluded": False, "reasons": {
        "long_string": {"words": "the same answer many times in a row", "n": 5, "share": 0.0125, "cutoff": 9.0}}},
    "items": {
        "thrift1": _ITEM,
        "thrift2": {**_ITEM, "text": "I like to keep money for later.", "item_rest": 0.05},
        "thrift3": {**_ITEM, "text": "I spend without thinking.", "reverse": True},
    },
    "scales": {"thrift": {"title": "Thrift", "facet": "values", "items": ["thrift1", "thrift2", "thrift3"],
                          "n_items": 3, "n": 398, "alpha": 0.744, "alpha_low": 0.7, "alpha_high": 0.78,
                          "omega_total": 0.76,
                          "omega_hierarchical": None, "average_r": 0.49, "mean": 3.4, "sd": 0.9}},
    "adequacy": {"kmo": 0.824, "kmo_items": {}, "bartlett": {"chi2": 1234.5, "df": 3, "p": 1e-40}, "verdict": "good"},
    "retention": {"parallel": 2, "map": 1, "ekc": 2, "hull": 2, "bic": 2, "suggested": 2, "chosen": 2,
                  "reasons": "Three of five methods say two.", "eigenvalues": [2.1, 1.3, 0.4],
                  "table": [{"k": 1, "observed": 2.1, "mean": 1.1, "p95": 1.2},
                            {"k": 2, "observed": 1.3, "mean": 1.05, "p95": 1.1},
                            {"k": 3, "observed": 0.4, "mean": 0.9, "p95": 1.0}]},
    "factors": {
        "k": 2, "names": ["F1", "F2"], "labels": {"F1": "Thrift", "F2": "Impulse"}, "extraction": "minres",
        "rotation": "oblimin", "explained": {"F1": 0.4, "F2": 0.2}, "determinacy": {"F1": 0.91, "F2": 0.8},
        "loadings": {"thrift3": {"F1": 0.05, "F2": 0.66}, "thrift2": {"F1": 0.5, "F2": 0.12},
                     "thrift1": {"F1": 0.81, "F2": -0.31}},
        "phi": {"F1": {"F1": 1, "F2": -0.42}, "F2": {"F1": -0.42, "F2": 1}},
        "communalities": {"thrift1": 0.7, "thrift2": 0.3, "thrift3": 0.45},
        "markers": {"F1": ["thrift1", "thrift2"], "F2": ["thrift3"]},
        "fit": {"chi2": 12.3, "df": 4, "p": 0.02, "rmsea": 0.043, "rmsea_low": 0.01, "rmsea_high": 0.08, "tli": 0.97,
                "cfi": 0.98, "srmr": 0.03, "bic": -11.0},
    },
    "response_style": {"factors": {"F1": 0.1}, "acquiescence": 0.02, "words": "12 % of the variance is mean answers."},
    "segments": {
        "k": 2, "verdict": "constructed", "reason": "No number of segments beats data without groups.",
        "base": "factor_scores", "method": "kmeans", "codes": ["S1", "S2"], "sizes": {"S1": 300, "S2": 96},
        "shares": {"S1": {"share": 0.76, "low": 0.71, "high": 0.8}, "S2": {"share": 0.24, "low": 0.2, "high": 0.29}},
        "jaccard": {"S1": 0.81, "S2": 0.55}, "person_mean_share": 0.12, "n_unassigned": 4,
        "candidates": [
            {"k": 2, "ari_mean": 0.8, "ari_low": 0.6, "ari_high": 0.95, "null_ari_mean": 0.79, "silhouette": 0.3,
             "gap": -0.02, "prediction_strength": 0.8, "bic": None, "smallest_share": 0.24, "supported": False},
            {"k": 3, "ari_mean": 0.5, "ari_low": 0.3, "ari_high": 0.7, "null_ari_mean": 0.6, "silhouette": 0.2,
             "gap": -0.05, "prediction_strength": 0.4, "bic": None, "smallest_share": 0.1, "supported": False}],
        "demographics_predict": {"words": "Demographics name the right segment in 55 % of people."},
    },
    "personas": [{"code": "S1", "name": "Savers"}, {"code": "S2", "name": "Spenders"}],
    "contrast": {"bought": _OUTCOME},
    "typing_tool": {"items": ["thrift1"], "texts": ["I compare prices before I buy."], "hit_rate": 0.88,
                    "hit_low": 0.84, "hit_high": 0.91, "chance": 0.64, "majority": 0.76,
                    "curve": [{"n_items": 1, "hit_rate": 0.88}],
                    "confusion": {"S1": {"S1": 180, "S2": 20}, "S2": {"S1": 20, "S2": 80}}},
    "provenance": {"plan": {}, "seed": 1, "versions": {"python": "3.11"}, "data_fingerprint": "abc123",
                   "methods": "Answers of 400 people were analysed."},
    "warnings": [
        {"code": "unstable_segment", "text": "Segment S2 dissolves in new samples.", "advice": "Try fewer segments.",
         "severity": "stop", "where": ["S2"]},
        {"code": "few_markers", "text": "F2 has one marker.", "advice": "Ask more items.", "severity": "warning",
         "where": []},
        {"code": "gap_says_one", "text": "The gap statistic says one.", "advice": "", "severity": "note", "where": []},
    ],
}  # fmt: skip


def example_summary(changes: Mapping[str, Any] | None = None) -> Summary:
    """The summary, with other values at the places that are named."""
    return changed(summary_of(_GIVEN), changes or {})
