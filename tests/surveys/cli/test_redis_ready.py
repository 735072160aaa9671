"""Nothing starts with a Redis that does not let it in: it is said which variable to correct."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from click.testing import CliRunner, Result

from surveys.cli import main
from surveys.store.database import Database
from tests import factories

WRONG = b"-WRONGPASS invalid username-password pair or user is disabled.\r\n"
PASSWORD = "qwertz-4711"


@pytest.fixture
def refusing() -> Iterator[str]:
    """Where a Redis listens that refuses every password."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        threading.Thread(target=_refuse, args=(listener,), daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def _refuse(listener: socket.socket) -> None:
    while True:
        try:
            client, _address = listener.accept()
        except OSError:
            return
        with client:
            while client.recv(4096):
                client.sendall(WRONG)


def started(command: str, monkeypatch: pytest.MonkeyPatch, database: Database, **variables: str) -> Result:
    monkeypatch.setenv("WHYPRINT_SECRET_KEY", factories.SECRET_KEY)
    monkeypatch.setenv("WHYPRINT_DATABASE_URL", database.url)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return CliRunner().invoke(main, [command], catch_exceptions=False)


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize("variable", ["WHYPRINT_JOBS_URL", "WHYPRINT_RATE_LIMIT_STORAGE"])
def test_a_wrong_password_is_said_before_anything_starts(
    command: str, variable: str, refusing: str, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    told = started(command, monkeypatch, database, **{variable: f"redis://:{PASSWORD}@{refusing}/0"})

    assert told.exit_code == 1
    assert f"Redis refuses the password in {variable}." in told.output
    assert "requirepass" in told.output
    assert PASSWORD not in told.output


def test_a_redis_that_is_not_there_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
    told = started("worker", monkeypatch, database, WHYPRINT_JOBS_URL=f"redis://:{PASSWORD}@{place}/0")

    assert told.exit_code == 1
    assert f"cannot be reached at {place}" in told.output
    assert PASSWORD not in told.output
