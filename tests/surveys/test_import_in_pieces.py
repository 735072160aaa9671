"""A large file is brought in while others answer: nobody waits long, or reads half of it; a kill leaves nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from surveys.models import AuditEvent, ConsentEvent, DataImport, Response, Study
from surveys.models.base import utc_now
from surveys.services.studies import import_responses as service
from surveys.services.studies import import_rows
from surveys.services.studies.import_faults import FaultyData
from surveys.services.studies.import_responses import import_responses
from surveys.store import answers, exports
from surveys.store.database import Database
from tests import factories

LINES = 7


class Killed(BaseException):
    """The process ended here."""


@pytest.fixture
def study(database: Database, monkeypatch: pytest.MonkeyPatch) -> Study:
    monkeypatch.setattr(import_rows, "PIECE", 2)
    monkeypatch.setattr(service, "PIECE", 2)
    with database.writing() as session:
        return factories.publish_study(session)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.csv"
    path.write_text("thrift1,thrift2,thrift3,gender,age,why\n" + "4,5,2,1,34,On sale\n" * LINES, encoding="utf-8")
    return path


def seen(database: Database, study: Study) -> tuple[int, ...]:
    """Of how many people somebody reads, wherever they look."""
    with database.reading() as session:
        consents = len(session.scalars(select(ConsentEvent.id)).all())
        standing = len(answers.consenting_responses(session, study_id=study.id, purposes=("take_part",)))
        responses = session.query(Response).count()
    exported = exports.last_id(database, study_id=study.id, asker=factories.SYSTEM)
    return responses, consents, standing, exported and LINES


def between_pieces(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> None:
    monkeypatch.setattr(service.time, "sleep", lambda _seconds: do())


def test_nobody_reads_half_a_file(
    database: Database, study: Study, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[tuple[int, ...]] = []
    between_pieces(monkeypatch, lambda: looked.append(seen(database, study)))
    done = import_responses(database, study=study, path=file, asker=factories.SYSTEM)
    assert done.responses == LINES
    assert looked == [(0, 0, 0, 0)] * 4
    assert seen(database, study) == (LINES,) * 4


def test_who_answers_meanwhile_waits_for_a_piece_at_most(
    database: Database, study: Study, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer() -> None:
        with database.writing() as session:
            factories.make_response(session, study)

    between_pieces(monkeypatch, answer)
    import_responses(database, study=study, path=file, asker=factories.SYSTEM)
    with database.reading() as session:
        assert session.query(Response).count() == LINES + 4


def kill(database: Database, study: Study, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """End an import after its first piece, so that it cannot even clear up."""

    def die() -> None:
        raise Killed

    with monkeypatch.context() as patched:
        between_pieces(patched, die)
        patched.setattr(service, "_clear", lambda *_: None)
        with pytest.raises(Killed):
            import_responses(database, study=study, path=file, asker=factories.SYSTEM)


def test_an_import_that_was_killed_leaves_nothing_to_see_and_can_be_done_again(
    database: Database, study: Study, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill(database, study, file, monkeypatch)
    assert seen(database, study) == (0, 0, 0, 0)
    with database.writing() as session:
        assert session.query(AuditEvent).filter_by(action="import").count() == 0
        session.execute(update(DataImport).values(heartbeat_at=utc_now() - timedelta(minutes=11)))
    import_responses(database, study=study, path=file, asker=factories.SYSTEM)
    assert seen(database, study) == (LINES,) * 4
    with database.reading() as session:
        everything = select(Response.id).execution_options(also_arriving=True)
        assert len(session.scalars(everything).all()) == LINES, "what the killed import left is cleared away"
        assert [row.arrived_at is None for row in session.query(DataImport).order_by(DataImport.id)] == [True, False]


def test_an_import_that_another_runs_at_the_moment_is_left_alone(
    database: Database, study: Study, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill(database, study, file, monkeypatch)
    service.clear_given_up(database)
    with database.reading() as session:
        assert session.query(DataImport).one().given_up_at is None


def test_an_import_that_fails_clears_up(
    database: Database, study: Study, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def fail() -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError("the disk is full")

    between_pieces(monkeypatch, fail)
    with pytest.raises(OSError, match="disk"):
        import_responses(database, study=study, path=file, asker=factories.SYSTEM)
    with database.reading() as session:
        assert session.query(DataImport).one().given_up_at is not None
        assert session.scalars(select(Response.id).execution_options(also_arriving=True)).all() == []


def test_a_faulty_file_stores_nothing(database: Database, study: Study, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("thrift1,thrift2,thrift3,gender,age,why\n4,5,2,1,34,x\n9,9,9,9,9,x\n", encoding="utf-8")
    with pytest.raises(FaultyData):
        import_responses(database, study=study, path=path, asker=factories.SYSTEM)
    assert seen(database, study) == (0, 0, 0, 0)
