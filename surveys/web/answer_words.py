"""Words about answers in the language of the page: only faults and answers given instead of an answer."""

from collections.abc import Callable, Mapping

from surveys.questionnaire import missing
from surveys.questionnaire.question_types import AnswerFault, FaultKind
from surveys.questionnaire.texts import LocalText
from surveys.words import gettext as _
from surveys.words import ngettext


def words_for_missing() -> dict[int, str]:
    """How every missing answer is called."""
    return {
        missing.NO_ANSWER: _("No answer"),
        missing.DONT_KNOW: _("Don’t know"),
        missing.PREFER_NOT_TO_SAY: _("Prefer not to say"),
        missing.NOT_APPLICABLE: _("Does not apply"),
        missing.HIDDEN: _("Not shown, because of earlier answers"),
        missing.NOT_REACHED: _("Not reached"),
        missing.NOT_ASKED: _("Not asked"),
        missing.WITHDRAWN: _("Withdrawn"),
    }


def fault_words(fault: AnswerFault, say: Callable[[LocalText], str]) -> str:
    """One sentence that says what to do about it; `say` tells words of the author in the language of the page."""
    values = {name: say(value) if isinstance(value, LocalText) else value for name, value in fault.values.items()}
    match fault.kind:
        case FaultKind.REQUIRED:
            return _("Please answer this question.")
        case FaultKind.NOT_AN_OPTION:
            return _("Choose one of the answers that are offered.")
        case FaultKind.ONE_ONLY:
            return _("Choose one answer only.")
        case FaultKind.CONTRADICTORY:
            return _("Two of your answers contradict each other. Keep one of them.")
        case FaultKind.RESERVED_NUMBER:
            return _("This number cannot be stored. Type another one.")
        case FaultKind.NOT_A_NUMBER:
            return _("Type a number in digits, such as 12.")
    return _together(fault.kind, values) or _counted(fault.kind, values)


def _together(kind: FaultKind, values: Mapping[str, int | float | str]) -> str:
    """What is wrong with several fields taken together."""
    match kind:
        case FaultKind.TIED:
            return _(
                "“%(first)s” and “%(second)s” both have %(rank)s. Give one of them another number.",
                first=values["first"],
                second=values["second"],
                rank=values["rank"],
            )
        case FaultKind.TWICE:
            return _(
                "“%(option)s” cannot be both. Choose another one on one of the two sides.", option=values["option"]
            )
        case FaultKind.SUM_OFF:
            return _sum_off(int(values["total"]), int(values["given"]))
        case FaultKind.UNRANKED:
            return _("Numbers still to be given: %(left)s.", left=values["left"])
    return ""


def _counted(kind: FaultKind, values: Mapping[str, int | float | str]) -> str:
    match kind:
        case FaultKind.NOT_A_DATE | FaultKind.TOO_EARLY | FaultKind.TOO_LATE:
            return _about_dates(kind, values)
        case FaultKind.TOO_FEW:
            least = int(values["at_least"])
            return ngettext("Choose at least %(num)d answer.", "Choose at least %(num)d answers.", least)
        case FaultKind.TOO_MANY:
            most = int(values["at_most"])
            return ngettext("Choose at most %(num)d answer.", "Choose at most %(num)d answers.", most)
        case FaultKind.TOO_LONG:
            most = int(values["maximum"])
            return ngettext("Use at most %(num)d character.", "Use at most %(num)d characters.", most)
        case FaultKind.TOO_MANY_DECIMALS:
            places = int(values["decimals"])
            if places == 0:
                return _("Type a whole number.")
            return ngettext("Use at most %(num)d decimal place.", "Use at most %(num)d decimal places.", places)
    return _out_of_bounds(values)


def _about_dates(kind: FaultKind, values: Mapping[str, int | float | str]) -> str:
    if kind is FaultKind.TOO_EARLY:
        return _("Type %(earliest)s or a later date.", earliest=values["earliest"])
    if kind is FaultKind.TOO_LATE:
        return _("Type %(latest)s or an earlier date.", latest=values["latest"])
    return _("Type a date that exists, in digits, with all four digits of the year.")


def _sum_off(total: int, given: int) -> str:
    off = abs(total - given)
    if given < total:
        return _(
            "This adds up to %(given)s. Share out %(off)s more, to make %(total)s.", given=given, off=off, total=total
        )
    return _("This adds up to %(given)s. Take %(off)s away, to make %(total)s.", given=given, off=off, total=total)


def _out_of_bounds(values: Mapping[str, int | float | str]) -> str:
    if "minimum" in values and "maximum" in values:
        return _(
            "Type a number from %(minimum)s to %(maximum)s.",
            minimum=values["minimum"],
            maximum=values["maximum"],
        )
    if "minimum" in values:
        return _("Type %(minimum)s or more.", minimum=values["minimum"])
    return _("Type %(maximum)s or less.", maximum=values.get("maximum", ""))
