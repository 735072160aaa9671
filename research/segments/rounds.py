"""Data without groups, a few sets at a time: once one of them reaches what ours shows, the others change nothing.

Ours must show more than every one of 19 sets (the 5 per cent level). So looking on is worth its time only while it
still does. What can be told in the end is the same as after all 19; only the highest figure is that of fewer sets.

References: Besag and Clifford (1991), Sequential Monte Carlo p-values, Biometrika 78, 301-304.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from research.segments.stability import Stability, null_summary

FIRST, NEXT = 4, 5

Agreements = dict[int, list[list[float]]]
"""By number of segments, of each of several sets how far its groups come back."""


def rounds(clouds: int) -> Iterator[range]:
    """Places of the sets that are looked at together."""
    start, size = 0, FIRST
    while start < clouds:
        yield range(start, min(start + size, clouds))
        start, size = start + size, NEXT


def by_number(ks: Sequence[int], clouds: int, found: Sequence[list[float]]) -> Agreements:
    """Of tasks that go through all sets for one number after the other."""
    return {k: list(found[at * clouds : (at + 1) * clouds]) for at, k in enumerate(ks)}


def until_settled(
    own: Mapping[int, Stability], *, clouds: int, look: Callable[[list[int], range], Agreements]
) -> dict[int, Stability]:
    """Hold every number of segments against sets without groups until one of them comes back as often as ours.

    Parameters
    ----------
    own : mapping of k to Stability
    clouds : int
        Sets at most.
    look : callable
        From the numbers that are still open and the places of the next sets to what these sets show.
    """
    seen: Agreements = {k: [] for k in own}
    still = list(own)
    for places in rounds(clouds):
        for k, found in look(still, places).items():
            seen[k].extend(found)
        still = [k for k in still if own[k].mean > null_summary(k, seen[k]).high]
        if not still:
            break
    return {k: null_summary(k, found) for k, found in seen.items()}
