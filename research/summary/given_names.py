"""Only the names that people gave to personas, put beside what was found, and never as a finding."""

from collections.abc import Mapping
from typing import TypeVar

from research.said import Said, say
from research.summary.schema import Summary
from research.summary.schema.drifted import Drifted, SegmentProfile, SegmentShare
from research.summary.schema.told import Persona

AnyNamed = TypeVar("AnyNamed", SegmentShare, SegmentProfile)
NAMED = "named_by_team"
"""The sentence of the methods paragraph that says whose names these are."""


def with_given_names(summary: Summary, given: Mapping[str, str]) -> Summary:
    """The same summary, whole or published, with these names and no others of the team.

    Parameters
    ----------
    summary : Summary
    given : mapping of segment to str
    """
    personas = [each.model_copy(update={"given_name": given.get(each.code)}) for each in summary.personas]
    methods = [each for each in summary.provenance.methods if each.code != NAMED]
    provenance = summary.provenance.model_copy(update={"methods": [*methods, *_said(personas)]})
    return summary.model_copy(update={"personas": personas, "provenance": provenance})


def _said(personas: list[Persona]) -> list[Said]:
    named = [persona.code for persona in personas if persona.given_name]
    return [say(NAMED, personas=named)] if named else []


def drift_with_names(told: Drifted, names: Mapping[str, str]) -> Drifted:
    """The same comparison of waves with these names of segments; one that has none is told by its code."""

    def named(rows: list[AnyNamed]) -> list[AnyNamed]:
        return [row.model_copy(update={"name": names.get(row.code, "")}) for row in rows]

    return told.model_copy(update={"shares": named(told.shares), "profiles": named(told.profiles)})
