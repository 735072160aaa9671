"""What questions, pages and terms are built of: names, codes, options, points."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.texts import LocalText

VariableName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,25}$")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
Code = Annotated[int, Field(ge=-90, le=9999)]
PointCode = Annotated[int, Field(ge=-9999, le=9999)]
"""A point of a rating. Bounded here, for points are counted out before anything can say that they are too many."""

PointsGiven = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]


class Facet(StrEnum):
    """What a question is about; it drives the analysis and the report."""

    DEMOGRAPHICS = "demographics"
    FIRMOGRAPHICS = "firmographics"
    VALUES = "values"
    LIFESTYLE = "lifestyle"
    PERSONALITY = "personality"
    OPINIONS = "opinions"
    NEEDS = "needs"
    PAIN_POINTS = "pain_points"
    OBJECTIONS = "objections"
    PREFERENCES = "preferences"
    ENGAGEMENT = "engagement"
    FUNNEL_STAGE = "funnel_stage"
    PURCHASE = "purchase"
    BRAND = "brand"
    OUTCOME = "outcome"


class Missing(StrEnum):
    """Answers a person may give instead of an answer."""

    DONT_KNOW = "dont_know"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NOT_APPLICABLE = "not_applicable"


class Definition(BaseModel):
    """Base of everything an author writes: frozen, and a misspelt key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Option(Definition):
    code: Code
    label: LocalText
    kind: Literal["choice", "none", "other"] = "choice"
    """`none` excludes all others in a multiple choice; `other` opens a short text."""
    points: dict[VariableName, PointsGiven] = {}
    """What choosing it adds to scores of a quiz, by their names; 0 says that it is meant to add nothing."""
    show_if: Condition | None = None


class CarryForward(Definition):
    """Which options a question offers: those that were chosen, or not chosen, in an earlier choice of several."""

    question: VariableName
    those: Literal["chosen", "not_chosen"] = "chosen"

    def offers(self, code: int, answers: Mapping[str, object]) -> bool:
        given = answers.get(self.question)
        return (isinstance(given, list) and code in given) == (self.those == "chosen")


class Points(Definition):
    """The answer points of a rating: `low` to `high` by ones, with labels for some or all of them."""

    low: PointCode = 1
    high: PointCode = 5
    labels: dict[int, LocalText] = {}
