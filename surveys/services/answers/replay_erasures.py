"""After a backup was restored: who was erased or took a consent back since then is erased, or takes it back, again."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from surveys.errors import Unavailable
from surveys.models import Response
from surveys.models.clearing import EVERYTHING
from surveys.private_links import PrivateLinks
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.services.answers.withdraw_consent import withdraw_consent
from surveys.store import consents, responses
from surveys.store.database import Database
from surveys.store.erasure_log import ErasureLine, ErasureLog

_CHUNK = 500


def replay_erasures(database: Database, links: PrivateLinks, log: ErasureLog, *, now: datetime) -> int:
    """Do again what the database has forgotten; how many people that were. Safe to interrupt and repeat."""
    again: set[str] = set()
    for chunk in _chunks(log):
        with database.writing() as session:
            for line, response in _still_there(session, chunk):
                if _redo(session, links, line, response, now):
                    again.add(line.subject)
    return len(again)


def check_replayed(database: Database, log: ErasureLog) -> None:
    """Refuse to work on a restored database before it forgot again what it was told to forget.

    Raises
    ------
    Unavailable
        Where somebody in the log still has answers, or a consent that was taken back later still stands.
    """
    with database.reading() as session:
        for chunk in _chunks(log):
            for line, response in _still_there(session, chunk):
                if line.what == EVERYTHING or _stands(session, response, line):
                    raise Unavailable(
                        "This database is older than its log of erasures: people who were erased are in it.",
                        "Run: whyprint db replay-erasures",
                    )


def _chunks(log: ErasureLog) -> Iterator[list[ErasureLine]]:
    lines = log.lines()
    while chunk := list(islice(lines, _CHUNK)):
        yield chunk


def _still_there(session: Session, lines: Sequence[ErasureLine]) -> Iterator[tuple[ErasureLine, Response]]:
    found = responses.by_subject(session, subjects=[line.subject for line in lines])
    for line in lines:
        if line.subject in found:
            yield line, found[line.subject]
            if line.what == EVERYTHING:
                found.pop(line.subject)


def _redo(session: Session, links: PrivateLinks, line: ErasureLine, response: Response, now: datetime) -> bool:
    if line.what == EVERYTHING:
        erase_respondent(session, links, response=response, now=now)
        return True
    return _stands(session, response, line) and withdraw_consent(
        session, response=response, purpose=line.what, now=line.at
    )


def _stands(session: Session, response: Response, line: ErasureLine) -> bool:
    """Whether the database still believes in a consent that was taken back; not where it was given anew since."""
    events = [each for each in consents.events_of(session, subject=response.subject) if each.purpose == line.what]
    return bool(events) and events[-1].given and events[-1].at <= line.at
