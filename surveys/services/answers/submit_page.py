"""One page is sent, or saved on the way: answers merged into the response, the page visit kept, nothing twice."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import orjson
from sqlalchemy.orm import Session

from surveys.errors import Gone
from surveys.questionnaire.answers import page_form_values
from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.endings import Ending, EndingKind
from surveys.questionnaire.flow import page_named, way_through
from surveys.questionnaire.question_types import Form
from surveys.questionnaire.shown import order_shown
from surveys.questionnaire.terms import StudyTerms
from surveys.questionnaire.turn import Turn, take_turn
from surveys.services.answers.ask_again import insist_on_todays_words
from surveys.services.answers.finish_response import finish_response
from surveys.services.answers.hold_places import hold_places
from surveys.store import responses
from surveys.store.sittings import SentPage, Sitting


class TookBack(Gone):
    """The person withdrew from taking part: nothing more is stored."""

    code = "took_back"


class Outcome(StrEnum):
    TAKEN = "taken"
    """Understood; what is valid is kept. The turn says where it leads, or why the page is shown again."""
    REPEATED = "repeated"
    """Sent before with the same content; nothing changed."""
    DIFFERENT = "different"
    """Sent before with other content; the first is kept."""
    LATE = "late"
    """The response is over; nothing changed."""


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
    turn: Turn | None = None


def submit_page(
    session: Session,
    *,
    sitting: Sitting,
    questionnaire: Questionnaire,
    post: PagePost,
    now: datetime,
) -> PageResult:
    """Take one page of a sitting that the caller holds; the same post again is recognised by its key."""
    _insist_on_consent(session, sitting, questionnaire)
    if sitting.response.is_over:
        return PageResult(outcome=Outcome.LATE)
    known = sitting.sent_under(post.key)
    if known is not None:
        return _seen_before(sitting, questionnaire, post, known)
    turn = take_turn(questionnaire, post.page, post.form, sitting.response.answers, sent=sitting.sent_pages)
    if turn.again:
        responses.save_answers(session, response_id=sitting.response.id, answers=turn.answers, at=now)
        return PageResult(outcome=Outcome.TAKEN, turn=turn)
    visit = _visit(turn, post, now)
    responses.add_visit(session, response_id=sitting.response.id, visit=visit)
    following = _keep(session, sitting, turn, visit, now)
    return PageResult(outcome=Outcome.TAKEN, next_page=following, turn=turn)


def save_draft(
    session: Session,
    *,
    sitting: Sitting,
    questionnaire: Questionnaire,
    post: PagePost,
    changed: Collection[str] | None,
    now: datetime,
) -> Turn | None:
    """Keep what is valid of a page that is still being answered; None where it is too late for that.

    `changed` names the fields the post speaks about; None: the whole page.
    """
    _insist_on_consent(session, sitting, questionnaire)
    response = sitting.response
    if response.is_over or sitting.sent_under(post.key) is not None:
        return None
    page = page_named(questionnaire, post.page)
    fields = _fields_of(page)
    touched = set(fields) if changed is None else set(changed) & set(fields)
    form = dict(page_form_values(page, response.answers)) | {name: list(post.form.get(name, ())) for name in touched}
    only = {fields[name] for name in touched}
    turn = take_turn(questionnaire, post.page, form, response.answers, sent=sitting.sent_pages, strict=False, only=only)
    if turn.answers != response.answers:
        responses.save_answers(session, response_id=response.id, answers=turn.answers, at=now)
    return turn


def body_hash(form: Mapping[str, Sequence[str]]) -> str:
    """The same for the same answers, in whatever order a browser sends them."""
    content = {name: list(values) for name, values in form.items()}
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _insist_on_consent(session: Session, sitting: Sitting, questionnaire: Questionnaire) -> None:
    if not sitting.takes_part:
        raise TookBack("You withdrew from this study.", "Nothing you send here is stored.")
    if not sitting.response.is_over:
        insist_on_todays_words(session, study=sitting.study, response=sitting.response, default=questionnaire.language)


def _seen_before(sitting: Sitting, questionnaire: Questionnaire, post: PagePost, known: SentPage) -> PageResult:
    if known.body_hash != body_hash(post.form):
        return PageResult(outcome=Outcome.DIFFERENT)
    way = way_through(questionnaire, sitting.response.answers, sent=sitting.sent_pages, here=post.page)
    return PageResult(outcome=Outcome.REPEATED, next_page=way.following)


def _visit(turn: Turn, post: PagePost, now: datetime) -> responses.Visit:
    return responses.Visit(
        page=post.page,
        key=post.key,
        body_hash=body_hash(post.form),
        order_shown=order_shown(turn.way.questions),
        shown_at=min(post.shown_at, now),
        answered_at=now,
    )


def _keep(session: Session, sitting: Sitting, turn: Turn, visit: responses.Visit, now: datetime) -> str | None:
    """Save the answers; where the way ends here, finish. Where to go on, if anywhere."""
    ending = _ending(session, sitting, turn, now)
    if ending is None:
        responses.save_answers(session, response_id=sitting.response.id, answers=turn.answers, at=now)
        return turn.way.following
    finish_response(
        session,
        response=sitting.response,
        way=turn.way,
        ending=ending,
        keep_answers=_keeps_answers(sitting, ending),
        seconds=sitting.seconds + visit.seconds,
        now=now,
    )
    return None


def _ending(session: Session, sitting: Sitting, turn: Turn, now: datetime) -> EndingKind | None:
    """How this page ends the sitting, if it does."""
    if turn.way.screened_out:
        return "screened_out"
    if not hold_places(session, response=sitting.response, way=turn.way, now=now):
        return "quota_full"
    return "complete" if turn.way.following is None else None


def _keeps_answers(sitting: Sitting, ending: EndingKind) -> bool:
    """As the study says; of whoever completes it answers always stay."""
    if ending == "complete":
        return True
    return StudyTerms.model_validate(sitting.study.terms).endings.get(ending, Ending()).keep_answers


def _fields_of(page: Page) -> dict[str, str]:
    """Form field -> the question it belongs to."""
    return {variable.name: question.name for question in page.questions for variable in question.variables()}


__all__ = ["Form", "Outcome", "PagePost", "PageResult", "body_hash", "save_draft", "submit_page"]
