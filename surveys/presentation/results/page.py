"""The results page as one value: every section with its words and tables, in the order of the argument."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from research.summary.schema import Summary
from surveys.models import Analysis
from surveys.presentation.results import comparison, factors, open_text, question, scales, segments, team
from surveys.presentation.results.asked import Asked, read_asked
from surveys.presentation.results.cautions import Cautions, read_cautions
from surveys.presentation.results.certainty import Certainty, read_certainty
from surveys.presentation.results.confirmation import Confirmed, read_confirmation
from surveys.presentation.results.invariance import Compared, read_invariance
from surveys.presentation.results.loadings import Reading, loadings_table
from surveys.presentation.results.neighbours import Neighbours, read_neighbours
from surveys.presentation.results.other_ways import Bases, Methods, read_bases, read_methods
from surveys.presentation.results.weighting import Weighting, read_weighting
from surveys.presentation.results.without_style import WithoutStyle, read_without_style
from surveys.presentation.sets import set_lead, set_meaning
from surveys.presentation.table import Table
from surveys.presentation.versions import reworded_table
from surveys.services.analyses.results_of import results_of
from surveys.words import gettext as _
from surveys.words import grammar, ngettext, told


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A chart drawn by the server, for wide and for narrow screens."""

    wide: Markup
    narrow: Markup | None


@dataclass(frozen=True, kw_only=True)
class Results:
    """What `templates/analyses/results.html` shows."""

    summary: Summary
    cautions: Cautions
    headline: str
    asked: Asked
    weighting: Weighting | None
    confirmation: Confirmed | None
    invariance: Compared | None
    neighbours: Neighbours | None
    bases: Bases | None
    methods_compared: Methods | None
    without_style: WithoutStyle | None
    certainty: Certainty | None
    data_facts: list[tuple[str, str]]
    reworded: Table | None
    screening: Table
    items: Table
    scales: Table
    scales_finding: str
    adequacy: str
    retention: Table
    retention_reasons: str
    eigenvalues: Table
    legend: list[dict[str, Any]]
    loadings: Table
    reading: Reading
    heat: str
    team: team.TeamTables
    phi: Table | None
    fit: list[str]
    style: str
    verdict: str
    meaning: str
    candidates: Table
    sizes: Table
    segment_facts: list[tuple[str, str]]
    demographics: str
    open_text: open_text.OpenText
    outcomes: list[comparison.Contest]
    contrast: Table
    reason: str
    typing: str
    typing_more: list[str]
    typing_questions: list[str]
    typing_curve: Table | None
    confusion: Table | None
    methods: str
    provenance: list[tuple[str, str]]
    charts: Mapping[str, Figure]


def show_results(analysis: Analysis, *, reading: Reading | None = None) -> Results:
    summary = results_of(analysis)
    reading = reading or Reading()
    own = analysis.team_charts or {}
    return Results(
        summary=summary,
        cautions=read_cautions(summary, accepted=analysis.acknowledged),
        headline=_headline(summary),
        asked=read_asked(analysis.plan, summary),
        weighting=read_weighting(summary),
        confirmation=read_confirmation(summary),
        invariance=read_invariance(summary),
        neighbours=read_neighbours(summary),
        bases=read_bases(summary),
        methods_compared=read_methods(summary),
        without_style=read_without_style(summary),
        certainty=read_certainty(summary),
        data_facts=question.data_facts(summary),
        reworded=reworded_table(summary.data),
        screening=question.screening_table(summary),
        items=scales.items_table(summary),
        scales=scales.scales_table(summary),
        scales_finding=scales.scales_finding(summary),
        adequacy=factors.adequacy_sentence(summary),
        retention=factors.retention_table(summary),
        retention_reasons=grammar().paragraph(summary.retention.reasons),
        eigenvalues=factors.eigenvalue_table(summary),
        legend=factors.factor_legend(summary),
        loadings=loadings_table(summary, reading),
        reading=reading,
        heat=team.heat_words(summary),
        team=team.team_tables(summary, own),
        phi=factors.phi_table(summary),
        fit=factors.fit_sentences(summary),
        style=told(summary.response_style.words),
        verdict=set_lead(summary.segments),
        meaning=set_meaning(summary.segments.kind_of_set),
        candidates=segments.candidates_table(summary),
        sizes=segments.sizes_table(summary),
        segment_facts=segments.segment_facts(summary),
        demographics=segments.demographics_sentence(summary),
        open_text=open_text.open_text(summary),
        outcomes=comparison.contests(summary),
        contrast=comparison.contrast_table(summary),
        reason=told(summary.segments.reason),
        typing=comparison.typing_sentence(summary),
        typing_more=comparison.typing_more(summary),
        typing_questions=comparison.typing_questions(summary),
        typing_curve=comparison.typing_curve(summary),
        confusion=comparison.confusion_table(summary),
        methods=grammar().paragraph(summary.provenance.methods),
        provenance=_provenance(summary),
        charts=_charts(analysis.charts) | _charts(own.get("drawn")),
    )


def _headline(summary: Summary) -> str:
    k, n = summary.segments.k, len(summary.factors.names)
    dimensions = ngettext("One dimension", "%(num)d dimensions", n) if n else _("No dimensions")
    if k < 2:
        return _("%(dimensions)s, and no segments worth naming", dimensions=dimensions)
    return _("%(dimensions)s, %(k)d segments", dimensions=dimensions, k=k)


def _provenance(summary: Summary) -> list[tuple[str, str]]:
    provenance = summary.provenance
    return [
        (_("Seed"), str(provenance.seed)),
        (_("Fingerprint of the data"), provenance.data_fingerprint),
        (_("Versions"), ", ".join(f"{name} {version}" for name, version in provenance.versions.items())),
    ]


def _charts(stored: Mapping[str, Any] | None) -> dict[str, Figure]:
    return {
        name: Figure(
            wide=Markup(drawn["wide"]),  # noqa: S704  (drawn by research.charts from our own summary)
            narrow=Markup(drawn["narrow"]) if drawn.get("narrow") else None,  # noqa: S704
        )
        for name, drawn in (stored or {}).items()
        if isinstance(drawn, Mapping) and drawn.get("wide")
    }
