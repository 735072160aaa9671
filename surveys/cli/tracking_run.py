"""What `whyprint track` does: read a solution and a new wave, compare them, write what came out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from research.arithmetic.parallel import one_thread, processors
from research.disclosure import Rules
from research.matrix import ResponseMatrix
from research.reading.codebook_file import read_codebook
from research.reading.tables import read_data
from research.summary.schema.drifted import Drifted
from research.tracking import FrozenSolution, compare_waves, plan_for_wave, tell_drift
from surveys.cli.analysis_files import make_folder, write_whole
from surveys.cli.typing_run import read_json
from surveys.exports.drift_html import render_wave_file

TRACKING, REPORT = "tracking.json", "tracking.html"


def track_files(
    data: Path, *, codebook: Path, solution: Path, out: Path, seed: int | None, smallest_group: int, jobs: int | None
) -> Drifted:
    """Compare a new wave with a solution; returns what was told.

    Raises
    ------
    ResearchError, WhyprintError
        With what to do next.
    """
    frozen = FrozenSolution.from_dict(_mapping(read_json(solution)))
    described = read_codebook(codebook)
    table = read_data(data, columns=ResponseMatrix.columns_of(described), missing_codes=described.missing_codes)
    matrix = ResponseMatrix.from_frame(table, codebook=described)
    make_folder(out)
    plan = plan_for_wave(frozen)
    with one_thread():
        drift = compare_waves(
            frozen,
            matrix,
            plan if seed is None else replace(plan, seed=seed),
            n_jobs=jobs or processors(),
        )
    told = tell_drift(frozen, drift)
    body = orjson.dumps(told.model_dump(), option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)
    write_whole(out / TRACKING, body)
    title, rules = described.name.replace("_", " "), Rules(smallest_group=smallest_group)
    write_whole(out / REPORT, render_wave_file(told, title=title, rules=rules).encode())
    return told


def _mapping(plain: Any) -> dict[str, Any]:
    return plain if isinstance(plain, dict) else {}
