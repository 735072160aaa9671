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
from research.said import Said, say
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
    reasons : tuple of Said
        The weightiest first.
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
    reasons: tuple[Said, ...]
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
) -> tuple[Verdict, tuple[Said, ...]]:
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


def _moved_correlations(refit: Refit | None) -> Iterator[Said]:
    if refit is not None and refit.distance >= OTHER_CORRELATIONS and refit.distance > refit.distance_high:
        yield say("correlations_moved", distance=refit.distance, chance=refit.distance_high)


def _other_factors(frozen: FrozenSolution, refit: Refit | None) -> Iterator[Said]:
    for words, phi in _unlike(frozen, refit, below=OTHER_FACTOR):
        yield say("other_dimension", dimension=words, phi=phi)


def _looser_factors(frozen: FrozenSolution, refit: Refit | None) -> Iterator[Said]:
    for words, phi in _unlike(frozen, refit, below=SAME_FACTOR):
        if phi >= OTHER_FACTOR:
            yield say("looser_dimension", dimension=words, phi=phi)


def _unlike(frozen: FrozenSolution, refit: Refit | None, *, below: float) -> Iterator[tuple[str, float]]:
    if refit is None or refit.congruence is None:
        return
    words = {dimension.name: dimension.words for dimension in frozen.dimensions}
    for name, row in refit.congruence.iterrows():
        phi, chance = float(row["phi"]), float(row["expected_low"])
        if phi < below and not phi >= chance:
            yield words[str(name)], phi


def _other_segments(frozen: FrozenSolution, refit: Refit | None) -> Iterator[Said]:
    agreement = _beyond_chance(frozen, refit)
    if agreement is not None and agreement < OTHER_SEGMENTS:
        yield say("grouped_otherwise", agreement=agreement)


def _looser_segments(frozen: FrozenSolution, refit: Refit | None) -> Iterator[Said]:
    agreement = _beyond_chance(frozen, refit)
    if agreement is not None and OTHER_SEGMENTS <= agreement < SAME_SEGMENTS:
        yield say("borders_elsewhere", agreement=agreement)


def _beyond_chance(frozen: FrozenSolution, refit: Refit | None) -> float | None:
    """The agreement, where it is lower than chance explains."""
    if refit is None or refit.agreement is None:
        return None
    chance = chance_agreement(frozen, refit)
    return refit.agreement if chance is None or refit.agreement < chance else None


def _moved_shares(shares: pd.DataFrame) -> Iterator[Said]:
    moved = shares[(shares["q"] < LEVEL) & (shares["difference"].abs() >= SHARE_MOVED)]
    for code, row in moved.sort_values("difference", key=abs, ascending=False).iterrows():
        gap, low, high = (100 * float(row[name]) for name in ("difference", "low", "high"))
        way = "segment_grew" if gap > 0 else "segment_shrank"
        yield say(way, segment=str(code), before=row["before"], now=row["now"], gap=gap, low=low, high=high)


def _moved_levels(levels: pd.DataFrame) -> Iterator[Said]:
    moved = levels[(levels["q"] < LEVEL) & (levels["difference"].abs() >= LEVEL_MOVED)]
    for _, row in moved.sort_values("difference", key=abs, ascending=False).iterrows():
        gap, way = float(row["difference"]), "level_rose" if row["difference"] > 0 else "level_fell"
        yield say(way, dimension=str(row["words"]), difference=gap, low=row["low"], high=row["high"])


def _other_profiles(profiles: pd.DataFrame) -> Iterator[Said]:
    for code, row in profiles[(profiles["q"] < LEVEL) & (profiles["distance"] >= PROFILE_OTHER)].iterrows():
        yield say("other_profile", segment=str(code), distance=row["distance"], expected=row["expected"])


def _moved_profiles(profiles: pd.DataFrame) -> Iterator[Said]:
    moved = profiles[(profiles["q"] < LEVEL) & profiles["distance"].between(PROFILE_MOVED, PROFILE_OTHER, "left")]
    for code, row in moved.iterrows():
        yield say("moved_profile", segment=str(code), distance=row["distance"], expected=row["expected"])


def _nothing(refit: Refit | None, shares: pd.DataFrame) -> Said:
    largest = 100 * float(shares["difference"].abs().max())
    if refit is None or refit.congruence is None or refit.agreement is None:
        return say("no_share_moved", largest=largest)
    return say("nothing_moved", largest=largest, phi=float(refit.congruence["phi"].min()), agreement=refit.agreement)
