"""Only how raw correlations become a `Correlation`: names, bases, smoothing, and what must be said."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.correlations.smoothing import smooth
from research.correlations.value import Correlation, Kind
from research.errors import Caution, NoVariance, TooFewResponses, caution
from research.said import Count, Said, first_of, say

FEWEST_PER_PAIR = 3
ALMOST_ONE = 0.999


def _named_pairs(names: list[str], hit: NDArray[np.bool_]) -> tuple[list[Said], list[str]]:
    """The first of the pairs, and the names in all of them."""
    rows, columns = (place.tolist() for place in np.nonzero(np.tril(hit, -1)))
    pairs = [
        say("pair_of_items", first=names[column], second=names[row]) for row, column in zip(rows, columns, strict=True)
    ]
    return first_of(pairs), sorted({names[place] for place in (*rows, *columns)})


def check_bases(names: list[str], people: Floats) -> None:
    """Raise `TooFewResponses` naming the pairs that fewer than three respondents answered."""
    pairs, thin = _named_pairs(names, people < FEWEST_PER_PAIR)
    if thin:
        raise TooFewResponses("pairs_without_people", where=thin, fewest=FEWEST_PER_PAIR, pairs=pairs)


def check_pairs_vary(names: list[str], matrix: Floats) -> None:
    """Raise `NoVariance` naming the pairs whose common respondents all gave the same answer."""
    pairs, flat = _named_pairs(names, ~np.isfinite(matrix))
    if flat:
        raise NoVariance("pairs_without_variance", where=flat, pairs=pairs)


def assemble(
    names: list[str],
    raw: Floats,
    *,
    people: Floats,
    effective: Floats,
    n: int,
    kind: Kind,
    information: Floats | None = None,
    thresholds: dict[str, Floats] | None = None,
) -> Correlation:
    """Smooth where needed and put names, bases and cautions to the figures."""
    matrix, smallest, changed = smooth(raw)
    lower = np.tril_indices(len(names), -1)
    return Correlation(
        matrix=pd.DataFrame(matrix, index=names, columns=names),
        bases=pd.DataFrame(people, index=names, columns=names),
        kind=kind,
        n=n,
        n_effective=float(1.0 / np.mean(1.0 / effective[lower])) if len(names) > 1 else float(n),
        smoothed=changed,
        smallest_eigenvalue=smallest,
        information=pd.Series(np.ones(len(names)) if information is None else information, index=names),
        thresholds=thresholds or {},
        cautions=_cautions(names, raw, smallest, changed=changed, n=n),
    )


def _cautions(names: list[str], raw: Floats, smallest: float, *, changed: bool, n: int) -> tuple[Caution, ...]:
    said = []
    if changed:
        few = say("fewer_people_than_items", n=Count(n), items=len(names))
        why = few if n <= len(names) else say("items_are_combinations")
        said.append(caution("correlations_smoothed", smallest=smallest, why=why))
    pairs, same = _named_pairs(names, np.abs(raw) > ALMOST_ONE)
    if same:
        said.append(caution("same_item_twice", where=same, pairs=pairs))
    return tuple(said)
