"""Only the neighbouring numbers of factors in a summary, each with fit, markers and a sentence."""

from research.factors.neighbours import Neighbour as FoundNeighbour
from research.steps.measure import Measurement
from research.summary.plain import figures, numbers
from research.summary.schema.measured import Neighbour

FIT = ("chi2", "df", "p", "rmsea", "rmsea_low", "rmsea_high", "tli", "cfi", "srmr", "bic")


def neighbours(measured: Measurement) -> list[Neighbour]:
    """One factor fewer, as many as kept, and one more; what has no proper solution says why."""
    return [_neighbour(each) for each in measured.neighbours]


def _neighbour(found: FoundNeighbour) -> Neighbour:
    solution = found.solution
    return Neighbour(
        k=found.k,
        kept=found.kept,
        problem=found.problem,
        fit=dict.fromkeys(FIT) if solution is None else figures(solution.fit, FIT),
        fewest_markers=found.fewest_markers,
        markers=[] if solution is None else [list(map(str, items)) for items in solution.markers.values()],
        congruence=None if found.congruence is None else numbers(found.congruence),
        like=list(found.like),
        words=found.words,
    )
