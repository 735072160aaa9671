"""Only how sure a summary is, where people were drawn again: intervals, and shares of samples in which things hold."""

import pandas as pd

from research.declared import Number
from research.result import Analysis, Uncertainty
from research.summary.plain import by_name, number, table, typed
from research.summary.schema.segmented import CertainLoading, CertainPair, Certainty, Redrawn, SegmentCertainty

CERTAIN = 0.8
"""Who is put into the same segment in this share of the samples counts as placed for certain."""


def redrawn(analysis: Analysis) -> Redrawn | None:
    """How people were drawn again; None where too few new samples carried a solution."""
    found = analysis.redrawn
    if found is None:
        return None
    return Redrawn(
        draws=found.draws,
        failed=found.failed,
        people=found.people,
        comes_back=by_name(found.comes_back),
        temperature=number(found.temperature),
    )


def share_interval(analysis: Analysis, code: str, share: float) -> tuple[Number, Number]:
    """Over people drawn again; nothing where the segment does not come back."""
    found = analysis.redrawn
    if found is None:
        return None, None
    low, high = _around(share, found.share_margins[code])
    return (low, high) if low is None or high is None else (max(low, 0.0), min(high, 1.0))


def effect_interval(analysis: Analysis, code: str, variable: str, effect: float) -> tuple[Number, Number]:
    """The same of a standardised difference to all others."""
    found = analysis.redrawn
    return (None, None) if found is None else _around(effect, _cell(found.effect_margins, code, variable))


def mean_interval(analysis: Analysis, code: str, variable: str, mean: float) -> tuple[Number, Number]:
    """The same of the mean of a dimension."""
    found = analysis.redrawn
    return (None, None) if found is None else _around(mean, _cell(found.mean_margins, code, variable))


def designs(analysis: Analysis, variable: str) -> dict[str, Number]:
    """By segment, how many answers to a question count as one."""
    found = analysis.redrawn
    return {} if found is None or variable not in found.designs else by_name(found.designs[variable])


def _cell(margins: pd.DataFrame, code: str, variable: str) -> float:
    return float(margins.loc[code, variable]) if variable in margins else float("nan")  # type: ignore[arg-type]


def _around(middle: float, margin: float) -> tuple[Number, Number]:
    return number(middle - margin), number(middle + margin)


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
