"""Scales: which items belong to each, and how they are keyed."""

from dataclasses import dataclass

from surveys.questionnaire.definition import Questionnaire


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
