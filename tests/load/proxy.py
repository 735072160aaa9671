"""The network breaks after the server has kept an answer and before the browser hears of it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

from surveys.store.database import Database
from tests.journeys.kept import kept
from tests.journeys.server import Server, free_port
from tests.load.crowd import Crowd
from tests.load.patient import PatientClient
from tests.load.servers import DATABASES, databases, published
from tests.load.trials import Ground, Row, at_least, none_of, trial


@dataclass
class Proxy:
    """Passes requests on; of every second post, by chance, it swallows the answer and hangs up."""

    target: int
    chance: Random
    port: int = field(default_factory=free_port)
    posts: int = 0
    swallowed: int = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Proxy"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        async with server:
            yield self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request: what follows comes on a new one."""
        try:
            request = await _message(reader)
            answer = await self._ask(request)
            if not self._swallows(request):
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the browser or the server is gone
        finally:
            writer.close()

    async def _ask(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
        head, body = request.split(b"\r\n\r\n", 1)
        kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        writer.write(b"\r\n".join([*kept, b"Connection: close"]) + b"\r\n\r\n" + body)
        await writer.drain()
        answer = await reader.read(-1)
        writer.close()
        return answer

    def _swallows(self, request: bytes) -> bool:
        if not request.startswith(b"POST ") or b"/page/" not in request.split(b"\r\n", 1)[0]:
            return False
        self.posts += 1
        swallows = self.chance.random() < 0.5
        self.swallowed += swallows
        return swallows


async def _message(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return head + await reader.readexactly(int(lengths[0]) if lengths else 0)


@trial("proxy")
def proxy(ground: Ground) -> Iterator[Row]:
    """Half of 1,000 posts are kept without the browser hearing of it; it sends them again."""
    posts = ground.many(1_000, 60)
    for kind in DATABASES:
        with databases(kind) as made:
            server = published(ground.sub(kind), server="gunicorn", url=made("proxy"))
            with server:
                crowd, between = asyncio.run(_through(server, posts, ground.chance))
            found = kept(Database(server.database_url), crowd.walkers)
        yield at_least(f"{kind}: answers that never arrived, of {between.posts:,} posts", between.swallowed, posts // 2)
        yield none_of(f"{kind}: acknowledged pages missing", len(found.missing), found.acknowledged)
        yield none_of(f"{kind}: pages stored twice", found.duplicates, found.acknowledged)


async def _through(server: Server, posts: int, chance: Random) -> tuple[Crowd, Proxy]:
    between = Proxy(server.port, chance)
    async with between.running(), PatientClient(f"http://127.0.0.1:{between.port}", connections=8) as client:
        async with Crowd(client).answering() as crowd:
            while between.swallowed < posts // 2 or between.posts < posts:
                await asyncio.sleep(0.01)
        return crowd, between
