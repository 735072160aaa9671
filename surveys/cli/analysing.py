"""What `whyprint analyse` does: read, compute, write. It loads the statistics; the command itself does not."""

import os
from pathlib import Path
from typing import Any

import pyarrow as pa
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from research.analysis import run_analysis
from research.cluster import cluster
from research.codebook import Codebook
from research.codebook_reading import read_codebook
from research.data_files import read_data
from research.matrix import ResponseMatrix
from research.segments.parallel import worker_processes
from surveys.cli.analysis_files import make_folder, read_plan, write_files
from surveys.cli.progress_line import ProgressLine
from surveys.cli.report_process import ReportProcess

COMPUTED = 0.93
"""Share of the whole that is done when the numbers are there."""


def run_files(
    data: Path,
    codebook: Path,
    plan: Path | None,
    out: Path,
    seed: int | None,
    smallest_group: int,
    jobs: int | None,
    scheduler: str | None,
    line: ProgressLine,
    report: ReportProcess,
) -> dict[str, Any]:
    """Run the whole analysis; returns the summary.

    Raises
    ------
    ResearchError, WhyprintError
        With what to do next.
    """
    line("reading", 0.0)
    workers = jobs or min(os.cpu_count() or 1, 8)
    with (
        worker_processes(0 if scheduler else workers),
        cluster(scheduler),
        threadpool_limits(limits=1),
    ):  # one model fit took 0.1 s with one thread, and 12 s with all of a busy machine
        chosen = read_plan(plan, seed=seed)
        described = read_codebook(codebook)
        matrix = _read(data, described)
        make_folder(out)
        result = run_analysis(
            matrix, chosen, progress=lambda stage, share: line(stage, share * COMPUTED), n_jobs=workers
        )
        line("report", COMPUTED)
        return write_files(result, out, smallest_group=smallest_group, report=report)


def _read(data: Path, codebook: Codebook) -> ResponseMatrix:
    table = read_data(data, columns=ResponseMatrix.columns_of(codebook))
    matrix = ResponseMatrix.from_frame(table, codebook=codebook)
    del table
    pa.default_memory_pool().release_unused()  # half a gigabyte for a million people, which Arrow would keep for later
    return matrix
