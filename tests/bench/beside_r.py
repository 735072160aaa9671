"""The same steps on the same file, ours and those of R's psych, in one run: their ratio holds on any machine."""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from research.correlations.pearson import pearson
from research.correlations.polychoric import polychoric
from research.factors.parallel import parallel_analysis
from research.factors.solution import solve_factors
from research.scales.omega import omega
from research.scales.reliability import alpha
from research.segments.kmeans import kmeans
from tests.research.studies import bfi

SCRIPT = Path(__file__).with_name("beside_r.R")
FACTORS, DRAWS, GROUPS = 5, 50, 5


def bench_beside_r(folder: Path) -> dict[str, tuple[float, float]] | str:
    """(our seconds, R's seconds) per step, or why there is nothing to compare with."""
    if shutil.which("Rscript") is None:
        return "Rscript is not installed here"
    if subprocess.run(["Rscript", "-e", "library(psych)"], capture_output=True).returncode:
        return "R is here, its package psych is not"
    matrix = bfi()
    answers = matrix.keyed([item.name for item in matrix.codebook if item.facet == "personality"]).dropna()
    answers.to_csv(folder / "beside_r.csv", index=False)
    command = ["Rscript", str(SCRIPT), str(folder / "beside_r.csv"), str(FACTORS), str(DRAWS)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    theirs = {words: float(seconds) for words, seconds, *_ in (line.split("\t") for line in lines if "\t" in line)}
    correlation, plain = polychoric(answers), pearson(answers)
    standardised = (answers - answers.mean()) / answers.std(ddof=1)
    matrix_of_all = correlation.matrix.to_numpy()
    steps: dict[str, Callable[[], object]] = {
        "polychoric": lambda: polychoric(answers),
        "parallel analysis, as many draws": lambda: parallel_analysis(plain, n=len(answers), draws=DRAWS, seed=1),
        "EFA, minres and oblimin": lambda: solve_factors(correlation, k=FACTORS, n=len(answers), seed=1),
        "alpha of five scales": lambda: [alpha(answers.filter(regex=f"^{letter}")) for letter in "ACENO"],
        "omega hierarchical": lambda: omega(matrix_of_all, groups=3),
        "k-means, 5 groups, 100 starts": lambda: kmeans(standardised, GROUPS, seed=1, starts=100),
    }
    return {words: (_seconds(step), theirs[words]) for words, step in steps.items()}


def _seconds(step: Callable[[], object]) -> float:
    begin = time.perf_counter()
    step()
    return time.perf_counter() - begin
