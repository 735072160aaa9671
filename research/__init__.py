"""Understanding answers: from a response matrix to factors, segments and personas. Knows nothing of the web.

Names are loaded when they are first used, so that whoever needs only the codebook does not wait for the statistics.

>>> from research import AnalysisPlan, ResponseMatrix, read_codebook, read_data, run_analysis, summarise
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from research.analysis import Analysis, run_analysis
    from research.codebook import Codebook, Item, Scale
    from research.codebook_reading import codebook_from_plain, read_codebook
    from research.confirmation.cfa import confirm
    from research.confirmation.invariance import check_invariance
    from research.correlation import correlate, fiml, pearson, polychoric
    from research.data_files import read_data
    from research.disclosure import Rules, suppress
    from research.errors import Caution, ResearchError
    from research.factors.adequacy import adequacy
    from research.factors.neighbours import neighbouring_solutions
    from research.factors.retention import retention
    from research.factors.scores import factor_scores
    from research.factors.solution import solve_factors
    from research.items import item_statistics
    from research.matrix import ResponseMatrix
    from research.omega import omega_hierarchical, omega_total
    from research.open_text import find_themes, mask_personal, quotes_by_segment, quotes_by_theme, themes_by_segment
    from research.personas.contrast import contrast
    from research.personas.demographics import segments_from_demographics
    from research.personas.differences import differences
    from research.personas.passport import same_passport
    from research.plan import AnalysisPlan
    from research.reliability import alpha, scale_reliability, scale_scores
    from research.response_style import ipsatise, person_mean_share
    from research.screening import screen
    from research.segments.bases import compare_bases
    from research.segments.choice import choose_segments
    from research.segments.class_choice import choose_classes
    from research.segments.kmeans import kmeans
    from research.segments.latent_class import fit_latent_classes
    from research.segments.methods import compare_methods
    from research.segments.mixture import fit_mixture
    from research.segments.solution import solve_segments
    from research.segments.stability import bootstrap_stability, null_stability, segment_jaccard
    from research.segments.typing_rule import score_rule
    from research.segments.typing_tool import fit_typing_tool
    from research.simulate import simulate_answers
    from research.summary import summarise, summary_bytes
    from research.tracking import FrozenSolution, compare_waves, freeze, plan_for_wave, score_wave, tell_drift
    from research.uncertainty import resample_analysis
    from research.weighting import rake

_HOMES = {
    "Analysis": "analysis",
    "run_analysis": "analysis",
    "Codebook": "codebook",
    "Item": "codebook",
    "Scale": "codebook",
    "codebook_from_plain": "codebook_reading",
    "read_codebook": "codebook_reading",
    "confirm": "confirmation.cfa",
    "check_invariance": "confirmation.invariance",
    "correlate": "correlation",
    "fiml": "correlation",
    "pearson": "correlation",
    "polychoric": "correlation",
    "read_data": "data_files",
    "Rules": "disclosure",
    "suppress": "disclosure",
    "Caution": "errors",
    "ResearchError": "errors",
    "adequacy": "factors.adequacy",
    "neighbouring_solutions": "factors.neighbours",
    "retention": "factors.retention",
    "factor_scores": "factors.scores",
    "solve_factors": "factors.solution",
    "item_statistics": "items",
    "ResponseMatrix": "matrix",
    "omega_hierarchical": "omega",
    "omega_total": "omega",
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
    "alpha": "reliability",
    "scale_reliability": "reliability",
    "scale_scores": "reliability",
    "ipsatise": "response_style",
    "person_mean_share": "response_style",
    "screen": "screening",
    "compare_bases": "segments.bases",
    "choose_segments": "segments.choice",
    "choose_classes": "segments.class_choice",
    "kmeans": "segments.kmeans",
    "fit_latent_classes": "segments.latent_class",
    "compare_methods": "segments.methods",
    "fit_mixture": "segments.mixture",
    "solve_segments": "segments.solution",
    "bootstrap_stability": "segments.stability",
    "null_stability": "segments.stability",
    "segment_jaccard": "segments.stability",
    "score_rule": "segments.typing_rule",
    "fit_typing_tool": "segments.typing_tool",
    "simulate_answers": "simulate",
    "summarise": "summary",
    "summary_bytes": "summary",
    "FrozenSolution": "tracking",
    "compare_waves": "tracking",
    "freeze": "tracking",
    "plan_for_wave": "tracking",
    "score_wave": "tracking",
    "tell_drift": "tracking",
    "resample_analysis": "uncertainty",
    "rake": "weighting",
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
    "adequacy",
    "alpha",
    "bootstrap_stability",
    "check_invariance",
    "choose_classes",
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
    "summary_bytes",
    "suppress",
    "tell_drift",
    "themes_by_segment",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"research.{_HOMES[name]}"), name)
    raise AttributeError(f"research has no {name!r}")
