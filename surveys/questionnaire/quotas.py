"""Quotas: how many people of a kind a study takes, and from which page on somebody counts among them."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.elements import Definition, VariableName
from surveys.questionnaire.evaluation import evaluate

if TYPE_CHECKING:
    from surveys.questionnaire.flow import Way


class Quota(Definition):
    name: VariableName
    when: Condition | None = None
    """Who counts; without it everybody."""
    limit: Annotated[int, Field(ge=1, le=10_000_000)]
    page: VariableName
    """Once this page is sent a place is kept, or there is none left."""
    hold_minutes: Annotated[int, Field(ge=1, le=1440)] = 30
    """How long a place is kept for somebody who sends nothing more."""


def quotas_met(way: "Way") -> tuple[Quota, ...]:
    """The quotas that somebody counts in by now; who is at the end counts in all whose condition holds."""
    sent = {step.page.name for step in way.steps if step.sent}
    reached = (quota for quota in way.questionnaire.quotas if quota.page in sent or way.complete)
    return tuple(quota for quota in reached if evaluate(quota.when, way.answers))
