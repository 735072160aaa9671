"""How many pages a second are kept and read, beside the smallest honest application, in one run."""

import asyncio
import random
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.bench.posts import Rate
from tests.journeys.server import GUNICORN, Server
from tests.journeys.walker import Walker, fill, read_form, shared_client
from tests.load import wire
from tests.load.conditions import conditions
from tests.load.servers import DATABASES, databases, published
from tests.load.study import SLUG
from tests.load.trials import Ground, Row, at_least, at_most, trial

PEER = "tests.load.peer:create()"
ROUNDS = 5


@dataclass(frozen=True)
class Bars:
    """What trust asks of a free machine."""

    posts: float
    post_p99: float
    reads: float = 400
    read_p99: float = 80
    cpu_ms: float = 4
    of_peer: float = 0.4


BARS = {"SQLite": Bars(posts=250, post_p99=150), "PostgreSQL": Bars(posts=300, post_p99=120)}


@dataclass
class Measured:
    """The rates of all rounds, and the processor time that the server took for each request."""

    rates: list[Rate] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    async def round(self, server: Server, requests: list[bytes], expects: int) -> None:
        before = server.cpu_seconds()
        self.rates.append(await wire.send(server.port, requests, expects=expects))
        self.cpu_ms.append(1000 * (server.cpu_seconds() - before) / len(requests))

    @property
    def middle(self) -> Rate:
        return Rate(*(statistics.median(getattr(each, name) for each in self.rates)
                      for name in ("per_second", "p50_ms", "p99_ms")))  # fmt: skip


@dataclass
class Pair:
    ours: Measured = field(default_factory=Measured)
    peer: Measured = field(default_factory=Measured)

    @property
    def share(self) -> float:
        """How many times as fast ours is as the smallest, round by round."""
        each = zip(self.ours.rates, self.peer.rates, strict=True)
        return statistics.median(ours.per_second / peer.per_second for ours, peer in each)


@trial("rates")
def rates(ground: Ground) -> Iterator[Row]:
    """Pages of ten statements kept and read by 16 at once, five rounds interleaved with the smallest application."""
    for kind in DATABASES:
        yield from conditions(ground.sub(f"{kind}-minute"))
        with databases(kind) as made:
            ours = published(ground.sub(f"{kind}-ours"), server="gunicorn", url=made("ours"))
            peer = Server(ground.sub(f"{kind}-peer"), command=[*GUNICORN, PEER], database_url=made("peer"))
            with ours, peer:
                posts, reads = asyncio.run(_rounds(ground, ours, peer))
        bars = BARS[kind]
        yield from _rows(f"{kind}, a page is kept", posts, bars.posts, bars.post_p99, bars)
        yield from _rows(f"{kind}, a page is read", reads, bars.reads, bars.read_p99, bars)


def _rows(words: str, pair: Pair, per_second: float, p99: float, bars: Bars) -> Iterator[Row]:
    ours, peer = pair.ours.middle, pair.peer.middle
    yield at_least(f"{words}: a second", ours.per_second, per_second)
    yield at_most(f"{words}: p99 (p50 {ours.p50_ms:.0f})", ours.p99_ms, p99, unit="ms")
    yield at_most(f"{words}: processor time", statistics.median(pair.ours.cpu_ms), bars.cpu_ms, unit="ms")
    yield at_least(f"{words}: of the smallest ({peer.per_second:,.0f}/s)", pair.share, bars.of_peer)


async def _rounds(ground: Ground, ours: Server, peer: Server) -> tuple[Pair, Pair]:
    posts, reads = Pair(), Pair()
    for number in range(ground.many(ROUNDS, 2)):
        people = await _people(ours, ground.many(200, 30), number)
        pages = [wire.get(urlsplit(walker.place).path, cookie=_cookie(walker)) for walker, _ in people]
        await reads.ours.round(ours, pages, 200)
        await reads.peer.round(peer, [wire.get("/")] * len(pages), 200)
        await posts.ours.round(ours, [_sent(walker, page) for walker, page in people], 303)
        await posts.peer.round(peer, [_to_peer(f"{number}-{n}") for n in range(len(people))], 303)
    return posts, reads


async def _people(server: Server, count: int, seed: int) -> list[tuple[Walker, str]]:
    """People at their first page, and the page as they read it."""
    async with shared_client(server.base_url, connections=8) as client:
        gate = asyncio.Semaphore(8)

        async def begin(number: int) -> tuple[Walker, str]:
            async with gate:
                walker = Walker(client, SLUG, random.Random(f"{seed}/{number}"))
                await walker.begin()
                page = await client.get(walker.place, headers={"cookie": _cookie(walker)})
                return walker, page.text

        return await asyncio.gather(*(begin(number) for number in range(count)))


def _cookie(walker: Walker) -> str:
    return "; ".join(f"{name}={value}" for name, value in walker.cookies.items())


def _sent(walker: Walker, page: str) -> bytes:
    form = read_form(page)
    return wire.post(form.action, fill(form, walker.chance), cookie=_cookie(walker))


def _to_peer(key: str) -> bytes:
    return wire.post("/", {"key": [key], **{f"p1_i{item}": ["4"] for item in range(10)}})
