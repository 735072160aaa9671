"""How the result came about: plan, versions, fingerprint of the data."""

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from research.arithmetic.ordering import content_hashes
from research.matrix import ResponseMatrix
from research.result import Analysis
from research.summary.schema import Provenance

PACKAGES = ("whyprint", "numpy", "scipy", "pandas", "scikit-learn", "factor-analyzer")


def fingerprint(matrix: ResponseMatrix) -> str:
    """SHA-256 of the answers, column by column in the order of names, whatever the order of the people."""
    digest = hashlib.sha256()
    names = sorted(map(str, matrix.values))
    digest.update(",".join(names).encode())
    digest.update(np.sort(content_hashes(matrix.values)).astype("<u8").tobytes())
    return digest.hexdigest()


def provenance(analysis: Analysis, *, data_fingerprint: str) -> Provenance:
    """Everything that is needed to run it again; the methods paragraph follows from the whole summary."""
    return Provenance(
        plan=analysis.plan.to_dict(),
        seed=analysis.plan.seed,
        versions={"python": platform.python_version(), **_versions()},
        data_fingerprint=data_fingerprint,
        methods=[],
    )


def _versions() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
