"""Servers that die in the middle of their work, master and workers at once."""

import asyncio
from collections.abc import Iterator

from surveys.store.database import Database
from tests.journeys.kept import Kept, kept
from tests.journeys.server import Server
from tests.load.crowd import Crowd
from tests.load.patient import PatientClient
from tests.load.servers import DATABASES, SERVERS, databases, published
from tests.load.trials import Ground, Row, at_least, none_of, trial

KILLS = 10
BROWSERS = 8


@trial("kills")
def kills(ground: Ground) -> Iterator[Row]:
    """8 browsers answer while each server is killed 10 times at random moments; what was acknowledged must be there."""
    pages, times = ground.many(5_200, 200), ground.many(KILLS, 2)
    for kind in DATABASES:
        with databases(kind) as made:
            found = [_killed(ground, f"{kind}-{name}", name, made(name), pages, times) for name in SERVERS]
        yield from _rows(kind, found, times * len(found), len(found) * pages)


def _killed(ground: Ground, place: str, name: str, url: str, pages: int, times: int) -> Kept:
    server = published(ground.sub(place), server=name, url=url)
    with server:
        crowd = asyncio.run(_answer_and_kill(ground, server, pages, times))
    return kept(Database(server.database_url), crowd.walkers)


async def _answer_and_kill(ground: Ground, server: Server, pages: int, times: int) -> Crowd:
    moments = sorted(ground.chance.randrange(pages) for _ in range(times))
    async with PatientClient(server.base_url, connections=BROWSERS) as client:
        async with Crowd(client, browsers=BROWSERS, seed=ground.chance.randrange(10**6)).answering() as crowd:
            for moment in moments:
                await crowd.until(moment)
                await asyncio.sleep(ground.chance.uniform(0, 0.05))
                server.kill()
                await asyncio.to_thread(server.start)
            await crowd.until(pages)
        return crowd


def _rows(kind: str, found: list[Kept], times: int, pages: int) -> Iterator[Row]:
    acknowledged = sum(each.acknowledged for each in found)
    yield at_least(f"{kind}: pages acknowledged, with {times} kills", acknowledged, pages)
    yield none_of(f"{kind}: acknowledged pages missing", sum(len(each.missing) for each in found), acknowledged)
    yield none_of(f"{kind}: pages stored twice", sum(each.duplicates for each in found), acknowledged)
    broken = sum(each.integrity != "ok" for each in found)
    yield none_of(f"{kind}: databases that are not whole", broken, len(found))
