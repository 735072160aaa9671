"""What the simulated people do with coffee: habits, troubles, brands and the two outcomes, by question name.

The outcomes follow from the true factors, a little from income, and from chance. Single answers are arrays of
codes, several answers are lists of codes; `None` means that the person left the question empty.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from surveys.demo.people import FACTORS, People
from surveys.questionnaire.missing import DONT_KNOW, PREFER_NOT_TO_SAY

Weights = Mapping[str, float]
Column = Sequence[int | list[int] | None]
_EMPTY_SHARE = 0.012

_BREWING: dict[int, tuple[float, Weights]] = {
    1: (-0.2, {"curiosity": -0.3, "thrift": 0.2}),
    2: (-1.6, {"curiosity": 0.7, "ease": -0.6, "craft": 0.3}),
    3: (-1.4, {"pace": 0.5, "ease": -0.4}),
    4: (-1.3, {"craft": 0.4, "thrift": -0.5}),
    5: (-1.7, {"pace": 0.4, "ease": -0.3}),
    6: (-1.3, {"ease": 0.9, "craft": -0.3}),
    7: (-1.9, {"pace": 0.5}),
    8: (-1.5, {"ease": 0.4, "thrift": 0.7, "craft": -0.4}),
}
_BOUGHT_AT: dict[int, tuple[float, Weights]] = {
    1: (1.2, {"thrift": 0.5, "craft": -0.3}),
    2: (0.1, {"pace": -0.4, "curiosity": 0.3, "thrift": -0.4}),
    3: (-1.9, {"craft": 0.9, "curiosity": 0.4}),
    4: (-1.7, {"curiosity": 0.6, "trust": 0.4}),
    6: (-1.2, {"pace": -0.6, "ease": 0.4}),
}
_TROUBLES: dict[int, tuple[float, Weights]] = {
    1: (-0.9, {"pace": -0.4, "ease": 0.4}),
    2: (-1.2, {"craft": 0.7, "curiosity": 0.2}),
    3: (-1.8, {"curiosity": -0.5, "ease": 0.4}),
    4: (-1.3, {"pace": -0.9, "ease": 0.4}),
    5: (-1.2, {"thrift": 0.8}),
    6: (-1.4, {"craft": 0.5, "curiosity": 0.4}),
}
_ROASTERS: dict[int, tuple[float, Weights]] = {
    1: (-0.2, {"curiosity": 0.4, "craft": 0.3}),
    2: (-0.6, {"ease": 0.2}),
    3: (-1.4, {"curiosity": 0.6, "craft": 0.4}),
    4: (-1.1, {"trust": 0.2}),
}
_ROASTS: dict[int, Weights] = {
    1: {"curiosity": 0.8},
    2: {},
    3: {"pace": 0.3, "craft": 0.1},
    4: {"ease": 0.4, "craft": -0.5},
}
_STAGES: dict[int, tuple[float, Weights]] = {
    1: (0.1, {"thrift": 0.3, "curiosity": -0.5, "trust": -0.2}),
    2: (0.9, {"thrift": 0.2, "trust": -0.3}),
    3: (0.3, {"trust": 0.5, "curiosity": 0.4}),
    4: (-0.9, {"trust": 0.6, "curiosity": 0.4, "thrift": -0.2}),
    5: (-1.4, {"trust": 0.8, "curiosity": 0.3, "thrift": -0.5}),
    6: (-1.5, {"trust": -0.3}),
}


def draw_behaviour(people: People, rng: np.random.Generator) -> dict[str, Column]:
    """Answers of everybody to every question that is not a statement, a text or a circumstance."""
    known = _several(people, _ROASTERS, none=5, rng=rng)
    stage = _one(people, _STAGES, rng)
    columns: dict[str, Column] = {
        "cups_per_day": _cups(people, rng),
        "brewing": _several(people, _BREWING, none=10, rng=rng),
        "roast": _some(_one(people, {code: (0.0, w) for code, w in _ROASTS.items()}, rng), DONT_KNOW, 0.03, rng),
        "bought_at": _also_subscribed(_several(people, _BOUGHT_AT, none=7, rng=rng), stage),
        "troubles": _several(people, _TROUBLES, none=7, rng=rng),
        "coffee_news": _grades(_sum(people, {"curiosity": 0.6, "craft": 0.35, "ease": -0.2}), rng, 0.8, 5),
        "stage": stage,
        "roasters": known,
        "harbour_lane": _opinion_of(people, known, rng),
        "subscribe": _subscribe(people, rng),
        "monthly_spend": _spend(people, rng),
    }
    return {name: _with_gaps(column, rng) for name, column in columns.items()}


def _subscribe(people: People, rng: np.random.Generator) -> Column:
    wish = _sum(people, {"trust": 0.55, "thrift": -0.45, "curiosity": 0.35, "ease": 0.25, "craft": 0.2})
    return _grades(wish + 0.15 * _income(people), rng, 1.0, 7)


def _spend(people: People, rng: np.random.Generator) -> Column:
    taste = _sum(people, {"thrift": -0.26, "curiosity": 0.16, "craft": 0.2, "pace": -0.06})
    logarithm = 3.1 + taste + 0.16 * _income(people) + rng.normal(0, 0.42, size=len(people))
    euros = [int(value) for value in np.clip(np.round(np.exp(logarithm)), 0, 400)]
    return _some(euros, PREFER_NOT_TO_SAY, 0.04, rng)


def _cups(people: People, rng: np.random.Generator) -> Column:
    rate = np.exp(0.85 + _sum(people, {"pace": 0.08, "craft": 0.05}))
    return [int(cups) for cups in np.minimum(rng.poisson(rate), 12)]


def _opinion_of(people: People, known: Column, rng: np.random.Generator) -> Column:
    """Only of those who have heard of the brand."""
    liking = _some(_grades(_sum(people, {"craft": 0.3, "trust": 0.3}) + 0.4, rng, 1.0, 5), DONT_KNOW, 0.05, rng)
    heard = [isinstance(codes, list) and 1 in codes for codes in known]
    return [code if is_known else None for code, is_known in zip(liking, heard, strict=True)]


def _also_subscribed(bought_at: Column, stage: Column) -> Column:
    """Who has a subscription bought there, too."""
    return [
        sorted({5, *codes} - {7}) if now == 5 and isinstance(codes, list) else codes
        for codes, now in zip(bought_at, stage, strict=True)
    ]


def _sum(people: People, weights: Weights) -> NDArray[np.float64]:
    """Weighted sum of the true factors."""
    total = pd.Series(0.0, index=people.factors.index)
    for factor in FACTORS:
        total += weights.get(factor, 0.0) * people.factors[factor]
    return np.asarray(total, dtype=float)


def _income(people: People) -> NDArray[np.float64]:
    """Standardised; the mean for those who would not say."""
    told = people.circumstances["income"].where(people.circumstances["income"] > 0).astype(float)
    return np.asarray(((told - told.mean()) / told.std(ddof=0)).fillna(0.0), dtype=float)


def _several(
    people: People, options: Mapping[int, tuple[float, Weights]], *, none: int, rng: np.random.Generator
) -> Column:
    chances = {code: 1 / (1 + np.exp(-(base + _sum(people, w)))) for code, (base, w) in options.items()}
    chosen = {code: rng.random(len(people)) < chance for code, chance in chances.items()}
    return [[code for code in options if chosen[code][row]] or [none] for row in range(len(people))]


def _one(people: People, options: Mapping[int, tuple[float, Weights]], rng: np.random.Generator) -> Column:
    """The option of the greatest utility, with Gumbel noise: a multinomial logit."""
    codes = list(options)
    utility = np.column_stack([base + _sum(people, weights) for base, weights in options.values()])
    best = np.argmax(utility + rng.gumbel(size=utility.shape), axis=1)
    return [codes[place] for place in best]


def _grades(level: NDArray[np.float64], rng: np.random.Generator, noise: float, points: int) -> Column:
    """1 to `points` by thresholds half a standard deviation and more apart."""
    seen = level + rng.normal(0, noise, size=len(level))
    cuts = np.linspace(-1.6, 1.7, points - 1)
    return [1 + int(place) for place in np.searchsorted(cuts, seen)]


def _some(column: Column, code: int, share: float, rng: np.random.Generator) -> Column:
    """A share of the people say `code` instead."""
    instead = rng.random(len(column)) < share
    return [code if takes else value for takes, value in zip(instead, column, strict=True)]


def _with_gaps(column: Column, rng: np.random.Generator) -> Column:
    empty = rng.random(len(column)) < _EMPTY_SHARE
    return [None if is_empty else value for is_empty, value in zip(empty, column, strict=True)]
