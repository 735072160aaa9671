"""A comparison of waves as typed values for pages, files and databases; no person is in them."""

import pandas as pd

from research.said import say
from research.summary.plain import number, typed
from research.summary.schema.drifted import (
    CorrelationsMoved,
    DimensionLevel,
    DimensionLikeness,
    Drifted,
    FirstWave,
    SegmentProfile,
    SegmentShare,
)
from research.tracking.drift import Drift, chance_agreement
from research.tracking.frozen import FrozenSolution
from research.tracking.refitting import Refit


def tell_drift(frozen: FrozenSolution, drift: Drift) -> Drifted:
    """Say what came out.

    Parameters
    ----------
    frozen : FrozenSolution
        What the new wave was compared with.
    drift : Drift
        As `compare_waves` found it.
    """
    again = drift.refit
    return Drifted(
        verdict=drift.verdict,
        words=say(f"personas_{drift.verdict}"),
        advice=say(f"after_{drift.verdict}"),
        reasons=list(drift.reasons),
        people=int(drift.people),
        typed=int(drift.typed),
        smallest_shift=number(drift.smallest_shift) or 0.0,
        agreement=number(drift.agreement),
        agreement_chance=None if again is None else number(chance_agreement(frozen, again)),
        shares=typed(SegmentShare, _by_segment(frozen, drift.shares)),
        profiles=typed(SegmentProfile, _by_segment(frozen, drift.profiles)),
        levels=typed(DimensionLevel, drift.levels.assign(name=drift.levels.index)),
        dimensions=_dimensions(frozen, drift),
        correlations=None if again is None else _correlations(again),
        before=FirstWave(
            study=frozen.study,
            people=int(frozen.people),
            fingerprint=frozen.fingerprint,
            data_fingerprint=frozen.data_fingerprint,
            library=frozen.library,
        ),
        cautions=list(drift.cautions),
    )


def _correlations(again: Refit) -> CorrelationsMoved:
    return CorrelationsMoved(distance=number(again.distance), chance=number(again.distance_high))


def _by_segment(frozen: FrozenSolution, found: pd.DataFrame) -> pd.DataFrame:
    names = {segment.code: segment.name for segment in frozen.segments}
    return found.assign(code=found.index, name=found.index.map(names))


def _dimensions(frozen: FrozenSolution, drift: Drift) -> list[DimensionLikeness]:
    if drift.congruence is None:
        return []
    words = {dimension.name: dimension.words for dimension in frozen.dimensions}
    names = drift.congruence.index
    return typed(DimensionLikeness, drift.congruence.assign(name=names, words=names.map(words)))
