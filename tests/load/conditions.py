"""What this machine does in the minute of a rate: no rate says anything without it."""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import fsyncs_per_second
from tests.bench.posts import Rate, bench_hello
from tests.load.trials import Row


def conditions(folder: Path) -> Iterator[Row]:
    """A loop of synced writes, and the smallest page of Flask under the same server."""
    yield Row("this minute: synced writes of 4 kB", f"{fsyncs_per_second(folder):,.0f}/s")
    yield rate_row("this minute: the smallest page, same server", bench_hello(folder))


def rate_row(what: str, rate: Rate) -> Row:
    return Row(what, f"{rate.per_second:,.0f}/s, {rate.p50_ms:.0f}/{rate.p99_ms:.0f} ms")
