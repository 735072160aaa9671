"""Somebody agreed to other words than those of today: which they are, and what becomes of asking again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from surveys.errors import Conflict
from surveys.models import ConsentEvent, Response, Study
from surveys.questionnaire.terms import Purpose, StudyTerms
from surveys.services.answers.decide_consents import ConsentNeeded, decision
from surveys.store import consents, public_studies
from surveys.store.consents import TAKE_PART
from surveys.words import gettext as _


class WordsChanged(Conflict):
    """Nothing new is stored before somebody has decided about the words of today."""

    code = "words_changed"


@dataclass(frozen=True, kw_only=True)
class Reworded:
    """A purpose with its words of today, and the words that somebody agreed to."""

    purpose: Purpose
    signed: str
    language: str
    """Of the words that were signed."""


def reworded(session: Session, *, study: Study, response: Response, default: str) -> tuple[Reworded, ...]:
    """Purposes this respondent agreed to by other words than those of today, where they were not asked since.

    A comparison of two numbers for almost everybody; only who began before the words changed costs a query.
    """
    if response.signed_version >= study.words_version:
        return ()
    standing = {event.purpose: event for event in consents.events_of(session, subject=response.subject)}
    return tuple(
        Reworded(purpose=purpose, signed=event.text.text, language=event.text.language)
        for purpose in StudyTerms.model_validate(study.terms).purposes
        if (event := standing.get(purpose.name)) is not None and event.given and _is_old(event, purpose, default)
    )


def insist_on_todays_words(session: Session, *, study: Study, response: Response, default: str) -> None:
    """Refuse to store anything new of somebody who has not been asked about the words of today."""
    if reworded(session, study=study, response=response, default=default):
        raise WordsChanged(
            _("The words you agreed to have changed."), _("Open the study again and decide; what you sent is kept.")
        )


def decide_again(
    session: Session,
    *,
    study: Study,
    response: Response,
    asked: Sequence[Reworded],
    given: Collection[str],
    language: str,
    default: str,
    now: datetime,
) -> None:
    """Write down to what of today somebody agrees. A box left empty takes nothing back: what they signed stands.

    Who agrees to everything they were asked counts with those who begin today, where the questions are the same.

    Raises
    ------
    ConsentNeeded
        Without agreeing to take part nothing new is stored.
    """
    names = {one.purpose.name for one in asked}
    if TAKE_PART in names - set(given):
        raise ConsentNeeded(
            _("You have not agreed to take part by the words of today."),
            _("Tick the box if you want to go on. What you sent stays as you agreed to it."),
        )
    agreed = [
        decision(one.purpose, given=True, language=language, default=default)
        for one in asked
        if one.purpose.name in given
    ]
    consents.add_decisions(
        session,
        study_id=study.id,
        subject=response.subject,
        decisions=agreed,
        source="introduction",
        at=now,
        is_test=response.is_test,
    )
    newest = public_studies.newest_to_sign(
        session, study_id=study.id, version_id=response.version_id, agrees_to_all=names <= set(given)
    )
    response.signed_version, response.version_id = newest.number, newest.version_id
    session.flush()


def _is_old(event: ConsentEvent, purpose: Purpose, default: str) -> bool:
    return event.text.text != purpose.text.in_language(event.text.language, default)


__all__ = ["Reworded", "WordsChanged", "decide_again", "insist_on_todays_words", "reworded"]
