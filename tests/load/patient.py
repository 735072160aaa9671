"""A browser that tries again until it gets an answer, as the page of a respondent does."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.journeys.walker import own_cookies

PATIENCE = 60.0
"""Seconds until somebody gives up."""


@dataclass
class Seen:
    """What stood between a request and its answer."""

    cut: int = 0
    """Times the connection broke before the answer was there."""
    refused: Counter[int] = field(default_factory=Counter)
    """Answers that told to try again later, by status."""
    answered: int = 0
    longest: float = 0.0
    """Seconds from the first try to the answer."""


class PatientClient(httpx.AsyncClient):
    """Sends the same request again, byte by byte, when the connection broke or the server was not ready."""

    def __init__(self, base_url: str, *, connections: int, kept_open: int | None = None) -> None:
        super().__init__(base_url=base_url, **own_cookies(connections, kept_open=kept_open))
        self.seen = Seen()

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        begin = time.monotonic()
        while True:
            answer = await self._try(request, options)
            waited = time.monotonic() - begin
            self.seen.longest = max(self.seen.longest, waited)
            if answer is not None:
                self.seen.answered += 1
                return answer
            if waited > PATIENCE:
                raise AssertionError(f"no answer to {request.method} {request.url} in {waited:.0f} s")
            await asyncio.sleep(0.05)

    async def _try(self, request: httpx.Request, options: dict[str, Any]) -> httpx.Response | None:
        try:
            answer = await super().send(request, **options)
        except httpx.TransportError:
            self.seen.cut += 1
            return None
        if answer.status_code < 500:
            return answer
        self.seen.refused[answer.status_code] += 1
        return None
