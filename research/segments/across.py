"""What becomes of segments when there is one more of them (stability across solutions)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from research.arithmetic.agreement import cross_table
from research.arithmetic.arrays import Integers
from research.segments.assignment import segment_codes

TELLING_SHARE = 0.25
"""A quarter of a segment going to, or coming from, another one counts as a split or a merger."""


@dataclass(frozen=True, kw_only=True)
class Transition:
    """How the people of k segments are spread over k + 1 segments.

    Parameters
    ----------
    k_from, k_to : int
    table : DataFrame, k_from x k_to
        People.
    stability : Series, k_to
        Segment level stability across solutions: 1 - entropy of the parents of each child / log(k_from);
        1 means that all people come from one segment.
    splits : tuple of (str, tuple of str)
        A parent and the children that get at least a quarter of it each, when there are several.
    mergers : tuple of (str, tuple of str)
        A child and the parents at least a quarter of it comes from, when there are several.
    """

    k_from: int
    k_to: int
    table: pd.DataFrame
    stability: pd.Series
    splits: tuple[tuple[str, tuple[str, ...]], ...]
    mergers: tuple[tuple[str, tuple[str, ...]], ...]


def transitions(labels: Mapping[int, Integers]) -> tuple[Transition, ...]:
    """Transitions between neighbouring numbers of segments.

    Parameters
    ----------
    labels : mapping of k to ndarray, people
        Segments of the same people, numbered from 0.

    References
    ----------
    Dolnicar and Leisch (2017), Marketing Letters 28, 423-436. R: `flexclust::slsaplot`.
    """
    return tuple(_transition(labels[k], labels[after], k, after) for k, after in pairwise(sorted(labels)))


def _transition(first: Integers, second: Integers, k_from: int, k_to: int) -> Transition:
    counts = cross_table(first, second, shape=(k_from, k_to), heads=np.ones(len(first)))
    parents, children = segment_codes(k_from), segment_codes(k_to)
    given = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    received = counts / np.maximum(counts.sum(axis=0, keepdims=True), 1)
    logs = np.log(received, out=np.zeros_like(received), where=received > 0)
    entropy = -(received * logs).sum(axis=0) / max(np.log(k_from), 1e-300)
    return Transition(
        k_from=k_from,
        k_to=k_to,
        table=pd.DataFrame(counts.astype(np.int64), index=parents, columns=children),
        stability=pd.Series(1 - entropy, index=children),
        splits=_several(parents, children, given >= TELLING_SHARE),
        mergers=_several(children, parents, (received >= TELLING_SHARE).T),
    )


def _several(names: list[str], others: list[str], related: np.ndarray) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = [
        (name, tuple(other for other, is_related in zip(others, row, strict=True) if is_related))
        for name, row in zip(names, related, strict=True)
    ]
    return tuple((name, group) for name, group in found if len(group) > 1)
