"""`make bench`: speed and memory, each figure beside what it is compared with, in one run."""

import tempfile
from pathlib import Path

import click

from tests.bench.analyses import bench_bfi, bench_imports, bench_simulated
from tests.bench.measure import fsyncs_per_second
from tests.bench.posts import SLUG, bench_bare, bench_posts
from tests.bench.weight import bench_weight


@click.command()
@click.option("--people", default=100_000, show_default=True, help="Simulated respondents of the large analysis.")
def main(people: int) -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _analyses(_sub(folder, "analyses"), people)
        _posts(folder)
        _weights(_sub(folder, "weight"))


def _analyses(folder: Path, people: int) -> None:
    click.echo("whyprint analyse, every default               wall s   peak MB")
    imports = bench_imports(folder)
    rows = {
        "only loading the libraries": imports,
        "bfi, 2,800 x 25": bench_bfi(folder),
        f"simulated, {people:,} x 60": bench_simulated(folder, n=people),
    }
    for words, cost in rows.items():
        click.echo(f"  {words:42s} {cost.seconds:7.1f}  {cost.peak_mb:8.0f}")
    after = rows["bfi, 2,800 x 25"].seconds - imports.seconds
    click.echo(f"  bfi after imports: {after:.1f} s")


def _posts(folder: Path) -> None:
    synced = fsyncs_per_second(folder)
    bare = bench_bare(_sub(folder, "bare"))
    ours = bench_posts(_sub(folder, "posts"), slug=SLUG)
    click.echo("page posts, 2 gunicorn workers                  per s  p50 ms  p99 ms")
    for words, rate in (("bare Flask view", bare), ("ours, SQLite synchronous=FULL", ours)):
        click.echo(f"  {words:42s} {rate.per_second:8.0f} {rate.p50_ms:7.1f} {rate.p99_ms:7.1f}")
    click.echo(
        f"  ratio to the bare view {ours.per_second / bare.per_second:.2f}; this disk syncs {synced:.0f} times a second"
    )


def _weights(folder: Path) -> None:
    click.echo("page weight, gzip kB                       HTML + CSS   JavaScript")
    for words, (shown, scripts) in bench_weight(folder).items():
        click.echo(f"  {words:42s} {shown:8.1f}   {scripts:10.1f}")


def _sub(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


main()
