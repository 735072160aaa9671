"""Views while somebody answers: a page, saving on the way, and the thanks at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.extensions import csrf
from surveys.questionnaire.flow import Way
from surveys.questionnaire.question_types import Answers
from surveys.questionnaire.turn import Turn
from surveys.respondents import messages
from surveys.respondents.blueprint import blueprint
from surveys.respondents.introduction import reward_words
from surveys.respondents.page_pass import FIELD, make_pass, read_pass
from surveys.respondents.visitor import Visitor, frame, private_url, public_url, visitor
from surveys.respondents.words_page import Waiting, asked_again, show_words
from surveys.services.answers.submit_page import Outcome, PagePost, save_draft, submit_page
from surveys.store.sittings import Sitting
from surveys.web.runner import goes_back, page_view, show_turn, typed_answers


@dataclass(frozen=True)
class _AtHome:
    """The desk of a respondent: answers are stored, every page has an address of its own."""

    found: Visitor
    again: Mapping[str, Sequence[str]] | None = None
    """What was typed on a page whose pass was not ours: nothing of it was stored, and it is shown again."""

    def show(self, way: Way, turn: Turn | None = None) -> str:
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
        return render_template(
            "respondents/page.html",
            page=view,
            page_pass=make_pass(found, page),
            appeared=turn is not None and not turn.faults,
            resend=self.again is not None,
            private_url=private_url(found),
            action=_page_url(found, page),
            autosave_url=_autosave_url(found, page),
            **frame(found),
        )

    def go_to(self, page: str, turn: Turn | None = None) -> ResponseReturnValue:  # noqa: ARG002
        return redirect(_page_url(self.found, page), 303)

    def end(self, turn: Turn | None = None) -> ResponseReturnValue:  # noqa: ARG002
        return redirect(url_for("respondents.thanks", slug=self.found.slug), 303)


@blueprint.get("/s/<slug>/page/<page>")
def page(slug: str, page: str) -> ResponseReturnValue:
    found = visitor(slug)
    refusal = _refusal(found)
    if refusal is not None:
        return refusal
    if asked_again(found):
        return redirect(url_for("respondents.words", slug=slug), 303)
    if page not in found.way.open_pages:
        return redirect(where_they_were(found), 303)
    return _AtHome(found).show(found.way.at(page))


@blueprint.post("/s/<slug>/page/<page>")
def send_page(slug: str, page: str) -> ResponseReturnValue:
    found = visitor(slug)
    return send_typed(found, page, request.form.get(FIELD, ""), _typed())


def send_typed(found: Visitor, page: str, signed: str, typed: Mapping[str, Sequence[str]]) -> ResponseReturnValue:
    """Take what was typed on a page; who has to decide about other words first finds it there."""
    refusal = _refusal(found)
    if refusal is not None or found.sitting is None:
        return refusal or messages.unknown(found)
    if not _is_page(found, page):
        return redirect(where_they_were(found), 303)
    asked = asked_again(found)
    if asked:
        return show_words(found, asked, waiting=Waiting(page=page, page_pass=signed, typed=typed)), 409
    made = read_pass(found, page, signed)
    if made is None:
        return _AtHome(found, again=typed).show(found.way.at(page)), 400
    post = PagePost(page=page, key=made.key, shown_at=made.shown_at, form=typed)
    return _go_back(found, found.sitting, post) if goes_back() else _send(found, found.sitting, post)


def _send(found: Visitor, sitting: Sitting, post: PagePost) -> ResponseReturnValue:
    result = submit_page(
        found.session,
        sitting=sitting,
        questionnaire=found.questionnaire,
        post=post,
        now=found.now,
    )
    desk = _AtHome(found)
    if result.turn is not None:
        return show_turn(desk, result.turn, following=result.next_page)
    if result.outcome is Outcome.DIFFERENT:
        return messages.sent_before(found, page=post.page, next_url=where_they_were(found))
    return desk.end() if result.next_page is None else desk.go_to(result.next_page)


def _go_back(found: Visitor, sitting: Sitting, post: PagePost) -> ResponseReturnValue:
    """Keep what is valid, and show the page before."""
    turn = _draft(found, sitting, post, changed=None)
    if turn is None:
        return _AtHome(found).go_to(found.way.at(post.page).back or post.page)
    return show_turn(_AtHome(found), turn, following=None)


@blueprint.post("/s/<slug>/page/<page>/autosave")
def autosave(slug: str, page: str) -> ResponseReturnValue:
    found = visitor(slug)
    made = read_pass(found, page, request.form.get(FIELD, ""))
    if made is None or not _is_page(found, page) or not found.may_finish():
        return jsonify(saved=False), 400
    if found.sitting is None or not found.sitting.takes_part or asked_again(found):
        return jsonify(saved=False), 400
    post = PagePost(page=page, key=made.key, shown_at=made.shown_at, form=_typed())
    turn = _draft(found, found.sitting, post, changed=request.form.getlist("_changed"))
    return jsonify(saved=turn is not None)


def _draft(found: Visitor, sitting: Sitting, post: PagePost, *, changed: list[str] | None) -> Turn | None:
    return save_draft(
        found.session,
        sitting=sitting,
        questionnaire=found.questionnaire,
        post=post,
        changed=changed,
        now=found.now,
    )


# The pass of the page proves more than a token in the session cookie: see page_pass.
csrf.exempt(send_page)
csrf.exempt(autosave)


@blueprint.get("/s/<slug>/thanks")
def thanks(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if found.response is None:
        return messages.unknown(found)
    if found.response.state != "completed":
        return redirect(where_they_were(found), 303)
    return render_template(
        "respondents/thanks.html",
        thanks=found.say(found.terms.thanks),
        rewards=reward_words(found),
        private_url=private_url(found),
        public_url=public_url(found),
        is_open=found.is_open(),
        **frame(found),
    )


def _refusal(found: Visitor) -> ResponseReturnValue | None:
    """Why this browser cannot answer at the moment, if so."""
    if found.response is None:
        return messages.unknown(found)
    if found.response.state == "completed":
        return redirect(url_for("respondents.thanks", slug=found.slug), 303)
    if not found.takes_part():
        return messages.took_back(found)
    return None if found.may_finish() else messages.closed(found)


def _autosave_url(found: Visitor, page: str) -> str:
    """Different for every response: under this address a tab keeps what it could not send, and the next person at a
    shared device must not find it in their form.
    """
    return url_for("respondents.autosave", slug=found.slug, page=page, sitting=found.token_hash[:12])


def _page_url(found: Visitor, page: str) -> str:
    return url_for("respondents.page", slug=found.slug, page=page)


def _answers(found: Visitor) -> Answers:
    return {} if found.response is None else found.response.answers


def _is_page(found: Visitor, page: str) -> bool:
    return any(known.name == page for known in found.questionnaire.pages())


def where_they_were(found: Visitor) -> str:
    """The address of the first page still to be done; the last page where all were sent, to send it again."""
    return _page_url(found, found.way.to_do or found.way.last)


def _typed() -> dict[str, list[str]]:
    return typed_answers(FIELD, "_changed")
