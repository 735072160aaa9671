"""Understanding answers: from a response matrix to factors, segments and personas. Knows nothing of the web.

Names are loaded when they are first used, so that whoever needs only the codebook does not wait for the statistics.

>>> from research import AnalysisPlan, ResponseMatrix, read_codebook, read_data, run_analysis, summarise
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from research.certainty.run import resample_analysis
    from research.codebook import Codebook, Item, Scale
    from research.confirmation.cfa import confirm
    from research.confirmation.invariance import check_invariance
    from research.correlations.correlate import correlate, fiml, pearson, polychoric
    from research.disclosure import Rules, suppress
    from research.errors import Caution, ResearchError
    from research.factors.adequacy import adequacy
    from research.factors.neighbours import neighbouring_solutions
    from research.factors.retention import retention
    from research.factors.scores import factor_scores
    from research.factors.solution import solve_factors
    from research.matrix import ResponseMatrix
    from research.open_text import find_themes, mask_personal, quotes_by_segment, quotes_by_theme, themes_by_segment
    from research.personas.contrast import contrast
    from research.personas.demographics import segments_from_demographics
    from research.personas.differences import differences
    from research.personas.passport import same_passport
    from research.plan import AnalysisPlan
    from research.reading.codebook_file import codebook_from_plain, read_codebook
    from research.reading.tables import read_data
    from research.run import Analysis, run_analysis
    from research.scales.items import item_statistics
    from research.scales.omega import omega_hierarchical, omega_total
    from research.scales.reliability import alpha, scale_reliability, scale_scores
    from research.scales.response_style import ipsatise, person_mean_share
    from research.screening.screen import screen
    from research.segments.choice import choose_segments
    from research.segments.classes.fit import fit_latent_classes
    from research.segments.kmeans import kmeans
    from research.segments.methods import compare_methods
    from research.segments.mixture import fit_mixture
    from research.segments.solution import solve_segments
    from research.segments.stability import bootstrap_stability, null_stability, segment_jaccard
    from research.simulate import simulate_answers
    from research.steps.other_ways.bases import compare_bases
    from research.summary.build import summarise
    from research.summary.schema import Summary
    from research.tracking import FrozenSolution, compare_waves, freeze, plan_for_wave, score_wave, tell_drift
    from research.typing.rule import score_rule
    from research.typing.tool import fit_typing_tool
    from research.weighting.rake import rake

_HOMES = {
    "Analysis": "run",
    "run_analysis": "run",
    "Codebook": "codebook",
    "Item": "codebook",
    "Scale": "codebook",
    "codebook_from_plain": "reading.codebook_file",
    "read_codebook": "reading.codebook_file",
    "confirm": "confirmation.cfa",
    "check_invariance": "confirmation.invariance",
    "correlate": "correlations.correlate",
    "fiml": "correlations.correlate",
    "pearson": "correlations.correlate",
    "polychoric": "correlations.correlate",
    "read_data": "reading.tables",
    "Rules": "disclosure",
    "suppress": "disclosure",
    "Caution": "errors",
    "ResearchError": "errors",
    "adequacy": "factors.adequacy",
    "neighbouring_solutions": "factors.neighbours",
    "retention": "factors.retention",
    "factor_scores": "factors.scores",
    "solve_factors": "factors.solution",
    "item_statistics": "scales.items",
    "ResponseMatrix": "matrix",
    "omega_hierarchical": "scales.omega",
    "omega_total": "scales.omega",
    "find_themes": "open_text",
    "mask_personal": "open_text",
    "quotes_by_segment": "open_text",
    "quotes_by_theme": "open_text",
    "themes_by_segment": "open_text",
    "contrast": "personas.contrast",
    "segments_from_demographics": "personas.demographics",
    "differences": "personas.differences",
    "same_passport": "personas.passport",
    "AnalysisPlan": "plan",
    "alpha": "scales.reliability",
    "scale_reliability": "scales.reliability",
    "scale_scores": "scales.reliability",
    "ipsatise": "scales.response_style",
    "person_mean_share": "scales.response_style",
    "screen": "screening.screen",
    "compare_bases": "steps.other_ways.bases",
    "choose_segments": "segments.choice",
    "kmeans": "segments.kmeans",
    "fit_latent_classes": "segments.classes.fit",
    "compare_methods": "segments.methods",
    "fit_mixture": "segments.mixture",
    "solve_segments": "segments.solution",
    "bootstrap_stability": "segments.stability",
    "null_stability": "segments.stability",
    "segment_jaccard": "segments.stability",
    "score_rule": "typing.rule",
    "fit_typing_tool": "typing.tool",
    "simulate_answers": "simulate",
    "Summary": "summary.schema",
    "summarise": "summary.build",
    "FrozenSolution": "tracking",
    "compare_waves": "tracking",
    "freeze": "tracking",
    "plan_for_wave": "tracking",
    "score_wave": "tracking",
    "tell_drift": "tracking",
    "resample_analysis": "certainty.run",
    "rake": "weighting.rake",
}

__all__ = [
    "Analysis",
    "AnalysisPlan",
    "Caution",
    "Codebook",
    "FrozenSolution",
    "Item",
    "ResearchError",
    "ResponseMatrix",
    "Rules",
    "Scale",
    "Summary",
    "adequacy",
    "alpha",
    "bootstrap_stability",
    "check_invariance",
    "choose_segments",
    "codebook_from_plain",
    "compare_bases",
    "compare_methods",
    "compare_waves",
    "confirm",
    "contrast",
    "correlate",
    "differences",
    "factor_scores",
    "fiml",
    "find_themes",
    "fit_latent_classes",
    "fit_mixture",
    "fit_typing_tool",
    "freeze",
    "ipsatise",
    "item_statistics",
    "kmeans",
    "mask_personal",
    "neighbouring_solutions",
    "null_stability",
    "omega_hierarchical",
    "omega_total",
    "pearson",
    "person_mean_share",
    "plan_for_wave",
    "polychoric",
    "quotes_by_segment",
    "quotes_by_theme",
    "rake",
    "read_codebook",
    "read_data",
    "resample_analysis",
    "retention",
    "run_analysis",
    "same_passport",
    "scale_reliability",
    "scale_scores",
    "score_rule",
    "score_wave",
    "screen",
    "segment_jaccard",
    "segments_from_demographics",
    "simulate_answers",
    "solve_factors",
    "solve_segments",
    "summarise",
    "suppress",
    "tell_drift",
    "themes_by_segment",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"research.{_HOMES[name]}"), name)
    raise AttributeError(f"research has no {name!r}")
