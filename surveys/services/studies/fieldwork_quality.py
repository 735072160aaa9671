"""Signs of careless answering, cheap enough for a page: only what can be seen in one pass over stored answers.

The analysis screens more carefully (`research.screening.screen`). Here a flag is a reason to look, never to delete.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from surveys.questionnaire.definition import Questionnaire
from surveys.services.quality.flags import FLAG_CODES, SHORTEST_RUN, Asked, FlagCode, asked_in, flags_of

FASTEST_SHARE = 1 / 3
"""Less than this share of the median time is faster than most people read (Greszki, Meyer and Schoen 2015)."""
FEWEST_TIMES = 10
"""Below this many times no median is trusted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityFlags:
    """One entry per response; a flag that cannot be computed is absent for everybody."""

    failed_check: np.ndarray | None
    too_fast: np.ndarray | None
    straight_line: np.ndarray | None
    median_seconds: float | None
    fastest_seconds: float | None

    @property
    def any_flag(self) -> np.ndarray | None:
        found = [flag for flag in (self.failed_check, self.too_fast, self.straight_line) if flag is not None]
        return np.logical_or.reduce(found) if found else None


def look_for_flags(
    questionnaire: Questionnaire,
    *,
    answers: Sequence[Mapping[str, Any]],
    seconds: Sequence[float | None],
) -> QualityFlags:
    """Which responses have which flag of their own, and which were very fast among all."""
    spent = np.array([np.nan if value is None else value for value in seconds], dtype=float)
    median = float(np.nanmedian(spent)) if np.isfinite(spent).sum() >= FEWEST_TIMES else None
    fastest = None if median is None else median * FASTEST_SHARE
    asked = asked_in(questionnaire)
    has = _who_has(asked, answers, seconds)
    return QualityFlags(
        failed_check=has["failed_check"] if asked.checks else None,
        too_fast=None if fastest is None else np.nan_to_num(spent, nan=np.inf) < fastest,
        straight_line=has["straight_line"] if len(asked.rated) >= SHORTEST_RUN else None,
        median_seconds=median,
        fastest_seconds=fastest,
    )


def _who_has(
    asked: Asked, answers: Sequence[Mapping[str, Any]], seconds: Sequence[float | None]
) -> dict[FlagCode, np.ndarray]:
    found: dict[FlagCode, np.ndarray] = {code: np.zeros(len(answers), dtype=bool) for code in FLAG_CODES}
    for place, (given, spent) in enumerate(zip(answers, seconds, strict=True)):
        for flag in flags_of(asked, given, spent):
            found[flag.code][place] = True
    return found
