"""The flags of one response, from its own answers and time alone: which, and by which figures.

Nobody is turned away by a flag, and no respondent is told of one. What needs the other responses (the median time)
is `surveys.services.studies.fieldwork_quality`; the analysis screens more carefully (`research.screening`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import HIDDEN, NOT_ASKED, NOT_REACHED, WITHDRAWN, is_missing, was_given

FlagCode = Literal["failed_check", "fast_per_item", "straight_line", "mostly_blank"]
FLAG_CODES: tuple[FlagCode, ...] = get_args(FlagCode)

SECONDS_PER_ITEM = 2.0
"""Nobody reads and answers a rating item in less (Huang, Curran, Keeney, Poposki and DeShon 2012)."""
SHORTEST_RUN = 6
"""Rating items that must have been answered before time or sameness says anything."""
UNIFORM_SHARE = 0.9
"""Share of all rating items with one and the same answer that is called a straight line."""
LEAST_GIVEN = 0.5
"""Less than this share of what was asked, answered, is mostly blank; "don't know" is an answer."""
FEWEST_ASKED = 3
"""Questions that must have been asked before blanks say anything."""

_NEVER_ASKED = frozenset({HIDDEN, NOT_ASKED, NOT_REACHED, WITHDRAWN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag:
    """One reason to look."""

    code: FlagCode
    figure: float
    """What was found: checks failed, seconds per item, or a share."""
    limit: float
    """What it was held against."""
    n: int
    """Among how many checks, items or questions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a questionnaire lets one see; made once for many responses."""

    names: tuple[str, ...]
    rated: tuple[str, ...]
    checks: Mapping[str, int]


def asked_in(questionnaire: Questionnaire) -> Asked:
    """What to look at in answers to this questionnaire."""
    return Asked(
        names=tuple(variable.name for variable in questionnaire.variables()),
        rated=tuple(item.name for question in questionnaire.questions() for item in question.rated_items()),
        checks=questionnaire.expected_answers(),
    )


def flags_of(asked: Asked, answers: Mapping[str, Any], seconds: float | None) -> tuple[Flag, ...]:
    """The flags of a response that is over.

    Parameters
    ----------
    asked
        What its questionnaire lets one see.
    answers
        Its stored answers; what is not in them says nothing.
    seconds
        Time on its pages; None where it is not known.

    Returns
    -------
    tuple of Flag
        In the order of `FLAG_CODES`, each at most once.
    """
    return tuple(_flags(asked, answers, seconds))


def _flags(asked: Asked, answers: Mapping[str, Any], seconds: float | None) -> Iterator[Flag]:
    yield from _failed_check(asked.checks, answers)
    rated = [answers[name] for name in asked.rated if name in answers and not is_missing(answers[name])]
    if len(rated) >= SHORTEST_RUN:
        yield from _fast_per_item(seconds, len(rated))
        yield from _straight_line(rated)
    yield from _mostly_blank([answers[name] for name in asked.names if name in answers])


def _failed_check(checks: Mapping[str, int], answers: Mapping[str, Any]) -> Iterator[Flag]:
    given = [name for name in checks if name in answers and not is_missing(answers[name])]
    failed = sum(answers[name] != checks[name] for name in given)
    if failed:
        yield Flag(code="failed_check", figure=failed, limit=0, n=len(given))


def _fast_per_item(seconds: float | None, n: int) -> Iterator[Flag]:
    """All time is laid on the rating items, as if the rest took none: this never flags whoever had the time."""
    if seconds is not None and seconds < SECONDS_PER_ITEM * n:
        yield Flag(code="fast_per_item", figure=seconds / n, limit=SECONDS_PER_ITEM, n=n)


def _straight_line(rated: list[Any]) -> Iterator[Flag]:
    most = max(rated.count(value) for value in set(rated))
    if most >= UNIFORM_SHARE * len(rated):
        yield Flag(code="straight_line", figure=most / len(rated), limit=UNIFORM_SHARE, n=len(rated))


def _mostly_blank(stored: list[Any]) -> Iterator[Flag]:
    asked = [value for value in stored if isinstance(value, list) or value not in _NEVER_ASKED]
    given = sum(was_given(value) for value in asked)
    if len(asked) >= FEWEST_ASKED and given < LEAST_GIVEN * len(asked):
        yield Flag(code="mostly_blank", figure=given / len(asked), limit=LEAST_GIVEN, n=len(asked))
