"""`whyprint type`."""

from importlib import import_module
from pathlib import Path

import click


@click.command("type")
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--rule",
    required=True,
    type=click.Path(path_type=Path),
    help="The rule of a short form: a rule file, or the summary.json of an analysis.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="CSV file to write.")
@click.option("--id", "id_column", help="Column of DATA that says who somebody is; it is written beside the segment.")
@click.option(
    "--consent",
    help="Column of DATA that says who agreed to be placed: only people with 1 or yes in it are typed. "
    "Without it, consent_profile counts where DATA has such a column.",
)
@click.option("--missing", multiple=True, type=float, help="A code that means no answer; may be given several times.")
def type_people(
    data: Path, *, rule: Path, out: Path, id_column: str | None, consent: str | None, missing: tuple[float, ...]
) -> None:
    """Say to which segment each person in DATA (CSV, Parquet, XLSX, SPSS) belongs, by the short form of an analysis.

    Writes one line per person: row, id, segment, status (typed, unclear, missing) and the probability of every
    segment. Who cannot be told gets no segment. The answers are taken as they were given, not reversed.
    """
    counts = import_module("surveys.cli.typing_run").type_file(
        data, rule_file=rule, out=out, id_column=id_column, consent=consent, missing=missing
    )
    click.echo(f"{counts.people:,} people")
    for name, n in counts.segments.items():
        click.echo(f"  {name}  {n:,}")
    if counts.unclear:
        click.echo(f"  cannot be told (no segment is probable enough)  {counts.unclear:,}")
    if counts.missing:
        click.echo(f"  left out one of the questions  {counts.missing:,}")
    if counts.not_agreed:
        click.echo(f"  did not agree to be placed, and are not in the file  {counts.not_agreed:,}")
    click.echo(str(out))
