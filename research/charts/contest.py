"""Which view tells more about an outcome, out of sample: demographics, psychographics, both, or personas alone."""

from collections.abc import Mapping, Sequence

from research.charts.canvas import Along
from research.charts.marks import Point
from research.charts.row_chart import Reference, Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import INK, MARK, WHO, WHY
from research.charts.words import words
from research.summary.schema.proved import Outcome

VIEWS = {"demographics": WHO, "psychographics": WHY, "both": INK, "personas": MARK}
AREA_UNDER_CURVE = "auc"


def contests(contrast: Mapping[str, Outcome]) -> dict[str, RowChart]:
    """`contrast` of a summary: outcome -> dot and interval per view; one scale for all with the same measure."""
    dots = {outcome: _dots(found) for outcome, found in contrast.items()}
    same = {
        metric: [dot for other, each in contrast.items() if each.metric == metric for dot in dots[other].values()]
        for metric in {found.metric for found in contrast.values()}
    }
    return {
        outcome: _contest(found.text, found.metric, dots[outcome], _scale(same[found.metric], found.metric))
        for outcome, found in contrast.items()
    }


def _dots(found: Outcome) -> dict[str, Point]:
    """What each view tells; some may not be known."""
    told = {
        "demographics": (found.demographics, found.demographics_low, found.demographics_high),
        "psychographics": (found.psychographics, found.psychographics_low, found.psychographics_high),
        "both": (found.both, found.both_low, found.both_high),
        "personas": (found.personas, found.personas_low, found.personas_high),
    }
    return {
        view: Point(value=value, low=low, high=high, colour=VIEWS[view], area=130)
        for view, (value, low, high) in told.items()
        if value is not None
    }


def _contest(outcome: str, measure: str, dots: Mapping[str, Point], along: Along) -> RowChart:
    nothing = 0.5 if measure == AREA_UNDER_CURVE else 0.0
    return RowChart(
        title=words.contest(outcome, measure.upper()),
        description=words.CONTEST_READ,
        along=along,
        ticks=_ticks(along, nothing),
        rows=[_row(words.view(view), dots.get(view)) for view in VIEWS if view in dots or view != "personas"],
        reference=Reference(value=nothing, words=words.GUESSING if nothing else words.KNOWING_NOTHING),
    )


def _row(label: str, dot: Point | None) -> Row:
    if dot is None:
        return Row(label=Label(main=label), marks=())
    return Row(label=Label(main=label), marks=[dot], value=Value(main=words.two_places(dot.value)))


def _scale(dots: Sequence[Point], measure: str) -> Along:
    figures = [figure for dot in dots for figure in (dot.value, dot.low, dot.high) if figure is not None]
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
    return {value: words.plain(value) for value in values if along.low - 1e-9 <= value <= along.high + 1e-9}
