"""Only the other bases and methods in a summary: the same people grouped in other ways."""

from research.segments.methods import MethodComparison
from research.steps.other_ways.bases import BasisComparison
from research.steps.other_ways.run import SideBySide
from research.steps.other_ways.without_style import WithoutStyle
from research.summary.plain import number, numbers, table, typed
from research.summary.schema import segmented
from research.summary.schema.segmented import Bases, BasisLine, Methods


def bases(found: SideBySide | None) -> Bases | None:
    """What people might be grouped by; None where it was not asked for or could not be done."""
    return None if found is None or found.bases is None else _bases(found.bases)


def methods(found: SideBySide | None) -> Methods | None:
    """Ways of grouping; None where it was not asked for or could not be done."""
    return None if found is None or found.methods is None else _methods(found.methods)


def _bases(found: BasisComparison) -> Bases:
    return Bases(
        k=found.k,
        people=found.people,
        recommended=found.recommended,
        recommendation=found.recommendation,
        lines=typed(BasisLine, found.table),
        agreement=table(found.agreement),
        left_out=table(found.left_out),
    )


def _methods(found: MethodComparison) -> Methods:
    return Methods(
        k=found.k,
        words=found.words,
        agreement=table(found.agreement),
        sizes={str(method): numbers(sizes) for method, sizes in found.sizes.iterrows()},
    )


def without_style(found: WithoutStyle | None) -> segmented.WithoutStyle | None:
    """The second grouping, where how high people answer says too much about the first."""
    if found is None:
        return None
    return segmented.WithoutStyle(
        k=found.segmentation.solution.k,
        verdict=found.segmentation.choice.verdict,
        kind_of_set=found.kind,
        agreement=number(found.agreement),
        person_mean_share=number(found.segmentation.person_mean_share),
        people=found.people,
        words=found.said,
        groups=[
            segmented.OtherGroup(code=each.code, n=each.n, more=list(each.more), less=list(each.less))
            for each in found.groups
        ],
    )
