"""People who answer while something large happens beside them: how long they wait, against the same people alone."""

import asyncio
import csv
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from surveys.models import Study
from surveys.services.studies.import_responses import import_responses
from surveys.store.database import Database
from tests import factories
from tests.journeys.server import Server
from tests.journeys.walker import Walker, shared_client
from tests.load.servers import published
from tests.load.study import ITEMS, PAGES, SLUG
from tests.load.trials import Ground, Row, at_most, none_of, trial

PEOPLE = 120_000
BROWSERS = 4
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]*)"')


@dataclass
class Waits:
    """Seconds that each page took, and how many got no answer."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0

    def share(self, share: float) -> float:
        return 1000 * sorted(self.seconds)[int(share * (len(self.seconds) - 1))] if self.seconds else 0.0


@trial("beside-export")
def beside_export(ground: Ground) -> Iterator[Row]:
    """An export of 120,000 responses while others answer."""
    server = _with_people(ground, ground.many(PEOPLE, 4_000))
    begun: list[float] = []
    with server:
        yield from _told(server, ground, lambda: begun.append(_export(server)))
    yield at_most("the first byte of the export came after", begun[0], 2, unit="s")


@trial("beside-import")
def beside_import(ground: Ground) -> Iterator[Row]:
    """120,000 responses are brought in while others answer."""
    server = published(ground.sub("server"), server="waitress")
    lines = _lines(ground.folder / "lines.csv", ground.many(PEOPLE, 4_000))
    with server:
        yield from _told(server, ground, lambda: server.run("import", SLUG, str(lines), "--again"))


@trial("beside-flood")
def beside_flood(ground: Ground) -> Iterator[Row]:
    """24 bad sign-ins at once, and then 50 a second, while others answer."""
    server = published(ground.sub("server"), server="waitress")
    with server:
        yield from _told(server, ground, lambda: _flood(server, seconds=ground.many(15, 3)), bar=1.5)


def _told(server: Server, ground: Ground, work: Callable[[], object], *, bar: float | None = None) -> Iterator[Row]:
    """Both waits in one run; the bar is for how many times longer the slowest of a hundred waits."""
    alone, beside = asyncio.run(_both(server, ground.many(10, 2), work))
    for what, waits in (("alone", alone), ("beside it", beside)):
        figure = f"{waits.share(0.5):,.0f}/{waits.share(0.99):,.0f}/{waits.share(1):,.0f} ms"
        yield Row(f"{len(waits.seconds):,} pages {what}: p50/p99/longest", figure)
    yield none_of("pages without an answer beside it", beside.refused, len(beside.seconds) + beside.refused)
    ratio = beside.share(0.99) / max(alone.share(0.99), 1)
    yield at_most("p99 against alone", ratio, bar) if bar else Row("p99 against alone", f"{ratio:.2f}")
    yield at_most("the longest wait beside it", beside.share(1) / 1000, 2, unit="s")


async def _both(server: Server, seconds: float, work: Callable[[], object]) -> tuple[Waits, Waits]:
    async with shared_client(server.base_url, connections=BROWSERS) as client:
        until = time.monotonic() + seconds
        alone = await _answered(client, lambda: time.monotonic() > until)
        thread = threading.Thread(target=work)
        thread.start()
        beside = await _answered(client, lambda: not thread.is_alive())
        thread.join()
    return alone, beside


async def _answered(client: httpx.AsyncClient, stop: Callable[[], bool]) -> Waits:
    waits = Waits()
    await asyncio.gather(*(_answer(client, random.Random(browser), waits, stop) for browser in range(BROWSERS)))
    return waits


async def _answer(client: httpx.AsyncClient, chance: random.Random, waits: Waits, stop: Callable[[], bool]) -> None:
    while not stop():
        walker = Walker(client, SLUG, chance)
        try:
            await walker.begin()
            for _ in range(PAGES):
                form = await walker.read()
                began = time.monotonic()
                await walker.send(form)
                waits.seconds.append(time.monotonic() - began)
                await asyncio.sleep(0.05)
        except (AssertionError, httpx.HTTPError):
            waits.refused += 1


def _lines(path: Path, count: int) -> Path:
    """A file of answers to the study of the trials."""
    names = [f"p{page}_i{item}" for page in range(1, PAGES + 1) for item in range(ITEMS)]
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(names)
        writer.writerows([(row + column) % 5 + 1 for column in range(len(names))] for row in range(count))
    return path


def _with_people(ground: Ground, count: int) -> Server:
    server = published(ground.sub("server"), server="waitress")
    database = Database(server.database_url)
    with database.writing() as session:
        factories.make_account(session, role="lead", email="lead@example.org")
        study = session.query(Study).one()
    path = _lines(ground.folder / "people.csv", count)
    import_responses(database, study=study, path=path, asker=factories.SYSTEM)
    database.close()
    return server


def _export(server: Server) -> float:
    """Seconds until the export begins to arrive; all of it is read."""
    with httpx.Client(base_url=server.base_url, trust_env=False, timeout=120) as lead:
        _sign_in(lead, factories.PASSWORD)
        token = _token(lead.get(f"/studies/{SLUG}").text)
        began = time.monotonic()
        form = {"kind": "responses", "csrf_token": token}
        with lead.stream("POST", f"/studies/{SLUG}/export", data=form) as answer:
            parts = answer.iter_raw()
            next(parts)
            begun = time.monotonic() - began
            sum(map(len, parts))
    return begun


def _flood(server: Server, *, seconds: float) -> None:
    _at_once(server, 24)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        _at_once(server, 10)
        time.sleep(max(0.0, 0.2 - (time.monotonic() - began)))


def _at_once(server: Server, count: int) -> None:
    def guess() -> None:
        with httpx.Client(base_url=server.base_url, trust_env=False, timeout=60, verify=False) as stranger:
            _sign_in(stranger, "a wrong password")

    threads = [threading.Thread(target=guess) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _sign_in(browser: httpx.Client, password: str) -> httpx.Response:
    token = _token(browser.get("/sign-in").text)
    form = {"email": "lead@example.org", "password": password, "csrf_token": token}
    return browser.post("/sign-in", data=form)


def _token(page: str) -> str:
    found = _TOKEN.search(page)
    return found[1] if found else ""
