"""One option out of several, with room for "other"."""

from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import Facet, Option, SingleChoice
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.base import (
    Answers,
    Form,
    Parsed,
    QuestionType,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.question_types.fields import (
    code_to_form,
    facet_of,
    merge,
    offered_codes,
    parse_one_code,
)
from surveys.questionnaire.question_types.other_text import (
    chose_other,
    join_other,
    other_code,
    other_item,
    other_to_form,
    other_variable,
    parse_other,
    typed_other,
)


@dataclass(frozen=True)
class SingleChoiceType(QuestionType[SingleChoice]):
    type_name: ClassVar[str] = "single_choice"
    template: ClassVar[str] = "questions/single_choice.html"

    def variables(self, question: SingleChoice) -> tuple[Variable, ...]:
        codes = tuple(option.code for option in question.options)
        own = Variable(
            name=question.name,
            kind=VariableKind.CHOICE,
            question=question.name,
            codes=codes,
            offered=offered_codes(question.also_offer),
        )
        return (own, *other_variable(question.name, question.options))

    def parse(self, question: SingleChoice, form: Form) -> Parsed:
        allowed = [option.code for option in question.options] + list(offered_codes(question.also_offer))
        form = typed_other(question.name, question.options, form)
        chosen = parse_one_code(
            form, question.name, question=question.name, allowed=allowed, required=question.required
        )
        code = chosen.answers.get(question.name)
        is_other = code is not None and code == other_code(question.options)
        return merge([chosen, parse_other(question.name, question.options, form, chosen=is_other)])

    def form_values(self, question: SingleChoice, answers: Answers) -> dict[str, list[str]]:
        values = code_to_form(question.name, answers.get(question.name))
        return values | other_to_form(question.name, question.options, answers)

    def tell(self, question: SingleChoice, answers: Answers, wording: Wording) -> str:
        code = answers.get(question.name)
        if not isinstance(code, int):
            return ""
        if is_missing(code):
            return wording.missing.get(code, "")
        chosen = next((option for option in question.options if option.code == code), None)
        return "" if chosen is None else join_other(question.name, chosen, answers, wording)

    def codebook_items(
        self, question: SingleChoice, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        facet = facet_of(question.facet, section_facet)
        codes = [option.code for option in question.options]
        own = Item(
            name=question.name,
            text=question.text.in_language(language, default),
            type="ordinal" if question.ordered else "nominal",
            facet=facet,
            range=(min(codes), max(codes)) if question.ordered else None,
            labels=option_labels(question.options, language=language, default=default),
        )
        return [own, *other_item(question.name, question.options, own.text, facet, language, default)]

    def asks_for(self, question: SingleChoice, variable: Variable, answers: Answers) -> bool:
        return variable.parent is None or chose_other(question.name, question.options, answers)

    def seconds(self, question: SingleChoice) -> float:
        return 2.5 + 0.4 * len(question.options)


def option_labels(options: tuple[Option, ...], *, language: str, default: str) -> dict[int, str]:
    return {option.code: option.label.in_language(language, default) for option in options}
