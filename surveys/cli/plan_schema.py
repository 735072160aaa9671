"""The form of an analysis plan as JSON Schema: only from the choices and their reasons to a schema."""

from typing import Any

from research.plan import CHOICES
from research.plan_help import PLAN_HELP
from surveys.questionnaire.schema import DIALECT

_NAMES = {"type": ["array", "null"], "items": {"type": "string"}}
_COUNT = {"type": "integer", "minimum": 2, "maximum": 20}
_FORMS: dict[str, dict[str, Any]] = {
    "items": _NAMES,
    "facets": _NAMES,
    "outcomes": _NAMES,
    "factors": {"anyOf": [{"enum": ["auto", "none"]}, {"type": "integer", "minimum": 1, "maximum": 50}]},
    "segments": {
        "anyOf": [{"const": "auto"}, _COUNT, {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}]
    },
    "bootstraps": {"type": "integer", "minimum": 10, "maximum": 10_000},
    "weights": {"type": ["string", "null"]},
    "margins": {
        "type": ["object", "null"],
        "additionalProperties": {
            "type": "object",
            "additionalProperties": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        },
    },
    "trim": {"type": ["array", "null"], "items": {"type": "number", "minimum": 0}, "minItems": 2, "maxItems": 2},
    "confirm": {"type": "boolean"},
    "compare_across": {"type": ["string", "null"]},
    "side_by_side": {"type": "boolean"},
    "themes": {"type": "boolean"},
    "replicates": {"anyOf": [{"const": 0}, {"type": "integer", "minimum": 10, "maximum": 10_000}]},
    "seed": {"type": "integer", "minimum": 0, "maximum": 2**32 - 1},
    "exclude_flagged": {"type": "boolean"},
}


def plan_schema() -> dict[str, Any]:
    """Every choice with its words and the reason of its default."""
    return {
        "$schema": DIALECT,
        "$id": "urn:whyprint:schema:plan:1",
        "title": "Whyprint analysis plan",
        "description": "Every choice of an analysis and its seed; what is left out has its default.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: _form(name) | {"title": words, "description": reason} for name, (words, reason) in PLAN_HELP.items()
        },
    }


def _form(name: str) -> dict[str, Any]:
    return {"enum": list(CHOICES[name])} if name in CHOICES else _FORMS[name]
