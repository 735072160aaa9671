"""The judgement: from the differences between two waves to stable, drifting or changed, with reasons.

- **changed**: the stored dimensions or segments no longer describe the new wave. A dimension has a Tucker's phi below
  .85, or the stored number of factors cannot even be fitted and correlations moved by .08; or a new analysis puts
  people elsewhere (adjusted Rand below .5); or the members of a segment answer otherwise by half a standard deviation.
  Each counts only where it is more than chance between two samples of these sizes.
- **drifting**: they still describe it, but people have moved. A share moved by three points or more, the general level
  of a dimension or the profile of a segment by .2 standard deviations or more (each with false discovery controlled at
  5 per cent); or correlations moved by .08, a phi is below .95 or an agreement below .75 that chance does not explain.
- **stable**: none of these.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from research.errors import Caution
from research.tracking.frozen import FrozenSolution
from research.tracking.refitting import Refit

Verdict = Literal["stable", "drifting", "changed"]

LEVEL = 0.05
OTHER_FACTOR, SAME_FACTOR = 0.85, 0.95
OTHER_SEGMENTS, SAME_SEGMENTS = 0.5, 0.75
OTHER_CORRELATIONS = 0.08
SHARE_MOVED, LEVEL_MOVED, PROFILE_MOVED, PROFILE_OTHER = 0.03, 0.2, 0.2, 0.5


@dataclass(frozen=True, kw_only=True)
class Drift:
    """How a new wave differs from the stored solution.

    Parameters
    ----------
    verdict : {"stable", "drifting", "changed"}
    reasons : tuple of str
        In plain words, the weightiest first.
    agreement : float or None
        Adjusted Rand index between the stored typing and segments fitted to the new wave; None where that failed.
    congruence : DataFrame or None, dimensions x (phi, expected_low)
    shares, profiles : DataFrame, one line per segment
    levels : DataFrame, one line per dimension
        See `research.tracking.shifts`.
    refit : Refit or None
    people, typed : int
        Of the new wave: everybody, and who could be typed.
    smallest_shift : float
        Smallest shift of a share that would have been found four times in five.
    cautions : tuple of Caution
    """

    verdict: Verdict
    reasons: tuple[str, ...]
    agreement: float | None
    congruence: pd.DataFrame | None
    shares: pd.DataFrame
    levels: pd.DataFrame
    profiles: pd.DataFrame
    refit: Refit | None
    people: int
    typed: int
    smallest_shift: float
    cautions: tuple[Caution, ...]


def judge(
    frozen: FrozenSolution,
    refit: Refit | None,
    *,
    shares: pd.DataFrame,
    levels: pd.DataFrame,
    profiles: pd.DataFrame,
) -> tuple[Verdict, tuple[str, ...]]:
    """Verdict and reasons by the rule of this module."""
    moved = list(_moved_correlations(refit))
    gone = moved if refit is not None and refit.congruence is None else []
    changed = [*gone, *_other_factors(frozen, refit), *_other_segments(frozen, refit), *_other_profiles(profiles)]
    drifting = [
        *_moved_shares(shares),
        *_moved_levels(levels),
        *_moved_profiles(profiles),
        *_looser_factors(frozen, refit),
        *_looser_segments(frozen, refit),
        *(moved if not gone else []),
    ]
    if changed:
        return "changed", (*changed, *drifting)
    if drifting:
        return "drifting", tuple(drifting)
    return "stable", (_nothing(refit, shares),)


def chance_agreement(frozen: FrozenSolution, refit: Refit) -> float | None:
    """The lower of what bootstrap samples of the first and of the new wave reach in 19 of 20 pairs."""
    known = [low for low in (frozen.agreement_low, refit.agreement_low) if low is not None]
    return min(known, default=None)


def _moved_correlations(refit: Refit | None) -> Iterator[str]:
    if refit is None or refit.distance < OTHER_CORRELATIONS or refit.distance <= refit.distance_high:
        return
    yield (
        f"The items hang together otherwise than before (their correlations differ by {refit.distance:.2f}; chance "
        f"gives up to {refit.distance_high:.2f})."
    )


def _other_factors(frozen: FrozenSolution, refit: Refit | None) -> Iterator[str]:
    for words, phi in _unlike(frozen, refit, below=OTHER_FACTOR):
        yield f"“{words}” is no longer the same dimension (Tucker's phi {phi:.2f}; below .85 counts as another one)."


def _looser_factors(frozen: FrozenSolution, refit: Refit | None) -> Iterator[str]:
    for words, phi in _unlike(frozen, refit, below=SAME_FACTOR):
        if phi >= OTHER_FACTOR:
            yield f"The items of “{words}” hang together a little differently (Tucker's phi {phi:.2f}; .95 is equal)."


def _unlike(frozen: FrozenSolution, refit: Refit | None, *, below: float) -> Iterator[tuple[str, float]]:
    if refit is None or refit.congruence is None:
        return
    words = {dimension.name: dimension.words for dimension in frozen.dimensions}
    for name, row in refit.congruence.iterrows():
        phi, chance = float(row["phi"]), float(row["expected_low"])
        if phi < below and not phi >= chance:
            yield words[str(name)], phi


def _other_segments(frozen: FrozenSolution, refit: Refit | None) -> Iterator[str]:
    agreement = _beyond_chance(frozen, refit)
    if agreement is not None and agreement < OTHER_SEGMENTS:
        yield (
            f"A new analysis of the new wave groups people otherwise (agreement {agreement:.2f}, where 1 is the same "
            "grouping and 0 is chance)."
        )


def _looser_segments(frozen: FrozenSolution, refit: Refit | None) -> Iterator[str]:
    agreement = _beyond_chance(frozen, refit)
    if agreement is not None and OTHER_SEGMENTS <= agreement < SAME_SEGMENTS:
        yield f"A new analysis of the new wave draws the borders elsewhere (agreement {agreement:.2f})."


def _beyond_chance(frozen: FrozenSolution, refit: Refit | None) -> float | None:
    """The agreement, where it is lower than chance explains."""
    if refit is None or refit.agreement is None:
        return None
    chance = chance_agreement(frozen, refit)
    return refit.agreement if chance is None or refit.agreement < chance else None


def _moved_shares(shares: pd.DataFrame) -> Iterator[str]:
    moved = shares[(shares["q"] < LEVEL) & (shares["difference"].abs() >= SHARE_MOVED)]
    for code, row in moved.sort_values("difference", key=abs, ascending=False).iterrows():
        grew = "grew" if row["difference"] > 0 else "shrank"
        gap, low, high = (100 * row[name] for name in ("difference", "low", "high"))
        yield (
            f"{code} {grew} from {row['before']:.0%} to {row['now']:.0%} "
            f"({gap:+.0f} points, 95 % interval {low:+.0f} to {high:+.0f})."
        )


def _moved_levels(levels: pd.DataFrame) -> Iterator[str]:
    moved = levels[(levels["q"] < LEVEL) & (levels["difference"].abs() >= LEVEL_MOVED)]
    for _, row in moved.sort_values("difference", key=abs, ascending=False).iterrows():
        way = "higher" if row["difference"] > 0 else "lower"
        yield (
            f"People as a whole are {way} on “{row['words']}” ({row['difference']:+.2f} standard deviations, "
            f"95 % interval {row['low']:+.2f} to {row['high']:+.2f})."
        )


def _other_profiles(profiles: pd.DataFrame) -> Iterator[str]:
    for code, row in profiles[(profiles["q"] < LEVEL) & (profiles["distance"] >= PROFILE_OTHER)].iterrows():
        yield (
            f"The people typed as {code} answer differently from those before (mean distance "
            f"{row['distance']:.2f} standard deviations; chance gives {row['expected']:.2f})."
        )


def _moved_profiles(profiles: pd.DataFrame) -> Iterator[str]:
    moved = profiles[(profiles["q"] < LEVEL) & profiles["distance"].between(PROFILE_MOVED, PROFILE_OTHER, "left")]
    for code, row in moved.iterrows():
        yield (
            f"The people typed as {code} answer a little differently from those before (mean distance "
            f"{row['distance']:.2f} standard deviations; chance gives {row['expected']:.2f})."
        )


def _nothing(refit: Refit | None, shares: pd.DataFrame) -> str:
    largest = float(shares["difference"].abs().max())
    told = f"No share moved by three points or more beyond chance (the largest shift is {100 * largest:.0f})"
    if refit is None or refit.congruence is None or refit.agreement is None:
        return f"{told}."
    lowest = float(refit.congruence["phi"].min())
    return (
        f"{told}, the dimensions are the same (Tucker's phi {lowest:.2f} or more), and a new analysis groups people "
        f"as the stored one does, as far as its stability lets expect (agreement {refit.agreement:.2f})."
    )
