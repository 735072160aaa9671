"""A stored segmentation as plain values, and the people it assigns.

A rule is a JSON-able dict, so that a new wave is typed by the stored solution without fitting anything:
`method`, `variables`, `codes` of the segments and the numbers of the method; `temperature`, where memberships were
found to be said too surely: the scores of the segments are divided by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.errors import BadData
from research.segments.classes.fit import LatentClasses
from research.segments.kmeans import Partition
from research.segments.mixture import Mixture
from research.segments.tied import Tied, scores_of

Rule = dict[str, Any]

AT_ONCE = 50_000
"""People whose probabilities are computed together: distances to all centres would fill the memory."""
ENOUGH = 0.5
"""Share of the questions that somebody must have answered to be put into a latent class."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """Segment and probabilities per person; empty (missing) where a variable is missing.

    Parameters
    ----------
    labels : Series
        Segment codes, or missing.
    probabilities : DataFrame, people x segments
    """

    labels: pd.Series
    probabilities: pd.DataFrame


def kmeans_rule(partition: Partition, variables: Sequence[str], *, people: float) -> Rule:
    """Rule of a k-means partition.

    k-means has no probabilities of its own. They are those of equally large normal distributions around the
    centres, round and with one common variance (the pooled variance within segments), so that the nearest
    centre is always the most probable one.
    """
    return {
        "method": "kmeans",
        "variables": list(variables),
        "codes": segment_codes(len(partition.centres)),
        "centres": partition.centres.tolist(),
        "variance": partition.inertia / (people * len(variables)),
    }


def mixture_rule(mixture: Mixture, variables: Sequence[str]) -> Rule:
    """Rule of a Gaussian mixture."""
    return {
        "method": "gmm",
        "variables": list(variables),
        "codes": segment_codes(len(mixture.shares)),
        "shares": mixture.shares.tolist(),
        "means": mixture.means.tolist(),
        "precisions": mixture.precisions.tolist(),
    }


def tied_rule(tied: Tied, variables: Sequence[str]) -> Rule:
    """Rule of a mixture with one shared covariance: a segment's score is a sum of the values, each times a number."""
    return {
        "method": "tied",
        "variables": list(variables),
        "codes": segment_codes(len(tied.shares)),
        "shares": tied.shares.tolist(),
        "means": tied.means.tolist(),
        "covariance": tied.covariance.tolist(),
    }


def classes_rule(classes: LatentClasses, variables: Sequence[str]) -> Rule:
    """Rule of a latent class model."""
    return {
        "method": "lca",
        "variables": list(variables),
        "codes": segment_codes(len(classes.shares)),
        "shares": classes.shares.tolist(),
        "answers": [table.tolist() for table in classes.answers],
        "levels": [levels.tolist() for levels in classes.codes],
    }


def segment_codes(k: int) -> list[str]:
    """S1, S2 … largest first."""
    return [f"S{place + 1}" for place in range(k)]


def assign(answers: pd.DataFrame, rule: Mapping[str, Any]) -> Assignment:
    """Assign people by a stored rule.

    Parameters
    ----------
    answers : DataFrame, people x variables
        Must hold the rule's variables, in the units of the data the rule was made from.
    rule : mapping
        See `kmeans_rule`, `tied_rule`, `mixture_rule`, `classes_rule`.

    Returns
    -------
    Assignment
        People with a missing variable (or an answer no latent class has seen) stay empty; latent classes need no more
        than half of the answers.

    Raises
    ------
    BadData
        A variable is not there.
    """
    absent = [name for name in rule["variables"] if name not in answers.columns]
    if absent:
        raise BadData("makers_absent", names=absent, where=absent)
    values = answers[rule["variables"]].to_numpy(dtype=np.float64)
    probabilities = membership(values, rule)
    codes = np.asarray(rule["codes"], dtype=object)
    known = np.isfinite(probabilities).all(axis=1)
    labels = np.full(len(values), None, dtype=object)
    labels[known] = codes[probabilities[known].argmax(axis=1)]
    return Assignment(
        labels=pd.Series(labels, index=answers.index, name="segment", dtype=object),
        probabilities=pd.DataFrame(probabilities, index=answers.index, columns=list(rule["codes"])),
    )


def membership(values: Floats, rule: Mapping[str, Any]) -> Floats:
    """Probabilities, people x segments; a row of `nan` where they cannot be computed."""
    result = np.full((len(values), len(rule["codes"])), np.nan)
    needed = ENOUGH * values.shape[1] if rule["method"] == "lca" else values.shape[1]
    known = np.isfinite(values).sum(axis=1) >= needed
    if known.any():
        scores = _scores(values[known], rule) / rule.get("temperature", 1.0)
        possible = np.isfinite(scores).any(axis=1)
        scores = scores[possible] - scores[possible].max(axis=1, keepdims=True)
        shares = np.exp(scores)
        result[np.flatnonzero(known)[possible]] = shares / shares.sum(axis=1, keepdims=True)
    return result


def softened(probabilities: Floats, temperature: float) -> Floats:
    """The same with scores (logarithms) divided by a temperature: above 1, people are said to belong less surely."""
    powers = np.asarray(probabilities, dtype=np.float64) ** (1.0 / temperature)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _scores(values: Floats, rule: Mapping[str, Any]) -> Floats:
    if rule["method"] == "kmeans":
        centres = np.asarray(rule["centres"])
        gaps = ((values[:, None, :] - centres[None]) ** 2).sum(axis=2)
        scores: Floats = -gaps / (2 * max(rule["variance"], 1e-300))
    elif rule["method"] == "tied":
        scores = scores_of(values, rule["shares"], np.asarray(rule["means"]), np.asarray(rule["covariance"]))
    elif rule["method"] == "gmm":
        scores = _normal_scores(values, rule)
    else:
        scores = _class_scores(values, rule)
    return scores


def _normal_scores(values: Floats, rule: Mapping[str, Any]) -> Floats:
    columns = []
    for share, mean, precision in zip(rule["shares"], rule["means"], rule["precisions"], strict=True):
        factor = np.asarray(precision)
        distance = (((values - np.asarray(mean)) @ factor) ** 2).sum(axis=1)
        columns.append(np.log(share) + np.log(np.diag(factor)).sum() - distance / 2)
    return np.stack(columns, axis=1)


def _class_scores(values: Floats, rule: Mapping[str, Any]) -> Floats:
    scores = np.tile(np.log(np.maximum(rule["shares"], 1e-300)), (len(values), 1))
    for column, table, levels in zip(values.T, rule["answers"], rule["levels"], strict=True):
        codes = np.asarray(levels)
        place = np.clip(np.searchsorted(codes, column), 0, len(codes) - 1)
        logs = np.log(np.maximum(np.asarray(table), 1e-300)).T
        told = np.where((codes[place] == column)[:, None], logs[place], -np.inf)
        scores += np.where(np.isnan(column)[:, None], 0.0, told)
    return scores
