"""Which view tells more about an outcome, out of sample: demographics, psychographics or both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts import words
from research.charts.canvas import Along
from research.charts.marks import Point, interval
from research.charts.row_chart import Reference, Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import INK, WHO, WHY

VIEWS = {
    "demographics": (words.DEMOGRAPHICS, WHO),
    "psychographics": (words.PSYCHOGRAPHICS, WHY),
    "both": (words.BOTH, INK),
}
AREA_UNDER_CURVE = "auc"


@dataclass(frozen=True, kw_only=True)
class View:
    """How much one view tells."""

    label: str
    colour: str
    told: float | None
    low: float | None
    high: float | None

    def figures(self) -> list[float]:
        """Those that are known."""
        return [figure for figure in (self.told, self.low, self.high) if figure is not None]


@dataclass(frozen=True, kw_only=True)
class Contest:
    """What each view tells of one outcome."""

    outcome: str
    measure: str
    views: Sequence[View]

    @property
    def nothing(self) -> float:
        """What knowing nothing reaches."""
        return 0.5 if self.measure == AREA_UNDER_CURVE else 0.0


def read_contests(contrast: Mapping[str, Mapping[str, Any]]) -> dict[str, Contest]:
    """From `contrast` of a summary: outcome -> contest."""
    return {outcome: _read(found) for outcome, found in contrast.items()}


def _read(found: Mapping[str, Any]) -> Contest:
    views = [
        View(label=label, colour=colour, told=found[view], low=found[f"{view}_low"], high=found[f"{view}_high"])
        for view, (label, colour) in VIEWS.items()
    ]
    return Contest(outcome=found["text"], measure=found["metric"], views=views)


def contest(found: Contest, others: Iterable[Contest]) -> RowChart:
    """Dot and interval per view, with the line of knowing nothing; one scale for all with the same measure."""
    along = _scale([each for each in others if each.measure == found.measure], found.measure)
    return RowChart(
        title=words.contest_title(found.outcome, found.measure.upper()),
        description=words.CONTEST_READ,
        along=along,
        ticks=_ticks(along, found.nothing),
        rows=[_row(view) for view in found.views],
        reference=Reference(value=found.nothing, words=words.GUESSING if found.nothing else words.KNOWING_NOTHING),
    )


def _row(view: View) -> Row:
    label = Label(main=view.label)
    if view.told is None:
        return Row(label=label, marks=())
    dot = Point(value=view.told, colour=view.colour, area=130)
    line = interval(view.low, view.high, colour=view.colour, thick=2.5)
    return Row(label=label, marks=[*line, dot], value=Value(main=words.two_places(view.told)))


def _scale(contests: Sequence[Contest], measure: str) -> Along:
    figures = [figure for each in contests for view in each.views for figure in view.figures()]
    if measure == AREA_UNDER_CURVE:
        return Along(low=max(0.0, min([0.45, *map(_tenth_below, figures)])), high=1.0)
    low = min([0.0, *[_tenth_below(figure) for figure in figures if figure < 0]])
    high = max([0.3, *[_tenth_below(figure) + 0.1 for figure in figures]])
    return Along(low=max(low, -0.3), high=min(high, 1.0))


def _tenth_below(value: float) -> float:
    return float(value // 0.1) / 10


def _ticks(along: Along, nothing: float) -> dict[float, str]:
    step = 0.1 if along.high - along.low <= 0.6 else 0.25 if nothing == 0 else 0.1
    first = round(along.low / step)
    values = [round(step * place, 2) for place in range(first, int(round(along.high / step, 6)) + 1)]
    return {value: f"{value:g}".replace("-", "−") for value in values if along.low - 1e-9 <= value <= along.high + 1e-9}
