"""Views while somebody answers: a page, saving on the way, and the thanks at the end."""

from collections.abc import Mapping, Sequence

from flask import jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from surveys.extensions import csrf
from surveys.questionnaire.turn import Turn
from surveys.respondents import messages
from surveys.respondents.blueprint import blueprint
from surveys.respondents.desk import LANGUAGE, AtHome, is_page, kept_at, leads, page_url, refusal, where_they_were
from surveys.respondents.ending import show_ending
from surveys.respondents.introduction import reward_words
from surveys.respondents.page_pass import FIELD, read_pass
from surveys.respondents.page_size import allow_for_page
from surveys.respondents.result import result_words
from surveys.respondents.skipped import note_skipped, skipped_before
from surveys.respondents.visitor import Visitor, frame, private_url, public_url, visitor
from surveys.respondents.words_page import Waiting, asked_again, show_words
from surveys.services.answers.submit_page import Outcome, PagePost, save_draft, submit_page
from surveys.store.sittings import Sitting
from surveys.web.runner import GOES_BACK, show_turn, typed_answers


@blueprint.get("/s/<slug>/page/<page>")
def page(slug: str, page: str) -> ResponseReturnValue:
    found = visitor(slug)
    refused = refusal(found)
    if refused is not None:
        return refused
    if asked_again(found):
        return redirect(url_for("respondents.words", slug=slug), 303)
    if page not in found.way.open_pages:
        return redirect(where_they_were(found), 303)
    return AtHome(found, skipped=skipped_before(session, found, page)).show(found.way.at(page))


@blueprint.post("/s/<slug>/page/<page>")
def send_page(slug: str, page: str) -> ResponseReturnValue:
    found = visitor(slug)
    allow_for_page(found, page)
    try:
        _typed()
    except RequestEntityTooLarge:
        return messages.too_long(found, page_url(found, page))
    return send_typed(found, page, request.form.get(FIELD, ""), _typed())


def send_typed(found: Visitor, page: str, signed: str, typed: Mapping[str, Sequence[str]]) -> ResponseReturnValue:
    """Take what was typed on a page; who has to decide about other words first finds it there."""
    refused = refusal(found)
    if refused is not None or found.sitting is None:
        return refused or messages.unknown(found)
    if not is_page(found, page):
        return redirect(where_they_were(found), 303)
    asked = asked_again(found)
    if asked:
        return show_words(found, asked, waiting=Waiting(page=page, page_pass=signed, typed=typed)), 409
    made = read_pass(found, page, signed)
    if made is None:
        return AtHome(found, again=typed).show(found.way.at(page)), 400
    post = PagePost(page=page, key=made.key, shown_at=made.shown_at, form=typed)
    go = request.form.get("go", "")
    return _lead_on(found, found.sitting, post, go) if go else _send(found, found.sitting, post)


def _send(found: Visitor, sitting: Sitting, post: PagePost) -> ResponseReturnValue:
    result = submit_page(
        found.session,
        sitting=sitting,
        questionnaire=found.questionnaire,
        post=post,
        now=found.now,
    )
    desk = AtHome(found)
    if result.next_page is not None and not (result.turn and result.turn.again):
        note_skipped(session, found, post.page)
    if result.turn is not None:
        return show_turn(desk, result.turn, following=result.next_page)
    if result.outcome is Outcome.DIFFERENT:
        return messages.sent_before(found, page=post.page, next_url=where_they_were(found))
    return desk.end() if result.next_page is None else desk.go_to(result.next_page)


def _lead_on(found: Visitor, sitting: Sitting, post: PagePost, go: str) -> ResponseReturnValue:
    """Keep what is valid, and lead to where the button of the page says; a page in another language loses nothing."""
    kind, _colon, language = go.partition(":")
    found = found.in_language(language)
    turn = _draft(found, sitting, post, changed=None)
    if kind == LANGUAGE:
        return AtHome(found).go_to(post.page) if turn is None else AtHome(found).show(turn.way, turn)
    if kind == GOES_BACK:
        return _go_back(found, post, turn)
    return redirect(leads(found).get(kind) or page_url(found, post.page), 303)


def _go_back(found: Visitor, post: PagePost, turn: Turn | None) -> ResponseReturnValue:
    if turn is None:
        return AtHome(found).go_to(found.way.at(post.page).back or post.page)
    return show_turn(AtHome(found), turn, following=None)


@blueprint.post("/s/<slug>/page/<page>/autosave")
def autosave(slug: str, page: str) -> ResponseReturnValue:
    found = visitor(slug)
    allow_for_page(found, page)
    made = read_pass(found, page, request.form.get(FIELD, ""))
    if made is None or not is_page(found, page) or not found.may_finish():
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
    if not found.response.is_over:
        return redirect(where_they_were(found), 303)
    if found.response.ending != "complete" and found.response.ending is not None:
        return show_ending(found, found.response.ending)
    return render_template(
        "respondents/thanks.html",
        kept_at=kept_at(found),
        **result_words(found),
        thanks=found.say(found.terms.thanks),
        rewards=reward_words(found, found.rewards),
        private_url=private_url(found),
        public_url=public_url(found),
        is_open=found.is_open(),
        **frame(found),
    )


def _typed() -> dict[str, list[str]]:
    return typed_answers(FIELD, "_changed")
