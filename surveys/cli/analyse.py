"""`whyprint analyse`."""

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import click

from research.errors import ResearchError
from research.summary.kept import kept_as
from research.summary.schema import Summary
from research.words.grammar import ENGLISH
from surveys.cli.progress_line import ProgressLine
from surveys.errors import WhyprintError
from surveys.refusals import refusal

REFUSED = 2
"""Exit code where the data, the codebook or the plan cannot be used."""
DEBUG = "WHYPRINT_DEBUG"


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--codebook", required=True, type=click.Path(path_type=Path), help="What every column means (YAML, JSON)."
)
@click.option("--plan", type=click.Path(path_type=Path), help="Choices of the analysis (YAML, JSON).")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to write to.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Instead of the plan's seed.")
@click.option(
    "--smallest-group",
    type=click.IntRange(2, 1_000),
    default=10,
    show_default=True,
    help="Report nothing about fewer people.",
)
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes; the result does not depend on it.")
@click.option(
    "--scheduler",
    envvar="WHYPRINT_SCHEDULER",
    help="Address of a Dask scheduler (tcp://host:8786) whose machines share the work; the result is the same.",
)
def analyse(
    data: Path,
    *,
    codebook: Path,
    plan: Path | None,
    out: Path,
    seed: int | None,
    smallest_group: int,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Analyse the answers in DATA (CSV, Parquet, XLSX, SPSS) without any database.

    Writes summary.json (every figure), assignments.csv (where everybody landed), report.html (one file that needs
    no network, without figures about few people) and solution.json (for `whyprint track`). The same data, plan and
    seed give the same summary.
    """
    line = ProgressLine()
    try:
        files = import_module("surveys.cli.analysis_files")
        summary = files.run_files(data, codebook, plan, out, seed, smallest_group, jobs, scheduler, line)
    except (ResearchError, WhyprintError) as error:
        line.end()
        told = refusal(error)
        _refuse(told.text, told.where, told.advice)
    except Exception as error:
        line.end()
        if os.environ.get(DEBUG):
            raise
        _refuse(
            f"The analysis stopped because of a mistake in the program ({type(error).__name__}: {error}).",
            (),
            f"Your files are unharmed. Set {DEBUG}=1 to see where it stopped, and report it with that text.",
        )
    line.end()
    _tell(summary, out, files.WRITTEN)


def _refuse(text: str, where: tuple[str, ...], advice: str) -> None:
    click.echo(text, err=True)
    for place in where:
        if place not in text:
            click.echo(f"  {place}", err=True)
    if advice:
        click.echo(advice, err=True)
    sys.exit(REFUSED)


def _of(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _tell(summary: Summary, out: Path, files: Iterable[str]) -> None:
    segments, people = summary.segments, summary.data.n_analysed or 0
    kept = ENGLISH.text(kept_as(segments))
    click.echo(f"{_of(people, 'person', 'people')}, {_of(summary.factors.k, 'dimension', 'dimensions')}, "
               f"{_of(segments.k, 'segment', 'segments')} ({kept})")  # fmt: skip
    for persona in summary.personas:
        name = ENGLISH.text(persona.called) if persona.called else ""
        click.echo(f"  {persona.code}  {persona.share or 0:4.0%}  {name}".rstrip())
    for caution in summary.warnings:
        click.echo(f"{caution.severity}: {ENGLISH.whole(caution)}", err=True)
    for name in files:
        if (out / name).exists():
            click.echo(str(out / name))
