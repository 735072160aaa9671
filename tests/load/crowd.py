"""People who answer one after the other in a few browsers, until they are told to stop."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from tests.journeys.walker import Walker
from tests.load.study import SLUG


@dataclass
class Crowd:
    """As many browsers as `browsers`; in each somebody begins, answers to the end, and the next one begins."""

    client: httpx.AsyncClient
    browsers: int = 8
    seed: int = 0
    told: Callable[[Walker], None] = lambda _walker: None
    """Called when somebody was told that their page is kept."""
    walkers: list[Walker] = field(default_factory=list)
    stopped: bool = False

    @property
    def acknowledged(self) -> int:
        return sum(len(walker.acknowledged) for walker in self.walkers)

    @asynccontextmanager
    async def answering(self) -> AsyncIterator["Crowd"]:
        """They answer while the block runs, and finish the page they are at when it ends."""
        async with asyncio.TaskGroup() as group:
            for browser in range(self.browsers):
                group.create_task(self._answer(random.Random(f"{self.seed}/{browser}")))
            try:
                yield self
            finally:
                self.stopped = True

    async def until(self, acknowledged: int) -> None:
        while self.acknowledged < acknowledged:
            await asyncio.sleep(0.002)

    async def _answer(self, chance: random.Random) -> None:
        while not self.stopped:
            walker = Walker(self.client, SLUG, chance)
            self.walkers.append(walker)
            await walker.begin()
            while not walker.finished and not self.stopped:
                await walker.step()
                self.told(walker)
