"""Where a respondent sits: what a page of theirs is made of, its addresses, and why it cannot be answered, if so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from surveys.questionnaire.flow import Way
from surveys.questionnaire.question_types import Answers
from surveys.questionnaire.turn import Turn
from surveys.respondents import messages
from surveys.respondents.introduction import until_words
from surveys.respondents.page_pass import make_pass
from surveys.respondents.skipped import Skipped
from surveys.respondents.visitor import Visitor, frame
from surveys.web.runner import page_view

FORM = "answers"
"""Id of the form of a page: every button that leads away from it sends it, so that nothing typed is lost."""
LANGUAGE = "language"
"""What the value of such a button begins with where the page is to be read in another language."""


@dataclass(frozen=True)
class AtHome:
    """The desk of a respondent: answers are stored, every page has an address of its own."""

    found: Visitor
    again: Mapping[str, Sequence[str]] | None = None
    """What was typed on a page whose pass was not ours: nothing of it was stored, and it is shown again."""
    skipped: Skipped | None = None
    """What was left open on the page before, where that is worth a word."""

    def show(self, way: Way, turn: Turn | None = None) -> str:
        found = self.found
        return render_template(
            "respondents/page.html",
            **self.words(way, turn),
            ahead_url=url_for("respondents.ahead", slug=found.slug, page=way.page.name),
            kept_at=kept_at(found),
            skipped=self.skipped,
            **frame(found) | {"page_form": FORM},
        )

    def words(self, way: Way, turn: Turn | None = None) -> dict[str, object]:
        """The questions of a page, its pass and where it is sent to."""
        found, page = self.found, way.page.name
        typed = self.again if turn is None else turn.kept
        view = page_view(
            way,
            _answers(found) if turn is None else turn.answers,
            language=found.language,
            minutes=found.terms.minutes,
            faults=() if turn is None else turn.faults,
            typed=typed,
        )
        return {
            "page": view,
            "page_pass": make_pass(found, page),
            "until": until_words(found) if found.is_late() else "",
            "appeared": turn is not None and bool(turn.appeared) and not turn.faults,
            "resend": self.again is not None,
            "action": page_url(found, page),
            "autosave_url": _autosave_url(found, page),
        }

    def go_to(self, page: str, turn: Turn | None = None) -> ResponseReturnValue:  # noqa: ARG002
        return redirect(page_url(self.found, page), 303)

    def end(self, turn: Turn | None = None) -> ResponseReturnValue:  # noqa: ARG002
        return redirect(url_for("respondents.thanks", slug=self.found.slug), 303)


def refusal(found: Visitor) -> ResponseReturnValue | None:
    """Why this browser cannot answer at the moment, if so."""
    if found.response is None:
        return messages.unknown(found)
    if found.response.is_over:
        return redirect(url_for("respondents.thanks", slug=found.slug), 303)
    if not found.takes_part():
        return messages.took_back(found)
    return None if found.may_finish() else messages.closed(found)


def leads(found: Visitor) -> dict[str, str]:
    """Where the buttons of a page lead that save first, by their value."""
    introduction = url_for("respondents.introduction", slug=found.slug)
    my_data = url_for("respondents.my_data", slug=found.slug)
    return {"later": introduction, "about": f"{introduction}#about", "my_data": my_data}


def page_url(found: Visitor, page: str) -> str:
    return url_for("respondents.page", slug=found.slug, page=page)


def is_page(found: Visitor, page: str) -> bool:
    return any(known.name == page for known in found.questionnaire.pages())


def where_they_were(found: Visitor) -> str:
    """The address of the first page still to be done; the last page where all were sent, to send it again."""
    return page_url(found, found.way.to_do or found.way.last)


def _autosave_url(found: Visitor, page: str) -> str:
    """Different for every response: under this address a tab keeps what it could not send, and the next person at a
    shared device must not find it in their form.
    """
    return url_for("respondents.autosave", slug=found.slug, page=page, sitting=_short_name(found))


def kept_at(found: Visitor) -> str:
    """Under which name a tab keeps pages that wait for the network: another one for every response, too."""
    return url_for("respondents.introduction", slug=found.slug, sitting=_short_name(found))


def _short_name(found: Visitor) -> str:
    return found.token_hash[:12]


def _answers(found: Visitor) -> Answers:
    return {} if found.response is None else found.response.answers
