"""Everything that came out of an analysis, for the research team: as `whyprint analyse` writes it."""

from surveys.exports.file import File, json_file
from surveys.models import Analysis
from surveys.services.analyses.results_of import results_of


def summary_json(analysis: Analysis) -> File:
    return json_file(f"{analysis.study.slug}-analysis-{analysis.number}-summary.json", results_of(analysis).plain())
