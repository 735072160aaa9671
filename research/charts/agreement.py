"""How well groups come back, against people without groups: for each number of groups, and for each basis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts import words
from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import Point, band, interval
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import ACCENT, MARK

TICKS = {0.0: words.CHANCE, 0.25: "", 0.5: "0.5", 0.75: "", 1.0: words.ALWAYS}
KEY = (
    Entry(words=words.THESE_PEOPLE, sample=[Point(value=0.5, colour=MARK, area=90)]),
    Entry(words=words.WITHOUT_GROUPS, sample=band(1.0), width=22),
)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The adjusted Rand index of repeated groupings of one kind, and what people without groups reach at most."""

    label: str
    best: bool
    mean: float | None
    low: float | None
    high: float | None
    without: float | None


def read_candidates(found: Sequence[Mapping[str, Any]], *, chosen: int) -> list[Agreement]:
    """From `segments.candidates` of a summary; `chosen` is the number of groups that was kept."""
    return [
        _read(line, label=words.groups(line["k"], kept=line["k"] == chosen), best=line["k"] == chosen) for line in found
    ]


def read_bases(found: Mapping[str, Any]) -> list[Agreement]:
    """From `segments.bases`: at the recommended number of segments, what could be tried, the most stable first."""
    lines = [line for line in found["lines"] if line["k"] == found["k"] and line["ari_mean"] is not None]
    return [
        _read(line, label=words.basis(line["words"], recommended=best), best=best)
        for line in sorted(lines, key=lambda line: -line["ari_mean"])
        for best in [line["basis"] == found["recommended"]]
    ]


def _read(line: Mapping[str, Any], *, label: str, best: bool) -> Agreement:
    mean, high = line.get("null_ari_mean"), line.get("null_ari_high")
    return Agreement(
        label=label,
        best=best,
        mean=line["ari_mean"],
        low=line["ari_low"],
        high=line["ari_high"],
        without=None if mean is None else max(mean, high or 0.0, 0.0),
    )


def agreement(given: Sequence[Agreement], *, title: str) -> RowChart:
    """Dot and interval per row; the band is what people without groups give."""
    return RowChart(
        title=title,
        description=words.AGREEMENT_READ,
        along=Along(low=0, high=1),
        ticks=TICKS,
        rows=[_row(each) for each in given],
        key=KEY,
    )


def _row(each: Agreement) -> Row:
    colour = ACCENT if each.best else MARK
    mean = [] if each.mean is None else [Point(value=each.mean, colour=colour, area=130 if each.best else 90)]
    value = (
        None if each.mean is None else Value(main=words.two_places(each.mean), tone="bold" if each.best else "plain")
    )
    return Row(
        label=Label(main=each.label, bold=each.best),
        marks=[*band(each.without), *interval(each.low, each.high, colour=colour), *mean],
        value=value,
    )
