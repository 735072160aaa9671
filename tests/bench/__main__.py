"""`make bench`: speed and memory, each figure beside what it is compared with, in one run."""

import os
import tempfile
from pathlib import Path

import click

from tests.bench.analyses import bench_bfi, bench_imports, bench_simulated
from tests.bench.beside_r import bench_beside_r
from tests.bench.honesty.sure import print_sureness
from tests.bench.honesty.table import print_honesty
from tests.bench.measure import Cost, fsyncs_per_second
from tests.bench.peers import BARS, PEERS, WHOLE_IN_R
from tests.bench.posts import SLUG, bench_bare, bench_posts
from tests.bench.requests import cost_of_requests
from tests.bench.slopes import bench_stages, slope
from tests.bench.weight import bench_weight

MILLION = 1_000_000
BUSY = 0.7
"""Processes that wait for a processor, on average, from which wall times say little."""


@click.command()
@click.option("--people", default=100_000, show_default=True, help="Simulated respondents of the large analysis.")
@click.option("--large", is_flag=True, help="Also a million respondents: some four minutes more, and 2 GB.")
@click.option("--only-analyses", is_flag=True, help="Leave out the pages.")
@click.option("--only-posts", is_flag=True, help="Only the page posts.")
@click.option("--honesty", is_flag=True, help="Only what the default finds in worlds whose truth is known.")
@click.option("--sureness", is_flag=True, help="Only whether intervals and memberships in such worlds come true.")
@click.option("--sets", default=5, show_default=True, help="Worlds of each recipe; one takes some five seconds.")
@click.option("--first", default=1, show_default=True, help="Seed of the first world.")
def main(
    *,
    people: int,
    large: bool,
    only_analyses: bool,
    only_posts: bool,
    honesty: bool,
    sureness: bool,
    sets: int,
    first: int,
) -> None:
    """Print all figures."""
    if honesty:
        print_honesty(sets=sets, first=first)
        return
    if sureness:
        print_sureness(sets=sets, first=first)
        return
    busy = os.getloadavg()[0]
    if busy > BUSY:
        click.echo(f"others use this machine (load {busy:.1f}): only processor time and memory are to be trusted")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if only_posts:
            _posts(folder)
            return
        analyses = _sub(folder, "analyses")
        _analyses(analyses, [people, MILLION] if large else [people])
        _slopes(analyses, [10_000, 100_000, MILLION] if large else [10_000, 100_000])
        _peers(analyses)
        if only_analyses:
            return
        _posts(folder)
        _weights(_sub(folder, "weight"))


def _analyses(folder: Path, sizes: list[int]) -> None:
    click.echo("whyprint analyse, every default               wall s  after imports    cpu s   peak MB   of the bars")
    imports = bench_imports(folder)
    _told("only loading the libraries", imports, after=0.0)
    _told("bfi, 2,800 x 25", bench_bfi(folder), after=imports.seconds)
    for n in sizes:
        _told(f"simulated, {n:,} x 60", bench_simulated(folder, n=n), after=imports.seconds)
    if MILLION not in sizes:
        click.echo("  a million respondents: left out, for it takes some four minutes; ask with --large")


def _told(words: str, cost: Cost, *, after: float) -> None:
    """One line; the shares of the bars (below 1 is within) and how much faster it is than R are of this run."""
    seconds = cost.seconds - after
    figures = f"{cost.seconds:7.1f} {seconds if after else 0:14.1f}  {cost.cpu_seconds:7.1f}  {cost.peak_mb:8.0f}"
    click.echo(f"  {words:42s} {figures}   {_of_bars(words, seconds, cost.peak_mb)}".rstrip())


def _of_bars(words: str, seconds: float, peak_mb: float) -> str:
    if words not in BARS:
        return ""
    most_seconds, most_mb = BARS[words]
    parts = [f"{seconds / most_seconds:.2f} of {most_seconds:g} s"]
    if most_mb is not None:
        parts.append(f"{peak_mb / most_mb:.2f} of {most_mb:g} MB")
    if words in WHOLE_IN_R:
        parts.append(f"{WHOLE_IN_R[words] / seconds:.1f} times faster than R")
    return ", ".join(parts)


def _slopes(folder: Path, sizes: list[int]) -> None:
    """How processor time grows: 0 not at all, 1 as fast as the number of people."""
    costs = bench_stages(folder, sizes)
    click.echo(f"cpu s by stage, {MILLION:,} only with --large" + "".join(f"{n:>12,}" for n in sizes) + "    slope")
    for stage, seconds in costs.items():
        figures = "".join(f"{value:12.2f}" for value in seconds)
        click.echo(f"  {stage:42s}{figures}  {slope(sizes, seconds):7.2f}")


def _peers(folder: Path) -> None:
    click.echo("what others take, s of wall time on two cores (measured once; R 4.2.2, psych 2.2.9 and others)")
    click.echo(f"  {'':42s} {'bfi 2,436 x 25':>22s} {'100,000 x 60':>22s}")
    for words, small, large in PEERS:
        click.echo(f"  {words:42s} {small:>22s} {large:>22s}")
    click.echo("the same file here and in R, in one run        ours s      R s   times faster")
    found = bench_beside_r(folder)
    if isinstance(found, str):
        click.echo(f"  left out: {found}")
        return
    for words, (ours, theirs) in found.items():
        click.echo(f"  {words:42s} {ours:8.2f} {theirs:8.2f}   {theirs / ours:6.1f}")


def _posts(folder: Path) -> None:
    synced = fsyncs_per_second(folder)
    bare = bench_bare(_sub(folder, "bare"))
    ours = bench_posts(_sub(folder, "posts"), slug=SLUG)
    click.echo("page posts, 2 gunicorn workers                  per s  p50 ms  p99 ms")
    for words, rate in (("one durable row, SQLite as ours", bare), ("ours, SQLite synchronous=FULL", ours)):
        click.echo(f"  {words:42s} {rate.per_second:8.0f} {rate.p50_ms:7.1f} {rate.p99_ms:7.1f}")
    share = ours.per_second / bare.per_second
    click.echo(f"  {share:.2f} of one durable row (at least .5); this disk syncs {synced:.0f} times a second")
    click.echo("one request in this process                SQL statements   cpu ms")
    for words, cost in cost_of_requests(_sub(folder, "requests")).items():
        click.echo(f"  {words:42s} {cost.statements:12d} {cost.cpu_ms:8.1f}")


def _weights(folder: Path) -> None:
    click.echo("page weight, gzip kB                       HTML + CSS   JavaScript")
    for words, (shown, scripts) in bench_weight(folder).items():
        click.echo(f"  {words:42s} {shown:8.1f}   {scripts:10.1f}")


def _sub(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


main()
