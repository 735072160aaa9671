"""Keeping the promise of a day when answers are erased: what is over goes, as if everybody had asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from surveys.models import Study
from surveys.private_links import PrivateLinks
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.store import events, overdue
from surveys.store.database import Database

SIGN_INS_KEPT = timedelta(days=30)
_CHUNK = 500


def erase_what_is_over(
    database: Database, links: PrivateLinks, *, now: datetime, dry_run: bool = False
) -> dict[str, int]:
    """Erase the responses of every study past its day; how many for each study.

    Some hundreds at a time, so that people who answer other studies never wait long. Safe to interrupt and repeat.
    """
    with database.reading() as session:
        found = overdue.studies(session, today=now.date())
        counts = {study.slug: overdue.count_responses(session, study_id=study.id) for study in found}
    over = [study for study in found if counts[study.slug]]
    if not dry_run:
        _erase(database, links, over, now=now)
    return {study.slug: counts[study.slug] for study in over}


def _erase(database: Database, links: PrivateLinks, over: Sequence[Study], *, now: datetime) -> None:
    for study in over:
        while _erase_some(database, links, study.id, now=now):
            pass
        with database.writing() as session:
            events.add_event(session, action="retention", study_id=study.id)
    with database.writing() as session:
        overdue.forget_sign_ins(session, before=now - SIGN_INS_KEPT)


def _erase_some(database: Database, links: PrivateLinks, study_id: int, *, now: datetime) -> bool:
    with database.writing() as session:
        some = overdue.responses(session, study_id=study_id, limit=_CHUNK)
        for response in some:
            erase_respondent(session, links, response=response, reason="retention", now=now)
        return len(some) > 0
