"""How a sitting can end, and what an author says to whom it ends so."""

from collections.abc import Mapping
from typing import Literal

from surveys.questionnaire.elements import Definition
from surveys.questionnaire.texts import LocalText

EndingKind = Literal["complete", "screened_out", "quota_full", "quality", "duplicate"]
ENDING_KINDS: tuple[EndingKind, ...] = ("complete", "screened_out", "quota_full", "quality", "duplicate")


class Ending(Definition):
    """What is said at one kind of ending, in place of our own words."""

    title: LocalText | None = None
    text: LocalText | None = None
    """Markdown."""
    keep_answers: bool = True
    """Whether answers of somebody who ends so stay stored; no analysis reads them unless all was answered."""


Endings = Mapping[EndingKind, Ending]


def state_of(ending: EndingKind | None) -> Literal["started", "completed", "ended"]:
    """The state of a response that ended so: only what is complete counts, is analysed and earns."""
    if ending is None:
        return "started"
    return "completed" if ending == "complete" else "ended"
