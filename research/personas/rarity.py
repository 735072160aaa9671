"""Only this: how few people have all the traits of a card, among its own people and among all others."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.errors import BadData


@dataclass(frozen=True, kw_only=True)
class Rarity:
    """How rare the full card is: "43 of 311 match every line, and so do 14 of 829 others".

    Parameters
    ----------
    n_match, n : int
        Members with all traits, of the members whose answers tell whether they have each of them.
    n_match_others, n_others : int
        The same for everybody else: a card that describes outsiders as well describes nobody.
    typical, typical_others : float or None
        How many of the traits the person in the middle has (median); None where nobody is.
    """

    n_match: int
    n: int
    n_match_others: int
    n_others: int
    typical: float | None
    typical_others: float | None


def rarity(has: pd.DataFrame, labels: pd.Series, segment: str) -> Rarity:
    """Count who has all the traits of a card.

    Parameters
    ----------
    has : DataFrame, people x traits
        1 where a person has the trait, 0 where not; missing where the person's answer is.
    labels : Series
        Segment codes by the index of `has`; people without one are left out.
    segment : str

    Raises
    ------
    BadData
        Nobody is in the segment.
    """
    known = labels.reindex(has.index)
    inside = (known == segment).to_numpy(dtype=bool, na_value=False)
    if not inside.any():
        raise BadData("nobody_in_segment", segment=segment)
    outside = known.notna().to_numpy() & ~inside
    count = has.to_numpy(dtype=np.float64).sum(axis=1)  # missing as soon as one answer is
    n, n_match, typical = _of(count[inside], has.shape[1])
    n_others, n_match_others, typical_others = _of(count[outside], has.shape[1])
    return Rarity(
        n_match=n_match,
        n=n,
        n_match_others=n_match_others,
        n_others=n_others,
        typical=typical,
        typical_others=typical_others,
    )


def _of(count: np.ndarray, traits: int) -> tuple[int, int, float | None]:
    told = count[~np.isnan(count)]
    return len(told), int((told == traits).sum()), float(np.median(told)) if len(told) else None
