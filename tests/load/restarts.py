"""The database or the server is restarted while people answer."""

import asyncio
import signal
import time
from collections.abc import Iterator

from surveys.store.database import Database
from tests.journeys.kept import kept
from tests.journeys.server import Server
from tests.load.crowd import Crowd
from tests.load.patient import PatientClient
from tests.load.servers import published
from tests.load.trials import Ground, Row, at_least, at_most, none_of, trial
from tests.surveys.postgres import DURABLE, Cluster, start_cluster

SECONDS_TO_RECOVER = 5.0


@trial("database_restart")
def database_restart(ground: Ground) -> Iterator[Row]:
    """PostgreSQL is restarted 10 times, as by a crash, while people answer; nobody does anything about it."""
    times = ground.many(10, 2)
    with start_cluster(DURABLE) as cluster:
        server = published(ground.sub("server"), server="gunicorn", url=cluster.create("restarts"))
        with server:
            crowd, client, recoveries = asyncio.run(_restarted(server, cluster, times, ground.many(200, 30)))
        found = kept(Database(server.database_url), crowd.walkers)
    yield none_of(f"acknowledged pages missing after {times} restarts", len(found.missing), found.acknowledged)
    yield none_of("pages stored twice", found.duplicates, found.acknowledged)
    yield at_most("longest time until pages were kept again", max(recoveries), SECONDS_TO_RECOVER, unit="s")
    told = ", ".join(f"{count} x {status}" for status, count in sorted(client.seen.refused.items())) or "none"
    yield Row("people told to try again", told, "503 only", set(client.seen.refused) <= {503})


async def _restarted(
    server: Server, cluster: Cluster, times: int, pages: int
) -> tuple[Crowd, PatientClient, list[float]]:
    recoveries = []
    async with PatientClient(server.base_url, connections=8) as client:
        async with Crowd(client).answering() as crowd:
            for _ in range(times):
                await crowd.until(crowd.acknowledged + pages)
                await asyncio.to_thread(cluster.restart)
                begin, before = time.monotonic(), crowd.acknowledged
                await crowd.until(before + 1)
                recoveries.append(time.monotonic() - begin)
        return crowd, client, recoveries


@trial("rolling_restart")
def rolling_restart(ground: Ground) -> Iterator[Row]:
    """gunicorn is told to start its processes anew (HUP) 10 times within 10,000 requests; none fails."""
    requests, times = ground.many(10_000, 400), ground.many(10, 2)
    server = published(ground.sub("server"), server="gunicorn")
    with server:
        crowd, client = asyncio.run(_reloaded(server, requests, times))
    failed = client.seen.cut + sum(client.seen.refused.values())
    yield at_least(f"requests answered, with {times} restarts", client.seen.answered, requests)
    yield none_of("requests that failed", failed, client.seen.answered)
    found = kept(Database(server.database_url), crowd.walkers)
    yield none_of("acknowledged pages missing", len(found.missing), found.acknowledged)
    yield Row("longest wait for an answer", f"{client.seen.longest:.1f} s")


async def _reloaded(server: Server, requests: int, times: int) -> tuple[Crowd, PatientClient]:
    """A connection for each request, as nginx makes them: what is idle may be closed at any time."""
    async with PatientClient(server.base_url, connections=8, kept_open=0) as client:
        async with Crowd(client).answering() as crowd:
            for number in range(1, times + 1):
                await _answered(client, number * requests // (times + 1))
                server.tell(signal.SIGHUP)
            await _answered(client, requests)
        return crowd, client


async def _answered(client: PatientClient, requests: int) -> None:
    while client.seen.answered < requests:
        await asyncio.sleep(0.01)
