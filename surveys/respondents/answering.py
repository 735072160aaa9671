"""Views while somebody answers: a page, saving on the way, and the thanks at the end."""

from collections.abc import Iterable, Mapping, Sequence

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.extensions import csrf
from surveys.questionnaire import flow
from surveys.questionnaire.question_types import AnswerFault, Answers
from surveys.respondents import messages
from surveys.respondents.blueprint import blueprint
from surveys.respondents.introduction import reward_words
from surveys.respondents.page_pass import FIELD, PagePass, make_pass, read_pass
from surveys.respondents.visitor import Visitor, frame, private_url, public_url, visitor
from surveys.services.answers.submit_page import Outcome, PagePost, PageResult, save_draft, submit_page
from surveys.store import responses
from surveys.web.runner import page_view

_NOT_ANSWERS = frozenset({FIELD, "go", "_changed"})


@blueprint.get("/s/<slug>/page/<page>")
def page(slug: str, page: str) -> ResponseReturnValue:
    found = visitor(slug)
    refusal = _refusal(found)
    if refusal is not None:
        return refusal
    if page not in _open_pages(found):
        return redirect(_where_they_were(found), 303)
    return _page(found, page, found.response.answers if found.response else {})


@blueprint.post("/s/<slug>/page/<page>")
def send_page(slug: str, page: str) -> ResponseReturnValue:
    found = visitor(slug)
    refusal = _refusal(found)
    if refusal is not None:
        return refusal
    if not _is_page(found, page):
        return redirect(_where_they_were(found), 303)
    made = read_pass(found, page, request.form.get(FIELD, ""))
    if made is None:
        return _page(found, page, _stored(found), typed=_typed(), resend=True), 400
    if request.form.get("go") == "back":
        return _go_back(found, page, made)
    result = submit_page(
        found.session,
        study_id=found.study.id,
        token_hash=found.token_hash,
        claim_hash=found.claim_hash,
        questionnaire=found.questionnaire,
        post=_post(page, made),
        now=found.now,
    )
    return _answer(found, page, result)


@blueprint.post("/s/<slug>/page/<page>/autosave")
def autosave(slug: str, page: str) -> ResponseReturnValue:
    found = visitor(slug)
    made = read_pass(found, page, request.form.get(FIELD, ""))
    if made is None or not _is_page(found, page) or not found.may_finish() or not found.takes_part():
        return jsonify(saved=False), 400
    saved = save_draft(
        found.session,
        study_id=found.study.id,
        token_hash=found.token_hash,
        questionnaire=found.questionnaire,
        post=_post(page, made),
        changed=request.form.getlist("_changed"),
        now=found.now,
    )
    return jsonify(saved=saved)


# The pass of the page proves more than a token in the session cookie: see page_pass.
csrf.exempt(send_page)
csrf.exempt(autosave)


@blueprint.get("/s/<slug>/thanks")
def thanks(slug: str) -> ResponseReturnValue:
    found = visitor(slug)
    if found.response is None:
        return messages.unknown(found)
    if found.response.state != "completed":
        return redirect(_where_they_were(found), 303)
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


def _answer(found: Visitor, page: str, result: PageResult) -> ResponseReturnValue:
    match result.outcome:
        case Outcome.FAULTS | Outcome.APPEARED:
            return _page(
                found,
                page,
                result.answers,
                typed=result.kept,
                faults=result.faults,
                appeared=result.outcome is Outcome.APPEARED,
            )
        case Outcome.DIFFERENT:
            return messages.sent_before(found, page=page, next_url=_where_they_were(found))
        case Outcome.LATE:
            return redirect(url_for("respondents.thanks", slug=found.slug), 303)
    if result.next_page is None:
        return redirect(url_for("respondents.thanks", slug=found.slug), 303)
    return redirect(url_for("respondents.page", slug=found.slug, page=result.next_page), 303)


def _go_back(found: Visitor, page: str, made: PagePass) -> ResponseReturnValue:
    """Keep what is valid, and show the page before."""
    save_draft(
        found.session,
        study_id=found.study.id,
        token_hash=found.token_hash,
        questionnaire=found.questionnaire,
        post=_post(page, made),
        changed=None,
        now=found.now,
    )
    before = flow.previous_page(found.questionnaire, page, _stored(found)) or page
    return redirect(url_for("respondents.page", slug=found.slug, page=before), 303)


def _page(
    found: Visitor,
    page: str,
    answers: Answers,
    *,
    typed: Mapping[str, Sequence[str]] | None = None,
    faults: Iterable[AnswerFault] = (),
    appeared: bool = False,
    resend: bool = False,
) -> str:
    view = page_view(
        found.questionnaire,
        page,
        answers,
        language=found.language,
        minutes=found.terms.minutes,
        faults=faults,
        typed=typed,
    )
    return render_template(
        "respondents/page.html",
        page=view,
        page_pass=make_pass(found, page),
        appeared=appeared,
        resend=resend,
        private_url=private_url(found),
        action=url_for("respondents.send_page", slug=found.slug, page=page),
        autosave_url=_autosave_url(found, page),
        **frame(found),
    )


def _autosave_url(found: Visitor, page: str) -> str:
    """Different for every response: under this address a tab keeps what it could not send, and the next person at a
    shared device must not find it in their form.
    """
    return url_for("respondents.autosave", slug=found.slug, page=page, sitting=found.token_hash[:12])


def _stored(found: Visitor) -> Answers:
    return {} if found.response is None else found.response.answers


def _is_page(found: Visitor, page: str) -> bool:
    return any(known.name == page for known in found.questionnaire.pages())


def _open_pages(found: Visitor) -> tuple[str, ...]:
    """Pages that may be shown: those up to the first that is still to be done."""
    answers = _stored(found)
    names = [page.name for page in flow.visible_pages(found.questionnaire, answers)]
    stop = _to_do(found)
    return tuple(names if stop is None or stop not in names else names[: names.index(stop) + 1])


def _to_do(found: Visitor) -> str | None:
    if found.response is None:
        return None
    visited = responses.visited_pages(found.session, response_id=found.response.id)
    return flow.resume_page(found.questionnaire, found.response.answers, visited)


def _where_they_were(found: Visitor) -> str:
    """The address of the first page still to be done; the last page where all were sent, to send it again."""
    names = [page.name for page in flow.visible_pages(found.questionnaire, _stored(found))]
    page = _to_do(found) or names[-1]
    return url_for("respondents.page", slug=found.slug, page=page)


def _post(page: str, made: PagePass) -> PagePost:
    return PagePost(page=page, key=made.key, shown_at=made.shown_at, form=_typed())


def _typed() -> dict[str, list[str]]:
    """The answers in the posted form, without what the page itself added."""
    return {name: values for name, values in request.form.lists() if name not in _NOT_ANSWERS}
