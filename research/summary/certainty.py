"""Only how sure a summary is, where people were drawn again: intervals, and shares of samples in which things hold."""

from research.result import Uncertainty
from research.summary.plain import number, table, typed
from research.summary.schema.segmented import CertainLoading, CertainPair, Certainty, SegmentCertainty

CERTAIN = 0.8
"""Who is put into the same segment in this share of the samples counts as placed for certain."""


def certainty(found: Uncertainty | None) -> Certainty | None:
    """Intervals over new samples of people; None where the plan asks for none."""
    if found is None:
        return None
    return Certainty(
        replicates=found.replicates,
        failed=found.failed,
        segments={code: SegmentCertainty(**figures) for code, figures in table(found.segments).items()},
        congruence=table(found.congruence),
        loadings=typed(CertainLoading, found.loadings),
        factor_correlations=typed(CertainPair, found.factor_correlations),
        certain_share=number((found.certainty >= CERTAIN).mean()),
    )


def statements_hold(found: Uncertainty | None) -> dict[tuple[str, str], float | int | None]:
    """By segment and item: the share of samples in which the words of the statement are true."""
    if found is None:
        return {}
    rows = found.statements[["segment", "variable", "holds"]].itertuples(index=False)
    return {(str(segment), str(variable)): number(holds) for segment, variable, holds in rows}
