"""From an analysis to its summary: every part is made by the file that knows it."""

from research.result import Analysis
from research.summary import measurement, segmentation
from research.summary.methods import methods_paragraph
from research.summary.personas import personas
from research.summary.provenance import fingerprint, provenance
from research.summary.schema import Summary


def summarise(analysis: Analysis) -> Summary:
    """Put an analysis into typed values.

    Parameters
    ----------
    analysis : Analysis

    Returns
    -------
    Summary
        The figures of the research team: outside it, what `research.disclosure.suppress` lets through.
    """
    measured, plan = analysis.measurement, analysis.plan
    data_fingerprint = fingerprint(analysis.given)
    data = measurement.data(analysis, data_fingerprint)
    segments = segmentation.segments(analysis)
    summary = Summary(
        data=data,
        screening=measurement.screening(measured, excluded=plan.exclude_flagged),
        items=measurement.items(measured),
        scales=measurement.scales(measured),
        correlations=measurement.correlations(measured),
        adequacy=measurement.adequacy(measured),
        retention=measurement.retention(measured),
        factors=measurement.factors(measured, plan, analysis.confirmed),
        response_style=measurement.response_style(measured),
        segments=segments,
        personas=personas(analysis, segments=segments, asked=data.facets),
        contrast=segmentation.contrast(analysis),
        typing_tool=segmentation.typing_tool(analysis),
        warnings=list(analysis.cautions),
        provenance=provenance(analysis, data_fingerprint=data_fingerprint),
    )
    return told(summary)


def told(summary: Summary) -> Summary:
    """The same with the methods paragraph that follows from it."""
    provenance = summary.provenance.model_copy(update={"methods": methods_paragraph(summary)})
    return summary.model_copy(update={"provenance": provenance})
