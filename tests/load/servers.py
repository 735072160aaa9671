"""The servers and databases that a trial runs on, each as the manual tells to run it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.server import APP, GUNICORN, Server
from tests.load.study import write_study
from tests.surveys.postgres import DURABLE, start_cluster

SERVERS: dict[str, list[str] | None] = {"waitress": None, "gunicorn": [*GUNICORN, APP]}
"""The built-in server, and two processes of gunicorn."""
DATABASES = ("SQLite", "PostgreSQL")


@contextmanager
def databases(kind: str) -> Iterator[Callable[[str], str]]:
    """What gives addresses of empty databases that keep what they acknowledged; "" is a file in the server's folder."""
    if kind == "SQLite":
        yield lambda _name: ""
        return
    with start_cluster(DURABLE) as cluster:
        yield cluster.create


def published(folder: Path, *, server: str, url: str = "") -> Server:
    """A server that is not started yet, with the study of the trials."""
    made = Server(folder, command=SERVERS[server], database_url=url)
    made.run("publish", str(write_study(folder)))
    return made
