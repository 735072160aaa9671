"""The short text beside an "other" option: only its name, its form field and its words."""

from collections.abc import Sequence

from research.codebook import Item
from surveys.questionnaire.definition import Option
from surveys.questionnaire.question_types.base import (
    Answers,
    FaultKind,
    Form,
    Parsed,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.questionnaire.question_types.fields import fault, posted

OTHER = "_other"
MAX_LENGTH = 200


def other_name(question: str) -> str:
    return question + OTHER


def other_code(options: Sequence[Option]) -> int | None:
    return next((option.code for option in options if option.kind == "other"), None)


def other_variable(question: str, options: Sequence[Option]) -> tuple[Variable, ...]:
    if other_code(options) is None:
        return ()
    name = other_name(question)
    return (Variable(name=name, kind=VariableKind.TEXT, question=question, parent=question),)


def typed_other(question: str, options: Sequence[Option], form: Form) -> Form:
    """Words typed under "other" without choosing anything mean "other"."""
    code = other_code(options)
    if code is None or posted(form, question) or not _typed(question, form):
        return form
    return {**form, question: [str(code)]}


def parse_other(question: str, options: Sequence[Option], form: Form, *, chosen: bool) -> Parsed:
    """The text, stored only where "other" is chosen; what was typed is kept in any case."""
    name = other_name(question)
    text = _typed(question, form)
    if other_code(options) is None or not text:
        return Parsed()
    kept = {name: [text]}
    if len(text) > MAX_LENGTH:
        values = {"maximum": MAX_LENGTH, "given": len(text)}
        return Parsed(faults=(fault(question, name, FaultKind.TOO_LONG, values),), kept=kept)
    return Parsed(answers={name: text} if chosen else {}, kept=kept)


def chose_other(question: str, options: Sequence[Option], answers: Answers) -> bool:
    code, stored = other_code(options), answers.get(question)
    return code is not None and (code in stored if isinstance(stored, list) else stored == code)


def other_to_form(question: str, options: Sequence[Option], answers: Answers) -> dict[str, list[str]]:
    text = answers.get(other_name(question))
    if other_code(options) is None or not isinstance(text, str):
        return {}
    return {other_name(question): [text]}


def join_other(question: str, option: Option, answers: Answers, wording: Wording) -> str:
    """The label of an option, with the words typed beside it."""
    label = option.label.in_language(wording.language, wording.default)
    typed = answers.get(other_name(question))
    return f"{label}: {typed}" if option.kind == "other" and isinstance(typed, str) and typed else label


def other_item(
    question: str, options: Sequence[Option], text: str, facet: str | None, language: str, default: str
) -> list[Item]:
    option = next((option for option in options if option.kind == "other"), None)
    if option is None:
        return []
    words = f"{text} ({option.label.in_language(language, default)})"
    return [Item(name=other_name(question), text=words, type="text", facet=facet)]


def _typed(question: str, form: Form) -> str:
    return clean_text(" ".join(posted(form, other_name(question))), one_line=True)
