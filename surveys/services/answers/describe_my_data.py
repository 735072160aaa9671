"""Everything we hold about one respondent, in words they can read and take away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import ConsentEvent, Response
from surveys.questionnaire import flow, missing
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.endings import EndingKind
from surveys.questionnaire.question_types import Question, Stored, Wording
from surveys.questionnaire.terms import StudyTerms
from surveys.questionnaire.told import teller
from surveys.store import consents, events, responses
from surveys.store.left_out import is_left_out


@dataclass(frozen=True, kw_only=True)
class AnswerLine:
    """One question and what was answered to it."""

    question: str
    text: str
    answer: str
    page: str
    """The page it is asked on."""
    sent_at: datetime | None
    """When the page with it was sent last; None where it was only kept on the way."""


@dataclass(frozen=True, kw_only=True)
class Event:
    given: bool
    kind: str
    """`given`, `not_given` (the box stayed empty) or `withdrawn`."""
    at: datetime
    source: str
    text: str
    text_hash: str
    text_version: int
    language: str
    reported_by: str | None
    """Who says so, where these words were not shown here."""


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """One purpose, what holds now and how it came to that, in the words that were signed."""

    purpose: str
    signed: Event
    """The last word; where it takes something back, the words are those that were agreed to before."""
    given: bool
    required: bool
    history: tuple[Event, ...]


@dataclass(frozen=True, kw_only=True)
class MyData:
    subject: str
    language: str
    version: int
    """Number of the questionnaire that was answered."""
    state: str
    ending: EndingKind | None
    started_at: datetime
    completed_at: datetime | None
    email: str | None
    answers: tuple[AnswerLine, ...]
    stored_values: Mapping[str, Stored]
    consents: tuple[ConsentLine, ...]
    left_out: bool
    """Whether new analyses do without these answers, so that others could leave unseen."""
    taken: tuple[datetime, ...]
    """When the team took files with a line for each person, since these answers began."""


def describe_my_data(
    session: Session,
    *,
    response: Response,
    terms: StudyTerms,
    questionnaire: Questionnaire,
    language: str,
    words_for_missing: Mapping[int, str],
) -> MyData:
    """All that is stored, with questions and answers in one language."""
    contact = responses.contact_of(session, response_id=response.id)
    tell = teller(questionnaire, flow.way_through(questionnaire, response.answers).answers, language=language)
    wording = Wording(language=language, default=questionnaire.language, missing=words_for_missing, tell=tell)
    sent_at = responses.sent_at(session, response_id=response.id)
    return MyData(
        subject=response.subject,
        language=response.language,
        version=response.version.number,
        state=response.state,
        ending=response.ending,
        started_at=response.started_at,
        completed_at=response.completed_at,
        email=None if contact is None else contact.email,
        answers=tuple(_answer_lines(questionnaire, response.answers, wording, sent_at)),
        stored_values=response.answers,
        consents=describe_consents(
            session,
            subject=response.subject,
            terms=terms,
        ),
        left_out=is_left_out(session, response_id=response.id),
        taken=tuple(events.answers_taken(session, study_id=response.study_id, since=response.started_at)),
    )


def describe_consents(session: Session, *, subject: str, terms: StudyTerms) -> tuple[ConsentLine, ...]:
    """What was decided about each purpose, in the order of the study's boxes, those no longer asked at the end."""
    by_purpose: dict[str, list[ConsentEvent]] = {}
    for event in consents.events_of(session, subject=subject):
        by_purpose.setdefault(event.purpose, []).append(event)
    order = dict.fromkeys([*(purpose.name for purpose in terms.purposes), *by_purpose])
    return tuple(_line(name, _history(by_purpose[name])) for name in order if name in by_purpose)


def _line(purpose: str, history: tuple[Event, ...]) -> ConsentLine:
    last = history[-1]
    signed = next((event for event in reversed(history) if event.given), last)
    return ConsentLine(
        purpose=purpose, signed=signed, given=last.given, required=purpose == consents.TAKE_PART, history=history
    )


def _history(events: Sequence[ConsentEvent]) -> tuple[Event, ...]:
    lines, was_given = [], False
    for event in events:
        kind = "given" if event.given else "withdrawn" if was_given else "not_given"
        lines.append(_event(event, kind))
        was_given = event.given
    return tuple(lines)


def _event(event: ConsentEvent, kind: str) -> Event:
    return Event(
        given=event.given,
        kind=kind,
        at=event.at,
        source=event.source,
        text=event.text.text,
        text_hash=event.text.text_hash,
        text_version=event.text.version,
        language=event.text.language,
        reported_by=event.text.reported_by,
    )


def _answer_lines(
    questionnaire: Questionnaire,
    answers: Mapping[str, Stored],
    wording: Wording,
    sent_at: Mapping[str, datetime],
) -> Iterator[AnswerLine]:
    way = flow.way_through(questionnaire, answers)
    for step in way.steps:
        sent = sent_at.get(step.page.name)
        for question in step.page.questions:
            if question.asks:
                left = _why_nothing(question, step, sent)
                yield AnswerLine(
                    question=question.name,
                    text=wording.say(question.text),
                    answer=question.tell(way.answers, wording) or wording.missing.get(left, ""),
                    page=step.page.name,
                    sent_at=sent,
                )


def _why_nothing(question: Question, step: flow.Step, sent: datetime | None) -> int:
    """Why a question has no answer, if it has none."""
    if question not in step.shown:
        return missing.HIDDEN
    return missing.NOT_REACHED if sent is None else missing.NO_ANSWER
