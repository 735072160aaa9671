"""Signs of careless answering, cheap enough for a page: only what can be seen in one pass over stored answers.

The analysis screens more carefully (`research.screening.screen`). Here a flag is a reason to look, never to delete.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import is_missing

FASTEST_SHARE = 1 / 3
"""Less than this share of the median time is faster than most people read (Greszki, Meyer and Schoen 2015)."""
SHORTEST_RUN = 6
"""Items that must have been answered alike before that says anything."""
UNIFORM_SHARE = 0.9
"""Share of all rating items with one and the same answer that is called a straight line."""
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
    """Which responses failed an attention check, were very fast, or gave one answer to nearly everything."""
    spent = np.array([np.nan if value is None else value for value in seconds], dtype=float)
    median = float(np.nanmedian(spent)) if np.isfinite(spent).sum() >= FEWEST_TIMES else None
    fastest = None if median is None else median * FASTEST_SHARE
    return QualityFlags(
        failed_check=_failed_checks(questionnaire, answers),
        too_fast=None if fastest is None else np.nan_to_num(spent, nan=np.inf) < fastest,
        straight_line=_straight_lines(questionnaire, answers),
        median_seconds=median,
        fastest_seconds=fastest,
    )


def _failed_checks(questionnaire: Questionnaire, answers: Sequence[Mapping[str, Any]]) -> np.ndarray | None:
    checks = questionnaire.expected_answers()
    if not checks:
        return None
    return np.array([_fails(given, checks) for given in answers], dtype=bool)


def _fails(given: Mapping[str, Any], checks: Mapping[str, int]) -> bool:
    return any(name in given and not is_missing(given[name]) and given[name] != right for name, right in checks.items())


def _straight_lines(questionnaire: Questionnaire, answers: Sequence[Mapping[str, Any]]) -> np.ndarray | None:
    names = [item.name for question in questionnaire.questions() for item in question.rated_items()]
    if len(names) < SHORTEST_RUN:
        return None
    return np.array([_is_straight([given.get(name) for name in names]) for given in answers], dtype=bool)


def _is_straight(values: Sequence[Any]) -> bool:
    given = [value for value in values if value is not None and not is_missing(value)]
    if len(given) < SHORTEST_RUN:
        return False
    most = max(given.count(value) for value in set(given))
    return most >= UNIFORM_SHARE * len(given)
