"""Nothing is left of what was erased: written into the log of erasures, and gone from every byte of the database.

Only the worker does this, again and again until it succeeds; somebody who reads for long holds it up, and no request
waits for it. What is still to be done stands in the database, so that a killed worker's successor goes on.
"""

from collections.abc import Sequence
from datetime import datetime

from surveys.models import Clearing
from surveys.store import clearings, reward_codes, rewards
from surveys.store.cleaning import clean
from surveys.store.database import Database
from surveys.store.erasure_log import ErasureLine, ErasureLog


def clear_away(database: Database, log: ErasureLog, *, now: datetime) -> bool:
    """One try; whether nothing is left to do."""
    _forget_links(database, now)
    _forget_order_of_codes(database)
    with database.reading() as session:
        waiting = clearings.waiting(session)
    if not waiting:
        return True
    _write_down(database, log, [row for row in waiting if not row.logged])
    with database.writing() as session:
        rewards.shuffle_grants(session)
    if not clean(database):
        return False
    with database.writing() as session:
        clearings.done(session, ids=[row.id for row in waiting])
    return True


def _write_down(database: Database, log: ErasureLog, rows: Sequence[Clearing]) -> None:
    if rows:
        log.add(ErasureLine(at=row.at, subject=row.subject, what=row.what) for row in rows)
        with database.writing() as session:
            clearings.mark_logged(session, up_to=[row.id for row in rows])


def _forget_order_of_codes(database: Database) -> None:
    """Codes that were given one after the other would say who finished after whom."""
    with database.reading() as session:
        told = reward_codes.tell_order(session)
    if told:
        with database.writing() as session:
            reward_codes.shuffle(session)


def _forget_links(database: Database, now: datetime) -> None:
    """Links to files that nobody opened tell when they were asked for."""
    with database.reading() as session:
        expired = rewards.has_expired_links(session, now=now)
    if expired:
        with database.writing() as session:
            rewards.forget_expired_links(session, now=now)
