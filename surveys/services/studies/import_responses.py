"""Bringing answers in from a file while others answer: every line a response with its consent, or nothing at all."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from research.codebook import Codebook
from surveys.errors import Conflict
from surveys.models import Study
from surveys.models.base import utc_now
from surveys.services.studies.import_rows import (
    PIECE,
    AgreedElsewhere,
    Imported,
    Piece,
    prepare,
    report_words,
    store,
    write_down,
)
from surveys.store import imports
from surveys.store.asker import Asker
from surveys.store.database import Database
from surveys.words import gettext as _

_GIVEN_UP = timedelta(minutes=10)
"""After so long without a line an import was killed."""
_LONGEST_PAUSE = 1.0
"""Seconds between two pieces, where the disk is slow."""


def import_responses(
    database: Database,
    *,
    study: Study,
    path: Path,
    asker: Asker,
    codebook: Codebook | None = None,
    agreed: AgreedElsewhere | None = None,
    again: bool = False,
) -> Imported:
    """Store every line of a table as a response of the newest version, piece by piece, and seen once all is there.

    Nobody who answers meanwhile waits for more than a piece. What a killed import leaves is never seen, and cleared
    away by the next.

    Whoever is in the file agreed to take part where it was collected: that is written down as a consent event with
    the source `import`, with who says so and by which words; never with a sentence of this study, which none of them
    saw. Ids and names of people in the file are not kept.

    Raises
    ------
    FaultyData
        With every cell that does not fit.
    Invalid
        Where columns are missing or the file cannot be read.
    Conflict
        Where the same file was brought in before and `again` is not set.
    """
    with database.reading() as session:
        prepared = prepare(session, study, path, asker=asker, codebook=codebook, again=again)
    clear_given_up(database)
    with database.writing() as session:
        import_id = imports.begin(session, study_id=study.id, file_hash=prepared.file_hash, at=utc_now())
        texts = report_words(session, study, agreed or AgreedElsewhere())
    try:
        for piece in prepared.pieces(texts, import_id=import_id):
            _store_piece(database, piece, import_id)
        with database.writing() as session:
            _beat(session, import_id)
            write_down(session, prepared, asker)
            imports.arrive(session, import_id=import_id, at=utc_now())
    except BaseException:
        _clear(database, import_id)
        raise
    return prepared.imported


def clear_given_up(database: Database) -> None:
    """Take away what imports left that were killed before everything was there."""
    with database.reading() as session:
        left = imports.given_up(session, before=utc_now() - _GIVEN_UP)
    for import_id in left:
        _clear(database, import_id)


def _clear(database: Database, import_id: int) -> None:
    with database.writing() as session:
        imports.give_up(session, import_id=import_id, at=utc_now())
    more = True
    while more:
        with _giving_way(database) as session:
            more = imports.clear(session, import_id=import_id, limit=PIECE)


def _store_piece(database: Database, piece: Piece, import_id: int) -> None:
    with _giving_way(database) as session:
        _beat(session, import_id)
        store(session, piece)


def _beat(session: Session, import_id: int) -> None:
    if not imports.beat(session, import_id=import_id, at=utc_now()):
        raise Conflict(
            _("This import stood still for so long that it was given up."), _("Nothing was stored: import again.")
        )


@contextmanager
def _giving_way(database: Database) -> Iterator[Session]:
    """One short transaction, and as long a pause: whoever waited for the lock comes first."""
    began = time.monotonic()
    with database.writing() as session:
        yield session
    time.sleep(min(_LONGEST_PAUSE, time.monotonic() - began))
