"""How many people each persona stands for, with how sure that is."""

from collections.abc import Sequence

from research.charts.canvas import Along
from research.charts.marks import Point
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import persona_colour
from research.charts.words import words
from research.summary.schema.told import Persona


def overview(personas: Sequence[Persona]) -> RowChart:
    """Dot and interval per persona of a summary, the largest first; one whose size is hidden has no row."""
    dots = [
        (
            _dot(persona, persona.share, place),
            Label(main=words.named(persona.code, persona.called), bold=True),
        )
        for place, persona in enumerate(personas)
        if persona.share is not None
    ]
    dots.sort(key=lambda pair: -pair[0].value)
    top = max((dot.high or dot.value for dot, _ in dots), default=0.5)
    along = Along(low=0, high=min(1.0, max(0.2, -(-top // 0.1) / 10)))
    has_lines = any(dot.low is not None for dot, _ in dots)
    return RowChart(
        title=words.OVERVIEW if has_lines else words.OVERVIEW_WITHOUT,
        description=words.OVERVIEW_READ if has_lines else words.OVERVIEW_WITHOUT_READ,
        along=along,
        ticks=_ticks(along.high),
        rows=[Row(label=label, marks=[dot], value=Value(main=words.percent(dot.value))) for dot, label in dots],
    )


def _dot(persona: Persona, share: float, place: int) -> Point:
    return Point(value=share, low=persona.low, high=persona.high, colour=persona_colour(place), area=150)


def _ticks(high: float) -> dict[float, str]:
    step = 0.1 if high <= 0.5 else 0.25 if high <= 0.75 else 0.5
    ticks = [step * place for place in range(round(high / step) + 1)]
    return {round(value, 2): words.percent(value) for value in ticks if value <= high + 1e-9}
