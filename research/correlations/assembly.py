"""Only how raw correlations become a `Correlation`: names, bases, smoothing, and what must be said."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.correlations.smoothing import smooth
from research.correlations.value import Correlation, Kind
from research.errors import Caution, NoVariance, TooFewResponses, written

FEWEST_PER_PAIR = 3
ALMOST_ONE = 0.999


def _named_pairs(names: list[str], hit: NDArray[np.bool_]) -> list[tuple[str, str]]:
    rows, columns = np.nonzero(np.tril(hit, -1))
    return [(names[column], names[row]) for row, column in zip(rows, columns, strict=True)]


def _spoken(pairs: list[tuple[str, str]], *, most: int = 5) -> str:
    told = ", ".join(f"{a} with {b}" for a, b in pairs[:most])
    return told if len(pairs) <= most else f"{told} and {len(pairs) - most} more"


def check_bases(names: list[str], people: Floats) -> None:
    """Raise `TooFewResponses` naming the pairs that fewer than three respondents answered."""
    thin = _named_pairs(names, people < FEWEST_PER_PAIR)
    if thin:
        raise TooFewResponses(
            f"Fewer than {FEWEST_PER_PAIR} respondents answered both items of these pairs: {_spoken(thin)}.",
            advice="Collect more answers, or leave one item of each pair out.",
            where=tuple(sorted({name for pair in thin for name in pair})),
        )


def check_pairs_vary(names: list[str], matrix: Floats) -> None:
    """Raise `NoVariance` naming the pairs whose common respondents all gave the same answer."""
    flat = _named_pairs(names, ~np.isfinite(matrix))
    if flat:
        raise NoVariance(
            f"Among the respondents who answered both items, one item of these pairs never varies: {_spoken(flat)}.",
            advice="Leave one item of each pair out, or collect more answers.",
            where=tuple(sorted({name for pair in flat for name in pair})),
        )


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
        why = (
            f"there are only {n} respondents for {len(names)} items"
            if n <= len(names)
            else "some items are combinations of others, or the bases of the pairs differ too much"
        )
        said.append(
            written(
                "correlations_smoothed",
                text=f"The correlation matrix was not positive definite (smallest eigenvalue {smallest:.2g}) "
                f"and was smoothed: {why}.",
                advice="Collect more answers, or leave out items that repeat others.",
            )
        )
    same = _named_pairs(names, np.abs(raw) > ALMOST_ONE)
    if same:
        said.append(
            written(
                "same_item_twice",
                text=f"These pairs of items are answered as if they were one: {_spoken(same)}.",
                advice="Keep one item of each pair.",
                where=tuple(sorted({name for pair in same for name in pair})),
            )
        )
    return tuple(said)
