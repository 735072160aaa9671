"""The form of an analysis plan as JSON Schema, for editors that help."""

from typing import Any

from pydantic import TypeAdapter

from research.plan import AnalysisPlan
from surveys.questionnaire.schema import DIALECT


def plan_schema() -> dict[str, Any]:
    """Every choice with its words and the reason of its default."""
    return {
        "$schema": DIALECT,
        "$id": "urn:whyprint:schema:plan:1",
        **TypeAdapter(AnalysisPlan).json_schema(),
        "title": "Whyprint analysis plan",
        "description": "Every choice of an analysis and its seed; what is left out has its default.",
    }
