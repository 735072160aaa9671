"""Conditions: only whether one holds for given answers. Never an exception, never a guess.

What is unknown, unanswered or of the wrong type does not hold; a "don't know" is an answer, but never larger
or smaller than anything.
"""

from collections.abc import Callable, Mapping
from typing import Any

from surveys.questionnaire.conditions import AllOf, AnyOf, Comparison, Condition, Not
from surveys.questionnaire.iso_dates import is_date
from surveys.questionnaire.missing import is_missing, was_given

MAX_DEPTH = 12


def evaluate(condition: Condition | None, answers: Mapping[str, object]) -> bool:
    """Whether the condition holds; no condition always holds, one nested too deeply never does."""
    if condition is None:
        return True
    try:
        return _holds(condition, answers, MAX_DEPTH)
    except _TooDeep:
        return False


class _TooDeep(Exception):
    """The condition is nested deeper than any author would write."""


def _holds(condition: object, answers: Mapping[str, object], depth: int) -> bool:
    if depth <= 0:
        raise _TooDeep
    match condition:
        case Comparison():
            return _compare(condition, answers.get(condition.question))
        case AllOf():
            return all(_holds(part, answers, depth - 1) for part in condition.all)
        case AnyOf():
            return any(_holds(part, answers, depth - 1) for part in condition.any)
        case Not():
            return not _holds(condition.not_, answers, depth - 1)
    return False


def _compare(comparison: Comparison, answer: object) -> bool:
    given = was_given(answer) and answer not in ("", [])
    if comparison.operator == "answered":
        return given
    if comparison.operator == "not_answered":
        return not given
    return given and _OPERATORS[comparison.operator](answer, comparison.value)


def _same(answer: object, value: object) -> bool:
    return _is_number(answer) == _is_number(value) and answer == value


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _among(answer: object, value: object) -> bool | None:
    """Whether the answer, or one of several chosen options, is listed; None where there is no list."""
    if not isinstance(value, tuple):
        return None
    chosen = answer if isinstance(answer, list) else [answer]
    return any(_same(one, listed) for one in chosen for listed in value)


def _contains(answer: object, value: object) -> bool:
    if isinstance(answer, list):
        return any(_same(code, value) for code in answer)
    if isinstance(answer, str) and isinstance(value, str):
        return value.casefold() in answer.casefold()
    return False


def _equals(answer: object, value: object) -> bool:
    return not isinstance(answer, list) and not isinstance(value, tuple) and _same(answer, value)


def _differs(answer: object, value: object) -> bool:
    comparable = not isinstance(answer, list) and value is not None and not isinstance(value, tuple)
    return comparable and _is_number(answer) == _is_number(value) and answer != value


def _are_dates(answer: str, value: str) -> bool:
    """Whether a date can be compared with another: it is written as finely, or more so."""
    return len(answer) >= len(value) and is_date(answer) and is_date(value)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
    def holds(answer: object, value: object) -> bool:
        if isinstance(answer, str) and isinstance(value, str):
            return _are_dates(answer, value) and compare(answer[: len(value)], value)
        return _is_number(answer) and _is_number(value) and not is_missing(answer) and compare(answer, value)

    return holds


_OPERATORS: Mapping[str, Callable[[object, object], bool]] = {
    "equals": _equals,
    "not_equals": _differs,
    "in": lambda answer, value: _among(answer, value) is True,
    "not_in": lambda answer, value: _among(answer, value) is False,
    "contains": _contains,
    "greater_than": _ordered(lambda answer, value: answer > value),
    "at_least": _ordered(lambda answer, value: answer >= value),
    "less_than": _ordered(lambda answer, value: answer < value),
    "at_most": _ordered(lambda answer, value: answer <= value),
}
