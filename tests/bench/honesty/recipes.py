"""The worlds that are looked at: planted personas in dirty answers, and people without any groups."""

from dataclasses import replace

from tests.bench.honesty.worlds import Recipe

BASE = Recipe()
PLANTED = {
    "four kinds": BASE,
    "acquiescence doubled": replace(BASE, acquiescence=0.8),
    "all items positive": replace(BASE, reversed_share=0.0),
    "unequal sizes": replace(BASE, sizes=(0.40, 0.28, 0.20, 0.12)),
    "skewed within": replace(BASE, skew=0.5),
    "three kinds": replace(BASE, kinds=3),
    "six kinds": replace(BASE, kinds=6),
    "500 people": replace(BASE, n=500),
    "floor items": replace(BASE, floor=1.1),
    "a third of the items in a wrong scale": replace(BASE, misplaced_share=1 / 3),
    "yes or no": replace(BASE, points=2),
    "12 items, 4 scales": replace(BASE, scales=4, items_each=3),
}
_NOBODY = replace(BASE, kinds=1)
WITHOUT_GROUPS = {
    "normal": _NOBODY,
    "skewed": replace(_NOBODY, skew=0.6),
    "floor": replace(_NOBODY, floor=1.2),
    "floor and skewed": replace(_NOBODY, floor=1.0, skew=0.6),
    "heavy tails": replace(_NOBODY, tails=5.0),
    "acquiescent": replace(_NOBODY, acquiescence=0.8),
}
