"""An item whose right answer is said in its text: stored, told apart, never analysed."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import AttentionCheck, Facet
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.base import Answers, VariableKind
from surveys.questionnaire.question_types.points import PointsType


@dataclass(frozen=True)
class AttentionCheckType(PointsType[AttentionCheck]):
    type_name: ClassVar[str] = "attention_check"
    template: ClassVar[str] = "questions/attention_check.html"
    variable_kind: ClassVar[VariableKind] = VariableKind.CHECK

    def codebook_items(
        self, question: AttentionCheck, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        """None: the codebook names the checks apart, in `attention`."""
        return []

    def seconds(self, question: AttentionCheck) -> float:
        return 4.0

    def passed(self, question: AttentionCheck, answers: Answers) -> bool | None:
        """Whether the answer is the expected one; None where none was given."""
        answer = answers.get(question.name)
        if answer is None or is_missing(answer):
            return None
        return answer == question.expected
