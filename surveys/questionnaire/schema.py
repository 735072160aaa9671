"""The JSON Schema of what authors write: only how the definition is described to other programs."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyFile

Kind = Literal["study", "questionnaire"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_MODELS: Mapping[Kind, tuple[type[BaseModel], str, str]] = {
    "study": (
        StudyFile,
        "Whyprint study",
        "A questionnaire with the terms of its study: who asks, why, what each consent covers, what is given.",
    ),
    "questionnaire": (
        Questionnaire,
        "Whyprint questionnaire",
        "Sections of pages of questions; every option has a numeric code that never changes.",
    ),
}

_DESCRIPTIONS: Mapping[str, str] = {
    "name": "A name for files and columns: small letters, digits and underscores; unique.",
    "show_if": "When this is shown: a comparison with an earlier answer, or all, any, not of several.",
    "also_offer": "Answers a person may give instead of an answer.",
    "required": "Whether it must be answered or ticked.",
    "facet": "What it is about; drives the analysis and the report.",
    "scale": "The scale this item belongs to.",
    "precision": "How fine a date is asked for: day, month or year.",
    "pattern": "The form of marks that a link may give, such as `[0-9a-f]{24}`.",
    "pairs": "Pairs of opposite words, each answered on the points.",
    "step": "How far the handle moves at once.",
    "reverse": "Whether the item is keyed against its scale.",
    "code": "The stored answer; never changes and is never used again for something else.",
    "kind": "What sort it is.",
    "points": "The answer points, from low to high by ones.",
    "labels": "Words for some or all of the points.",
    "at_least": "How many options must be chosen.",
    "at_most": "How many options may be chosen.",
    "expected": "The right answer of an attention check.",
    "language": "The language of every text that is written without one.",
    "languages": "Further languages in which every text is there.",
    "question": "The variable whose answer is compared.",
    "operator": "How the answer is compared.",
    "value": "What it is compared with: option codes, numbers or text; never labels.",
    "minutes": "How long people are told it takes.",
    "ends_on": "The last day on which somebody may begin; who has begun may finish for a day.",
    "deadline": "The moment, with its offset from UTC, after which nothing is taken, from those who have begun either.",
    "erase_after_days": "Days after the end when the answers are erased.",
    "smallest_group": "No figure about fewer people than this is shown outside the research team.",
    "purposes": "What the answers may be used for, each with a box of its own.",
    "mode": "research: only aggregates leave; profiling: identified people, purpose by purpose.",
}


def json_schema(kind: Kind) -> dict[str, Any]:
    """The schema of a study file or of a questionnaire alone, as a new dict."""
    model, title, description = _MODELS[kind]
    schema = model.model_json_schema(by_alias=True)
    for part in (schema, *schema.get("$defs", {}).values()):
        for name, described in part.get("properties", {}).items():
            if name in _DESCRIPTIONS:
                described.setdefault("description", _DESCRIPTIONS[name])
    return {
        "$schema": DIALECT,
        "$id": f"urn:whyprint:schema:{kind}:1",
        **schema,
        "title": title,
        "description": description,
    }
