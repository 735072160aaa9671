"""The short form of an analysis: its rule, and the segment of somebody who answered it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from research.errors import ResearchError
from research.summary.rule_file import rule_file
from research.summary.schema import Summary
from research.summary.schema.proved import TypingTool
from research.typing.rule import UNCLEAR, score_rule
from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.services.analyses.results_of import results_of
from surveys.words import refusal


@dataclass(frozen=True, kw_only=True)
class Placed:
    """How probable each segment is, and the one somebody belongs to; `unclear` where none is probable enough."""

    probabilities: Mapping[str, float]
    segment: str | None
    unclear: bool


def rule_of(analysis: Analysis) -> dict[str, Any]:
    """The rule as `whyprint type` reads it; refused where there is none."""
    try:
        return rule_file(results_of(analysis))
    except ResearchError as error:
        told = refusal(error)
        raise Conflict(told.text, told.advice) from error


def typed_by(analysis: Analysis) -> Summary:
    """What came out, where it has a short form."""
    rule_of(analysis)
    return results_of(analysis)


def place_person(tool: TypingTool, answers: Mapping[str, str]) -> Placed:
    """Where somebody belongs by these answers."""
    found = score_rule(tool.rule, answers)
    return Placed(probabilities=found["probabilities"], segment=found["segment"], unclear=found["reason"] == UNCLEAR)
