"""`whyprint schema`."""

import json
from typing import Any, Literal, cast

import click

from research.codebook import FACETS, ITEM_TYPES
from research.summary.schema import FORMAT, Summary
from surveys.cli.plan_schema import plan_schema
from surveys.cli.rule_schema import rule_schema
from surveys.questionnaire.schema import DIALECT, json_schema


@click.command()
@click.argument(
    "kind", type=click.Choice(["study", "questionnaire", "codebook", "plan", "rule", "summary"]), default="study"
)
def schema(kind: str) -> None:
    """Print the JSON Schema of study files, questionnaires, codebooks, plans, rules or summaries."""
    own = {"codebook": _codebook, "plan": plan_schema, "rule": rule_schema, "summary": _summary}
    found = own[kind]() if kind in own else json_schema(cast('Literal["study", "questionnaire"]', kind))
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))


def _summary() -> dict[str, Any]:
    own = Summary.model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": f"urn:whyprint:schema:summary:{FORMAT}", **own, "title": "Whyprint summary"}


def _codebook() -> dict[str, Any]:
    text, number, flag = {"type": "string"}, {"type": "number"}, {"type": "boolean"}
    versions = {"type": "array", "items": {"type": "integer"}}
    wording = {"versions": versions, "text": text, "labels": {"type": "object", "additionalProperties": text}}
    item = {
        "name": {**text, "description": "Name of the column."},
        "text": {**text, "description": "The words the respondent read."},
        "type": {"enum": list(ITEM_TYPES)},
        "facet": {"enum": [*FACETS, None]},
        "scale": {**text, "description": "The scale it belongs to."},
        "reverse": {**flag, "description": "Keyed against its scale."},
        "range": {"type": "array", "items": number, "minItems": 2, "maxItems": 2},
        "labels": {"type": "object", "additionalProperties": text, "description": "Words of the codes."},
        "group": {**text, "description": "The multiple choice this column is one option of."},
        "option": {**text, "description": "What this option says; `text` is the question."},
        "asked_as": {
            **text,
            "description": "The type of the question, such as “nps”, where the type of the column does not tell it.",
        },
        "unit": {**text, "description": "What a number counts, such as “euros a month”; bands are told with it."},
        "reworded": {
            "type": "array",
            "items": {"type": "object", "properties": wording, "required": ["versions"]},
            "description": "How other versions of the questionnaire asked it, in other words.",
        },
    }
    scale = {"name": text, "title": text, "facet": {"enum": [*FACETS, None]}}
    return {
        "$schema": DIALECT,
        "$id": "urn:whyprint:schema:codebook:1",
        "title": "Whyprint codebook",
        "description": "What every column of a table of answers means.",
        "type": "object",
        "required": ["items"],
        "additionalProperties": False,
        "properties": {
            "name": text,
            "source": {**text, "description": "Where the data come from."},
            "id": {**text, "description": "Column with the id of a respondent."},
            "duration": {**text, "description": "Column with the seconds spent."},
            "weight": {**text, "description": "Column with the survey weight."},
            "profile_consent": {
                **text,
                "description": "Column that says with 1 who agreed to be placed in a group; nobody else is read.",
            },
            "quote_consent": {**text, "description": "Column that says with 1 who agreed to be quoted."},
            "language": {**text, "description": "The item that says in which language somebody answered."},
            "version": {**text, "description": "Column with the version of the questionnaire somebody answered."},
            "versions": {**versions, "description": "The versions described here; lines of others are refused."},
            "missing_codes": {"type": "array", "items": number},
            "attention": {"type": "object", "additionalProperties": number},
            "scales": {"type": "array", "items": {"type": "object", "properties": scale, "required": ["name"]}},
            "items": {"type": "array", "items": _closed(item), "minItems": 1},
        },
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": ["name"], "additionalProperties": False}
