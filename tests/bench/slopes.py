"""How the processor time of each stage grows with the number of people. As a program: one analysis, told as JSON."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.reading.codebook_file import read_codebook
from research.reading.tables import read_data
from research.run import run_analysis
from surveys.cli.analysis_files import write_files
from tests.bench.analyses import simulated


def bench_stages(folder: Path, sizes: Sequence[int]) -> dict[str, list[float]]:
    """Seconds per stage, one figure for each size; each size runs in a process of its own."""
    runs = []
    for n in sizes:
        data = folder / simulated(folder, n=n)
        command = [sys.executable, "-m", "tests.bench.slopes", str(data), str(folder / "simulated.yaml"), str(folder)]
        runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return {stage: [run[stage] for run in runs] for stage in runs[0]}


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Slope of log time on log n; a hundredth of a second counts as nothing."""
    times = np.maximum(np.asarray(seconds), 0.01)
    return float(np.polyfit(np.log(np.asarray(sizes, dtype=float)), np.log(times), 1)[0])


def _stages(data: Path, codebook: Path, out: Path) -> dict[str, float]:
    seconds: dict[str, float] = {}
    stage, begin, whole = "reading", time.process_time(), time.process_time()

    def tell(name: str, _share: float) -> None:
        nonlocal stage, begin
        if name != stage:
            seconds[stage] = time.process_time() - begin
            stage, begin = name, time.process_time()

    described = read_codebook(codebook)
    table = read_data(data, columns=ResponseMatrix.columns_of(described))
    matrix = ResponseMatrix.from_frame(table, codebook=described)
    del table
    with threadpool_limits(limits=1):
        found = run_analysis(matrix, AnalysisPlan(seed=1), progress=tell)
        tell("summary and files", 1.0)
        write_files(found, out, smallest_group=10)
    tell("all", 1.0)
    return seconds | {"all": time.process_time() - whole}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_stages(*map(Path, sys.argv[1:4]))))
