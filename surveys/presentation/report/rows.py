"""A row of a card as a line of a table, the same on cards and in facets."""

from research.summary.schema.told import Row
from surveys.presentation.report.figures import Column, number
from surveys.presentation.report.words import counted, interval, percent, whole
from surveys.words import gettext as _


def row_columns(code: str) -> list[Column]:
    figures = code, _("95 % interval"), _("Everybody"), _("Index"), "n"
    return [_("Answer"), *map(number, figures)]


def row_figures(row: Row) -> list[str]:
    return [
        percent(row.share),
        interval(row.low, row.high),
        percent(row.population_share),
        whole(row.index),
        counted(row.base_n),
    ]


def apart(row: Row) -> float:
    """How far these people are from everybody."""
    return abs((row.share or 0.0) - (row.population_share or 0.0))
