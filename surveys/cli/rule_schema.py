"""The form of a short form's rule as JSON Schema."""

from typing import Any

from research.codebook import ITEM_TYPES
from research.typing.rule import FORMAT, NEEDED
from surveys.questionnaire.schema import DIALECT

_NUMBER = {"type": "number"}
_BY_NAME = {"type": "object", "additionalProperties": _NUMBER}
_NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True}
_LIMIT = {"type": ["number", "null"]}


def rule_schema() -> dict[str, Any]:
    """Every part of a rule file with what it means; see docs/typing_rule.md for the arithmetic."""
    return {
        "$schema": DIALECT,
        "$id": "urn:whyprint:schema:rule:1",
        "title": "Rule of a short form",
        "description": "Which segment somebody belongs to, from a few answers, in plain arithmetic.",
        "type": "object",
        "required": ["format", *NEEDED],
        "properties": {
            "format": {"const": FORMAT},
            "study": {"type": "string"},
            "items": {**_NAMES, "description": "Questions, the most telling first."},
            "segments": {**_NAMES, "description": "Codes of the segments."},
            "names": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Of the segments."},
            "questions": {
                "type": "object",
                "description": "What to ask, and which answers there are.",
                "additionalProperties": _question(),
            },
            "method": {"enum": ["logit", "lda"], "description": "What the figures were estimated by."},
            "threshold": {
                "type": "number", "minimum": 0, "maximum": 1,
                "description": "Nobody whose highest probability is lower gets a segment.",
            },
            "intercepts": {**_BY_NAME, "description": "Segment: where its sum begins."},
            "means": {**_BY_NAME, "description": "Rating: what is subtracted from the answer as it was given."},
            "sds": {**_BY_NAME, "description": "Rating: what the difference is divided by."},
            "coefficients": {
                "type": "object", "additionalProperties": _BY_NAME,
                "description": "Segment, rating: what the result is multiplied by.",
            },
            "choices": {
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": _BY_NAME},
                "description": "Choice, answer code, segment: what is added. A choice has no mean, sd and coefficient.",
            },
            "accuracy": {
                "type": "object", "additionalProperties": _LIMIT,
                "description": "How often it is right among people it had not seen.",
            },
        },
    }  # fmt: skip


def _question() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "type": {"enum": list(ITEM_TYPES)},
            "low": _LIMIT,
            "high": _LIMIT,
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
