"""A row of a card as a line of a table, the same on cards and in facets."""

from collections.abc import Iterable

from research.summary.schema.told import Attitude, Row
from surveys.presentation.report.figures import Column, number
from surveys.presentation.report.words import counted, interval, percent, whole
from surveys.words import gettext as _


def starred(words: str, *, formed: bool) -> str:
    """A line of a table; what formed the personas carries a star."""
    return f"{words} *" if formed else words


def formed_words(rows: Iterable[Row | Attitude]) -> list[str]:
    """What the star says, where one stands."""
    words = _("What has a * formed the personas, so they differ by construction.")
    return [words] if any(row.formed for row in rows) else []


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
