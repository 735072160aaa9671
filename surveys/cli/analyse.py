"""`whyprint analyse`."""

import os
import sys
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from research.analysis import run_analysis
from research.cluster import cluster
from research.codebook import Codebook
from research.codebook_reading import read_codebook
from research.data_files import read_data
from research.errors import ResearchError
from research.matrix import ResponseMatrix
from surveys.cli.analysis_files import ASSIGNMENTS, REPORT, SUMMARY, make_folder, read_plan, write_files
from surveys.cli.progress_line import ProgressLine
from surveys.errors import WhyprintError

REFUSED = 2
"""Exit code where the data, the codebook or the plan cannot be used."""
COMPUTED = 0.93
"""Share of the whole that is done when the numbers are there."""
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

    Writes summary.json (every figure), assignments.csv (where everybody landed) and report.html (one file that
    needs no network, without figures about few people). The same data, plan and seed give the same summary.
    """
    line = ProgressLine()
    try:
        summary = _run(data, codebook, plan, out, seed, smallest_group, jobs, scheduler, line)
    except (ResearchError, WhyprintError) as error:
        line.end()
        _refuse(error.text, error.where, error.advice)
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
    _tell(summary, out)


def _run(
    data: Path,
    codebook: Path,
    plan: Path | None,
    out: Path,
    seed: int | None,
    smallest_group: int,
    jobs: int | None,
    scheduler: str | None,
    line: ProgressLine,
) -> dict[str, Any]:
    line("reading", 0.0)
    chosen = read_plan(plan, seed=seed)
    described = read_codebook(codebook)
    matrix = _read(data, described)
    make_folder(out)
    with (
        cluster(scheduler),
        threadpool_limits(limits=1),
    ):  # one model fit took 0.1 s with one thread, and 12 s with all of a busy machine
        result = run_analysis(
            matrix,
            chosen,
            progress=lambda stage, share: line(stage, share * COMPUTED),
            n_jobs=jobs or min(os.cpu_count() or 1, 8),
        )
        line("report", COMPUTED)
        return write_files(result, out, smallest_group=smallest_group)


def _read(data: Path, codebook: Codebook) -> ResponseMatrix:
    table = read_data(data, columns=ResponseMatrix.columns_of(codebook))
    matrix = ResponseMatrix.from_frame(table, codebook=codebook)
    del table
    pa.default_memory_pool().release_unused()  # half a gigabyte for a million people, which Arrow would keep for later
    return matrix


def _refuse(text: str, where: tuple[str, ...], advice: str) -> None:
    click.echo(text, err=True)
    for place in where:
        if place not in text:
            click.echo(f"  {place}", err=True)
    if advice:
        click.echo(advice, err=True)
    sys.exit(REFUSED)


def _tell(summary: dict[str, Any], out: Path) -> None:
    segments = summary["segments"]
    click.echo(f"{summary['data']['n_analysed']:,} people, {summary['factors']['k']} dimensions, "
               f"{segments['k']} segments ({segments['verdict']})")  # fmt: skip
    for persona in summary["personas"]:
        click.echo(f"  {persona['code']}  {persona['share']:4.0%}  {persona['name']}")
    for caution in summary["warnings"]:
        click.echo(f"{caution['severity']}: {caution['text']} {caution['advice']}", err=True)
    click.echo(f"{out / SUMMARY}\n{out / ASSIGNMENTS}\n{out / REPORT}")
