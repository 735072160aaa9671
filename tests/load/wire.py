"""Requests sent as bytes over open connections, so that the one who measures takes little of the machine."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from tests.bench.posts import AT_ONCE, Rate, rate_of

Form = dict[str, list[str]]


def get(path: str, *, cookie: str = "") -> bytes:
    return _head("GET", path, cookie) + b"\r\n"


def post(path: str, form: Form, *, cookie: str = "") -> bytes:
    body = urlencode(form, doseq=True).encode()
    more = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    return _head("POST", path, cookie) + more.encode() + body


def _head(method: str, path: str, cookie: str) -> bytes:
    kept = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{kept}".encode()


async def send(port: int, requests: Iterable[bytes], *, at_once: int = AT_ONCE, expects: int) -> Rate:
    """All of them over so many connections; an answer of another status ends the measurement."""
    waiting, waits = iter(requests), list[float]()
    begin = time.perf_counter()
    await asyncio.gather(*(_connection(port, waiting, waits, expects) for _ in range(at_once)))
    return rate_of(waits, time.perf_counter() - begin)


async def _connection(port: int, waiting: Iterator[bytes], waits: list[float], expects: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in waiting:
        begin = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        waits.append(time.perf_counter() - begin)
        if int(head.split(b" ", 2)[1]) != expects:
            raise AssertionError(f"answered with {head.split(b' ', 2)[1].decode()}, not {expects}")
        if b"connection: close" in head.lower():
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


def _length(head: bytes) -> int:
    lines = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return int(lines[0].split(b":")[1]) if lines else 0
