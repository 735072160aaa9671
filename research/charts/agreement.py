"""How well groups come back, against people without groups: for each number of groups, and for each basis."""

from collections.abc import Sequence
from operator import attrgetter

from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import OnScale, Point, band
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import ACCENT, MARK
from research.charts.words import words
from research.summary.schema.segmented import Bases, BasisLine, Candidate


def candidates(found: Sequence[Candidate], *, chosen: int) -> RowChart:
    """`segments.candidates` of a summary; `chosen` is the number of groups that was kept."""
    rows = [_row(line, label=words.groups(line.k, kept=line.k == chosen), best=line.k == chosen) for line in found]
    return _agreement(rows, title=words.CANDIDATES)


def bases(found: Bases) -> RowChart:
    """`segments.bases` at the recommended number of segments: what could be tried, the most stable first."""
    lines = [line for line in found.lines if line.k == found.k and line.ari_mean is not None]
    rows = [
        _row(line, label=words.basis(line.words, recommended=best, kept=best and found.do_the_same), best=best)
        for line in sorted(lines, key=attrgetter("ari_mean"), reverse=True)
        for best in [line.basis == found.recommended]
    ]
    return _agreement(rows, title=words.BASES)


def _row(line: Candidate | BasisLine, *, label: str, best: bool) -> Row:
    """The adjusted Rand index of repeated groupings, and what people without groups reach at most."""
    null, mean = line.null_ari_mean, line.ari_mean
    marks: list[OnScale] = [] if null is None else [*band(max(null, line.null_ari_high or 0.0, 0.0))]
    if mean is None:
        return Row(label=Label(main=label, bold=best), marks=marks)
    colour, area = (ACCENT, 130) if best else (MARK, 90)
    marks.append(Point(value=mean, low=line.ari_low, high=line.ari_high, colour=colour, area=area))
    value = Value(main=words.two_places(mean), tone="bold" if best else "plain")
    return Row(label=Label(main=label, bold=best), marks=marks, value=value)


def _agreement(rows: Sequence[Row], *, title: str) -> RowChart:
    return RowChart(
        title=title,
        description=words.AGREEMENT_READ,
        along=Along(low=0, high=1),
        ticks={0.0: words.CHANCE, 0.25: "", 0.5: "0.5", 0.75: "", 1.0: words.ALWAYS},
        rows=rows,
        key=[
            Entry(words=words.THESE_PEOPLE, sample=[Point(value=0.5, colour=MARK, area=90)]),
            Entry(words=words.WITHOUT_GROUPS, sample=band(1.0), width=22),
        ],
    )
