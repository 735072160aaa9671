"""`whyprint track`."""

from importlib import import_module
from pathlib import Path

import click

from research.words.grammar import ENGLISH


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--codebook", required=True, type=click.Path(path_type=Path), help="What every column means (YAML, JSON)."
)
@click.option(
    "--solution",
    required=True,
    type=click.Path(path_type=Path),
    help="The solution.json that `whyprint analyse` wrote for the first wave.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to write to.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Instead of the first wave's seed.")
@click.option(
    "--smallest-group",
    type=click.IntRange(2, 1_000),
    default=10,
    show_default=True,
    help="Tell nothing about fewer people in tracking.html.",
)
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes; the result does not depend on it.")
def track(
    data: Path, *, codebook: Path, solution: Path, out: Path, seed: int | None, smallest_group: int, jobs: int | None
) -> None:
    """Say whether the personas of a first wave still describe the people in DATA (CSV, Parquet, XLSX, SPSS).

    The new answers are typed by the stored solution, analysed once more by themselves in the same way, and compared:
    shares, dimensions, grouping, profiles. Writes tracking.json (every figure) and tracking.html (to read
    and to pass on, without small segments).
    """
    told = import_module("surveys.cli.tracking_run").track_files(
        data, codebook=codebook, solution=solution, out=out, seed=seed, smallest_group=smallest_group, jobs=jobs
    )
    click.echo(f"{ENGLISH.text(told.words)} ({told.people:,} people, {told.typed:,} typed)")
    for reason in told.reasons:
        click.echo(f"  {ENGLISH.text(reason)}")
    click.echo(ENGLISH.text(told.advice))
    for caution in told.cautions:
        click.echo(f"{caution.severity}: {ENGLISH.whole(caution)}", err=True)
    click.echo(f"{out / 'tracking.json'}\n{out / 'tracking.html'}")
