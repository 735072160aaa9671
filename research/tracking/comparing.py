"""The comparison of a new wave with a stored solution, step by step."""

import numpy as np

from research.arithmetic.intervals import effective
from research.errors import Caution, TooFewResponses, caution
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.said import Count
from research.steps.screen import screen_people
from research.steps.weigh import weigh
from research.tracking.drift import OTHER_SEGMENTS, Drift, chance_agreement, judge
from research.tracking.frozen import FrozenSolution
from research.tracking.refitting import Refit, refit
from research.tracking.scoring import keyed_by, score_wave
from research.tracking.shifts import level_shifts, profile_shifts, share_shifts, smallest_shift

FEWEST_PEOPLE = 30
BLUNT = 0.1


def plan_for_wave(frozen: FrozenSolution) -> AnalysisPlan:
    """The plan of the first wave, by which a new one is weighted and screened as well.

    Parameters
    ----------
    frozen : FrozenSolution
        Holds the plan of the analysis it was made from.
    """
    return AnalysisPlan.from_dict(frozen.plan)


def compare_waves(frozen: FrozenSolution, matrix: ResponseMatrix, plan: AnalysisPlan, *, n_jobs: int = 2) -> Drift:
    """Say whether stored personas still describe people.

    The new wave is typed by the stored rule, and analysed once more by itself in the way of the first (same items,
    correlations, extraction, rotation, numbers of factors and segments). Compared are the two typings (adjusted Rand),
    the loadings (Tucker's phi), the shares, the general levels and the profiles; each figure is set against what
    chance alone gives between two samples of these sizes.

    Parameters
    ----------
    frozen : FrozenSolution
    matrix : ResponseMatrix
        The new wave, answers as given.
    plan : AnalysisPlan
        How the new wave is weighted and screened, and its seed; see `plan_for_wave`. How it is analysed once more is
        stored, so that a difference in method cannot look like drift.
    n_jobs : int
        Changes the time, never the result.

    Returns
    -------
    Drift
        The rule behind the verdict is in `research.tracking.drift`.

    Raises
    ------
    BadData, BadPlan, TooFewResponses
        The new wave lacks items, or fewer than 30 of its people can be typed.

    References
    ----------
    Hubert and Arabie (1985); Tucker (1951); Lorenzo-Seva and ten Berge (2006), Methodology 2 (.85 and .95);
    Newcombe (1998); McIntyre and Blashfield (1980), Multivariate Behavioral Research 15 (typing against refit).
    """
    if plan.exclude_flagged:
        matrix = _without_flagged(frozen, matrix, plan)
    keyed = keyed_by(frozen, matrix)
    weights = weigh(matrix, plan).weights
    mass = np.ones(len(keyed)) if weights is None else weights.to_numpy(dtype=np.float64)
    scored = score_wave(frozen, matrix)
    typed = scored.labels.notna()
    if int(typed.sum()) < FEWEST_PEOPLE:
        raise TooFewResponses("few_people_typed", n=Count(int(typed.sum())), least=FEWEST_PEOPLE)
    again, failed = refit(frozen, matrix, keyed, scored.labels, weights=weights, seed=plan.seed, n_jobs=n_jobs)
    shares = share_shifts(frozen, scored.labels, mass)
    levels = level_shifts(frozen, scored.scores, mass)
    profiles = profile_shifts(frozen, keyed, scored.labels)
    verdict, reasons = judge(frozen, again, shares=shares, levels=levels, profiles=profiles)
    smallest = smallest_shift(frozen, effective(mass[typed.to_numpy()]))
    return Drift(
        verdict=verdict,
        reasons=reasons,
        agreement=None if again is None else again.agreement,
        congruence=None if again is None else again.congruence,
        shares=shares,
        levels=levels,
        profiles=profiles,
        refit=again,
        people=len(matrix),
        typed=int(typed.sum()),
        smallest_shift=smallest,
        cautions=(*matrix.cautions, *scored.cautions, *failed, *_blunt(smallest), *_loose(frozen, again)),
    )


def _without_flagged(frozen: FrozenSolution, matrix: ResponseMatrix, plan: AnalysisPlan) -> ResponseMatrix:
    kept, _found = screen_people(
        matrix,
        plan,
        items=frozen.item_names,
        ranges={
            item.name: (item.low, item.high) for item in frozen.items if item.low is not None and item.high is not None
        },
        reversed_items={item.name for item in frozen.items if item.reverse},
        scales=frozen.basis.scales,
    )
    return kept


def _blunt(smallest: float) -> tuple[Caution, ...]:
    if smallest <= BLUNT:
        return ()
    return (caution("small_wave", points=100 * smallest),)


def _loose(frozen: FrozenSolution, again: Refit | None) -> tuple[Caution, ...]:
    if again is None:
        return ()
    chance = chance_agreement(frozen, again)
    if chance is None or chance >= OTHER_SEGMENTS:
        return ()
    return (caution("agreement_tells_little", chance=chance, severity="note"),)
