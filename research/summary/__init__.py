"""From an analysis to one plain, JSON-able summary: the one source for pages, exports and notebooks."""

from dataclasses import asdict
from typing import Any

import orjson

from research.result import Analysis
from research.summary import measurement, segmentation
from research.summary.certainty import certainty
from research.summary.confirming import confirmed_parts
from research.summary.open_text import open_text
from research.summary.other_ways import other_ways
from research.summary.personas import personas
from research.summary.provenance import fingerprint, provenance

__all__ = ["summarise", "summary_bytes"]


def summarise(analysis: Analysis) -> dict[str, Any]:
    """Put an analysis into plain values.

    Parameters
    ----------
    analysis : Analysis

    Returns
    -------
    dict
        `data screening items scales correlations adequacy retention factors response_style segments personas contrast
        typing_tool provenance warnings`; shares run from 0 to 1, what could not be computed is None. These are the
        figures of the research team: outside it, only what `research.disclosure.suppress` lets through.
    """
    measured, plan = analysis.measurement, analysis.plan
    data_fingerprint = fingerprint(analysis.given)
    data = measurement.data(analysis, data_fingerprint)
    segments = {
        **segmentation.segments(analysis),
        **other_ways(analysis.side_by_side),
        "certainty": certainty(analysis.uncertainty),
        "open_text": open_text(analysis),
    }
    parts = {
        "data": data,
        "screening": measurement.screening(measured, excluded=plan.exclude_flagged),
        "items": measurement.items(measured),
        "scales": measurement.scales(measured),
        "correlations": measurement.correlations(measured),
        "adequacy": measurement.adequacy(measured),
        "retention": measurement.retention(measured),
        "factors": {
            **measurement.factors(measured, extraction=plan.extraction, rotation=plan.rotation),
            **confirmed_parts(analysis.confirmed, codebook=measured.matrix.codebook),
        },
        "response_style": measurement.response_style(measured),
        "segments": segments,
        "personas": personas(analysis, segments=segments, asked=data["facets"]),
        "contrast": segmentation.contrast(analysis),
        "typing_tool": segmentation.typing_tool(analysis),
        "warnings": [{**asdict(caution), "where": list(caution.where)} for caution in analysis.cautions],
    }
    return {**parts, "provenance": provenance(analysis, parts=parts, data_fingerprint=data_fingerprint)}


def summary_bytes(summary: dict[str, Any]) -> bytes:
    """The summary as bytes: same data, plan and seed, same bytes.

    Parameters
    ----------
    summary : dict
        As `summarise` gives it.
    """
    return orjson.dumps(summary, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2) + b"\n"
