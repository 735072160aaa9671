"""The example summary of an analysis that was asked for everything: weights, confirmation, other ways, new samples."""

from collections.abc import Mapping
from typing import Any

from research.summary.schema import Summary
from tests.surveys.studies.example_summary import example_summary

FURTHER_PLAN = {
    "margins": {"gender": {"1": 0.5, "2": 0.5}}, "confirm": True, "compare_across": "gender", "side_by_side": True,
    "replicates": 100,
}  # fmt: skip

_FIT = {"chi2": 12.3, "df": 4, "p": 0.02, "cfi": 0.951, "tli": 0.93, "rmsea": 0.061, "rmsea_low": 0.02,
        "rmsea_high": 0.1, "srmr": 0.033}  # fmt: skip
_WEIGHTING = {
    "base": None, "efficiency": 0.86, "design_effect": 1.163, "effective_n": 344.2, "rounds": 4, "trimmed": 3,
    "margins": [
        {"variable": "gender", "text": "How do you describe yourself?", "code": 1, "label": "Woman", "n": 250,
         "target": 0.5, "before": 0.625, "after": 0.5},
        {"variable": "gender", "text": "How do you describe yourself?", "code": 2, "label": "Man", "n": 150,
         "target": 0.5, "before": 0.375, "after": 0.5}]}  # fmt: skip
_NEIGHBOURS = [
    {"k": 1, "kept": False, "problem": None, "fit": {**_FIT, "rmsea": 0.12, "bic": 310.0}, "fewest_markers": 3,
     "markers": [["thrift1", "thrift2", "thrift3"]], "congruence": [0.71], "like": ["F1"],
     "words": "With 1 factor, RMSEA rises from .043 to .120."},
    {"k": 2, "kept": True, "problem": None, "fit": {**_FIT, "rmsea": 0.043, "bic": 120.0}, "fewest_markers": 1,
     "markers": [["thrift1", "thrift2"], ["thrift3"]], "congruence": [1.0, 1.0], "like": ["F1", "F2"],
     "words": "With 2 factors, as kept, RMSEA is .043."},
    {"k": 3, "kept": False, "problem": "An item has a negative variance.", "fit": dict.fromkeys([*_FIT, "bic"]),
     "fewest_markers": None, "markers": [], "congruence": None, "like": [],
     "words": "With 3 factors, there is no proper solution."}]  # fmt: skip
_CONFIRMATION = {
    "estimator": "ml", "missing": "fiml", "n": 398, "left_out": 2, "fit": _FIT,
    "loadings": [{"item": "thrift1", "scale": "thrift", "value": 0.82},
                 {"item": "thrift3", "scale": "thrift", "value": 0.31}],
    "factor_correlations": {"thrift": {"thrift": 1.0, "joy": -0.4}, "joy": {"thrift": -0.4, "joy": 1.0}},
    "suggestions": [{"left": "joy", "right": "thrift3", "kind": "cross-loading", "chi2": 24.2, "change": 0.3},
                    {"left": "thrift1", "right": "thrift2", "kind": "residual covariance", "chi2": 9.1,
                     "change": 0.1}],
    "words": "The items measure the scales they were written for."}  # fmt: skip
_STEP = {name: _FIT[name] for name in ("chi2", "df", "p", "cfi", "rmsea", "srmr")}
_INVARIANCE = {
    "group": "How do you describe yourself?", "groups": {"Woman": 250, "Man": 150}, "left_out": 0,
    "steps": [{"step": step, **_STEP, "cfi_change": change, "rmsea_change": change, "holds": step != "strict"}
              for step, change in (("configural", None), ("metric", -0.002), ("scalar", -0.004), ("strict", -0.02))],
    "level": "scalar", "comparison": "yes", "verdict": "Items start from the same level in all groups.",
    "sentence": "Personas may be compared: the scales mean the same in all groups.",
    "factor_means": {"Woman": {"thrift": 0.0}, "Man": {"thrift": -0.31}},
    "differing": [{"item": "thrift2", "what": "intercept", "group": "Man", "chi2": 15.2}]}  # fmt: skip
_BASES = {
    "k": 2, "people": 396, "recommended": "factor_scores", "recommendation": "Factor scores come back best.",
    "lines": [
        {"basis": basis, "words": words, "variables": 2, "k": k, "ari_mean": mean, "ari_low": mean - 0.1,
         "ari_high": mean + 0.05, "null_ari_mean": 0.4, "null_ari_high": 0.5, "beats_null": mean > 0.5,
         "person_mean_share": 0.2, "left_out_eta2": 0.031}
        for basis, words, k, mean in (("factor_scores", "factor scores", 2, 0.93), ("items", "single items", 2, 0.61),
                                      ("factor_scores", "factor scores", 3, 0.44))],
    "agreement": {"factor_scores": {"factor_scores": 1.0, "items": 0.57}, "items": {"factor_scores": 0.57,
                                                                                     "items": 1.0}},
    "left_out": {"age": {"factor_scores": 0.02, "items": 0.01}}}  # fmt: skip
_METHODS = {
    "k": 2, "words": "The methods agree on the whole.",
    "agreement": {"kmeans": {"kmeans": 1.0, "ward": 0.68}, "ward": {"kmeans": 0.68, "ward": 1.0}},
    "sizes": {"kmeans": [300, 96], "ward": [280, 116]}}  # fmt: skip
_CERTAINTY = {
    "replicates": 100, "failed": 2,
    "segments": {"S1": {"share": 0.757, "low": 0.71, "high": 0.79, "jaccard": 0.94, "jaccard_low": 0.88},
                 "S2": {"share": 0.243, "low": 0.2, "high": 0.28, "jaccard": 0.63, "jaccard_low": 0.4}},
    "congruence": {"F1": {"mean": 0.97, "low": 0.93, "holds": 1.0}, "F2": {"mean": 0.88, "low": 0.7, "holds": 0.72}},
    "loadings": [
        {"item": "thrift1", "factor": "F1", "value": 0.81, "low": 0.7, "high": 0.88, "marker": True, "holds": 0.99},
        {"item": "thrift1", "factor": "F2", "value": -0.31, "low": -0.5, "high": 0.1, "marker": False, "holds": 0.0}],
    "factor_correlations": [{"first": "F1", "second": "F2", "value": -0.42, "low": -0.51, "high": -0.3}],
    "certain_share": 0.713}  # fmt: skip
_STATEMENT = {"variable": "thrift1", "statistic": "mean difference", "effect": 0.9, "low": 0.7, "high": 1.1, "base": 96}


_PERSONAS = [
    {"code": code, "name": name, "name_holds": holds,
     "statements": [{**_STATEMENT, "text": f"{code} agrees more than others.", "holds": holds}]}
    for code, name, holds in (("S1", "Savers", 0.92), ("S2", "Spenders", 0.55))]  # fmt: skip


def further_summary(changes: Mapping[str, Any] | None = None) -> Summary:
    """With every further part."""
    further = {
        "data.weighted": True, "data.weighting": _WEIGHTING, "retention.neighbours": _NEIGHBOURS,
        "factors.confirmation": _CONFIRMATION, "factors.invariance": _INVARIANCE, "segments.bases": _BASES,
        "segments.methods": _METHODS, "segments.certainty": _CERTAINTY, "personas": _PERSONAS,
    }  # fmt: skip
    return example_summary(further | dict(changes or {}))
