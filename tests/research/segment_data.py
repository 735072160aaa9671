"""Data with and without groups, for the tests of segmentation."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.spatial.distance import pdist

REFERENCE = Path(__file__).parent / "reference" / "segments.json"


def r_figures() -> dict[str, Any]:
    """Figures computed with R."""
    figures: dict[str, Any] = json.loads(REFERENCE.read_text())
    return figures


def blobs(*, n: int, width: int, k: int, separation: float, seed: int) -> tuple[pd.DataFrame, pd.Series]:
    """Round groups with a standard deviation of one, the two nearest centres `separation` apart."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(k, width))
    centres *= separation / pdist(centres).min()
    groups = rng.choice(k, n)
    index = pd.Index([f"p{place}" for place in range(n)], name="respondent")
    points = pd.DataFrame(centres[groups] + rng.normal(size=(n, width)), index=index)
    points.columns = [f"v{place + 1}" for place in range(width)]
    return points, pd.Series(groups, index=index)


def cloud(*, n: int, width: int, seed: int) -> pd.DataFrame:
    """One normal cloud with correlated variables: no groups at all."""
    rng = np.random.default_rng(seed)
    mixing = rng.normal(size=(width, width))
    return pd.DataFrame(rng.normal(size=(n, width)) @ mixing, columns=[f"v{place + 1}" for place in range(width)])
