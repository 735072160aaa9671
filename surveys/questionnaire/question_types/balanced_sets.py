"""Sets of items for best-worst choices: made from a seed, and how balanced they are.

Every item is to be seen equally often, with every other one, and in every place (Louviere, Flynn & Marley 2015,
chapter 2). Plain Python: pages that ask load no numerics.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

Sets = tuple[tuple[int, ...], ...]
_TRIES, _SWAPS, _ORDERS = 4, 1500, 60


@dataclass(frozen=True, kw_only=True)
class Balance:
    """The fewest and the most times that an item, a pair of items, and an item in one place are seen."""

    items: tuple[int, int]
    pairs: tuple[int, int]
    places: tuple[int, int]
    connected: bool
    """Whether every two items can be compared, if need be by way of others."""


def make_sets(items: Sequence[int], *, sets: int, size: int, seed: int) -> Sets:
    """The most even of some designs; the same for the same seed. None where a set is larger than the list."""
    if size > len(items):
        return ()
    draw = Random(seed)  # noqa: S311  (a design, no secret)
    tries = [_evened(_drawn(items, sets, size, draw), draw) for _try in range(_TRIES)]
    best = min(tries, key=lambda made: _unevenness(made, items))
    return _in_places(best, draw)


def balance_of(design: Iterable[Sequence[int]], items: Sequence[int]) -> Balance:
    listed = [tuple(shown) for shown in design]
    seen, together = _counts(listed)
    places = Counter((item, place) for shown in listed for place, item in enumerate(shown))
    width = max((len(shown) for shown in listed), default=0)
    return Balance(
        items=_ends(seen[item] for item in items),
        pairs=_ends(together[pair] for pair in combinations(sorted(items), 2)),
        places=_ends(places[item, place] for item in items for place in range(width)),
        connected=_is_connected(listed, items),
    )


def _drawn(items: Sequence[int], sets: int, size: int, draw: Random) -> list[list[int]]:
    """Set by set, the items seen least, and among these the ones least seen beside those already in the set."""
    seen: Counter[int] = Counter()
    together: Counter[tuple[int, int]] = Counter()
    made = []
    for _set in range(sets):
        shown: list[int] = []
        while len(shown) < size:
            left = [item for item in items if item not in shown]
            cost = {item: (seen[item], sum(together[_pair(item, other)] for other in shown)) for item in left}
            least = min(cost.values())
            shown.append(draw.choice([item for item in left if cost[item] == least]))
        seen.update(shown)
        together.update(_pair(one, other) for one, other in combinations(shown, 2))
        made.append(shown)
    return made


def _evened(design: list[list[int]], draw: Random) -> list[list[int]]:
    """Items exchanged between sets as long as pairs become more even; how often an item is seen stays."""
    _seen, together = _counts(design)
    for _swap in range(_SWAPS):
        one, other = draw.sample(design, 2)
        mine = draw.choice(one)
        yours = draw.choice(other)
        if mine in other or yours in one:
            continue
        rest, others = [item for item in one if item != mine], [item for item in other if item != yours]
        lost = [_pair(mine, item) for item in rest] + [_pair(yours, item) for item in others]
        won = [_pair(yours, item) for item in rest] + [_pair(mine, item) for item in others]
        before = sum(together[pair] ** 2 for pair in {*lost, *won})
        together.subtract(lost)
        together.update(won)
        if sum(together[pair] ** 2 for pair in {*lost, *won}) <= before:
            one[one.index(mine)], other[other.index(yours)] = yours, mine
        else:
            together.subtract(won)
            together.update(lost)
    return design


def _in_places(design: Sequence[Sequence[int]], draw: Random) -> Sets:
    """Each set in the order that brings its items to the places where they were least."""
    places: Counter[tuple[int, int]] = Counter()
    ordered = []
    for shown in design:
        orders = [tuple(draw.sample(list(shown), len(shown))) for _order in range(_ORDERS)]
        best = min(orders, key=lambda order: sum(2 * places[item, place] + 1 for place, item in enumerate(order)))
        places.update((item, place) for place, item in enumerate(best))
        ordered.append(best)
    return tuple(ordered)


def _unevenness(design: Sequence[Sequence[int]], items: Sequence[int]) -> tuple[bool, int, int]:
    seen, together = _counts(design)
    return (
        not _is_connected(design, items),
        sum(seen[item] ** 2 for item in items),
        sum(times**2 for times in together.values()),
    )


def _counts(design: Iterable[Sequence[int]]) -> tuple[Counter[int], Counter[tuple[int, int]]]:
    listed = list(design)
    seen = Counter(item for shown in listed for item in shown)
    return seen, Counter(pair for shown in listed for pair in combinations(sorted(shown), 2))


def _is_connected(design: Iterable[Sequence[int]], items: Sequence[int]) -> bool:
    reached: set[int] = set(items[:1])
    waiting = [set(shown) for shown in design]
    while near := [shown for shown in waiting if shown & reached]:
        waiting = [shown for shown in waiting if not shown & reached]
        reached.update(*near)
    return reached >= set(items)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _ends(counts: Iterable[int]) -> tuple[int, int]:
    listed = list(counts)
    return (min(listed), max(listed)) if listed else (0, 0)
