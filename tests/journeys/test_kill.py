"""The server dies in the middle of 500 answering clients: every page it acknowledged is there after the restart."""

import asyncio
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from surveys.store.database import Database
from tests.journeys.kept import kept
from tests.journeys.server import Server
from tests.journeys.walker import Walker, shared_client

STUDY = Path(__file__).resolve().parents[1] / "surveys" / "everything.yaml"
CLIENTS = 500
PAGES_BEFORE_KILL = 400

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    made.run("publish", str(STUDY))
    with made:
        yield made


def _slug(server: Server) -> str:
    with sqlite3.connect(server.database) as database:
        return str(database.execute("SELECT slug FROM study").fetchone()[0])


async def _answer_until_killed(server: Server, walkers: list[Walker]) -> None:
    """Let everybody answer; pull the plug once enough pages were acknowledged, with the others still under way."""
    enough = asyncio.Event()

    async def walk(walker: Walker) -> None:
        try:
            await walker.begin()
            while not walker.finished:
                await walker.step()
                if sum(len(each.acknowledged) for each in walkers) >= PAGES_BEFORE_KILL:
                    enough.set()
        except (httpx.HTTPError, AssertionError):
            return  # the server is gone

    everybody = [asyncio.create_task(walk(walker)) for walker in walkers]
    await asyncio.wait_for(enough.wait(), timeout=240)
    server.kill()
    await asyncio.gather(*everybody)


async def _go_on(server: Server, walkers: list[Walker]) -> None:
    async with shared_client(server.base_url, connections=20) as client:
        for walker in walkers:
            walker.client = client
            while not walker.finished:
                await walker.step()


def test_no_acknowledged_page_is_lost_when_the_server_is_killed(server: Server) -> None:
    slug = _slug(server)

    async def run() -> list[Walker]:
        async with shared_client(server.base_url, connections=CLIENTS) as client:
            walkers = [Walker(client, slug, random.Random(seed)) for seed in range(CLIENTS)]
            await _answer_until_killed(server, walkers)
            return walkers

    walkers = asyncio.run(run())
    server.start()
    found = kept(Database(server.database_url), walkers)

    assert found.acknowledged >= PAGES_BEFORE_KILL
    assert (found.missing, found.duplicates, found.integrity) == ((), 0, "ok")

    halfway = [walker for walker in walkers if walker.acknowledged and not walker.finished][:5]
    asyncio.run(_go_on(server, halfway))
    assert all(walker.finished for walker in halfway)
