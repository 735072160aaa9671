"""How far an analysis is, in words that are the same for the page and its script."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from surveys.models import Analysis
from surveys.presentation.words import stage_words
from surveys.services.analyses.recover_analyses import SILENT_AFTER
from surveys.web.words import gettext as _

WAITS_LONG = timedelta(seconds=30)
_SHOWN = {"queued": "waiting", "running": "running", "done": "done", "failed": "failed", "cancelled": "failed"}


@dataclass(frozen=True, kw_only=True)
class Progress:
    state: str
    """What the progress bar knows: waiting, running, done, failed."""
    stage: str
    share: float
    message: str

    def to_json(self) -> dict[str, str | float]:
        return {"state": self.state, "stage": self.stage, "share": self.share, "message": self.message}


def progress_of(analysis: Analysis, *, now: datetime) -> Progress:
    return Progress(
        state=_SHOWN[analysis.state],
        stage=stage_words(analysis.stage if analysis.state != "queued" else "queued"),
        share=analysis.share_done,
        message=_message(analysis, now),
    )


def _message(analysis: Analysis, now: datetime) -> str:
    if analysis.state == "queued":
        if now - analysis.requested_at > WAITS_LONG:
            return _("No worker has taken it yet. Whoever runs the server can start one with “whyprint worker”.")
        return _("It starts as soon as the worker is free.")
    if analysis.state != "running":
        return ""
    last = analysis.heartbeat_at or analysis.started_at or analysis.requested_at
    if now - last > SILENT_AFTER:
        return _("The worker has fallen silent. The analysis is put back by itself once a worker runs.")
    return _("You can leave this page; the analysis goes on without you.")
