"""Scales: only which items belong to each, how they are keyed, and one person's means."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.questionnaire.definition import AttentionCheck, Matrix, Points, Questionnaire, Rating
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types import Answers
from surveys.questionnaire.question_types.attention_check import AttentionCheckType


@dataclass(frozen=True, kw_only=True)
class Member:
    """One item of a scale."""

    name: str
    reverse: bool
    low: int
    high: int

    def keyed(self, answer: float) -> float:
        """The answer in the direction of the scale; a reversed item is reversed once, here."""
        return self.low + self.high - answer if self.reverse else answer


def scale_members(questionnaire: Questionnaire) -> dict[str, tuple[Member, ...]]:
    """The items of every scale, in the order of the questionnaire."""
    members: dict[str, list[Member]] = {scale.name: [] for scale in questionnaire.scales}
    for question in questionnaire.questions():
        if isinstance(question, Rating) and question.scale:
            member = _member(question.name, question.points, reverse=question.reverse)
            members.setdefault(question.scale, []).append(member)
        elif isinstance(question, Matrix):
            for item in question.items:
                if item.scale:
                    member = _member(item.name, question.points, reverse=item.reverse)
                    members.setdefault(item.scale, []).append(member)
    return {scale: tuple(items) for scale, items in members.items()}


def scale_means(
    questionnaire: Questionnaire, answers: Answers, *, share_needed: float = 0.5
) -> Mapping[str, float | None]:
    """One person's mean on every scale, on the points of its items.

    A scale of which less than `share_needed` of the items is answered has no mean (None).
    """
    return {
        scale: _mean(items, answers, share_needed=share_needed) for scale, items in scale_members(questionnaire).items()
    }


def attention_passed(questionnaire: Questionnaire, answers: Answers) -> Mapping[str, bool | None]:
    """For every attention check whether it was answered as asked; None where it was not answered."""
    handler = AttentionCheckType()
    return {
        question.name: handler.passed(question, answers)
        for question in questionnaire.questions()
        if isinstance(question, AttentionCheck)
    }


def _member(name: str, points: Points, *, reverse: bool) -> Member:
    return Member(name=name, reverse=reverse, low=points.low, high=points.high)


def _mean(items: tuple[Member, ...], answers: Answers, *, share_needed: float) -> float | None:
    keyed = []
    for item in items:
        answer = answers.get(item.name)
        if isinstance(answer, (int, float)) and not is_missing(answer):
            keyed.append(item.keyed(answer))
    if not keyed or len(keyed) < share_needed * len(items):
        return None
    return sum(keyed) / len(keyed)
