"""The files of an analysis: summary, assignments, report, and the solution that later waves are compared with."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pandas as pd
import pyarrow as pa
from pyarrow import csv

from research.arithmetic.cluster import cluster
from research.arithmetic.parallel import one_thread, processors, worker_processes
from research.codebook import Codebook
from research.disclosure import Rules, suppress
from research.errors import BadPlan
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.reading.codebook_file import read_codebook
from research.reading.plain_file import read_plain
from research.reading.tables import read_data
from research.run import Analysis, run_analysis
from research.summary.build import summarise
from research.summary.schema import Summary
from surveys.cli.progress_line import ProgressLine
from surveys.errors import Invalid
from surveys.exports.file import csv_table
from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from surveys.services.analyses.draw_charts import draw_charts
from surveys.services.analyses.freeze_solution import freeze_solution

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
) -> Summary:
    """Run the whole analysis; returns the summary.

    Raises
    ------
    ResearchError, WhyprintError
        With what to do next.
    """
    line("reading", 0.0)
    workers = jobs or processors()
    with (
        worker_processes(0 if scheduler else workers),
        cluster(scheduler),
        one_thread(),
    ):
        chosen = read_plan(plan, seed=seed)
        described = read_codebook(codebook)
        matrix = _read(data, described)
        make_folder(out)
        result = run_analysis(
            matrix, chosen, progress=lambda stage, share: line(stage, share * COMPUTED), n_jobs=workers
        )
        line("report", COMPUTED)
        return write_files(result, out, smallest_group=smallest_group)


def _read(data: Path, codebook: Codebook) -> ResponseMatrix:
    table = read_data(data, columns=ResponseMatrix.columns_of(codebook), missing_codes=codebook.missing_codes)
    matrix = ResponseMatrix.from_frame(table, codebook=codebook)
    del table
    pa.default_memory_pool().release_unused()  # half a gigabyte for a million people, which Arrow would keep for later
    return matrix


WRITTEN = SUMMARY, ASSIGNMENTS, REPORT, SOLUTION = "summary.json", "assignments.csv", "report.html", "solution.json"
LINES_AT_ONCE = 100_000


def read_plan(path: Path | None, *, seed: int | None) -> AnalysisPlan:
    """The plan of a YAML or JSON file; a seed on the command line wins.

    Raises
    ------
    BadPlan
        With all faults.
    """
    plain: Any = {}
    if path is not None:
        try:
            plain = read_plain(path)
        except OSError as error:
            raise BadPlan("plan_not_read", file=path.name, reason=str(error.strerror)) from error
        except ValueError as error:
            raise BadPlan("plan_not_valid", file=path.name, reason=str(error)) from error
    if isinstance(plain, Mapping) and seed is not None:
        plain = {**plain, "seed": seed}
    return AnalysisPlan.from_dict({} if plain is None else plain)


def make_folder(folder: Path) -> None:
    """The folder to write to, made where it is not there; told before anything is computed.

    Raises
    ------
    Invalid
        It cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(f"{folder} cannot be made: {error.strerror}.", "Name a folder you may write to.") from error
    if not os.access(folder, os.W_OK):
        raise Invalid(f"{folder} cannot be written to.", "Name a folder you may write to.")


def write_files(analysis: Analysis, folder: Path, *, smallest_group: int) -> Summary:
    """Write all of them; returns the summary.

    The summary holds every figure, the report only what may leave the research team. Where later waves cannot be
    compared with the solution, there is no file of it (and none of an earlier run stays behind).
    """
    summary = summarise(analysis)
    published = suppress(summary, rules=Rules(smallest_group=smallest_group))
    solution = freeze_solution(analysis, summary)
    if solution is None:
        (folder / SOLUTION).unlink(missing_ok=True)
    else:
        write_whole(folder / SOLUTION, orjson.dumps(solution, option=orjson.OPT_SORT_KEYS))
    write_whole(folder / SUMMARY, summary.to_bytes())
    _whole(folder / ASSIGNMENTS, lambda part: _write_assignments(part, analysis))
    context = Context(title=analysis.given.codebook.name.replace("_", " "))
    page = render_report_file(published, draw_charts(published), context=context)
    write_whole(folder / REPORT, page.encode())
    return summary


def assignments(analysis: Analysis, *, first: int = 0, count: int | None = None) -> pd.DataFrame:
    """One line per line of the data, in its order: segment, probabilities, factor scores, flags.

    `first` and `count` ask for some of the lines only.
    """
    everybody = analysis.given.values.index
    ids = everybody[first : len(everybody) if count is None else first + count]
    solution, measured = analysis.segmentation.solution, analysis.measurement
    flags = measured.screening.flags.reindex(ids).fillna(value=False).astype(bool)
    columns: dict[str, Any] = {"row": np.arange(first + 1, first + len(ids) + 1)}
    if analysis.given.codebook.id:
        columns["id"] = ids
    columns["segment"] = solution.labels.reindex(ids).to_numpy()
    columns |= _figures(solution.probabilities.reindex(ids), prefix="p_")
    if measured.scores is not None:
        columns |= _figures(measured.scores.scores.reindex(ids))
    columns["flagged"] = measured.screening.flagged.reindex(ids).eq(True).astype(int).to_numpy()
    columns["flags"] = _named(flags)
    return pd.DataFrame(columns)


def _named(flags: pd.DataFrame) -> Any:
    """The names of each person's flags, once per combination that occurs; None where there are none."""
    names = list(map(str, flags))
    raised = flags.to_numpy(dtype=bool)
    combinations, place = np.unique(raised @ (1 << np.arange(len(names))), return_inverse=True)
    told = [";".join(name for bit, name in enumerate(names) if code >> bit & 1) or None for code in combinations]
    return np.asarray(told, dtype=object)[place]


def _figures(table: pd.DataFrame, prefix: str = "") -> dict[str, Any]:
    return {f"{prefix}{name}": table[name].round(4).to_numpy() for name in table}


def _write_assignments(path: Path, analysis: Analysis) -> None:
    """Some lines at a time: all at once, a million would need half a gigabyte.

    Arrow writes them: `to_csv` took half a minute for a million people. Empty cells are empty.
    """
    kinds = _kinds(assignments(analysis, count=1))
    with csv.CSVWriter(path, kinds) as file:
        for first in range(0, len(analysis.given.values), LINES_AT_ONCE):
            lines = csv_table(assignments(analysis, first=first, count=LINES_AT_ONCE))
            file.write_table(pa.Table.from_pandas(lines, schema=kinds, preserve_index=False))


def _kinds(lines: pd.DataFrame) -> pa.Schema:
    """What each column holds; a column of words may be empty in some of the lines, the first of them too."""
    named = zip(csv_table(lines), lines, strict=True)
    numbers = {name: pd.api.types.is_numeric_dtype(lines[name]) for name in lines}
    return pa.schema(
        [(shown, pa.from_numpy_dtype(lines[name].dtype) if numbers[name] else pa.string()) for shown, name in named]
    )


def write_whole(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    _whole(path, lambda part: part.write_bytes(content))


def _whole(path: Path, write: Callable[[Path], object]) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        write(part)
        part.replace(path)
    except OSError as error:
        raise Invalid(
            f"{path} cannot be written: {error.strerror}.", "Free some space or name another folder."
        ) from error
