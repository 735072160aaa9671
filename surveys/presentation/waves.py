"""Comparisons of new answers with the solution of a study, as their pages list and describe them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from flask_babel import format_date

from research.summary.schema.drifted import Drifted
from surveys.models import Wave
from surveys.presentation.drift import DriftView, show_drift, verdict_of
from surveys.presentation.numbers import whole
from surveys.presentation.table import Table
from surveys.presentation.words import state_words
from surveys.words import gettext as _

_DAY = "d MMM y"


def period_words(since: datetime, until: datetime | None) -> str:
    """From which day to which; the end is the moment after the last day."""
    first = _day(since)
    if until is None:
        return _("since %(day)s", day=first)
    return _("%(first)s to %(last)s", first=first, last=_day(until - timedelta(seconds=1)))


def wave_rows(waves: Sequence[Wave], *, address: Callable[[int], str]) -> Table:
    """The comparisons of a study, the newest first."""
    return Table(
        caption=_("Comparisons with new answers"),
        columns=[_("Comparison"), _("Verdict"), _("Answers completed"), (_("People"), "number"), _("With"), _("By")],
        rows=[
            [
                {"text": _("Comparison %(n)d", n=wave.number), "href": address(wave.number)},
                _verdict_words(wave),
                period_words(wave.since, wave.until),
                whole(wave.n_responses),
                _("Analysis %(n)d", n=wave.analysis.number),
                wave.run.requested_by.name if wave.run.requested_by else _("The command line"),
            ]
            for wave in waves
        ],
    )


def _verdict_words(wave: Wave) -> str:
    if wave.run.state != "done":
        return state_words(wave.run.state)
    word = verdict_of(wave.verdict).word
    return _("%(verdict)s, but out of date", verdict=word) if wave.stale_since else word


def show_wave(wave: Wave) -> DriftView:
    facts = [
        (_("Answers completed"), period_words(wave.since, wave.until)),
        (_("Compared on"), _day(wave.run.finished_at or wave.run.requested_at)),
    ]
    return show_drift(Drifted.model_validate(wave.result), facts=facts)


def _day(moment: datetime) -> str:
    return str(format_date(moment, format=_DAY)).replace(" ", "\u00a0")
