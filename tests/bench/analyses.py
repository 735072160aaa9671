"""Time and memory of `whyprint analyse` on real and on many simulated respondents."""

import sys
from pathlib import Path

import pandas as pd
import yaml

from research.simulate import simulate_answers
from tests.bench.measure import Cost, cost_of
from tests.journeys.server import WHYPRINT
from tests.research.studies import bfi


def bench_bfi(folder: Path) -> Cost:
    """2,800 x 25 real answers, every default."""
    matrix = bfi()
    matrix.values.to_csv(folder / "bfi.csv", index=False)
    (folder / "bfi.yaml").write_text(yaml.safe_dump(matrix.codebook.to_dict(), sort_keys=False))
    return _analyse(folder, "bfi.csv", "bfi.yaml")


def bench_simulated(folder: Path, *, n: int, items: int = 60) -> Cost:
    """Many simulated respondents x 60 items, every default."""
    return _analyse(folder, simulated(folder, n=n, items=items), "simulated.yaml")


def simulated(folder: Path, *, n: int, items: int = 60) -> str:
    """Write simulated answers with their codebook; the name of the file."""
    path = folder / f"simulated_{n}.parquet"
    if path.exists():
        return path.name
    study = simulate_answers(n=n, n_items=items, n_factors=6, n_segments=5, seed=11, separation=3.0)
    frame = pd.concat([study.answers, study.demographics, study.outcome.rename("outcome")], axis=1)
    frame.to_parquet(path)
    described = [
        {"name": str(name), "type": "ordinal", "range": [1, 5], "facet": "values", "reverse": name in study.reverse}
        for name in study.answers
    ]
    described += [{"name": str(name), "type": "numeric", "facet": "demographics"} for name in study.demographics]
    described.append({"name": "outcome", "type": "numeric", "facet": "outcome"})
    (folder / "simulated.yaml").write_text(yaml.safe_dump({"name": "simulated", "items": described}))
    return path.name


def bench_imports(folder: Path) -> Cost:
    """What it costs only to load what `whyprint analyse` loads."""
    return cost_of([sys.executable, "-c", "import surveys.cli.analysis_files"], log=folder / "imports.log")


def _analyse(folder: Path, data: str, codebook: str) -> Cost:
    out = folder / f"out_{data}"
    words = ["analyse", str(folder / data), "--codebook", str(folder / codebook), "--out", str(out)]
    return cost_of([*WHYPRINT, *words], log=folder / "analyse.log")
