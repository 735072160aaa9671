"""Page posts per second with two gunicorn workers on SQLite with synchronous=FULL, beside one durable row a post."""

import asyncio
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.server import Server
from tests.journeys.walker import Walker, shared_client

STUDY = Path(__file__).resolve().parents[1] / "surveys" / "everything.yaml"
SLUG = "everything"
GUNICORN = [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", "127.0.0.1:{port}", "--log-level", "error"]
APP = ["surveys:create_app()"]
BARE = ["tests.bench.bare:app"]
AT_ONCE = 16


@dataclass(frozen=True)
class Rate:
    per_second: float
    p50_ms: float
    p99_ms: float


def bench_posts(folder: Path, *, slug: str, people: int = 400) -> Rate:
    """Send pages that were read before, so that only the posts are timed."""
    server = Server(folder, command=[*GUNICORN, *APP])
    server.run("publish", str(STUDY))
    with server:
        return asyncio.run(_post(server, slug, people))


def bench_bare(folder: Path, *, posts: int = 1_500) -> Rate:
    """The same posts to a view that only keeps them, just as durably: what client, server and disk cost without us."""
    server = Server(folder, command=[*GUNICORN, *BARE])
    with server:
        return asyncio.run(_bare(server, posts))


def bench_hello(folder: Path, *, requests: int = 1_500) -> Rate:
    """A page of one word under the same server: what Flask and the machine give in this minute."""
    with Server(folder, command=[*GUNICORN, *BARE]) as server:
        return asyncio.run(_hello(server, requests))


async def _hello(server: Server, requests: int) -> Rate:
    async with shared_client(server.base_url, connections=AT_ONCE) as client:
        return await _timed([client.get("/sign-in") for _ in range(requests)])


async def _post(server: Server, slug: str, people: int) -> Rate:
    async with shared_client(server.base_url, connections=AT_ONCE) as client:
        walkers = [Walker(client, slug, random.Random(seed)) for seed in range(people)]
        for walker in walkers:
            await walker.begin()
        forms = [(walker, await walker.read()) for walker in walkers]
        return await _timed([walker.send(form) for walker, form in forms])


async def _bare(server: Server, posts: int) -> Rate:
    async with shared_client(server.base_url, connections=AT_ONCE) as client:
        return await _timed([client.post("/", data={"thrift1": "4", "thrift2": "5"}) for _ in range(posts)])


async def _timed(jobs: list) -> Rate:  # type: ignore[type-arg]
    gate = asyncio.Semaphore(AT_ONCE)
    waits: list[float] = []

    async def one(job) -> None:  # type: ignore[no-untyped-def]
        async with gate:
            begin = time.perf_counter()
            await job
            waits.append(time.perf_counter() - begin)

    begin = time.perf_counter()
    await asyncio.gather(*(one(job) for job in jobs))
    return rate_of(waits, time.perf_counter() - begin)


def rate_of(waits: list[float], taken: float) -> Rate:
    """So many answers in so many seconds, of which each took so long."""
    waits = sorted(waits)
    return Rate(len(waits) / taken, 1000 * waits[len(waits) // 2], 1000 * waits[int(len(waits) * 0.99)])
