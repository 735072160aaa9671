"""The typing of new people by a stored solution: nothing is fitted, everything is plain arithmetic."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import as_floats, row_blocks
from research.arithmetic.gaps import fill_gaps
from research.codebook import FEWEST_POINTS
from research.correlations.completion import answered_enough, fill_expected
from research.correlations.correlate import Correlation
from research.errors import BadData, Caution, caution
from research.factors.scores import LEAST_SHARE
from research.matrix import ResponseMatrix
from research.said import Among
from research.scales.reliability import scale_scores
from research.segments.assignment import assign
from research.steps.adjusted import Agreeing
from research.steps.single_items import SingleItems, span_of
from research.tracking.frozen import ANSWERS, FrozenSolution

MANY_UNTYPED = 0.1


@dataclass(frozen=True, kw_only=True)
class WaveScores:
    """People of a new wave on the stored dimensions and in the stored segments.

    Parameters
    ----------
    scores : DataFrame, people x dimensions
        In standard deviations of the first wave, around its mean; NaN for people who answered fewer than half of the
        items.
    labels : Series
        Segment code, or missing.
    probabilities : DataFrame, people x segments
    share_answered : Series
    cautions : tuple of Caution
    """

    scores: pd.DataFrame
    labels: pd.Series
    probabilities: pd.DataFrame
    share_answered: pd.Series
    cautions: tuple[Caution, ...]


def score_wave(frozen: FrozenSolution, matrix: ResponseMatrix) -> WaveScores:
    """Type people of a new wave by a stored solution.

    Answers are keyed, standardised and weighted with the stored figures: ``((x - mean) / sd) W``, then moved to the
    first wave's mean and spread. A missing answer is replaced by its expectation given the person's other answers
    (stored correlations). Segments follow from the stored rule.

    Parameters
    ----------
    frozen : FrozenSolution
    matrix : ResponseMatrix
        Answers as given, not reversed; further items do no harm.

    Returns
    -------
    WaveScores

    Raises
    ------
    BadData
        Items are not there, or were asked on another answer scale.

    References
    ----------
    R: ``psych::predict.psych(f, newdata, olddata)``, ``flexclust::predict(kcca_model, newdata)``.
    """
    keyed = keyed_by(frozen, matrix)
    values = as_floats(keyed)
    answered = 1.0 - np.isnan(values).mean(axis=1)
    raw_scores = _scores(frozen, values, answered)
    names = [dimension.name for dimension in frozen.dimensions]
    centre = np.array([dimension.mean for dimension in frozen.dimensions])
    spread = np.array([dimension.deviation for dimension in frozen.dimensions])
    scores = pd.DataFrame(raw_scores, index=keyed.index, columns=names)
    found = assign(_basis(frozen, matrix, keyed, scores), frozen.rule)
    return WaveScores(
        scores=_standardised(scores, centre, spread),
        labels=found.labels,
        probabilities=found.probabilities,
        share_answered=pd.Series(answered, index=keyed.index),
        cautions=(*_changed_words(frozen, matrix), *_untyped(found.labels)),
    )


def keyed_by(frozen: FrozenSolution, matrix: ResponseMatrix) -> pd.DataFrame:
    """Answers to the stored items, reversed where the stored keying says so.

    Raises
    ------
    BadData
        Items are not there, or were asked on another answer scale.
    """
    absent = tuple(name for name in frozen.item_names if name not in matrix.values)
    if absent:
        raise BadData("wave_lacks_items", n=len(absent), items=absent, where=absent)
    other = tuple(item.name for item in frozen.items if _other_range(matrix, item.name, (item.low, item.high)))
    if other:
        raise BadData("asked_on_other_scale", items=other, where=other)
    keyed = matrix.values[frozen.item_names].astype(np.float64)
    for item in frozen.items:
        if item.reverse and item.low is not None and item.high is not None:
            keyed[item.name] = item.low + item.high - keyed[item.name]
    return keyed


def _other_range(matrix: ResponseMatrix, name: str, stored: tuple[float | None, float | None]) -> bool:
    asked = matrix.codebook[name].range if name in matrix.codebook else None
    return asked is not None and stored != (None, None) and tuple(map(float, asked)) != stored


def _scores(frozen: FrozenSolution, values: Floats, answered: Floats) -> Floats:
    centre = np.array([item.mean for item in frozen.items])
    spread = np.array([item.deviation for item in frozen.items])
    precision, weights = np.asarray(frozen.precision), np.asarray(frozen.weights)
    scored = np.full((len(values), weights.shape[1]), np.nan)
    enough = answered >= LEAST_SHARE
    for rows in row_blocks(len(values)):
        chosen = np.flatnonzero(enough[rows]) + rows.start
        scored[chosen] = fill_gaps((values[chosen] - centre) / spread, precision) @ weights
    return scored


def _basis(frozen: FrozenSolution, matrix: ResponseMatrix, keyed: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """The variables of the rule, in the units they had."""
    basis = frozen.basis
    if basis.name == ANSWERS:
        return answers_by(frozen, matrix)
    if basis.name.endswith("factor_scores"):
        chosen = _without_yes(frozen, scores, keyed)
    elif basis.name.endswith("scale_scores"):
        chosen = _without_yes(frozen, _scale_scores(frozen, keyed), keyed)
    else:
        chosen = items_by(frozen, _expected(frozen, keyed), None).variables(basis.name)
    chosen = chosen[list(basis.variables)].reindex(keyed.index)
    return _standardised(chosen, np.array(basis.means), np.array(basis.deviations))


def _without_yes(frozen: FrozenSolution, scores: pd.DataFrame, keyed: pd.DataFrame) -> pd.DataFrame:
    """Without what saying yes to everything puts into the scores, as it did then; whoever has no index keeps theirs."""
    index = agreeing_by(frozen).index(keyed) if frozen.basis.slopes else None
    if index is None:
        return scores
    away = (index - frozen.basis.centre).fillna(0.0).to_numpy()
    return scores[list(frozen.basis.variables)] - np.outer(away, frozen.basis.slopes)


def agreeing_by(frozen: FrozenSolution) -> Agreeing:
    """What saying yes to everything is told from, as it is stored."""
    ranges = {
        item.name: (item.low, item.high)
        for item in frozen.items
        if item.low is not None and item.high is not None and item.high - item.low >= FEWEST_POINTS - 1
    }
    return Agreeing(
        ranges=ranges,
        reversed_items=frozenset(item.name for item in frozen.items if item.reverse and item.name in ranges),
        scales={name: list(members) for name, members in frozen.basis.scales.items()},
    )


def _scale_scores(frozen: FrozenSolution, keyed: pd.DataFrame) -> pd.DataFrame:
    scores = scale_scores(keyed, scales=frozen.basis.scales)
    return scores.fillna(scale_scores(_expected(frozen, keyed), scales=frozen.basis.scales))


def _expected(frozen: FrozenSolution, keyed: pd.DataFrame) -> pd.DataFrame:
    """Answers of those who gave at least half of them, the others as they are expected from the stored figures."""
    some = keyed.loc[answered_enough(keyed)]
    centre = np.array([item.mean for item in frozen.items])
    spread = np.array([item.deviation for item in frozen.items])
    full = fill_expected(as_floats(some), centre, spread, np.asarray(frozen.precision))
    return pd.DataFrame(full, index=some.index, columns=some.columns)


def items_by(frozen: FrozenSolution, keyed: pd.DataFrame, correlation: Correlation | None) -> SingleItems:
    """Single items with what is stored of their scales."""
    return SingleItems(
        keyed=keyed,
        correlation=correlation,
        spans={item.name: span_of(keyed[item.name], item.low, item.high) for item in frozen.items},
        turned=frozenset(item.name for item in frozen.items if item.reverse),
    )


def answers_by(frozen: FrozenSolution, matrix: ResponseMatrix) -> pd.DataFrame:
    """Answers as given to the questions that latent classes were made of.

    Raises
    ------
    BadData
        A question is not there.
    """
    names = list(frozen.basis.variables)
    absent = tuple(name for name in names if name not in matrix.values)
    if absent:
        raise BadData("wave_lacks_makers", names=absent, where=absent)
    return matrix.values[names].astype(np.float64)


def _standardised(values: pd.DataFrame, centre: Floats, spread: Floats) -> pd.DataFrame:
    standard = (as_floats(values) - centre) / spread
    return pd.DataFrame(standard, index=values.index, columns=values.columns)


def _changed_words(frozen: FrozenSolution, matrix: ResponseMatrix) -> tuple[Caution, ...]:
    asked = {item.name: item.words for item in matrix.codebook}
    changed = tuple(item.name for item in frozen.items if asked.get(item.name, item.text) != item.text)
    if not changed:
        return ()
    return (caution("wording_changed", n=len(changed), items=changed, where=changed),)


def _untyped(labels: pd.Series) -> tuple[Caution, ...]:
    untyped = int(labels.isna().sum())
    if untyped <= MANY_UNTYPED * len(labels):
        return ()
    return (caution("many_without_segment", untyped=Among(untyped, len(labels))),)
