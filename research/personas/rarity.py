"""Only this: how few people have all the traits of a card."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import as_floats
from research.errors import BadData
from research.personas.differences import standardised_effects

AT_ONCE = 8
"""Variables held in one piece at a time."""


@dataclass(frozen=True, kw_only=True)
class Rarity:
    """How rare the full card is: "41 of 360 match all six traits".

    Parameters
    ----------
    segment : str
    traits : tuple of str
        Variables, the largest standardised difference first.
    directions : tuple of int
        1 where the segment lies above everybody else, -1 below.
    n_match : int
        Members with all traits: their answer lies on the segment's side of the population mean, every time.
    n : int
        Members who answered all of these variables.
    n_match_others, n_others : int
        The same for everybody else: a card that describes outsiders as well describes nobody.
    """

    segment: str
    traits: tuple[str, ...]
    directions: tuple[int, ...]
    n_match: int
    n: int
    n_match_others: int
    n_others: int


def rarity(
    values: pd.DataFrame,
    labels: pd.Series,
    segment: str,
    *,
    top: int = 6,
    weights: pd.Series | None = None,
) -> Rarity:
    """Count the members who match all of a segment's leading traits; see `rarities` for several segments.

    Raises
    ------
    BadData
        Nobody is in the segment.
    """
    found = rarities(values, labels, top=top, weights=weights)
    if segment not in found:
        raise BadData("nobody_in_segment", segment=segment)
    return found[segment]


def rarities(
    values: pd.DataFrame, labels: pd.Series, *, top: int = 6, weights: pd.Series | None = None
) -> dict[str, Rarity]:
    """Count, for every segment, the members who match all of its leading traits.

    A trait is a variable on which the segment differs from everybody else (the `top` largest standardised
    differences). A person has it when their answer is on the segment's side of the population mean. Variables
    must be numbers or ordered codes.

    Parameters
    ----------
    values : DataFrame, people x variables
    labels : Series
        Segment codes by the index of `values`; people without one are left out.
    top : int, default 6
        Traits on a card.
    weights : Series, optional
        For the differences; the people counted are people.
    """
    known = labels.reindex(values.index)
    placed = known.notna().to_numpy()
    groups, names = pd.factorize(known[placed], sort=True)
    own = values if placed.all() else values[placed]
    mass = np.ones(len(values)) if weights is None else weights.reindex(values.index).to_numpy(dtype=np.float64)
    parts = [
        standardised_effects(as_floats(own.iloc[:, start : start + AT_ONCE]), groups, len(names), mass[placed])
        for start in range(0, own.shape[1], AT_ONCE)
    ]
    effects, population = (np.concatenate(part, axis=-1) for part in zip(*parts, strict=True))
    variables = [str(name) for name in values.columns]
    return {
        str(name): _rarity(str(name), effects[place], population, own, groups == place, variables, top)
        for place, name in enumerate(names)
    }


def _rarity(
    name: str,
    effects: Floats,
    population: Floats,
    own: pd.DataFrame,
    inside: npt.NDArray[np.bool_],
    variables: list[str],
    top: int,
) -> Rarity:
    order = np.argsort(-np.abs(effects), kind="stable")
    leading = [place for place in order.tolist() if np.isfinite(effects[place]) and effects[place] != 0][:top]
    directions = np.sign(effects[leading]).astype(int)
    answers = as_floats(own.iloc[:, leading])
    answered = ~np.isnan(answers).any(axis=1)
    matches = (np.sign(answers - population[leading]) == directions).all(axis=1) & answered
    return Rarity(
        segment=name,
        traits=tuple(variables[place] for place in leading),
        directions=tuple(int(direction) for direction in directions),
        n_match=int((matches & inside).sum()),
        n=int((answered & inside).sum()),
        n_match_others=int((matches & ~inside).sum()),
        n_others=int((answered & ~inside).sum()),
    )
