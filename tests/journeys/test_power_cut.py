"""The power goes in the middle of writing: what the database acknowledged is there, whatever of the rest is not."""

import random
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from surveys.models import PageVisit, Response
from surveys.store.database import Database
from tests import factories
from tests.journeys.kept import integrity
from tests.journeys.power_cut import NoCompiler, Recorder
from tests.journeys.server import ROOT

PAGES = 200
CUTS = 20
WRITER = """
import os, sys
from sqlalchemy import select
from surveys.models import PageVisit, Response, Study
from surveys.store import database
from surveys.models.base import utc_now
database.PRAGMAS["synchronous"] = {"FULL": ("FULL", 2), "NORMAL": ("NORMAL", 1)}[sys.argv[2]]
keeper = database.Database(sys.argv[1])
with keeper.reading() as session:
    response_id = session.scalar(select(Response.id))
for number in range(int(sys.argv[3])):
    with keeper.writing() as session:
        session.add(PageVisit(response_id=response_id, page="attitudes", key=str(number), body_hash="x" * 64,
                              order_shown=["thrift"], shown_at=utc_now()))
    print(os.stat(os.environ["RECORD_TO"]).st_size)
"""
"""Commits one page after the other as a request does, and says for each where the record was once it was committed."""

Recorded = Callable[[str], tuple[Recorder, list[int]]]


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    """`recorded("FULL")`: a process that commits pages under our settings but this, and when each was acknowledged."""

    def record(synchronous: str) -> tuple[Recorder, list[int]]:
        database = Database(f"sqlite:///{tmp_path / 'whyprint.sqlite'}")
        database.upgrade()
        with database.writing() as session:
            factories.make_response(session, factories.publish_study(session))
        database.close()
        try:
            recorder = Recorder(tmp_path / "whyprint.sqlite", tmp_path)
        except NoCompiler as reason:
            pytest.skip(str(reason))
        return recorder, _write(recorder, database.url, synchronous)

    return record


def _write(recorder: Recorder, url: str, synchronous: str) -> list[int]:
    command = [sys.executable, "-c", WRITER, url, synchronous, str(PAGES)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **recorder.environment}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return [int(line) for line in done.stdout.split()]


def _found(path: Path) -> tuple[int, str]:
    database = Database(f"sqlite:///{path}")
    with database.reading() as session:
        pages = session.scalar(select(func.count()).select_from(PageVisit)) or 0
        assert session.scalar(select(func.count()).select_from(Response)) == 1
    whole = integrity(database)
    database.close()
    return pages, whole


def _lost(recorder: Recorder, moments: list[int], folder: Path, blocks: random.Random | None) -> list[int]:
    """How many acknowledged pages are missing, for each of many cuts; every database must open and be whole."""
    chance = random.Random(3)
    lost = []
    for number in range(CUTS):
        moment = chance.randrange(moments[0], moments[-1])
        pages, whole = _found(recorder.cut(moment, folder / f"cut{number}", blocks=blocks))
        assert whole == "ok"
        lost.append(max(0, bisect_right(moments, moment) - pages))
    return lost


def test_nothing_acknowledged_is_lost_when_the_power_goes(recorded: Recorded, tmp_path: Path) -> None:
    recorder, moments = recorded("FULL")
    assert len(moments) == PAGES
    assert _lost(recorder, moments, tmp_path / "nothing unsynced is there", None) == [0] * CUTS
    assert _lost(recorder, moments, tmp_path / "some blocks are there", random.Random(7)) == [0] * CUTS


def test_these_cuts_do_lose_what_is_acknowledged_without_a_sync(recorded: Recorded, tmp_path: Path) -> None:
    recorder, moments = recorded("NORMAL")
    assert sum(_lost(recorder, moments, tmp_path / "cuts", None)) > PAGES
