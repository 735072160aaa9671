"""Puts an analysis, its answers and the scripts that compute it again in a folder, and runs them."""

import csv
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.reproduce import Recipe, python_script, r_script, tables_of
from research.run import run_analysis
from research.summary.build import summarise

ROOT = Path(__file__).parents[2]
R_PACKAGES = ("psych", "GPArotation", "lavaan", "survey", "mclust")


def require_r() -> None:
    """Skip, and say why, where R or one of its packages is absent."""
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not installed here")
    for package in R_PACKAGES:
        if subprocess.run(["Rscript", "-e", f"library({package})"], capture_output=True, check=False).returncode:
            pytest.skip(f"R is here, its package {package} is not")


def recipe_of(matrix: ResponseMatrix, plan: AnalysisPlan, *, title: str = "A study") -> Recipe:
    """Analyse, and say how."""
    summary = summarise(run_analysis(matrix, plan, n_jobs=1))
    return Recipe(title=title, summary=summary, codebook=matrix.codebook)


def lay_out(folder: Path, recipe: Recipe, matrix: ResponseMatrix) -> None:
    """What somebody has who unpacked the zip and put the answers beside it."""
    named = matrix.values.rename_axis("respondent").reset_index()
    named.to_csv(folder / "responses.csv", index=False)
    codebook = replace(recipe.codebook, id="respondent")
    (folder / "codebook.yaml").write_text(yaml.safe_dump(codebook.to_dict(), allow_unicode=True), encoding="utf-8")
    (folder / "summary.json").write_bytes(recipe.summary.to_bytes())
    (folder / "reproduce.R").write_text(r_script(recipe), encoding="utf-8")
    (folder / "reproduce.py").write_text(python_script(recipe), encoding="utf-8")
    for name, rows in tables_of(recipe.summary).items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(["" if cell is None else cell for cell in row] for row in rows)


def run_r(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["Rscript", "reproduce.R"], cwd=folder, capture_output=True, text=True, check=False)


def run_python(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "reproduce.py"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
