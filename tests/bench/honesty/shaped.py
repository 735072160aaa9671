"""People without groups whose answers have the shares, correlations and gaps of a real study."""

from functools import cache

import numpy as np
import pandas as pd

from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.segments.answer_clouds import answer_clouds
from research.steps.measure import Measurement, measure
from research.steps.progress import Steps
from tests.research.studies import bfi

PEOPLE = 1_000


def shaped_like_bfi(*, seed: int) -> ResponseMatrix:
    """One normal distribution with the polychoric correlations of bfi, cut at the same shares, with the same gaps."""
    measured = _measured()
    if measured.correlation is None:
        raise ValueError("bfi has correlations")
    clouds = answer_clouds(
        measured.keyed, measured.correlation.matrix, score=_nothing, weights=np.ones(len(measured.keyed))
    )
    answers = clouds.answers(PEOPLE, np.random.default_rng(seed))
    codebook = measured.matrix.codebook
    for item in codebook:
        if item.name in answers and item.reverse and item.range:
            answers[item.name] = sum(item.range) - answers[item.name]
    kept = [item for item in codebook if item.name in answers]
    return ResponseMatrix.from_frame(answers[[item.name for item in kept]], codebook=codebook.with_items(kept))


@cache
def _measured() -> Measurement:
    return measure(bfi(), AnalysisPlan(), Steps(None, set()))


def _nothing(keyed: pd.DataFrame) -> pd.DataFrame:
    """Answers are wanted here, and no scores."""
    return keyed
