"""The rule of an analysis's short form, as `whyprint type` reads it."""

from typing import Any

from surveys.exports.file import File, json_file
from surveys.models import Analysis


def rule_json(analysis: Analysis, rule: dict[str, Any]) -> File:
    return json_file(f"{analysis.study.slug}-analysis-{analysis.number}-rule.json", rule)
