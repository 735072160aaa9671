"""From numpy and pandas to plain values: finite, rounded to what is meaningful, in a stable order."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from research.declared import Fact
from research.said import Said

Part = TypeVar("Part", bound=Fact)

LAST_BITS = 1e-12
DIGITS = 10
"""Significant digits kept: far below any statistical meaning, far above the last bits in which machines differ."""


def number(value: object) -> float | int | None:
    """A plain number; missing and infinite become None."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | np.integer):
        return int(value)
    real = float(value)  # type: ignore[arg-type]
    if not math.isfinite(real):
        return None
    if -LAST_BITS < real < 0:
        return 0.0  # a difference of equal numbers; "-0 %" puzzles readers
    return float(f"{real:.{DIGITS}g}")


def numbers(values: Sequence[Any] | np.ndarray | pd.Series) -> list[float | int | None]:
    return [number(value) for value in np.asarray(values).ravel().tolist()]


def counts(values: Sequence[Any] | np.ndarray | pd.Series) -> list[int | None]:
    """Numbers of people."""
    return [int(value) for value in np.asarray(values).ravel().tolist()]


def by_name(values: pd.Series | Mapping[Any, Any]) -> dict[str, float | int | None]:
    return {str(name): number(value) for name, value in values.items()}


def figures(value: object, names: Sequence[str]) -> dict[str, float | int | None]:
    """Some numbers of a result, by their names there."""
    return {name: number(getattr(value, name)) for name in names}


def typed(kind: type[Part], frame: pd.DataFrame) -> list[Part]:
    """One value per line, from the columns that it names; words stay words, yes and no stay yes and no."""
    return [kind(**{name: _cell(line[name]) for name in kind.model_fields}) for line in frame.to_dict("records")]


def _cell(value: object) -> str | Said | bool | float | int | None:
    if isinstance(value, str | Said):
        return value
    return bool(value) if isinstance(value, bool | np.bool_) else number(value)


def table(frame: pd.DataFrame) -> dict[str, dict[str, float | int | None]]:
    """Row name -> column name -> value."""
    return {str(row): by_name(values) for row, values in frame.iterrows()}


def rows(frame: pd.DataFrame) -> list[list[float | int | None]]:
    return [numbers(row) for row in frame.to_numpy()]
