"""`whyprint maxdiff`."""

from importlib import import_module
from pathlib import Path

import click


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--codebook", required=True, type=click.Path(path_type=Path), help="What every column means (YAML, JSON)."
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to write to.")
@click.option(
    "--smallest-group",
    type=click.IntRange(2, 1_000),
    default=10,
    show_default=True,
    help="Print nothing about fewer people.",
)
def maxdiff(data: Path, *, codebook: Path, out: Path, smallest_group: int) -> None:
    """Turn choices of best and worst in DATA (CSV, Parquet, XLSX, SPSS) into utilities of every person.

    Writes maxdiff-utilities.csv (one line per person: utilities, their standard errors, and how well they tell the
    choices), and answers.csv with codebook.yaml: the same answers with the utilities as columns, which `whyprint
    analyse` reads. The same data give the same utilities.
    """
    for line in import_module("surveys.cli.maxdiff_run").run(data, codebook, out, smallest_group=smallest_group):
        click.echo(line)
