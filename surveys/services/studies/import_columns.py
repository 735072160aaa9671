"""From the cells of a table to stored answers: only how one cell of one variable is read, and what does not fit."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from surveys.questionnaire.definition import (
    LongText,
    MultipleChoice,
    Number,
    Option,
    Points,
    Question,
    Questionnaire,
    ShortText,
    SingleChoice,
)
from surveys.questionnaire.missing import ALL_CODES, NO_ANSWER, is_reserved
from surveys.questionnaire.question_types import Stored, Variable, VariableKind, handler_for
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.questionnaire.question_types.other_text import MAX_LENGTH
from surveys.questionnaire.question_types.typed_number import read_number
from surveys.words import gettext as _

_CODE = re.compile(r"([+-]?[0-9]{1,6})(?:[.,]0{1,6})?", re.ASCII)
_SCIENTIFIC = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{0,20})?[eE][+-]?[0-9]{1,2}", re.ASCII)
_SEPARATORS = re.compile(r"[;|,]")
_NOTHING = frozenset({"na", "n/a", "nan", "null", "none", "."})
"""Cells that statistics programs write where there is no answer; in open texts they stay what they are."""


class BadCell(ValueError):
    """A cell that is no answer to its question; the text says what would be one."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What holds for the whole table."""

    missing: frozenset[float] = frozenset(float(code) for code in ALL_CODES)
    """Numbers that stand for no answer."""
    blank: int | None = None
    """What an empty cell is stored as; None: nothing is stored."""


Reader = Callable[[str], Stored | None]


def make_reader(questionnaire: Questionnaire, question: Question, variable: Variable, rules: Rules) -> Reader:
    """The function that reads cells of one variable. It raises `BadCell`."""
    reader = _READERS[variable.kind](questionnaire, question, variable)

    def read(cell: str) -> Stored | None:
        text = cell.strip()
        is_open = variable.kind is VariableKind.TEXT
        if not text or (not is_open and text.casefold() in _NOTHING):
            return rules.blank
        code = _missing_code(text, rules, is_open=is_open)
        return code if code is not None else reader(cell)

    return read


def option_reader(rules: Rules) -> Callable[[str], bool | int | None]:
    """Reads the 0/1 cell of one option: whether it was chosen, or a code of a missing answer."""

    def read(cell: str) -> bool | int | None:
        text = cell.strip().casefold()
        if not text or text in _NOTHING:
            return rules.blank
        code = _missing_code(text, rules, is_open=False)
        if code is not None:
            return code
        if text in ("1", "1.0", "yes", "true", "x"):
            return True
        if text in ("0", "0.0", "no", "false"):
            return False
        raise BadCell(_("is neither 1 (chosen) nor 0 (not chosen)"))

    return read


def _missing_code(text: str, rules: Rules, *, is_open: bool) -> int | None:
    match = _CODE.fullmatch(text)
    if match is None or float(match[1]) not in rules.missing:
        return None
    code = int(match[1])
    if is_open and not is_reserved(code):
        return None
    return code if is_reserved(code) else NO_ANSWER


def _read_choice(questionnaire: Questionnaire, question: Question, variable: Variable) -> Reader:
    labels = _labels(questionnaire, question)

    def read(cell: str) -> int:
        return _one_code(cell.strip(), variable.codes, labels)

    return read


def _read_choices(questionnaire: Questionnaire, question: Question, variable: Variable) -> Reader:
    """A cell such as `1;3`."""
    labels = _labels(questionnaire, question)

    def read(cell: str) -> list[int]:
        parts = [part.strip() for part in _SEPARATORS.split(cell) if part.strip()]
        chosen = {_one_code(part, variable.codes, labels) for part in parts}
        return [code for code in variable.codes if code in chosen]

    return read


def _one_code(text: str, codes: tuple[int, ...], labels: Mapping[str, int]) -> int:
    by_label = labels.get(text.casefold())
    if by_label is not None:
        return by_label
    match = _CODE.fullmatch(text)
    if match is not None and int(match[1]) in codes:
        return int(match[1])
    raise BadCell(_("is none of the codes %(codes)s", codes=_shown(codes)))


def _shown(codes: tuple[int, ...]) -> str:
    if len(codes) > 2 and codes == tuple(range(codes[0], codes[-1] + 1)):
        return _("%(low)s to %(high)s", low=codes[0], high=codes[-1])
    return ", ".join(map(str, codes[:20])) + (" …" if len(codes) > 20 else "")


def _labels(questionnaire: Questionnaire, question: Question) -> dict[str, int]:
    """Labels in any language, where a label means one code only."""
    texts: list[tuple[int, object]] = []
    options: tuple[Option, ...] = question.options if isinstance(question, SingleChoice | MultipleChoice) else ()
    points: Points | None = getattr(question, "points", None)
    for code, label in [(o.code, o.label) for o in options] + list(points.labels.items() if points else ()):
        texts += [(code, label.in_language(lang, questionnaire.language)) for lang in questionnaire.all_languages]
    found: dict[str, set[int]] = {}
    for code, text in texts:
        found.setdefault(str(text).strip().casefold(), set()).add(code)
    return {text: codes.pop() for text, codes in found.items() if len(codes) == 1 and not _CODE.fullmatch(text)}


def _read_number(_questionnaire: Questionnaire, question: Question, _variable: Variable) -> Reader:
    def read(cell: str) -> int | float:
        text = cell.strip()
        typed = read_number(text)
        value = typed.value if typed else float(text) if _SCIENTIFIC.fullmatch(text) else None
        if value is None:
            raise BadCell(_("is not a number"))
        if isinstance(question, Number):
            _check_bounds(question, value)
        if is_reserved(value):
            raise BadCell(_("lies where only codes of missing answers may lie"))
        return value

    return read


def _check_bounds(question: Number, value: float) -> None:
    if question.minimum is not None and value < question.minimum:
        raise BadCell(_("is less than %(bound)s", bound=f"{question.minimum:g}"))
    if question.maximum is not None and value > question.maximum:
        raise BadCell(_("is more than %(bound)s", bound=f"{question.maximum:g}"))
    if round(value, question.decimals) != value:
        raise BadCell(_("has more than %(decimals)s decimal places", decimals=question.decimals))


def _read_text(_questionnaire: Questionnaire, question: Question, _variable: Variable) -> Reader:
    limit = question.max_length if isinstance(question, ShortText | LongText) else MAX_LENGTH
    one_line = not isinstance(question, LongText)

    def read(cell: str) -> str | None:
        text = clean_text(cell, one_line=one_line)
        if len(text) > limit:
            raise BadCell(_("is longer than %(limit)s characters", limit=limit))
        return text or None

    return read


_READERS: Mapping[VariableKind, Callable[[Questionnaire, Question, Variable], Reader]] = {
    VariableKind.CHOICE: _read_choice,
    VariableKind.CHOICES: _read_choices,
    VariableKind.POINT: _read_choice,
    VariableKind.CHECK: _read_choice,
    VariableKind.FLAG: _read_choice,
    VariableKind.NUMBER: _read_number,
    VariableKind.TEXT: _read_text,
}


def questions_by_variable(questionnaire: Questionnaire) -> dict[str, tuple[Question, Variable]]:
    """Every stored variable with its question, in the order of the questionnaire."""
    return {
        variable.name: (question, variable)
        for question in questionnaire.questions()
        for variable in handler_for(question).variables(question)
    }
