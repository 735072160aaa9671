"""One small analysis with known people, for the tests of charts, pages and files; computed once in a run."""

from copy import deepcopy
from functools import cache

import numpy as np
import pandas as pd

from research.charts import draw_all
from research.codebook import Codebook, Item, Scale
from research.disclosure import Rules, suppress
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import Analysis, run_analysis
from research.simulate import simulate_answers
from research.summary.build import summarise
from research.summary.schema import Summary

PEOPLE, ITEMS, PERSONAS = 500, 12, 3
RARE = "Canary Islands"
"""An answer of four people: nobody outside the research team may see it."""
DANGEROUS = 'I read <script>alert(1)</script> & "more"'
AGREE = {1: "Strongly disagree", 2: "Disagree", 3: "Neither", 4: "Agree", 5: "Strongly agree"}


def sample_frame() -> pd.DataFrame:
    study = simulate_answers(n=PEOPLE, n_items=ITEMS, n_factors=3, n_segments=PERSONAS, seed=11, separation=5.0)
    frame = study.answers.copy()
    rng = np.random.default_rng(5)
    frame["region"] = rng.integers(1, 3, PEOPLE)
    frame.loc[frame.index[:4], "region"] = 3
    frame["gender"] = rng.integers(1, 3, PEOPLE)
    frame["age"] = rng.integers(18, 80, PEOPLE)
    frame["bought"] = study.outcome
    return frame


def sample_codebook() -> Codebook:
    study = simulate_answers(n=PEOPLE, n_items=ITEMS, n_factors=3, n_segments=PERSONAS, seed=11, separation=5.0)
    items = [
        Item(
            name=str(name),
            text=DANGEROUS if place == 0 else f"I like thing number {place} more than most people do",
            facet="values" if place < 6 else "needs",
            range=(1, 5),
            labels=AGREE,
            scale=f"scale{place % 3}",
            reverse=name in study.reverse,
        )
        for place, name in enumerate(study.answers)
    ]
    region = {1: "North", 2: "South", 3: RARE}
    items += [
        Item(name="region", text="Where do you live?", type="nominal", facet="demographics", labels=region),
        Item(name="gender", text="Gender", type="nominal", facet="demographics", labels={1: "Woman", 2: "Man"}),
        Item(name="age", text="How old are you? Your age in years", type="numeric", facet="demographics"),
        Item(name="bought", text="Bought it", type="binary", facet="outcome", labels={0: "no", 1: "yes"}),
    ]
    poles = (("calm", "Planners"), ("quick", "Movers"))
    scales = tuple(
        Scale(name=f"scale{place}", title=f"Scale {place}", high=poles[0], low=poles[1]) for place in range(3)
    )
    return Codebook(name="sample_study", items=tuple(items), scales=scales)


@cache
def sample_analysis() -> Analysis:
    matrix = ResponseMatrix.from_frame(sample_frame(), codebook=sample_codebook())
    return run_analysis(matrix, AnalysisPlan(bootstraps=10, segments=(2, 4)), n_jobs=1)


@cache
def sample_summary() -> Summary:
    return summarise(sample_analysis())


@cache
def sample_published() -> Summary:
    return suppress(sample_summary(), rules=Rules())


@cache
def _charts() -> dict[str, dict[str, str]]:
    return draw_all(sample_published())


def sample_charts() -> dict[str, dict[str, str]]:
    return deepcopy(_charts())
