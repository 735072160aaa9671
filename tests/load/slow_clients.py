"""People on slow lines hold connections; those on quick lines must not notice."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from tests.journeys.server import Server
from tests.load import wire
from tests.load.servers import published
from tests.load.study import SLUG
from tests.load.trials import Ground, Row, at_most, trial

HEALTHY = 80
CROWDS = (8, 200, 1_000)
LONGEST = 10_000
"""Milliseconds after which somebody on a quick line is not served."""


@trial("slow_clients")
def slow_clients(ground: Ground) -> Iterator[Row]:
    """Beside 8, 200 and 1,000 clients that send a sign a second, 80 quick ones are served by the built-in server."""
    server = published(ground.sub("server"), server="waitress")
    with server:
        for crowd in CROWDS[: ground.many(3, 2)]:
            yield from asyncio.run(_beside(server, crowd))


async def _beside(server: Server, crowd: int) -> list[Row]:
    async with _slow(server, crowd):
        try:
            rate = await asyncio.wait_for(wire.send(server.port, [_PAGE] * HEALTHY, at_once=8, expects=200), 60)
        except TimeoutError:
            return [Row(f"quick ones served beside {crowd:,} slow ones", "not all", f"{HEALTHY}", holds=False)]
    words = f"{HEALTHY} quick ones beside {crowd:,} slow ones, {server.memory_mb():.0f} MB"
    return [at_most(f"{words}: p99", rate.p99_ms, LONGEST, unit="ms")]


_PAGE = wire.get(f"/s/{SLUG}")
_BEGUN = (wire.get(f"/s/{SLUG}")[:-2] + b"X-Slow: ", wire.post(f"/s/{SLUG}/start", {"age": ["1" * 900]})[:-900])


@asynccontextmanager
async def _slow(server: Server, crowd: int) -> AsyncIterator[None]:
    """Half of them are slow with their headers, half with the body of a form."""
    writers = [(await asyncio.open_connection("127.0.0.1", server.port))[1] for _ in range(crowd)]
    for number, writer in enumerate(writers):
        writer.write(_BEGUN[number % 2])
    trickle = asyncio.create_task(_trickle(writers))
    try:
        yield
    finally:
        trickle.cancel()
        for writer in writers:
            writer.close()


async def _trickle(writers: list[asyncio.StreamWriter]) -> None:
    while True:
        await asyncio.sleep(1)
        for writer in writers:
            writer.write(b"x")
