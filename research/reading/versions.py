"""Which version of the questionnaire every line of a table answers; lines that mean something else are refused."""

import numpy as np
import pandas as pd

from research.codebook import Codebook
from research.errors import BadData
from research.said import Count

EXPORTED = "version"
"""How the column is called in our own exports, of which the oldest have no word of it in their codebook."""


def version_column(codebook: Codebook) -> str:
    """The column to look at, whether or not it is there."""
    return codebook.version or EXPORTED


def read_versions(frame: pd.DataFrame, codebook: Codebook) -> np.ndarray | None:
    """The number of each line's version; None where nothing is known of versions.

    Parameters
    ----------
    frame : DataFrame, one line per respondent
    codebook : Codebook

    Raises
    ------
    BadData
        Lines of versions that the codebook does not describe, or an export that pools several without a word of it.
    """
    if codebook.version is None:
        _refuse_pooled(frame, codebook)
        return None
    numbers = pd.to_numeric(frame[codebook.version], errors="coerce").to_numpy(dtype=float)
    _refuse_nameless(numbers, codebook.version)
    if codebook.versions:
        _refuse_strange(numbers, codebook.versions)
    return numbers.astype(int)


def _refuse_pooled(frame: pd.DataFrame, codebook: Codebook) -> None:
    is_export = codebook.id == "respondent" and EXPORTED in frame and EXPORTED not in codebook
    found = sorted(map(str, frame[EXPORTED].dropna().unique())) if is_export else []
    if len(found) > 1:
        raise BadData("versions_unknown", where=(EXPORTED,), versions=found)


def _refuse_nameless(numbers: np.ndarray, column: str) -> None:
    n = int((~np.isfinite(numbers)).sum())
    if n:
        raise BadData("version_no_number", where=(column,), n=Count(n), column=column)


def _refuse_strange(numbers: np.ndarray, described: tuple[int, ...]) -> None:
    strange = ~np.isin(numbers, described)
    if strange.any():
        found = [f"{number:g}" for number in np.unique(numbers[strange])]
        told, n = list(map(str, described)), Count(int(strange.sum()))
        raise BadData("versions_not_described", where=found, n=n, versions=found, described=told)
