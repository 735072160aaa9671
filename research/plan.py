"""Every choice of an analysis and its seed, as one frozen value that is stored, shown and run again."""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from research.errors import BadPlan

DEFAULT_SEED = 20260607
SHARES_SUM = 1e-6
"""How far shares that should sum to 1 may miss it."""

Correlations = Literal["auto", "pearson", "polychoric", "fiml"]
Extraction = Literal["minres", "ml"]
Rotation = Literal["oblimin", "promax", "quartimin", "geomin", "varimax"]
ScoreMethod = Literal["thurstone", "ten_berge"]
Basis = Literal["auto", "factor_scores", "scale_scores", "items", "centred_items"]
Grouping = Literal["auto", "kmeans", "gmm", "lca"]

CHOICES: Mapping[str, tuple[str, ...]] = {
    "correlation": get_args(Correlations),
    "extraction": get_args(Extraction),
    "rotation": get_args(Rotation),
    "scores": get_args(ScoreMethod),
    "segment_on": get_args(Basis),
    "segmentation": get_args(Grouping),
}


@dataclass(frozen=True, kw_only=True)
class AnalysisPlan:
    """Every choice of an analysis. `research.plan_help` gives the reason of each default.

    Raises
    ------
    BadPlan
        From `from_dict`, with every fault.
    """

    items: tuple[str, ...] | None = None
    facets: tuple[str, ...] | None = None
    correlation: Correlations = "auto"
    factors: int | str = "auto"
    extraction: Extraction = "minres"
    rotation: Rotation = "oblimin"
    scores: ScoreMethod = "thurstone"
    segment_on: Basis = "auto"
    segmentation: Grouping = "auto"
    segments: int | str | tuple[int, int] = "auto"
    bootstraps: int = 100
    outcomes: tuple[str, ...] | None = None
    weights: str | None = None
    margins: Mapping[str, Mapping[str, float]] | None = None
    trim: tuple[float, float] | None = None
    confirm: bool = False
    compare_across: str | None = None
    side_by_side: bool = False
    themes: bool = True
    replicates: int = 0
    seed: int = DEFAULT_SEED
    exclude_flagged: bool = False

    @property
    def segment_range(self) -> tuple[int, int]:
        """Lowest and highest number of segments to try."""
        if isinstance(self.segments, tuple):
            return self.segments
        return (2, 8)

    def to_dict(self) -> dict[str, Any]:
        plain = asdict(self)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}

    @classmethod
    def from_dict(cls, plain: object) -> "AnalysisPlan":
        """Read the plain form (from YAML, JSON or a web form); all faults are collected."""
        if not isinstance(plain, Mapping):
            raise BadPlan("A plan is a mapping of choices.", advice="See `whyprint schema plan`.")
        known = {each.name for each in fields(cls)}
        faults = [
            f"{key}: there is no such choice (known: {', '.join(sorted(known))})" for key in plain if key not in known
        ]
        values = {key: _read(key, value, faults) for key, value in plain.items() if key in known}
        if faults:
            raise BadPlan(
                "The plan has faults: " + "; ".join(faults) + ".",
                advice="Mend the choices named here.",
                where=tuple(fault.split(":", 1)[0] for fault in faults),
            )
        return cls(**values)


def _read(key: str, value: object, faults: list[str]) -> Any:
    if key in CHOICES:
        return _read_choice(key, value, faults)
    return _READERS[key](key, value, faults)


def _read_choice(key: str, value: object, faults: list[str]) -> object:
    if value not in CHOICES[key]:
        faults.append(f"{key}: {value!r} is none of {', '.join(CHOICES[key])}")
    return value


def _read_factors(key: str, value: object, faults: list[str]) -> int | str:
    return str(value) if value in ("auto", "none") else _read_whole(key, value, 1, 50, faults)


def _read_bootstraps(key: str, value: object, faults: list[str]) -> int:
    return _read_whole(key, value, 10, 10_000, faults)


def _read_seed(key: str, value: object, faults: list[str]) -> int:
    return _read_whole(key, value, 0, 2**32 - 1, faults)


def _read_replicates(key: str, value: object, faults: list[str]) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not (value == 0 or 10 <= value <= 10_000):
        faults.append(f"{key}: {value!r} is neither 0 nor a whole number from 10 to 10000")
        return 0
    return value


def _read_trim(key: str, value: object, faults: list[str]) -> tuple[float, float] | None:
    if value is None:
        return None
    bounds = list(value) if isinstance(value, list | tuple) else []
    if len(bounds) != 2 or not all(_is_number(bound) for bound in bounds) or not 0 <= bounds[0] < 1 < bounds[1]:
        faults.append(f"{key}: needs a lower bound below 1 and an upper bound above 1, such as 0.2 and 5")
        return None
    return float(bounds[0]), float(bounds[1])


def _read_margins(key: str, value: object, faults: list[str]) -> Mapping[str, Mapping[str, float]] | None:
    """Shares of the population: variable -> answer code -> share; codes are kept as text, as in JSON."""
    if value is None:
        return None
    if not isinstance(value, Mapping) or not all(isinstance(shares, Mapping) for shares in value.values()):
        faults.append(f"{key}: {value!r} is not a mapping of variables to the shares of their answers")
        return None
    for name, shares in value.items():
        if not shares or not all(_is_number(share) and share > 0 for share in shares.values()):
            faults.append(f"{key}: the shares of {name} are not all numbers above 0")
        elif abs(sum(shares.values()) - 1) > SHARES_SUM:
            faults.append(f"{key}: the shares of {name} sum to {sum(shares.values()):g}, not to 1")
    return {str(name): {str(code): share for code, share in shares.items()} for name, shares in value.items()} or None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _read_flag(key: str, value: object, faults: list[str]) -> bool:
    if not isinstance(value, bool):
        faults.append(f"{key}: {value!r} is neither true nor false")
    return value is True


def _read_column(key: str, value: object, faults: list[str]) -> str | None:
    if value is not None and not isinstance(value, str):
        faults.append(f"{key}: {value!r} is not the name of a column")
        return None
    return value or None


def _read_names(key: str, value: object, faults: list[str]) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        faults.append(f"{key}: {value!r} is not a list of names")
        return None
    return tuple(dict.fromkeys(value)) or None


def _read_whole(key: str, value: object, low: int, high: int, faults: list[str]) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        faults.append(f"{key}: {value!r} is not a whole number from {low} to {high}")
        return low
    return value


def _read_segments(key: str, value: object, faults: list[str]) -> int | str | tuple[int, int]:
    if value == "auto":
        return "auto"
    if isinstance(value, list | tuple) and len(value) == 2:
        low, high = (_read_whole(key, bound, 2, 20, faults) for bound in value)
        if low > high:
            faults.append(f"segments: the range {low} to {high} runs backwards")
        return (low, high)
    return _read_whole(key, value, 2, 20, faults)


_READERS: Mapping[str, Callable[[str, object, list[str]], Any]] = {
    "items": _read_names,
    "facets": _read_names,
    "outcomes": _read_names,
    "factors": _read_factors,
    "segments": _read_segments,
    "bootstraps": _read_bootstraps,
    "margins": _read_margins,
    "trim": _read_trim,
    "confirm": _read_flag,
    "compare_across": _read_column,
    "side_by_side": _read_flag,
    "themes": _read_flag,
    "replicates": _read_replicates,
    "seed": _read_seed,
    "exclude_flagged": _read_flag,
    "weights": _read_column,
}
