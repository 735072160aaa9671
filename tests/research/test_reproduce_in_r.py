"""The R script is run by R, where it is present: every figure it computes is the one of the summary."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.codebook import Codebook
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.reproduce import Recipe
from tests.report_samples import sample_codebook, sample_frame
from tests.research.reproduced import lay_out, recipe_of, require_r, run_python, run_r
from tests.research.studies import bfi

EVERYTHING = {"confirm": True, "compare_across": "gender", "factors": 3, "segments": 3, "bootstraps": 10}
PLANS = {
    "raked, polychoric": AnalysisPlan(
        **EVERYTHING, margins={"gender": {"1": 0.3, "2": 0.7}, "region": {"1": 0.55, "2": 0.44, "3": 0.01}}
    ),
    "side by side, Pearson": AnalysisPlan(
        **EVERYTHING, correlation="pearson", rotation="geomin", scores="ten_berge", side_by_side=True
    ),
    "FIML, mixture": AnalysisPlan(
        factors=3, segments=3, bootstraps=10, correlation="fiml", extraction="ml", rotation="promax",
        segmentation="gmm",
    ),
    "cut weights, scale scores": AnalysisPlan(
        factors=3, segments=3, bootstraps=10, correlation="pearson", rotation="varimax", segment_on="scale_scores",
        margins={"gender": {"1": 0.2, "2": 0.8}}, trim=(0.5, 1.5),
    ),
}  # fmt: skip


def _with_gaps() -> ResponseMatrix:
    """The sample study, a twentieth of its ratings missing."""
    codebook: Codebook = sample_codebook()
    frame = sample_frame()
    items = [item.name for item in codebook if item.scale]
    hidden = np.random.default_rng(2).random((len(frame), len(items))) < 0.05
    frame[items] = frame[items].astype(float).mask(pd.DataFrame(hidden, index=frame.index, columns=items))
    return ResponseMatrix.from_frame(frame, codebook=codebook)


@pytest.fixture(scope="module", autouse=True)
def r_is_here() -> None:
    require_r()


@pytest.mark.parametrize("name", PLANS)
def test_r_finds_every_figure_of_answers_with_gaps(name: str, tmp_path: Path) -> None:
    matrix = _with_gaps()
    lay_out(tmp_path, recipe_of(matrix, PLANS[name], title=name), matrix)
    done = run_r(tmp_path)
    assert "Every comparison is the same." in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0
    assert done.stdout.count("same ") > 15


def test_r_finds_the_figures_of_real_answers(tmp_path: Path) -> None:
    matrix, plan = bfi(), AnalysisPlan(bootstraps=10, segments=3, factors=5)
    lay_out(tmp_path, recipe_of(matrix, plan), matrix)
    done = run_r(tmp_path)
    assert "Every comparison is the same." in done.stdout, done.stdout + done.stderr


def test_r_says_which_figures_are_others(tmp_path: Path) -> None:
    matrix, plan = _with_gaps(), AnalysisPlan(bootstraps=10, segments=3, factors=3, correlation="pearson")
    recipe: Recipe = recipe_of(matrix, plan)
    lay_out(tmp_path, recipe, matrix.of(matrix.values.index[:-20]))
    done = run_r(tmp_path)
    assert done.returncode == 1
    assert "FAR  people: found 480, expected 500" in done.stdout


def test_the_python_script_finds_every_figure_of_a_raked_plan(tmp_path: Path) -> None:
    matrix, plan = _with_gaps(), PLANS["cut weights, scale scores"]
    lay_out(tmp_path, recipe_of(matrix, plan), matrix)
    done = run_python(tmp_path)
    assert "Every figure is the same." in done.stdout, done.stdout + done.stderr
