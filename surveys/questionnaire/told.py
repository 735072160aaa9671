"""Answers as they stand in later texts: labels in the language of the page, the rest as it was given."""

from collections.abc import Callable

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.piping import fill
from surveys.questionnaire.question_types import Answers, Stored, Variable, VariableKind
from surveys.questionnaire.question_types.typed_number import write_number

_APART, _TOGETHER = "\u2068", "\u2069"
"""Signs around own words, which may run the other way than the text they stand in."""


def teller(questionnaire: Questionnaire, answers: Answers, *, language: str) -> Callable[[str], str]:
    """What stands in the place of a variable; nothing where no answer was given.

    `answers` are those of questions that are shown.
    """
    default = questionnaire.language

    def tell(name: str) -> str:
        own = [variable for variable in questionnaire.variables() if name in (variable.name, variable.parent)]
        found = next((variable for variable in own if variable.name == name), None)
        typed = next((answers.get(variable.name) for variable in own if variable.parent == name), None)
        if found is not None and found.kind is VariableKind.CHOICE and isinstance(typed, str):
            return _apart(typed)
        return "" if found is None else "، ".join(_words(found)) if language == "ar" else ", ".join(_words(found))

    def _words(variable: Variable) -> list[str]:
        stored = answers.get(variable.name)
        given = stored if isinstance(stored, list) else [] if stored is None or is_missing(stored) else [stored]
        return [_word(variable, one) for one in given]

    def _word(variable: Variable, one: Stored) -> str:
        if isinstance(one, str):
            return _apart(one)
        label = variable.labels.get(one) if isinstance(one, int) else None
        if label is not None:
            return fill(label.in_language(language, default), tell)
        return write_number(one) if isinstance(one, (int, float)) else ""

    return tell


def _apart(text: str) -> str:
    return f"{_APART}{text}{_TOGETHER}" if text else ""
