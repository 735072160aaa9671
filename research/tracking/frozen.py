"""What is kept of a solution: plain numbers that type people for years, in memory and as JSON."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
import orjson
import pandas as pd

from research.arithmetic.arrays import Floats
from research.errors import BadData

FORMAT = 1
ANSWERS = "answers"
"""Name of a basis: the answers as they were given, which latent classes are made of."""
Table = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, kw_only=True)
class FrozenItem:
    """One question: its words and range, how it is keyed, and what its answers were standardised with."""

    name: str
    text: str
    low: float | None
    high: float | None
    reverse: bool
    mean: float
    deviation: float


@dataclass(frozen=True, kw_only=True)
class FrozenDimension:
    """One factor: its name in words, and mean and standard deviation of its scores among those who were assigned."""

    name: str
    words: str
    mean: float
    deviation: float


@dataclass(frozen=True, kw_only=True)
class FrozenBasis:
    """What people were grouped by: the name of the basis, its variables, what they were standardised with, scales.

    `slopes` is what one unit of saying yes to everything puts into each variable, and `centre` how much of it leaves
    the scores as they are; empty where it was not taken out.
    """

    name: str
    variables: tuple[str, ...]
    means: tuple[float, ...]
    deviations: tuple[float, ...]
    scales: dict[str, tuple[str, ...]]
    slopes: tuple[float, ...] = ()
    centre: float = 0.0


@dataclass(frozen=True, kw_only=True)
class FrozenSegment:
    """One segment: its name, share with 95 per cent interval, people, stability, and its profile.

    `profile` and `spread` are mean and standard deviation of its members' keyed answers, standardised by everybody.
    """

    code: str
    name: str
    share: float
    low: float
    high: float
    people: int
    jaccard: float
    profile: tuple[float, ...]
    spread: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class FrozenSolution:
    """A solution that types new people in plain arithmetic, without the answers it came from.

    Parameters
    ----------
    study : str
    items : tuple of FrozenItem
    dimensions : tuple of FrozenDimension
    correlation : {"pearson", "polychoric", "fiml"}
    loadings, weights : tuple of tuple of float, items x dimensions
        Pattern loadings and score weights.
    phi : tuple of tuple of float, dimensions x dimensions
    precision : tuple of tuple of float, items x items
        Inverse of the correlations; says what a missing answer is expected to be.
    information : float
        Answers on a continuous scale that a correlation was worth (median over pairs of items).
    basis : FrozenBasis
    rule : dict
        See `research.segments.assignment`.
    segments : tuple of FrozenSegment
    agreement, agreement_low : float or None
        Adjusted Rand index between bootstrap samples: mean and 5 per cent quantile.
    people : int
        Who was assigned.
    effective_people : float
        The same after weighting.
    plan : dict
        Every choice, to fit a new wave in the same way.
    library : str
        Version that made it.
    data_fingerprint : str
        Of the answers it was made from.
    """

    study: str
    items: tuple[FrozenItem, ...]
    dimensions: tuple[FrozenDimension, ...]
    correlation: str
    loadings: Table
    weights: Table
    phi: Table
    precision: Table
    information: float
    basis: FrozenBasis
    rule: dict[str, Any]
    segments: tuple[FrozenSegment, ...]
    agreement: float | None
    agreement_low: float | None
    people: int
    effective_people: float
    plan: dict[str, Any]
    library: str
    data_fingerprint: str

    @property
    def item_names(self) -> list[str]:
        return [item.name for item in self.items]

    @property
    def codes(self) -> list[str]:
        """Segments, the largest first."""
        return [segment.code for segment in self.segments]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything that is stored: two solutions with the same one are the same."""
        return hashlib.sha256(orjson.dumps(self._contents(), option=orjson.OPT_SORT_KEYS)).hexdigest()

    def _contents(self) -> dict[str, Any]:
        """Everything that is stored; what was not done is left out, so that solutions of earlier days stay the same."""
        contents = asdict(self)
        if not self.basis.slopes:
            del contents["basis"]["slopes"], contents["basis"]["centre"]
        return contents

    def items_by_dimensions(self, values: Table) -> pd.DataFrame:
        """Loadings or weights with their names."""
        names = [dimension.name for dimension in self.dimensions]
        return pd.DataFrame(np.asarray(values), index=self.item_names, columns=names)

    def correlations(self) -> Floats:
        """Correlations of the items (the inverse of `precision`)."""
        return np.asarray(np.linalg.inv(np.asarray(self.precision)))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, with format and fingerprint."""
        plain: dict[str, Any] = orjson.loads(orjson.dumps(self._contents()))
        return {"format": FORMAT, "fingerprint": self.fingerprint, **plain}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "FrozenSolution":
        """Read `to_dict` back.

        Raises
        ------
        BadData
            Another format, missing parts, or a content that does not fit its fingerprint.
        """
        if plain.get("format") != FORMAT:
            raise BadData("stored_in_other_format", given=str(plain.get("format")), format=str(FORMAT))
        absent = [each.name for each in fields(cls) if each.name not in plain]
        if absent:
            raise BadData("stored_without_parts", parts=absent, where=absent)
        try:
            found = cls(**{each.name: _read(each.name, plain[each.name]) for each in fields(cls)})
        except (TypeError, KeyError, AttributeError) as fault:
            raise BadData("stored_in_other_form") from fault
        if found.fingerprint != plain.get("fingerprint"):
            raise BadData("stored_and_changed")
        return found


def _read(name: str, value: Any) -> Any:
    if name in ("loadings", "weights", "phi", "precision"):
        return tuple(tuple(row) for row in value)
    if name in ("items", "dimensions"):
        kind = FrozenItem if name == "items" else FrozenDimension
        return tuple(kind(**each) for each in value)
    if name == "segments":
        return tuple(FrozenSegment(**{**each, **_tuples(each, "profile", "spread")}) for each in value)
    if name == "basis":
        scales = {scale: tuple(members) for scale, members in value["scales"].items()}
        own = _tuples({"slopes": (), **value}, "variables", "means", "deviations", "slopes")
        return FrozenBasis(**{**value, **own, "scales": scales})
    return value


def _tuples(plain: Mapping[str, Any], *names: str) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(plain[name]) for name in names}
