"""A stored solution and what becomes of it: typing new waves, and saying when the personas have gone stale."""

from research.tracking.comparing import compare_waves, plan_for_wave
from research.tracking.drift import Drift
from research.tracking.freezing import freeze
from research.tracking.frozen import FrozenSolution
from research.tracking.scoring import WaveScores, score_wave
from research.tracking.telling import tell_drift

__all__ = [
    "Drift", "FrozenSolution", "WaveScores", "compare_waves", "freeze", "plan_for_wave", "score_wave", "tell_drift",
]  # fmt: skip
