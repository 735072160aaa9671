"""Scales: only which items belong to each, how they are keyed, and one person's means."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types import Answers, Stored


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
        for item in question.rated_items():
            if item.scale:
                member = Member(name=item.name, reverse=item.reverse, low=item.points.low, high=item.points.high)
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
    return {name: _passed(answers.get(name), right) for name, right in questionnaire.expected_answers().items()}


def _passed(answer: Stored | None, right: int) -> bool | None:
    return None if answer is None or is_missing(answer) else answer == right


def _mean(items: tuple[Member, ...], answers: Answers, *, share_needed: float) -> float | None:
    keyed = []
    for item in items:
        answer = answers.get(item.name)
        if isinstance(answer, (int, float)) and not is_missing(answer):
            keyed.append(item.keyed(answer))
    if not keyed or len(keyed) < share_needed * len(items):
        return None
    return sum(keyed) / len(keyed)
