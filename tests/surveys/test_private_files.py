"""Files with answers are for their owner alone, also under a loose umask."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from surveys.errors import Unavailable
from surveys.jobs.queue import Jobs
from surveys.private_files import keep_private
from surveys.store.backup import back_up
from surveys.store.database import Database
from tests import factories


@pytest.fixture(autouse=True)
def _loose_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in sorted(folder.iterdir())}


def test_database_log_queue_and_backup_are_for_their_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "var"
    database = Database(f"sqlite:///{home / 'whyprint.sqlite'}")
    database.upgrade()
    jobs = Jobs(f"sqlite:///{home / 'jobs.sqlite'}", database, secret_key=factories.SECRET_KEY)
    jobs.enqueue(1)
    with database.writing() as session:
        factories.publish_study(session)
    back_up(database, home / "copy.sqlite")
    found = modes(home)
    database.close()
    jobs.huey.storage.close()
    expected = {"whyprint.sqlite", "whyprint.sqlite-wal", "whyprint.sqlite-shm", "jobs.sqlite", "jobs.sqlite-wal"}
    assert expected | {"copy.sqlite"} <= set(found)
    assert set(found.values()) == {"0o600"}
    assert oct(stat.S_IMODE(home.stat().st_mode)) == "0o700"


def test_files_that_others_could_read_are_tightened(tmp_path: Path) -> None:
    path = tmp_path / "whyprint.sqlite"
    first = Database(f"sqlite:///{path}")
    first.upgrade()
    for part in tmp_path.iterdir():
        part.chmod(0o644)
    second = Database(f"sqlite:///{path}")
    second.check_upgraded()
    assert set(modes(tmp_path).values()) == {"0o600"}
    second.close()
    first.close()


def test_a_file_of_somebody_else_that_others_can_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "whyprint.sqlite"
    path.touch(0o644)
    path.chmod(0o644)

    def refuse(_path: Path, _mode: int) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(Unavailable, match="can read") as refused:
        keep_private(path)
    assert f"chmod 600 {path}" in refused.value.advice
