"""The codes that stand for a missing answer: only their numbers, their names and plain English words.

They form one closed range, so that statistics programs take them as one range of missing values.
"""

from collections.abc import Mapping

from surveys.questionnaire.elements import Missing

NO_ANSWER = -99
DONT_KNOW = -98
PREFER_NOT_TO_SAY = -97
NOT_APPLICABLE = -96
HIDDEN = -95
NOT_REACHED = -94
NOT_ASKED = -93
WITHDRAWN = -92

LOWEST, HIGHEST = NO_ANSWER, WITHDRAWN
ALL_CODES = tuple(range(LOWEST, HIGHEST + 1))

CODE_OF: Mapping[Missing, int] = {
    Missing.DONT_KNOW: DONT_KNOW,
    Missing.PREFER_NOT_TO_SAY: PREFER_NOT_TO_SAY,
    Missing.NOT_APPLICABLE: NOT_APPLICABLE,
}
"""What a person may say instead of an answer."""

NAME_OF: Mapping[int, str] = {
    NO_ANSWER: "no_answer",
    DONT_KNOW: "dont_know",
    PREFER_NOT_TO_SAY: "prefer_not_to_say",
    NOT_APPLICABLE: "not_applicable",
    HIDDEN: "hidden",
    NOT_REACHED: "not_reached",
    NOT_ASKED: "not_asked",
    WITHDRAWN: "withdrawn",
}

ENGLISH: Mapping[int, str] = {
    NO_ANSWER: "No answer",
    DONT_KNOW: "Don't know",
    PREFER_NOT_TO_SAY: "Prefer not to say",
    NOT_APPLICABLE: "Does not apply",
    HIDDEN: "Not shown, because of earlier answers",
    NOT_REACHED: "Not reached",
    NOT_ASKED: "Not asked by design",
    WITHDRAWN: "Withdrawn",
}
"""Words for files that are read without an application; pages use gettext."""

_GIVEN = frozenset(CODE_OF.values())


def is_missing(value: object) -> bool:
    """Whether a stored value is one of the missing codes."""
    return isinstance(value, int) and not isinstance(value, bool) and LOWEST <= value <= HIGHEST


def was_given(value: object) -> bool:
    """Whether the person answered, even with "don't know"."""
    return value is not None and (not is_missing(value) or value in _GIVEN)


def is_reserved(number: float) -> bool:
    """Whether a number lies where only missing codes may lie."""
    return LOWEST <= number <= HIGHEST
