"""`make load`: every trial, or those that are named, in one table; the exit code is 1 where a bar is missed."""

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from tests.load.trials import TRIALS, Ground, Row, Trial, load_trials

LINE = "  {:58s} {:>24s} {:>16s}  {}"


@click.command()
@click.argument("names", nargs=-1)
@click.option("--quick", is_flag=True, help="Small numbers: shows that a trial works, not what it would find.")
@click.option("--seed", type=int, help="The same random moments again, as far as the machine allows.")
@click.option("--list", "only_list", is_flag=True, help="Name the trials and what each tries.")
def main(*, names: tuple[str, ...], quick: bool, seed: int | None, only_list: bool) -> None:
    """Run the trials with these NAMES, or all."""
    trials = _chosen(names)
    if only_list:
        for name, each in trials.items():
            click.echo(f"  {name:16s} {_says(each)}")
        return
    seed = random.randrange(10**6) if seed is None else seed
    click.echo(f"seed {seed}, {os.cpu_count()} processors, others keep {os.getloadavg()[0]:.1f} of them busy")
    missed = [row for name, each in trials.items() for row in _told(name, each, quick, seed) if row.holds is False]
    click.echo(f"{len(missed)} bars are missed" if missed else "every bar is held")
    sys.exit(bool(missed))


def _chosen(names: tuple[str, ...]) -> dict[str, Trial]:
    load_trials()
    unknown = [name for name in names if name not in TRIALS]
    if unknown:
        raise click.UsageError(f"There is no trial {', '.join(unknown)}. There are: {', '.join(TRIALS)}.")
    return {name: TRIALS[name] for name in names or TRIALS}


def _told(name: str, each: Trial, quick: bool, seed: int) -> Iterator[Row]:
    """Print rows as they come: a run of an hour must not say all of it at the end."""
    click.echo(f"{name}: {_says(each)}")
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"whyprint-{name}-") as folder:
        for row in each(Ground(Path(folder), quick=quick, chance=random.Random(seed))):
            says = {None: "", True: "holds", False: "MISSED"}[row.holds]
            click.echo(LINE.format(row.what, row.figure, row.bar, says).rstrip())
            yield row
    click.echo(f"  ({time.monotonic() - begin:.0f} s)")


def _says(each: Trial) -> str:
    return (each.__doc__ or "").strip().splitlines()[0]


main()
