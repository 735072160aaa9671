"""The database of a command, opened by the settings and closed at its end."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from surveys.config import read_settings
from surveys.errors import Missing
from surveys.models import Study
from surveys.store import studies
from surveys.store.asker import Asker
from surveys.store.database import Database


@contextmanager
def open_database(*, upgraded: bool = True) -> Iterator[Database]:
    database = Database(read_settings().database)
    try:
        if upgraded:
            database.check_upgraded()
        yield database
    finally:
        database.close()


def find_study(session: Session, slug: str) -> Study:
    study = studies.study_by_slug(session, slug=slug, asker=Asker.system())
    if study is None:
        raise Missing(f"There is no study {slug!r}.", "Its slug is the last part of its address, /s/<slug>.")
    return study
