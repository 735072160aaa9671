"""A chart on a page: the finding, how to read it, the picture, its base and its numbers, as one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from markupsafe import Markup


class Anchored(TypedDict):
    """A cell that others link to."""

    text: str
    id: str


Column = str | tuple[str, str]
Cell = str | Anchored
Charts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What the macro `figure` shows.

    `rows` are the numbers of the picture.
    """

    id: str
    finding: str
    reading: str
    base: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    wide: Markup | None
    narrow: Markup | None


def make_figure(
    charts: Charts,
    name: str,
    *,
    finding: str,
    reading: str,
    base: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
) -> Figure:
    """The picture `name` with its words; without a picture the numbers stand alone."""
    drawn = charts.get(name, {})
    return Figure(
        id="chart-" + name.replace(".", "-").replace(" ", "-"),
        finding=finding,
        reading=reading,
        base=base,
        columns=columns,
        rows=rows,
        wide=_markup(drawn.get("wide")),
        narrow=_markup(drawn.get("narrow")),
    )


def _markup(svg: str | None) -> Markup | None:
    return Markup(svg) if svg else None  # noqa: S704  (drawn by research.charts, where every text is escaped)


def number(label: str) -> Column:
    """A column of figures."""
    return (label, "number")
