"""The database of a command, opened by the settings and closed at its end."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from surveys.cli.redis_ready import check_redis
from surveys.config import Settings, read_settings
from surveys.errors import Missing
from surveys.models import Study
from surveys.services.answers.replay_erasures import check_replayed
from surveys.store import studies
from surveys.store.asker import Asker
from surveys.store.database import Database
from surveys.store.erasure_log import ErasureLog


@contextmanager
def open_database(*, upgraded: bool = True) -> Iterator[Database]:
    """`upgraded`: refuse tables of another release, and a restored backup that did not forget again yet."""
    settings = read_settings()
    database = Database(settings.database)
    try:
        if upgraded:
            check_ready(settings, database)
        yield database
    finally:
        database.close()


def check_serving(settings: Settings, database: Database) -> None:
    """What pages and worker need beside the database, too."""
    check_ready(settings, database)
    check_redis(settings)


def check_ready(settings: Settings, database: Database) -> None:
    database.check_upgraded()
    check_replayed(database, ErasureLog(settings.erasures))


def find_study(session: Session, slug: str) -> Study:
    study = studies.study_by_slug(session, slug=slug, asker=Asker.system())
    if study is None:
        raise Missing(f"There is no study {slug!r}.", "Its slug is the last part of its address, /s/<slug>.")
    return study
