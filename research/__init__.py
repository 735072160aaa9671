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
    from research.correlation import fiml
    from research.data_files import read_data
    from research.disclosure import Rules, suppress
    from research.errors import Caution, ResearchError
    from research.matrix import ResponseMatrix
    from research.open_text import find_themes, mask_personal, quotes_by_segment, quotes_by_theme, themes_by_segment
    from research.plan import AnalysisPlan
    from research.segments.bases import compare_bases
    from research.segments.class_choice import choose_classes
    from research.segments.methods import compare_methods
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
    "fiml": "correlation",
    "read_data": "data_files",
    "Rules": "disclosure",
    "suppress": "disclosure",
    "Caution": "errors",
    "ResearchError": "errors",
    "ResponseMatrix": "matrix",
    "find_themes": "open_text",
    "mask_personal": "open_text",
    "quotes_by_segment": "open_text",
    "quotes_by_theme": "open_text",
    "themes_by_segment": "open_text",
    "AnalysisPlan": "plan",
    "choose_classes": "segments.class_choice",
    "compare_bases": "segments.bases",
    "compare_methods": "segments.methods",
    "summarise": "summary",
    "summary_bytes": "summary",
    "FrozenSolution": "tracking",
    "compare_waves": "tracking",
    "freeze": "tracking",
    "plan_for_wave": "tracking",
    "tell_drift": "tracking",
    "score_wave": "tracking",
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
    "check_invariance",
    "choose_classes",
    "codebook_from_plain",
    "compare_bases",
    "compare_methods",
    "compare_waves",
    "confirm",
    "fiml",
    "find_themes",
    "freeze",
    "mask_personal",
    "plan_for_wave",
    "quotes_by_segment",
    "quotes_by_theme",
    "rake",
    "read_codebook",
    "read_data",
    "resample_analysis",
    "run_analysis",
    "score_wave",
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
