"""Only the lines of the comparison with R: what differs by how much, why that may be, and the table of it."""

from dataclasses import dataclass

EXPLAINED = {
    ("coffee", "minres oblimin: Phi"): "psych stops turning at 1e-5; GPArotation's best start, to 1e-7, equals ours",
    ("coffee", "minres quartimin: Phi"): "psych stops turning at 1e-5; GPArotation's best start, to 1e-7, equals ours",
    ("coffee", "confirmed"): "lavaan gives two scales that correlate at 1.59, with a warning; we refuse them by name",
    ("teaching", "polychoric, lavaan"): "lavaan misses the maximum of steep pairs (log-likelihood lower by 64 on the "
    "first two items, integrated exactly); psych equals ours",
    ("teaching", "CFA dwls"): "rests on lavaan's polychoric correlations, which miss the maximum there",
}
"""(data set, beginning of the statistic) -> why we differ and keep our figure."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One comparison: the largest difference found, and the tolerance of the statistics guide.

    `relative` says that the difference is a share of R's figure; `refused` why we give no figure where R does.
    """

    data: str
    statistic: str
    difference: float
    tolerance: float
    relative: bool = False
    refused: str = ""

    @property
    def agrees(self) -> bool:
        return bool(self.difference <= self.tolerance)

    @property
    def reason(self) -> str:
        """Why the difference is right; empty where there is no such reason."""
        found = (
            why for (data, start), why in EXPLAINED.items() if data == self.data and self.statistic.startswith(start)
        )
        return next(found, "")


def markdown(rows: list[Row]) -> str:
    """One line per statistic with the data set where it differs most, then what differs for a reason."""
    usual = [row for row in rows if row.agrees or not row.reason]
    worst: dict[str, Row] = {}
    sets: dict[str, set[str]] = {}
    for row in usual:
        sets.setdefault(row.statistic, set()).add(row.data)
        known = worst.get(row.statistic)
        if known is None or not row.difference <= known.difference:
            worst[row.statistic] = row
    lines = ["| statistic | data sets | largest difference | on | tolerance |", "| --- | --- | --- | --- | --- |"]
    for statistic, row in worst.items():
        told = row.refused or f"{row.difference:.1e}{'' if row.agrees else ' **beyond**'}"
        kind = " relative" if row.relative else ""
        lines.append(f"| {statistic} | {len(sets[statistic])} | {told} | {row.data} | {row.tolerance:g}{kind} |")
    different = [row for row in rows if row.reason and not row.agrees]
    if different:
        lines += ["", "| differs | on | by | why ours stays |", "| --- | --- | --- | --- |"]
        lines += [f"| {row.statistic} | {row.data} | {row.difference:.1e} | {row.reason} |" for row in different]
    return "\n".join(lines)
