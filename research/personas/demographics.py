"""How well demographics alone find the segment of a person, the reverse of the contest."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from scipy.special import softmax

from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.parallel import run_all
from research.errors import TooFewResponses
from research.personas.design import Design, design_of
from research.personas.out_of_fold import (
    Estimate,
    Split,
    Target,
    area_under_curve,
    estimate,
    predict_fold,
    repeated_folds,
    sampled,
    score,
)
from research.said import Said, say

LITTLE = 0.15
"""Points above always naming the largest segment that are only a little help."""


@dataclass(frozen=True, kw_only=True)
class DemographicPrediction:
    """How well demographics alone find the segment of a person.

    High: easy to target, little new. Low: new insight, hard to find.

    Parameters
    ----------
    hit_rate, auc : Estimate
        Share put into the own segment, and mean area under the curve of each segment against the rest.
    majority, chance : float
        Hit rates of always naming the largest segment, and of guessing by the shares.
    n : int
    words : Said
    areas : dict of segment to float
        Area under the curve of each segment against the rest.
    """

    hit_rate: Estimate
    auc: Estimate
    majority: float
    chance: float
    n: int
    words: Said
    areas: dict[str, float]


def segments_from_demographics(
    demographics: pd.DataFrame,
    labels: pd.Series,
    *,
    kinds: Mapping[str, str] | None = None,
    seed: int,
    folds: int = 5,
    repeats: int = 5,
    n_jobs: int = 2,
) -> DemographicPrediction:
    """Predict the segment from demographics alone, out of fold (the reverse of the contest).

    Parameters
    ----------
    demographics : DataFrame, people x variables
        Codes and numbers; missing answers are an answer of their own.
    labels : Series
        Segment per person; people without one are left out.
    kinds : mapping of variable to {"numeric", "ordinal", "nominal", "binary"}, optional
        Left out, all are taken as numeric.
    seed : int
    folds, repeats : int, default 5
        Stratified by segment; the same for every model.
    n_jobs : int, default 2

    Raises
    ------
    TooFewResponses
        Fewer than two segments, or one with fewer people than folds.

    References
    ----------
    Nadeau and Bengio (2003), Machine Learning 52, 239-281 (intervals over repeated folds).
    """
    known = labels.reindex(demographics.index)
    rows = sampled(np.flatnonzero(known.notna().to_numpy()), seed)
    classes, groups = np.unique(known.iloc[rows].astype(str).to_numpy(dtype=str), return_inverse=True)
    counts = np.bincount(groups)
    if len(classes) < 2 or counts.min() < folds:
        raise TooFewResponses("few_people_in_segments", least=folds)
    design = design_of(demographics.iloc[rows], kinds or {})
    columns = (groups[:, None] == np.arange(len(classes))).astype(np.float64)
    target = Target(metric="auc", columns=columns, strata=groups)
    splits = repeated_folds(groups, folds=folds, repeats=repeats, seed=seed)
    results = run_all([partial(_segment_fold, target, design, groups, split) for split in splits], n_jobs=n_jobs)
    hits, areas, own = zip(*results, strict=True)
    shares = counts / counts.sum()
    hit_rate, majority = estimate(hits, folds=folds), float(shares.max())
    return DemographicPrediction(
        hit_rate=hit_rate,
        auc=estimate(areas, folds=folds),
        majority=majority,
        chance=float((shares**2).sum()),
        n=len(rows),
        words=_prediction_words(hit_rate, majority),
        areas={str(name): float(area) for name, area in zip(classes, np.mean(own, axis=0), strict=True)},
    )


def _segment_fold(target: Target, design: Design, groups: Integers, split: Split) -> tuple[float, float, Floats]:
    predicted, _, _ = predict_fold(target, design, split)
    hit = float((predicted.argmax(axis=1) == groups[split[1]]).mean())
    sure = softmax(predicted, axis=1).T
    own = np.array([area_under_curve(*each) for each in zip(target.columns[split[1]].T, sure, strict=True)])
    return hit, score(target, predicted, split[1], split[0]), own


def _prediction_words(hit_rate: Estimate, majority: float) -> Said:
    if hit_rate.low <= majority:
        found = "demographics_do_not_find"
    else:
        found = "demographics_help_a_little" if hit_rate.mean < majority + LITTLE else "demographics_find"
    return say(found, hit_rate=hit_rate.mean, majority=majority)
