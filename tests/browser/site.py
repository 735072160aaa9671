"""Whyprint as it runs for real: the server, a worker where analyses are run, and the accounts of the demonstration."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from surveys.services.accounts.demo_accounts import add_demo_accounts
from surveys.store.database import Database
from tests.journeys.server import ROOT, WHYPRINT, Server

_PATIENCE = 20


class Site(Server):
    """A server over a folder of its own; anybody of the team signs in with the password of the demonstration."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.environment["WHYPRINT_DEMO"] = "1"
        with self.writing() as session:
            add_demo_accounts(session)

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Its database, beside the running server."""
        database = Database(f"sqlite:///{self.database}")
        try:
            yield database
        finally:
            database.close()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.opened() as database, database.writing() as session:
            yield session

    @contextmanager
    def worker(self) -> Iterator[None]:
        """`whyprint worker` beside it, for as long as the block runs."""
        with (self.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [*WHYPRINT, "worker"],
                env=self.environment, stdout=log, stderr=log, start_new_session=True, cwd=ROOT,
            )  # fmt: skip
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
