"""Several options out of a list, with limits, "none of these" and "other"."""

from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import Facet, MultipleChoice
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.base import (
    AnswerFault,
    Answers,
    FaultKind,
    Form,
    Parsed,
    QuestionType,
    Stored,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.question_types.fields import (
    code_to_form,
    facet_of,
    fault,
    merge,
    offered_codes,
    posted,
    read_codes,
    required_fault,
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
class MultipleChoiceType(QuestionType[MultipleChoice]):
    type_name: ClassVar[str] = "multiple_choice"
    template: ClassVar[str] = "questions/multiple_choice.html"

    def variables(self, question: MultipleChoice) -> tuple[Variable, ...]:
        own = Variable(
            name=question.name,
            kind=VariableKind.CHOICES,
            question=question.name,
            codes=tuple(option.code for option in question.options),
            offered=offered_codes(question.also_offer),
        )
        return (own, *other_variable(question.name, question.options))

    def parse(self, question: MultipleChoice, form: Form) -> Parsed:
        form = typed_other(question.name, question.options, form)
        raw = posted(form, question.name)
        codes = set(read_codes(raw))
        chosen = [option.code for option in question.options if option.code in codes]
        instead = [code for code in offered_codes(question.also_offer) if code in codes]
        faults = _faults(question, codes, chosen, instead)
        usable = all(found.kind is FaultKind.TOO_FEW for found in faults)
        stored: Stored | None = instead[0] if instead else (chosen or None)
        own = Parsed(
            answers={question.name: stored} if usable and stored is not None else {},
            faults=tuple(faults),
            kept={question.name: raw} if raw else {},
        )
        is_other = usable and other_code(question.options) in chosen
        return merge([own, parse_other(question.name, question.options, form, chosen=is_other)])

    def form_values(self, question: MultipleChoice, answers: Answers) -> dict[str, list[str]]:
        stored = answers.get(question.name)
        if isinstance(stored, list):
            values = {question.name: [str(code) for code in stored]}
        else:
            values = code_to_form(question.name, stored)
        return values | other_to_form(question.name, question.options, answers)

    def tell(self, question: MultipleChoice, answers: Answers, wording: Wording) -> str:
        stored = answers.get(question.name)
        if isinstance(stored, int) and is_missing(stored):
            return wording.missing.get(stored, "")
        chosen = stored if isinstance(stored, list) else []
        return "; ".join(
            join_other(question.name, option, answers, wording) for option in question.options if option.code in chosen
        )

    def codebook_items(
        self, question: MultipleChoice, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        facet = facet_of(question.facet, section_facet)
        text = question.text.in_language(language, default)
        items = [
            Item(
                name=option_column(question.name, option.code),
                text=f"{text} – {option.label.in_language(language, default)}",
                type="binary",
                facet=facet,
                range=(0, 1),
                labels={0: "not chosen", 1: "chosen"},
                group=question.name,
            )
            for option in question.options
        ]
        return items + other_item(question.name, question.options, text, facet, language, default)

    def asks_for(self, question: MultipleChoice, variable: Variable, answers: Answers) -> bool:
        return variable.parent is None or chose_other(question.name, question.options, answers)

    def seconds(self, question: MultipleChoice) -> float:
        return 3.0 + 0.9 * len(question.options)


def option_column(question: str, code: int) -> str:
    """The name of the 0/1 column of one option; a negative code is written with `m`."""
    return f"{question}_{code}" if code >= 0 else f"{question}_m{-code}"


def _faults(
    question: MultipleChoice, codes: set[int | None], chosen: list[int], instead: list[int]
) -> list[AnswerFault]:
    name = question.name
    if not codes:
        return list(required_fault(name, name, required=question.required))
    if len(chosen) + len(instead) < len(codes):
        return [fault(name, name, FaultKind.NOT_AN_OPTION)]
    nones = [option.code for option in question.options if option.kind == "none" and option.code in chosen]
    if len(codes) > 1 and (instead or nones):
        return [fault(name, name, FaultKind.CONTRADICTORY)]
    if not instead and not nones and len(chosen) < question.at_least:
        values = {"at_least": question.at_least, "given": len(chosen)}
        return [fault(name, name, FaultKind.TOO_FEW, values)]
    if question.at_most is not None and len(chosen) > question.at_most:
        return [fault(name, name, FaultKind.TOO_MANY, {"at_most": question.at_most, "given": len(chosen)})]
    return []
