"""One typed text or one of the codes offered instead: what short and long texts share."""

from surveys.questionnaire.definition import LongText, ShortText
from surveys.questionnaire.missing import is_missing
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
from surveys.questionnaire.question_types.fields import (
    code_to_form,
    fault,
    offered_codes,
    posted,
    required_fault,
)


def text_variable(question: ShortText | LongText) -> Variable:
    return Variable(
        name=question.name,
        kind=VariableKind.TEXT,
        question=question.name,
        offered=offered_codes(question.also_offer),
    )


def parse_text(question: ShortText | LongText, form: Form, *, one_line: bool) -> Parsed:
    """The text as it was meant; its length is counted in characters."""
    name = question.name
    offered = {str(code): code for code in offered_codes(question.also_offer)}
    cleaned = [clean_text(value, one_line=one_line) for value in posted(form, name)]
    typed = [value for value in cleaned if value and value not in offered]
    instead = [offered[value] for value in cleaned if value in offered]
    kept = {name: [value for value in cleaned if value]} if typed or instead else {}
    if instead:
        if typed or len(set(instead)) > 1:
            return Parsed(faults=(fault(name, name, FaultKind.CONTRADICTORY),), kept=kept)
        return Parsed(answers={name: instead[0]}, kept=kept)
    if not typed:
        return Parsed(faults=required_fault(name, name, required=question.required), kept=kept)
    text = typed[0]
    if len(text) > question.max_length:
        values = {"maximum": question.max_length, "given": len(text)}
        return Parsed(faults=(fault(name, name, FaultKind.TOO_LONG, values),), kept=kept)
    return Parsed(answers={name: text}, kept=kept)


def text_to_form(name: str, answers: Answers) -> dict[str, list[str]]:
    value = answers.get(name)
    return {name: [value]} if isinstance(value, str) else code_to_form(name, value)


def tell_text(name: str, answers: Answers, wording: Wording) -> str:
    value = answers.get(name)
    if isinstance(value, int) and is_missing(value):
        return wording.missing.get(value, "")
    return value if isinstance(value, str) else ""
