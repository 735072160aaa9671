"""What people could be grouped by: how well the segments of each basis come back, against data without groups."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, lay_rows
from research.charts.stability import KEY_HEIGHT, key_without_groups
from research.charts.svg import Sheet
from research.charts.theme import ACCENT, BAND, MARK, Frame

TITLE = "Agreement of repeated groupings, for each basis"


def bases(found: Mapping[str, Any], frame: Frame) -> Sheet:
    """Dot and interval of the adjusted Rand index per basis; the band is what data without groups give.

    Parameters
    ----------
    found : mapping
        `segments.bases` of the summary; only the recommended number of segments is drawn.
    frame : Frame
    """
    lines = lines_of(found)
    canvas = Canvas(frame, Along(low=0, high=1))
    labels = [_label(line, recommended=line["basis"] == found["recommended"]) for line in lines]
    rows = lay_rows(canvas, labels, top=KEY_HEIGHT, least=30, marks=22)
    bottom = rows[-1].bottom if rows else KEY_HEIGHT
    canvas.grid({0.0: "0: chance", 0.25: "", 0.5: "0.5", 0.75: "", 1.0: "1: always"}, top=KEY_HEIGHT - 4, bottom=bottom)
    key_without_groups(canvas)
    for line, row in zip(lines, rows, strict=True):
        is_best = line["basis"] == found["recommended"]
        colour = ACCENT if is_best else MARK
        canvas.span(0.0, _null(line), y=row.y, thick=14, colour=BAND)
        if line["ari_low"] is not None and line["ari_high"] is not None:
            canvas.span(line["ari_low"], line["ari_high"], y=row.y, thick=2, colour=colour)
        canvas.dot(pixel=canvas.at(line["ari_mean"]), y=row.y, colour=colour, size=130 if is_best else 90)
        canvas.text(f"{line['ari_mean']:.2f}", pixel=frame.value_left, y=row.y, bold=is_best)
    return Sheet(picture=canvas.picture(), width=frame.width, height=bottom + 24, title=TITLE)


def lines_of(found: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The bases at the recommended number of segments that could be tried, the most stable first."""
    lines = [line for line in found["lines"] if line["k"] == found["k"] and line["ari_mean"] is not None]
    return sorted(lines, key=lambda line: -line["ari_mean"])


def _label(line: Mapping[str, Any], *, recommended: bool) -> Label:
    words = line["words"][:1].upper() + line["words"][1:]
    return Label(main=f"{words} (recommended)" if recommended else words, bold=recommended)


def _null(line: Mapping[str, Any]) -> float:
    return max(line["null_ari_mean"] or 0.0, line["null_ari_high"] or 0.0, 0.0)
