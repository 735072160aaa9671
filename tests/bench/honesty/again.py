"""What the default says of how sure it is, beside what the same procedure finds in very many people of that world."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import linear_sum_assignment

from research.arithmetic.agreement import cross_table
from research.certainty.replicate import standardised_effects
from research.declared import Number
from research.plan import AnalysisPlan
from research.result import Analysis
from research.run import run_analysis
from research.segments.solution import SegmentSolution, solve_segments
from research.steps.group import choose_grouping
from research.steps.measure import measure
from research.steps.progress import Steps
from research.summary.certainty import effect_interval, share_interval
from tests.bench.honesty.worlds import Recipe, World, draw

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
MANY = 6_000
"""People from whom the truth is taken: the same procedure with the same numbers of factors and segments."""


@dataclass(frozen=True, kw_only=True)
class Sure:
    """One analysis of some people of a world, beside what is so of very many.

    Parameters
    ----------
    shares, differences : ndarray of bool
        Whether the truth lies in the interval that is told.
    untold : int
        Segments without an interval, because they do not come back.
    said, same, right : ndarray, people of the analysis
        How sure we said we are of the most probable segment; whether the very many give the same one; and whether
        that is where people of their planted kind belong.
    """

    shares: npt.NDArray[np.bool_]
    differences: npt.NDArray[np.bool_]
    untold: int
    said: Floats
    same: npt.NDArray[np.bool_]
    right: npt.NDArray[np.bool_]


def look_again(recipe: Recipe, *, seed: int) -> Sure:
    """Analyse the first people of a large world as any study is analysed by default, then everybody."""
    world = draw(replace(recipe, n=recipe.n + MANY), seed=seed)
    some = world.matrix.of(world.matrix.values.index[: recipe.n])
    analysis = run_analysis(some, AnalysisPlan(seed=seed, themes=False))
    everybody, answers = _very_many(world, analysis)
    solution = analysis.segmentation.solution
    k = solution.k
    truth = _as_places(everybody)
    shared = everybody.labels.index.intersection(solution.labels.index)
    ours, theirs = _as_places(solution).loc[shared], truth.loc[shared]
    renamed = _matched(theirs.to_numpy(), ours.to_numpy(), k)
    effects = standardised_effects(answers, renamed[truth.to_numpy()], k, np.ones(len(truth)))
    shares = np.bincount(renamed[truth.to_numpy()], minlength=k) / len(truth)
    return Sure(
        **_covered(analysis, shares, effects),
        said=solution.probabilities.loc[shared].max(axis=1).to_numpy(),
        same=renamed[theirs.to_numpy()] == ours.to_numpy(),
        right=_right(world, ours, recipe.kinds, k),
    )


def _very_many(world: World, analysis: Analysis) -> tuple[SegmentSolution, Floats]:
    """Everybody's segments by the same procedure, and their answers to what made them."""
    factors = analysis.measurement.factors
    solution = analysis.segmentation.solution
    plan = replace(analysis.plan, factors="none" if factors is None else factors.k)
    measured = measure(world.matrix, plan, Steps(None))
    grouping = choose_grouping(measured, plan)
    found = solve_segments(grouping.X, k=solution.k, method=solution.method, seed=1, starts=50, jaccard_boots=1)
    return found, measured.raw.loc[found.labels.index, list(analysis.makers)].to_numpy(dtype=np.float64)


def _as_places(solution: SegmentSolution) -> "pd.Series[int]":
    codes = pd.Categorical(solution.labels, categories=list(solution.codes)).codes
    return pd.Series(codes.astype(np.int64), index=solution.labels.index)


def _matched(theirs: Integers, ours: Integers, k: int) -> Integers:
    """Our number of each of their segments: the one with which it shares most people."""
    rows, columns = linear_sum_assignment(-cross_table(theirs, ours, shape=(k, k), heads=np.ones(len(ours))))
    renamed = np.empty(k, dtype=np.int64)
    renamed[rows] = columns
    return renamed


def _covered(analysis: Analysis, shares: Floats, effects: Floats) -> dict[str, npt.NDArray[np.bool_] | int]:
    """Whether the truth lies in the intervals that are told."""
    own = analysis.segmentation.solution.shares["share"]
    found = analysis.portraits.differences.set_index(["segment", "variable"])["effect"]
    told = [share_interval(analysis, str(code), float(share)) for code, share in own.items()]
    apart = [
        effect_interval(analysis, str(code), name, float(found[code, name]))
        for code in own.index
        for name in analysis.makers
    ]
    return {
        "shares": _inside(told, shares),
        "differences": _inside(apart, effects.ravel()),
        "untold": sum(low is None for low, _ in told),
    }


def _inside(intervals: list[tuple[Number, Number]], truth: Floats) -> npt.NDArray[np.bool_]:
    pairs = zip(intervals, truth.tolist(), strict=True)
    return np.array([low <= value <= high for (low, high), value in pairs if low is not None and high is not None])


def _right(world: World, ours: "pd.Series[int]", kinds: int, k: int) -> npt.NDArray[np.bool_]:
    """Whether people are where people of their planted kind belong; nobody where the numbers differ."""
    if kinds != k:
        return np.zeros(0, dtype=bool)
    planted = pd.Series(world.kinds, index=world.matrix.values.index).loc[ours.index].to_numpy()
    return np.asarray(_matched(planted, ours.to_numpy(), k)[planted] == ours.to_numpy())
