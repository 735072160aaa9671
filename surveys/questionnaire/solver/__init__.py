"""What the conditions of a questionnaire do, found by logic: what is never shown, and the shortest way to what is."""

from surveys.questionnaire.solver.findings import Finding, FindingKind, find_faults_of_logic
from surveys.questionnaire.solver.ways import Clash, NoWay, WayTo, way_to

__all__ = ["Clash", "Finding", "FindingKind", "NoWay", "WayTo", "find_faults_of_logic", "way_to"]
