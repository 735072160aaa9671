"""A throw-away PostgreSQL server from Debian's package: its own folder, a random port, gone at the end."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
"""For tests only: nothing here must survive a power cut."""
DURABLE = {"max_connections": "200"}
"""As Debian sets it up: what was acknowledged survives."""
IN_MEMORY = Path("/dev/shm")  # noqa: S108  (where Linux keeps files in memory)
ROOM = 2 * 1024**3
"""Bytes that the databases of two workers fit into several times over."""


class NoPostgres(Exception):
    pass


class Cluster:
    """A running server; leaving the context stops it and removes its files."""

    def __init__(self, *, programs: Path, folder: Path, port: int) -> None:
        self._programs = programs
        self._folder = folder
        self._port = port

    @property
    def data(self) -> Path:
        """Where its files lie."""
        return self._folder / "data"

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://whyprint@127.0.0.1:{self._port}/{name}"

    def restart(self) -> None:
        """Stop it as a crash would, and start it again."""
        _as_postgres([self._programs / "pg_ctl", "restart", "-w", "-m", "immediate", "-D", self._folder / "data",
                      "-l", self._folder / "log"])  # fmt: skip

    def create(self, name: str, *, template: str = "template0") -> str:
        with self._administer() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            )
        return self.url(name)

    @contextmanager
    def copy_of(self, template: str) -> Iterator[str]:
        name = f"test_{uuid.uuid4().hex[:12]}"
        yield self.create(name, template=template)
        with self._administer() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _administer(self) -> psycopg.Connection:
        return psycopg.connect(host="127.0.0.1", port=self._port, user="whyprint", dbname="postgres", autocommit=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _as_postgres([self._programs / "pg_ctl", "stop", "-m", "immediate", "-D", self._folder / "data"])
        shutil.rmtree(self._folder, ignore_errors=True)


def start_cluster(settings: Mapping[str, str] = QUICK) -> Cluster:
    """A new server with these settings beside those that keep it to itself."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="whyprint-postgres-", dir=_place(settings)))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    _as_postgres(
        [programs / "initdb", "-D", data, "-U", "whyprint", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    )
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    listen = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} {options}"
    _as_postgres([programs / "pg_ctl", "start", "-w", "-D", data, "-l", folder / "log", "-o", listen])
    return Cluster(programs=programs, folder=folder, port=port)


def _place(settings: Mapping[str, str]) -> Path | None:
    """Memory for what need not survive: a copy of the empty database takes a tenth of the time there."""
    if settings is QUICK and IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM:
        return IN_MEMORY
    return None


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise NoPostgres("PostgreSQL is not on this machine (Debian's package postgresql)")
    return found[-1].parent


def _as_postgres(command: list[str | Path]) -> None:
    """PostgreSQL refuses to run as root."""
    other = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        **other,  # type: ignore[call-overload]
    )
    if done.returncode:
        raise NoPostgres(f"PostgreSQL did not start: {Path(command[0]).name} ended with {done.returncode}")
