"""Views before the first question: the introduction, agreeing, and coming back by the private link."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.questionnaire.arrangement import arrange
from surveys.questionnaire.flow import way_through
from surveys.questionnaire.prefill import prefilled
from surveys.respondents import messages
from surveys.respondents.another_link import ask_first, welcome, would_replace
from surveys.respondents.blueprint import blueprint
from surveys.respondents.from_link import carried_by_link, said_by_link
from surveys.respondents.introduction import introduction_words
from surveys.respondents.start_form import StartForm, read_start_form, words_shown
from surveys.respondents.visitor import (
    Visitor,
    frame,
    keep_cookie,
    private_links,
    private_url,
    visitor,
)
from surveys.services.answers.decide_consents import decisions_for
from surveys.services.answers.start_response import start_response

_START = "start"


@blueprint.get("/s/<slug>")
def introduction(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if found.response is not None and "new" not in request.args and not found.comes_to_test:
        return _welcome_back(found)
    if not found.is_open():
        return messages.closed(found)
    return _ask(found, StartForm())


@blueprint.post("/s/<slug>/start")
def start(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if not found.is_open():
        return messages.closed(found)
    form = read_start_form(request.form, found.terms)
    nonce = private_links().read(_START, request.form.get("start", ""))
    if nonce is not None and nonce[1:] != (_words_shown(found),):  # nobody agrees to a sentence they did not see
        return _ask(found, StartForm(), expired=True)
    if form.errors or nonce is None:
        return _ask(found, form, expired=nonce is None)
    token = private_links().token_of(f"{found.study.id}:{nonce[0]}")
    response = start_response(
        found.session,
        study=found.study,
        version_id=found.version_id,
        token=token,
        language=found.language,
        decisions=decisions_for(found.terms, form.given, language=found.language, default=found.questionnaire.language),
        email=form.email.lower() or None,
        answers=prefilled(found.questionnaire, said_by_link(found.questionnaire)),
        came_by=found.came_by,
        now=found.now,
    )
    if response.is_over:
        target = url_for("respondents.thanks", slug=slug)
    else:
        way = way_through(arrange(found.questionnaire.whole, response.seed), response.answers)
        target = url_for("respondents.page", slug=slug, page=way.first)
    return keep_cookie(make_response(redirect(target, 303)), found, token)


@blueprint.get("/s/<slug>/resume/<token>")
def resume(slug: str, token: str) -> ResponseReturnValue:
    """Set the cookie and leave the address with the secret at once; ask first where it would take another's place."""
    found = visitor(slug, token=token)
    if found.token is None or (found.response is None and not found.rewards):
        return messages.unknown(found)
    return ask_first(slug, found.token) if would_replace(slug, found.token) else welcome(found, found.token)


def _words_shown(found: Visitor) -> str:
    return words_shown(found.terms, language=found.language, default=found.questionnaire.language)


def _ask(found: Visitor, form: StartForm, *, expired: bool = False) -> ResponseReturnValue:
    """The introduction with its boxes: unticked, or as they were when something was missing."""
    return render_template(
        "respondents/introduction.html",
        words=introduction_words(found),
        form=form,
        expired=expired and not form.errors,
        said=carried_by_link(found.questionnaire, found.came_by),
        start=private_links().sign(_START, private_links().new_nonce(), _words_shown(found)),
        **frame(found),
    )


def _welcome_back(found: Visitor) -> ResponseReturnValue:
    """Somebody with answers: where they were, and the same words about the study."""
    response = found.response
    return render_template(
        "respondents/welcome_back.html",
        words=introduction_words(found),
        is_over=response is not None and response.is_over,
        completed=response is not None and response.state == "completed",
        may_go_on=found.may_finish() and found.takes_part() and not (response is not None and response.is_over),
        takes_part=found.takes_part(),
        next_page=found.way.to_do if response is not None and response.state == "started" else None,
        private_url=private_url(found),
        **frame(found),
    )
