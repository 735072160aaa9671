"""Somebody reads for minutes while sixteen write: nobody is refused, and the log goes back to nothing afterwards."""

import threading
import time
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from surveys.models import Response, Study
from surveys.store.database import Database
from tests import factories
from tests.load.trials import Ground, Row, at_most, none_of, trial

WRITERS = 16
SECONDS = 300
MEGABYTE = 1_000_000


@trial("long-reader")
def long_reader(ground: Ground) -> Iterator[Row]:
    """One reading transaction of five minutes and 16 writers, against the same writers alone."""
    database = Database(f"sqlite:///{ground.folder / 'whyprint.sqlite'}")
    database.upgrade()
    with database.writing() as session:
        study = factories.publish_study(session)
    seconds = ground.many(SECONDS, 4)
    alone = _written(database, study, seconds=min(30, seconds))
    with database.reading() as session:
        before = session.scalar(select(func.count(Response.id)))
        beside = _written(database, study, seconds=seconds)
        after = session.scalar(select(func.count(Response.id)))
    log = ground.folder / "whyprint.sqlite-wal"
    writes = len(beside.waits)
    yield none_of("writers that were refused", beside.refused, writes)
    yield none_of("answers the reader saw come in", (after or 0) - (before or 0), writes)
    yield at_most("p99 of a write against alone", beside.p99 / max(alone.p99, 0.001), 1.5)
    yield Row("the log with the reader", f"{log.stat().st_size / MEGABYTE:,.0f} MB of {writes:,} writes")
    _written(database, study, seconds=1)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    yield at_most("the log after the reader", log.stat().st_size / MEGABYTE, 0, unit="MB")
    database.close()


class _Written:
    def __init__(self) -> None:
        self.waits: list[float] = []
        self.refused = 0

    @property
    def p99(self) -> float:
        return sorted(self.waits)[int(0.99 * (len(self.waits) - 1))]


def _written(database: Database, study: Study, *, seconds: float) -> _Written:
    """16 threads that store one answer after the other."""
    found, until = _Written(), time.monotonic() + seconds

    def write() -> None:
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                with database.writing() as session:
                    factories.make_response(session, study)
            except OperationalError:
                found.refused += 1
            else:
                found.waits.append(time.monotonic() - began)

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
