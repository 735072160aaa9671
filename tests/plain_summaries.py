"""Summaries in their plain form, as files and pages have them."""

from typing import Any

from research.disclosure import Rules
from research.disclosure import suppress as suppress_facts
from research.run import Analysis
from research.summary.build import summarise as summarise_facts
from research.summary.schema import Summary
from tests.summaries import summary_of


def summarise(analysis: Analysis) -> dict[str, Any]:
    return summarise_facts(analysis).plain()


def suppress(summary: dict[str, Any], *, rules: Rules) -> dict[str, Any]:
    return suppress_facts(summary_of(summary), rules=rules).plain()


def summary_bytes(summary: dict[str, Any]) -> bytes:
    return Summary.model_validate(summary).to_bytes()
