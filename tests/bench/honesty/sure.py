"""Whether what is said of how sure an analysis is comes true: intervals that hold, and memberships as sure as said."""

from collections.abc import Sequence
from itertools import pairwise

import click
import numpy as np

from tests.bench.honesty.again import Sure, look_again
from tests.bench.honesty.recipes import PLANTED, WITHOUT_GROUPS

LOOKED_AT = ("four kinds", "unequal sizes", "acquiescence doubled", "500 people", "normal", "skewed")
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.001)


def print_sureness(*, sets: int, first: int) -> None:
    """Recipe by recipe: coverage of 95 % intervals; then how often those come back who are said to belong so surely."""
    click.echo("95 % intervals that hold                     shares   differences   segments without one")
    everything: list[Sure] = []
    for words in LOOKED_AT:
        recipe = PLANTED.get(words) or WITHOUT_GROUPS[words]
        found = [look_again(recipe, seed=seed) for seed in range(first, first + sets)]
        everything += found
        _told(words, found)
    _told("all", everything)
    click.echo("said to belong so surely                     people   said   given the same by 6,000   of their kind")
    for low, high in pairwise(EDGES):
        _told_between(everything, low, high)


def _told(words: str, found: Sequence[Sure]) -> None:
    shares, differences = (np.concatenate([getattr(one, name) for one in found]) for name in ("shares", "differences"))
    untold = sum(one.untold for one in found)
    click.echo(f"  {words:42s} {_mean(shares):>6s} {_mean(differences):>13s} {untold:22d}")


def _told_between(found: Sequence[Sure], low: float, high: float) -> None:
    there = [(one.said >= low) & (one.said < high) for one in found]
    said, same = (
        np.concatenate([getattr(one, name)[mask] for one, mask in zip(found, there, strict=True)])
        for name in ("said", "same")
    )
    known = [one.right[mask] for one, mask in zip(found, there, strict=True) if len(one.right)]
    right = np.concatenate(known) if known else np.zeros(0)
    words = f"{low:.2f} to {min(high, 1):.2f}"
    click.echo(f"  {words:42s} {len(said):6d} {_mean(said):>6s} {_mean(same):>25s} {_mean(right):>15s}")


def _mean(values: np.ndarray) -> str:
    return f"{values.mean():.2f}" if len(values) else "-"
