"""The power goes while people answer; the record of one run is cut at many moments."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from surveys.store.database import Database
from tests.journeys.kept import Kept, kept
from tests.journeys.power_cut import NoCompiler, Recorder
from tests.journeys.server import APP, GUNICORN, Server
from tests.journeys.walker import Walker, shared_client
from tests.load.crowd import Crowd
from tests.load.study import write_study
from tests.load.trials import Ground, Row, at_least, none_of, trial

UNSAFE = "tests.load.unsafe:create()"


@dataclass(frozen=True)
class Run:
    """A recorded run, and when each page was acknowledged."""

    recorder: Recorder
    acknowledged: list[tuple[int, Walker]]

    def told_until(self, moment: int) -> list[Walker]:
        """Everybody with only what they had been told by this moment."""
        pages = Counter(id(walker) for at, walker in self.acknowledged if at <= moment)
        everybody = {id(walker): walker for _, walker in self.acknowledged}
        return [replace(everybody[key], acknowledged=everybody[key].acknowledged[:n]) for key, n in pages.items()]


@trial("power")
def power(ground: Ground) -> Iterator[Row]:
    """The power is cut at random moments, on SQLite: what was acknowledged is there, and the file opens."""
    try:
        yield from _safe(ground)
        yield from _unsafe(ground)
    except NoCompiler as reason:
        yield Row("left out", str(reason))


def _safe(ground: Ground) -> Iterator[Row]:
    run = _recorded(ground.sub("full"), APP, pages=ground.many(2_500, 150))
    yield Row("pages acknowledged in the run that is cut", f"{len(run.acknowledged):,}")
    for name, blocks in (("nothing unsynced there", None), ("random 4 kB blocks there", ground.chance)):
        found = _cuts(ground, run, name, blocks)
        yield from _rows(f"cut, {name}", found)


def _rows(words: str, found: list[Kept | None]) -> Iterator[Row]:
    opened = [each for each in found if each is not None]
    told = sum(each.acknowledged for each in opened)
    yield none_of(f"{words}: acknowledged pages lost", sum(len(each.missing) for each in opened), told)
    yield none_of(f"{words}: not opened or not whole", sum(each is None or each.integrity != "ok" for each in found),
                  len(found))  # fmt: skip


def _unsafe(ground: Ground) -> Iterator[Row]:
    """Without a sync at each commit the same cuts must lose pages, or they would prove nothing."""
    run = _recorded(ground.sub("normal"), UNSAFE, pages=ground.many(1_000, 150))
    found = _cuts(ground, run, "without sync", None)
    yield at_least("the same with synchronous=NORMAL: pages lost", sum(len(each.missing) for each in found if each), 1)


def _recorded(folder: Path, app: str, *, pages: int) -> Run:
    server = Server(folder, command=[*GUNICORN, app])
    server.run("publish", str(write_study(folder)))
    recorder = Recorder(server.database, folder)
    server.environment |= recorder.environment
    with server:
        return Run(recorder, asyncio.run(_answered(server, recorder, pages)))


async def _answered(server: Server, recorder: Recorder, pages: int) -> list[tuple[int, Walker]]:
    moments: list[tuple[int, Walker]] = []
    async with shared_client(server.base_url, connections=8) as client:
        crowd = Crowd(client, told=lambda walker: moments.append((recorder.now(), walker)))
        async with crowd.answering():
            await crowd.until(pages)
    return moments


def _cuts(ground: Ground, run: Run, name: str, blocks: random.Random | None) -> list[Kept | None]:
    """What is found after each cut; None where the database does not even open."""
    folder = ground.sub(f"{name}, cut")
    last = run.acknowledged[-1][0]
    return [_found(run, ground.chance.randrange(last), folder / str(n), blocks) for n in range(ground.many(60, 6))]


def _found(run: Run, moment: int, folder: Path, blocks: random.Random | None) -> Kept | None:
    path = run.recorder.cut(moment, folder, blocks=blocks)
    database = Database(f"sqlite:///{path}")
    try:
        return kept(database, run.told_until(moment))
    except DatabaseError:
        return None
    finally:
        database.close()
