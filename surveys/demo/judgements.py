"""How true factors become answers on five points: loadings, thresholds, manner of answering, carelessness.

An answer is a graded response: `y = loading * factor + error`, shifted and stretched by the person's manner, cut
at four thresholds. A reversed item measures the factor with the opposite sign.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from surveys.demo.people import People

_CUTS = np.array([-1.5, -0.55, 0.35, 1.3])


@dataclass(frozen=True)
class _Item:
    """One statement: what it measures, how well, and how hard it is to agree with."""

    factor: str
    loading: float
    difficulty: float


ITEMS = {
    "pace_1": _Item("pace", 0.84, -0.1),
    "pace_2": _Item("pace", 0.80, 0.2),
    "pace_3": _Item("pace", -0.82, 0.1),
    "pace_4": _Item("pace", 0.72, -0.3),
    "curiosity_1": _Item("curiosity", 0.84, -0.1),
    "curiosity_2": _Item("curiosity", 0.74, -0.4),
    "curiosity_3": _Item("curiosity", -0.78, 0.2),
    "curiosity_4": _Item("curiosity", 0.82, -0.2),
    "craft_1": _Item("craft", 0.82, 0.3),
    "craft_2": _Item("craft", 0.80, -0.1),
    "craft_3": _Item("craft", -0.78, 0.2),
    "craft_4": _Item("craft", 0.76, -0.3),
    "ease_1": _Item("ease", 0.82, -0.1),
    "ease_2": _Item("ease", 0.74, -0.4),
    "ease_3": _Item("ease", -0.82, 0.1),
    "ease_4": _Item("ease", 0.80, 0.0),
    "trust_1": _Item("trust", 0.84, 0.2),
    "trust_2": _Item("trust", 0.78, 0.3),
    "trust_3": _Item("trust", -0.76, -0.1),
    "trust_4": _Item("trust", 0.78, -0.2),
    "thrift_1": _Item("thrift", 0.78, -0.2),
    "thrift_2": _Item("thrift", 0.80, 0.2),
    "thrift_3": _Item("thrift", -0.78, -0.1),
    "thrift_4": _Item("thrift", 0.80, 0.1),
}
ATTENTION, EXPECTED = "attention", 4
_SKIPPED_SHARE = 0.008


def draw_judgements(people: People, rng: np.random.Generator) -> pd.DataFrame:
    """Answers 1 to 5 of every statement and of the attention check; 0 where the person skipped it."""
    answers = pd.DataFrame({name: _answer(item, people, rng) for name, item in ITEMS.items()})
    missed = rng.random(len(people)) < 0.015
    answers[ATTENTION] = np.where(missed, rng.integers(1, 6, size=len(people)), EXPECTED)
    answers = _made_careless(answers, people, rng)
    return answers.mask(rng.random(answers.shape) < _SKIPPED_SHARE, 0)


def _answer(item: _Item, people: People, rng: np.random.Generator) -> NDArray[np.int64]:
    error = rng.normal(0, np.sqrt(1 - item.loading**2), size=len(people))
    judgement = item.loading * people.factors[item.factor].to_numpy() - item.difficulty + error
    seen = judgement * people.manner["extremity"].to_numpy() + people.manner["agrees"].to_numpy()
    return np.asarray(1 + np.searchsorted(_CUTS, seen))


def _made_careless(answers: pd.DataFrame, people: People, rng: np.random.Generator) -> pd.DataFrame:
    """Those who do not read answer at random, or the same nearly everywhere."""
    manner = people.manner["careless"].to_numpy()[:, None]
    at_random = rng.integers(1, 6, size=answers.shape)
    favourite = rng.integers(2, 6, size=(len(answers), 1))
    monotonous = np.where(rng.random(answers.shape) < 0.08, at_random, favourite)
    careless = np.where(manner == 1, at_random, np.where(manner == 2, monotonous, answers.to_numpy()))
    return pd.DataFrame(careless, columns=answers.columns)
