"""Whether the segments are levels of one thing, and what that thing is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.errors import Caution, caution
from research.said import Said, say
from research.segments.line import Line, line_of
from research.segments.solution import SegmentSolution
from research.steps.group import Grouping
from research.steps.measure import Measurement

NAMED = 3
"""More things than this are not named one by one."""


@dataclass(frozen=True, kw_only=True)
class Levels:
    """All segments lie along one line.

    Parameters
    ----------
    line : Line
    name : Said
        What it is a line of.
    cautions : tuple of Caution
    """

    line: Line
    name: Said
    cautions: tuple[Caution, ...]


def find_levels(measured: Measurement, grouping: Grouping, solution: SegmentSolution) -> Levels | None:
    """Say whether the segments are rungs of one thing; None where they are not.

    Parameters
    ----------
    measured : Measurement
    grouping : Grouping
        What people were grouped by.
    solution : SegmentSolution
    """
    if solution.k < 2:
        return None
    basis = grouping.numbers(measured)
    line = line_of(basis, solution.labels, codes=solution.codes)
    if line is None:
        return None
    name = _name(line, measured)
    return Levels(line=line, name=name, cautions=(_caution(solution, line, name),))


def _caution(solution: SegmentSolution, line: Line, name: Said) -> Caution:
    return caution("levels_not_kinds", k=solution.k, share=line.share, name=name)


def _name(line: Line, measured: Measurement) -> Said:
    """One thing, what several have in common, or one thing against another."""
    more = [_words(name, measured) for name, r in line.related.items() if r > 0]
    less = [_words(name, measured) for name, r in line.related.items() if r < 0]
    if less:
        return say("line_against", more=_first(more), less=_first(less))
    return say("line_of_one", what=more[0]) if len(more) == 1 else say("line_of_several", what=_first(more))


def _first(words: Sequence[str]) -> list[str]:
    return list(words[:NAMED])


def _words(name: str, measured: Measurement) -> str:
    """What a variable that people were grouped by is called."""
    return measured.labels[name] if name in measured.labels else measured.item(name).words
