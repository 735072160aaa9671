"""One page is sent, or saved on the way: answers merged into the response, the page visit kept, nothing twice."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import orjson
from sqlalchemy.orm import Session

from surveys.errors import Gone, Missing
from surveys.models import Response
from surveys.questionnaire import flow
from surveys.questionnaire.answers import PageAnswers, page_form_values, parse_page
from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.question_types import AnswerFault, Answers, Form
from surveys.services.answers.finish_response import finish_response
from surveys.store import consents, responses


class UnknownResponse(Missing):
    """No answers belong to this private link: never begun here, or erased."""

    code = "unknown_response"


class TookBack(Gone):
    """The person withdrew from taking part: nothing more is stored."""

    code = "took_back"


class Outcome(StrEnum):
    SAVED = "saved"
    FAULTS = "faults"
    """What is valid is kept; the page is shown again."""
    APPEARED = "appeared"
    """An answer on this page made another question appear: the page is shown again."""
    REPEATED = "repeated"
    """Sent before with the same content; nothing changed."""
    DIFFERENT = "different"
    """Sent before with other content; the first is kept."""
    LATE = "late"
    """The response is complete; nothing changed."""


@dataclass(frozen=True, kw_only=True)
class PagePost:
    """A page as it came from a browser."""

    page: str
    key: str
    shown_at: datetime
    form: Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class PageResult:
    outcome: Outcome
    next_page: str | None = None
    """Where to go on; None where nothing is left."""
    answers: Answers = field(default_factory=dict)
    faults: tuple[AnswerFault, ...] = ()
    kept: Mapping[str, Sequence[str]] = field(default_factory=dict)


def submit_page(
    session: Session,
    *,
    study_id: int,
    token_hash: str,
    claim_hash: str,
    questionnaire: Questionnaire,
    post: PagePost,
    now: datetime,
) -> PageResult:
    """Take one page in one transaction; the same post again is recognised by its key."""
    response = _locked(session, study_id=study_id, token_hash=token_hash)
    if response.state == "completed":
        return PageResult(outcome=Outcome.LATE)
    page = flow.page_named(questionnaire, post.page)
    known = responses.body_hash_of(session, response_id=response.id, key=post.key)
    if known is not None:
        return _seen_before(session, response, questionnaire, post, known)
    parsed = parse_page(questionnaire, page, post.form, response.answers)
    if parsed.faults or parsed.appeared:
        return _shown_again(session, response, parsed, now)
    _keep_visit(session, response, questionnaire, post, parsed.answers, now)
    return _go_on(session, response, questionnaire, post, parsed.answers, claim_hash, now)


def save_draft(
    session: Session,
    *,
    study_id: int,
    token_hash: str,
    questionnaire: Questionnaire,
    post: PagePost,
    changed: Collection[str] | None,
    now: datetime,
) -> bool:
    """Keep what is valid of a page that is still being answered; False where it is too late for that.

    `changed` names the fields the post speaks about; None: the whole page.
    """
    response = _locked(session, study_id=study_id, token_hash=token_hash)
    if response.state == "completed":
        return False
    if responses.body_hash_of(session, response_id=response.id, key=post.key) is not None:
        return False
    page = flow.page_named(questionnaire, post.page)
    fields = _fields_of(page)
    touched = set(fields) if changed is None else set(changed) & set(fields)
    form = dict(page_form_values(page, response.answers)) | {name: list(post.form.get(name, ())) for name in touched}
    parsed = parse_page(
        questionnaire,
        page,
        form,
        response.answers,
        strict=False,
        only={fields[name] for name in touched},
    )
    if parsed.answers != response.answers:
        responses.save_answers(session, response_id=response.id, answers=parsed.answers, at=now)
    return True


def body_hash(form: Mapping[str, Sequence[str]]) -> str:
    """The same for the same answers, in whatever order a browser sends them."""
    content = {name: list(values) for name, values in form.items()}
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _locked(session: Session, *, study_id: int, token_hash: str) -> Response:
    response = responses.lock_response(session, study_id=study_id, token_hash=token_hash)
    if response is None:
        raise UnknownResponse("We hold no answers for this link.", "Open the private link you kept, or start again.")
    if not consents.takes_part(session, subject=response.subject):
        raise TookBack("You withdrew from this study.", "Nothing you send here is stored.")
    return response


def _seen_before(
    session: Session, response: Response, questionnaire: Questionnaire, post: PagePost, known: str
) -> PageResult:
    if known != body_hash(post.form):
        return PageResult(outcome=Outcome.DIFFERENT, answers=response.answers)
    visited = responses.visited_pages(session, response_id=response.id)
    following = _following(questionnaire, post.page, response.answers, visited)
    return PageResult(outcome=Outcome.REPEATED, next_page=following, answers=response.answers)


def _shown_again(session: Session, response: Response, parsed: PageAnswers, now: datetime) -> PageResult:
    responses.save_answers(session, response_id=response.id, answers=parsed.answers, at=now)
    return PageResult(
        outcome=Outcome.FAULTS if parsed.faults else Outcome.APPEARED,
        answers=parsed.answers,
        faults=parsed.faults,
        kept=parsed.kept,
    )


def _keep_visit(
    session: Session,
    response: Response,
    questionnaire: Questionnaire,
    post: PagePost,
    answers: Answers,
    now: datetime,
) -> None:
    shown = flow.questions_on(questionnaire, post.page, answers)
    visit = responses.Visit(
        page=post.page,
        key=post.key,
        body_hash=body_hash(post.form),
        order_shown=tuple(question.name for question in shown),
        shown_at=min(post.shown_at, now),
        answered_at=now,
    )
    responses.add_visit(session, response_id=response.id, visit=visit)


def _go_on(
    session: Session,
    response: Response,
    questionnaire: Questionnaire,
    post: PagePost,
    answers: Answers,
    claim_hash: str,
    now: datetime,
) -> PageResult:
    """Save and find the next page; after the last one finish."""
    visited = responses.visited_pages(session, response_id=response.id)
    following = _following(questionnaire, post.page, answers, visited)
    if following is not None:
        responses.save_answers(session, response_id=response.id, answers=answers, at=now)
    else:
        finish_response(
            session,
            response=response,
            questionnaire=questionnaire,
            answers=answers,
            answered_pages=visited,
            claim_hash=claim_hash,
            now=now,
        )
    return PageResult(outcome=Outcome.SAVED, next_page=following, answers=answers)


def _following(questionnaire: Questionnaire, page: str, answers: Answers, visited: Collection[str]) -> str | None:
    """The next page in order; after the last, the first that is still to be done."""
    return flow.next_page(questionnaire, page, answers) or flow.resume_page(questionnaire, answers, visited)


def _fields_of(page: Page) -> dict[str, str]:
    """Form field -> the question it belongs to."""
    return {variable.name: question.name for question in page.questions for variable in question.variables()}


__all__ = ["Form", "Outcome", "PagePost", "PageResult", "body_hash", "save_draft", "submit_page"]
