"""Scores of a quiz: what counts for each, and one person's figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.keying import Member, scale_members
from surveys.questionnaire.missing import HIDDEN, NOT_ASKED, is_missing
from surveys.questionnaire.question_types import Answers, RatedItem, Stored, Variable, VariableKind
from surveys.questionnaire.quiz import Score

_DIGITS = 9
"""Sums of decimals that are equal on paper are equal here."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One variable that counts for a score: what each of its codes adds."""

    name: str
    values: Mapping[int, float]
    several: bool = False
    """Whether several codes can be chosen; their values are then added."""

    def value(self, stored: Stored | None) -> float | None:
        """What an answer adds; None where there is none that counts."""
        if isinstance(stored, list):
            return sum(self.values.get(code, 0.0) for code in stored)
        if stored is None or isinstance(stored, str) or is_missing(stored):
            return None
        return self.values.get(int(stored))

    def least(self) -> float:
        return min(self.values.values()) if not self.several else sum(min(0.0, one) for one in self.values.values())

    def most(self) -> float:
        return max(self.values.values()) if not self.several else sum(max(0.0, one) for one in self.values.values())


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A score with everything that counts for it."""

    score: Score
    parts: tuple[Part, ...]

    def of(self, answers: Answers) -> float | None:
        """One person's score; questions that they were not asked are not counted as left out."""
        asked = [part for part in self.parts if answers.get(part.name) not in (HIDDEN, NOT_ASKED)]
        found = [value for part in asked if (value := part.value(answers.get(part.name))) is not None]
        if not found or len(found) < self.score.share_needed * len(asked):
            return None
        return self.combined(sum(found), len(found))

    @property
    def reach(self) -> tuple[float, float]:
        """The least and the most that somebody can get who answers everything."""
        low, high = (sum(edge(part) for part in self.parts) for edge in (Part.least, Part.most))
        return self.combined(low, len(self.parts) or 1), self.combined(high, len(self.parts) or 1)

    def combined(self, total: float, parts: int) -> float:
        return round(total / parts if self.score.combine == "mean" else total, _DIGITS)


def measures(questionnaire: Questionnaire) -> tuple[Measure, ...]:
    """The scores of a quiz with what counts for them, in their order."""
    if questionnaire.quiz is None:
        return ()
    members = scale_members(questionnaire)
    variables = tuple(questionnaire.variables())
    rated = {item.name: item for question in questionnaire.questions() for item in question.rated_items()}
    return tuple(
        Measure(score=score, parts=tuple(_parts(score, variables, rated, members)))
        for score in questionnaire.quiz.scores
    )


def _parts(
    score: Score,
    variables: tuple[Variable, ...],
    rated: Mapping[str, RatedItem],
    members: Mapping[str, tuple[Member, ...]],
) -> Iterator[Part]:
    """By the options chosen, by items named here, by items of a scale."""
    for variable in variables:
        if any(score.name in given for given in variable.points.values()):
            points = {code: variable.points.get(code, {}).get(score.name, 0.0) for code in variable.codes}
            yield Part(name=variable.name, values=points, several=variable.kind is VariableKind.CHOICES)
    for scored in score.items:
        if scored.item in rated:
            item = rated[scored.item]
            low, high = item.points.low, item.points.high
            yield _rated_part(Member(name=item.name, reverse=scored.reverse, low=low, high=high))
    for member in members.get(score.scale or "", ()):
        yield _rated_part(member)


def _rated_part(member: Member) -> Part:
    return Part(
        name=member.name, values={code: member.keyed(code) for code in range(member.low, member.high + 1)}
    )  # fmt: skip
