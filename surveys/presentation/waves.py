"""Comparisons of new answers with the solution of a study, as their pages list and describe them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from flask_babel import format_date

from surveys.models import Wave
from surveys.presentation.drift import DriftView, show_drift, verdict_of
from surveys.presentation.numbers import whole
from surveys.presentation.progress import WAITS_LONG, Progress
from surveys.presentation.table import Table
from surveys.presentation.words import stage_words, state_words
from surveys.services.analyses.recover_analyses import SILENT_AFTER
from surveys.web.words import gettext as _

_SHOWN = {"queued": "waiting", "running": "running", "done": "done", "failed": "failed", "cancelled": "failed"}
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
                verdict_of(wave.verdict).word if wave.state == "done" else state_words(wave.state),
                period_words(wave.since, wave.until),
                whole(wave.n_responses),
                _("Analysis %(n)d", n=wave.analysis.number),
                wave.requested_by.name if wave.requested_by else _("The command line"),
            ]
            for wave in waves
        ],
    )


def show_wave(wave: Wave) -> DriftView:
    facts = [
        (_("Answers completed"), period_words(wave.since, wave.until)),
        (_("Compared on"), _day(wave.finished_at or wave.requested_at)),
    ]
    return show_drift(wave.result or {}, facts=facts)


def progress_of_wave(wave: Wave, *, now: datetime) -> Progress:
    return Progress(
        state=_SHOWN[wave.state],
        stage=_("Comparing the new answers with the old") if wave.stage == "wave" else stage_words(wave.stage),
        share=wave.share_done,
        message=_message(wave, now),
    )


def _message(wave: Wave, now: datetime) -> str:
    if wave.state == "queued":
        if now - wave.requested_at > WAITS_LONG:
            return _("No worker has taken it yet. Whoever runs the server can start one with “whyprint worker”.")
        return _("It starts as soon as the worker is free.")
    if wave.state != "running":
        return ""
    if now - (wave.heartbeat_at or wave.requested_at) > SILENT_AFTER:
        return _("The worker has fallen silent. The comparison is put back by itself once a worker runs.")
    return _("You can leave this page; the comparison goes on without you.")


def _day(moment: datetime) -> str:
    return str(format_date(moment, format=_DAY)).replace(" ", "\u00a0")
