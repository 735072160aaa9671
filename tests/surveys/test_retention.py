"""The day when answers are erased."""

from datetime import UTC, datetime
from pathlib import Path

from surveys.models import AuditEvent, ConsentEvent, Erasure, Response
from surveys.services.answers.retention import erase_what_is_over
from surveys.store.database import Database
from tests import factories
from tests.surveys.clearing import clear

LATER = datetime(2101, 1, 1, tzinfo=UTC)
EARLIER = datetime(2100, 12, 31, tzinfo=UTC)


def fill(database: Database) -> None:
    with database.writing() as session:
        over = factories.publish_study(session)
        going_on = factories.publish_study(session, slug="going-on", ends_on="2199-12-31")
        factories.make_response(session, over, answers={"why": "CANARY-WORDS"})
        factories.make_response(session, over)
        factories.make_response(session, going_on)


def count(database: Database, kind: type) -> int:
    with database.reading() as session:
        return session.query(kind).count()


def test_answers_are_erased_after_their_day_and_not_before(database: Database) -> None:
    fill(database)
    assert erase_what_is_over(database, factories.LINKS, now=EARLIER) == {}
    assert erase_what_is_over(database, factories.LINKS, now=LATER, dry_run=True) == {"thrift-study": 2}
    assert count(database, Response) == 3
    assert erase_what_is_over(database, factories.LINKS, now=LATER) == {"thrift-study": 2}
    assert count(database, Response) == 1
    assert erase_what_is_over(database, factories.LINKS, now=LATER) == {}


def test_erasing_leaves_the_proof_that_it_happened(database: Database) -> None:
    fill(database)
    erase_what_is_over(database, factories.LINKS, now=LATER)
    assert count(database, Erasure) == 2
    with database.reading() as session:
        assert session.query(AuditEvent).filter_by(action="retention").count() == 1
        assert session.query(ConsentEvent).filter_by(source="retention", given=False).count() == 2


def test_erased_words_are_nowhere_in_the_files_of_the_database(database: Database, tmp_path: Path) -> None:
    fill(database)
    erase_what_is_over(database, factories.LINKS, now=LATER)
    assert clear(database)
    if not database.is_sqlite:
        return  # PostgreSQL frees the space with VACUUM; the manual says how
    files = [path for path in tmp_path.rglob("whyprint.sqlite*") if path.is_file()]
    assert files
    assert [path.name for path in files if b"CANARY-WORDS" in path.read_bytes()] == []
