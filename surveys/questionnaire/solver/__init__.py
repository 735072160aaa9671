"""What the conditions of a questionnaire do, found by logic: what is never shown, and the shortest way to what is."""

from surveys.questionnaire.solver.findings import Finding, FindingKind, find_needless, find_never_shown
from surveys.questionnaire.solver.ways import Clash, NoWay, WayTo, way_to

__all__ = ["Clash", "Finding", "FindingKind", "NoWay", "WayTo", "find_needless", "find_never_shown", "way_to"]
