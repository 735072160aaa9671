"""A run as its page shows it until there are results: how far it is, or why it did not come to its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from surveys.jobs.life import GIVEN_UP, SILENT_AFTER
from surveys.models import Run
from surveys.presentation.words import stage_words
from surveys.words import gettext as _

WAITS_LONG = timedelta(seconds=30)
_SHOWN = {"queued": "waiting", "running": "running", "done": "done", "failed": "failed", "cancelled": "failed"}
_PAGES = {"queued": "running", "running": "running", "done": "earlier"}
"""Done, and still without results to show: an earlier version wrote them down."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The same for the page and its script."""

    state: str
    """What the progress bar knows: waiting, running, done, failed."""
    stage: str
    share: float
    message: str

    def to_json(self) -> dict[str, str | float]:
        return {"state": self.state, "stage": self.stage, "share": self.share, "message": self.message}


@dataclass(frozen=True, kw_only=True)
class Failure:
    """What went wrong, what to do, and which questions or choices it concerns."""

    text: str
    advice: str
    where: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class RunPage:
    """The page of a run that has no results (yet), whatever it is about."""

    run: Run
    now: datetime
    name: str
    crumbs: Sequence[tuple[str, str | None]]
    here: str
    status: str
    cancel: str
    cancel_words: str
    facts_title: str
    facts: Sequence[tuple[str, str]]
    again: str
    """The page on which it can be asked for with other choices."""
    again_words: str
    same_again: str | None = None
    """Where to ask for exactly the same, if that makes sense."""

    @property
    def template(self) -> str:
        return f"runs/{_PAGES.get(self.run.state, 'failed')}.html"

    @property
    def progress(self) -> Progress:
        return progress_of(self.run, now=self.now)

    @property
    def failure(self) -> Failure | None:
        """None where it was cancelled."""
        return failure_of(self.run.error) if self.run.state == "failed" and self.run.error else None


def progress_of(run: Run, *, now: datetime) -> Progress:
    return Progress(
        state=_SHOWN[run.state],
        stage=stage_words(run.stage if run.state != "queued" else "queued"),
        share=run.share_done,
        message=_message(run, now),
    )


def failure_of(error: Mapping[str, Any]) -> Failure:
    """In words; for what is not the fault of what was asked, only a code is stored."""
    if error["text"]:
        return Failure(text=error["text"], advice=error["advice"], where=error["where"])
    if error["code"] == GIVEN_UP:
        return Failure(
            text=_("The worker stopped twice in the middle of it."),
            advice=_(
                "The machine may have too little memory for it. Try fewer bootstrap pairs or fewer items, "
                "or ask whoever runs the server; then start it again."
            ),
        )
    return Failure(
        text=_("It stopped because of a mistake in the program, not because of your data or choices."),
        advice=_(
            "Whoever runs the server finds the details in the worker’s log. Your answers are safe; "
            "asking for less may get through."
        ),
    )


def _message(run: Run, now: datetime) -> str:
    if run.state == "queued":
        if now - run.requested_at > WAITS_LONG:
            return _("No worker has taken it yet. Whoever runs the server can start one with “whyprint worker”.")
        return _("It starts as soon as the worker is free.")
    if run.state != "running":
        return ""
    if now - (run.heartbeat_at or run.started_at or run.requested_at) > SILENT_AFTER:
        return _("The worker has fallen silent. The work is put back by itself once a worker runs.")
    return _("You can leave this page; the work goes on without you.")
