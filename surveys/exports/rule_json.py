"""The rule of an analysis's short form, as `whyprint type` reads it."""

from surveys.exports.file import File, json_file
from surveys.models import Analysis
from surveys.services.analyses.short_form import rule_of


def rule_json(analysis: Analysis) -> File:
    return json_file(f"{analysis.study.slug}-analysis-{analysis.number}-rule.json", rule_of(analysis))
