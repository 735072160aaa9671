"""From the cells of a table to stored answers: missing codes, blanks, and words for what does not fit."""

from collections.abc import Callable
from dataclasses import dataclass

from research.reading.cells import is_nothing
from research.reading.numbers import is_ambiguous
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.iso_dates import EXAMPLES
from surveys.questionnaire.missing import ALL_CODES, NO_ANSWER, is_reserved
from surveys.questionnaire.question_types import FaultKind, Question, Stored, Variable, VariableKind
from surveys.questionnaire.question_types.cells import WHOLE_NUMBER, NotAnAnswer, Reader
from surveys.words import gettext as _

_YES = frozenset({"1", "1.0", "yes", "true", "x"})


class BadCell(ValueError):
    """A cell that is no answer to its question; the text says what would be one."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What holds for the whole table."""

    missing: frozenset[float] = frozenset(float(code) for code in ALL_CODES)
    """Numbers that stand for no answer."""
    blank: int | None = None
    """What an empty cell is stored as; None: nothing is stored."""


def make_reader(questionnaire: Questionnaire, question: Question, variable: Variable, rules: Rules) -> Reader:
    """The function that reads cells of one variable. It raises `BadCell`."""
    reader = question.cell_reader(variable, questionnaire.all_languages)

    def read(cell: str) -> Stored | None:
        text = cell.strip()
        is_open = variable.kind is VariableKind.TEXT
        if not text:
            return rules.blank
        code = _missing_code(text, rules, is_open=is_open)
        if code is not None:
            return code
        if variable.kind is VariableKind.NUMBER and is_ambiguous(text):
            raise BadCell(_("may be meant as thousands or with decimals"))
        try:
            return reader(cell)
        except NotAnAnswer as wrong:
            if is_nothing(text):  # looked at last: “None” may be the label of an answer
                return rules.blank
            raise BadCell(_what_is_wrong(wrong)) from None

    return read


def option_reader(rules: Rules) -> Callable[[str], bool | int | None]:
    """Reads the 0/1 cell of one option: whether it was chosen, or a code of a missing answer."""

    def read(cell: str) -> bool | int | None:
        text = cell.strip().casefold()
        if is_nothing(text):
            return rules.blank
        code = _missing_code(text, rules, is_open=False)
        if code is not None:
            return code
        if text in _YES:
            return True
        if text in ("0", "0.0", "no", "false"):
            return False
        raise BadCell(_("is neither 1 (chosen) nor 0 (not chosen)"))

    return read


def says_yes(cell: str) -> bool:
    """Whether somebody agreed; whatever is no clear yes is none."""
    return cell.strip().casefold() in _YES


def _missing_code(text: str, rules: Rules, *, is_open: bool) -> int | None:
    match = WHOLE_NUMBER.fullmatch(text)
    if match is None or float(match[1]) not in rules.missing:
        return None
    code = int(match[1])
    if is_open and not is_reserved(code):
        return None
    return code if is_reserved(code) else NO_ANSWER


def _what_is_wrong(wrong: NotAnAnswer) -> str:
    values = wrong.values
    match wrong.kind:
        case FaultKind.NOT_AN_OPTION:
            return _("is none of the codes %(codes)s", codes=_shown(wrong.codes))
        case FaultKind.NOT_A_NUMBER:
            return _("is not a number")
        case FaultKind.NOT_A_DATE:
            return _("is not a date such as %(example)s", example=EXAMPLES[str(values["precision"])])
        case FaultKind.TOO_EARLY:
            return _("is earlier than %(bound)s", bound=values["earliest"])
        case FaultKind.TOO_LATE:
            return _("is later than %(bound)s", bound=values["latest"])
        case FaultKind.TOO_SMALL:
            return _("is less than %(bound)s", bound=values["minimum"])
        case FaultKind.TOO_LARGE:
            return _("is more than %(bound)s", bound=values["maximum"])
        case FaultKind.TOO_MANY_DECIMALS:
            return _("has more than %(decimals)s decimal places", decimals=values["decimals"])
        case FaultKind.TOO_LONG:
            return _("is longer than %(limit)s characters", limit=values["maximum"])
    return _("lies where only codes of missing answers may lie")


def _shown(codes: tuple[int, ...]) -> str:
    if len(codes) > 2 and codes == tuple(range(codes[0], codes[-1] + 1)):
        return _("%(low)s to %(high)s", low=codes[0], high=codes[-1])
    return ", ".join(map(str, codes[:20])) + (" …" if len(codes) > 20 else "")


def questions_by_variable(questionnaire: Questionnaire) -> dict[str, tuple[Question, Variable]]:
    """Every stored variable with its question, in the order of the questionnaire."""
    return {
        variable.name: (question, variable)
        for question in questionnaire.questions()
        for variable in question.variables()
    }
