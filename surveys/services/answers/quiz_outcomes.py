"""The outcome of a quiz as one more column of its answers: which results there are, and what each person got."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from research.codebook import Codebook, Item
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.outcomes import Result, result_by
from surveys.questionnaire.piping import without_answers
from surveys.questionnaire.scores import Measure, measures
from surveys.questionnaire.terms import StudyTerms
from surveys.services.answers.tell_result import purposes_of_result

NAME = "quiz_outcome"
TEXT = "Result of the quiz"


@dataclass(frozen=True, kw_only=True)
class Results:
    """What comes out of one version for anybody who agreed to it; `None` for the others."""

    questionnaire: Questionnaire
    counted: tuple[Measure, ...]
    purposes: tuple[str, ...]

    @classmethod
    def of(cls, questionnaire: Questionnaire, terms: StudyTerms) -> "Results":
        return cls(
            questionnaire=questionnaire,
            counted=measures(questionnaire),
            purposes=purposes_of_result(questionnaire, terms),
        )

    def for_answers(self, answers: Mapping[str, Any], *, consents: Collection[str]) -> Result | None:
        """The result of a completed response, where all that it needs was agreed to."""
        quiz = self.questionnaire.quiz
        if quiz is None or not set(self.purposes) <= set(consents):
            return None
        return result_by(quiz, self.counted, answers)


def outcome_codes(questionnaires: Iterable[Questionnaire], *, taken: Collection[str] = ()) -> dict[str, int]:
    """A code for each outcome of these versions, in their order; none where a question has the name already."""
    quizzes = [each.quiz for each in questionnaires if each.quiz is not None]
    names = dict.fromkeys(outcome.name for quiz in quizzes for outcome in quiz.outcomes)
    return {} if NAME in taken else {name: code for code, name in enumerate(names, start=1)}


def with_outcome(codebook: Codebook, questionnaires: Sequence[Questionnaire], codes: Mapping[str, int]) -> Codebook:
    """The codebook with the outcome; like the language it belongs to no facet, for it follows from the answers."""
    if not codes or NAME in codebook:
        return codebook
    item = Item(name=NAME, text=TEXT, type="nominal", labels=_labels(questionnaires, codes))
    return replace(codebook, items=(*codebook.items, item))


def _labels(questionnaires: Sequence[Questionnaire], codes: Mapping[str, int]) -> dict[int, str]:
    """In the words of the newest version that has the outcome."""
    return {
        codes[outcome.name]: without_answers(outcome.title.in_language(each.language, each.language))
        for each in questionnaires
        if each.quiz is not None
        for outcome in each.quiz.outcomes
    }
