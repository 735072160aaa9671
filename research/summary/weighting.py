"""Only the weighting part of a summary: what raking was to reach, what it reached, and what it cost."""

from typing import Any

from research.codebook import Codebook
from research.plan import AnalysisPlan
from research.steps.measure import Measurement
from research.summary.plain import number
from research.summary.schema.measured import Margin, Weighting


def weighting(measured: Measurement, plan: AnalysisPlan) -> Weighting | None:
    """Every category of every margin before and after, and the price; None where the plan gives no margins."""
    found = measured.raking
    if found is None:
        return None
    codebook = measured.matrix.codebook
    return Weighting(
        base=plan.weights or codebook.weight,
        efficiency=number(found.efficiency),
        design_effect=number(found.design_effect),
        effective_n=number(found.effective_n),
        rounds=found.rounds,
        trimmed=found.trimmed,
        margins=[_category(row, codebook) for row in found.margins.to_dict("records")],
    )


def _category(row: dict[Any, Any], codebook: Codebook) -> Margin:
    item = codebook[str(row["variable"])]
    return Margin(
        variable=item.name,
        text=item.words,
        code=number(row["code"]),
        label=item.label(float(row["code"])),
        n=int(row["n"]),
        **{name: number(row[name]) for name in ("target", "before", "after")},
    )
