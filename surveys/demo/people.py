"""Who the simulated people are: only their kind, their true factors, their circumstances and their manner of answering.

Four kinds of people differ in what they want, hardly in age, gender or income. Within a kind people are spread
widely, so that no analysis can find the kinds without error: that is what real surveys are like.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from surveys.questionnaire.missing import PREFER_NOT_TO_SAY

Floats = NDArray[np.float64]

FACTORS = ("pace", "curiosity", "craft", "ease", "trust", "thrift")
"""The six scales of the questionnaire, each measuring one true factor."""

_WITHIN_CORRELATIONS = {("curiosity", "craft"): 0.1}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of people: how many there are, where they stand, what is a little more frequent among them."""

    name: str
    share: float
    factors: dict[str, float]
    """Mean of each factor, in standard deviations of the people within a kind."""
    years_older: float = 0.0
    income_shift: float = 0.0
    workplace: tuple[float, float, float, float] = (0.5, 0.18, 0.12, 0.2)


KINDS = (
    Kind(
        name="unhurried_ritualist",
        share=0.27,
        factors={"pace": 1.6, "curiosity": -0.2, "craft": 1.2, "ease": -1.6, "trust": -0.1, "thrift": -0.3},
        years_older=3.0,
        workplace=(0.44, 0.22, 0.1, 0.24),
    ),
    Kind(
        name="efficient_commuter",
        share=0.29,
        factors={"pace": -1.6, "curiosity": -0.3, "craft": -0.7, "ease": 1.6, "trust": 0.9, "thrift": -0.1},
        income_shift=0.1,
        workplace=(0.6, 0.12, 0.16, 0.12),
    ),
    Kind(
        name="curious_explorer",
        share=0.21,
        factors={"pace": 0.0, "curiosity": 1.9, "craft": 1.0, "ease": -0.1, "trust": 0.8, "thrift": -1.3},
        years_older=-3.0,
        income_shift=0.15,
    ),
    Kind(
        name="careful_budgeter",
        share=0.23,
        factors={"pace": 0.2, "curiosity": -0.9, "craft": -1.1, "ease": 0.2, "trust": -1.5, "thrift": 1.8},
        income_shift=-0.25,
    ),
)

LANGUAGES = {"en": 0.42, "fi": 0.2, "ms": 0.13, "zh-Hans": 0.14, "ar": 0.11}
CARELESS_SHARE = 0.03


@dataclass(frozen=True)
class People:
    """Simulated people, one per row of every part.

    Parameters
    ----------
    kinds : array of str
        The true kind of each person.
    factors : DataFrame
        True factors, standardised over everybody.
    circumstances : DataFrame
        Demographics and firmographics by question name, as codes; -97 where somebody would not say.
    manner : DataFrame
        `agrees` (added to every judgement), `extremity` (stretches every judgement), `pace` (slowness of
        reading) and `careless` (0 attentive, 1 answers at random, 2 gives the same answer again and again).
    languages : array of str
        The language each person answers in.
    """

    kinds: NDArray[np.str_]
    factors: pd.DataFrame
    circumstances: pd.DataFrame
    manner: pd.DataFrame
    languages: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.kinds)


def draw_people(n: int, rng: np.random.Generator) -> People:
    """Draw `n` people of the four kinds."""
    which = rng.choice(len(KINDS), size=n, p=[kind.share for kind in KINDS])
    circumstances = _circumstances(which, rng)
    return People(
        kinds=np.array([KINDS[i].name for i in which]),
        factors=_factors(which, circumstances, rng),
        circumstances=_with_refusals(circumstances, rng),
        manner=_manner(n, rng),
        languages=rng.choice(list(LANGUAGES), size=n, p=list(LANGUAGES.values())),
    )


def _factors(which: NDArray[np.int64], circumstances: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Mean of the kind, plus spread within the kind, plus a small pull of age and income."""
    means = np.array([[kind.factors[name] for name in FACTORS] for kind in KINDS])
    correlations = pd.DataFrame(np.eye(len(FACTORS)), index=FACTORS, columns=FACTORS)
    for (first, second), r in _WITHIN_CORRELATIONS.items():
        correlations.loc[first, second] = correlations.loc[second, first] = r
    spread = rng.multivariate_normal(np.zeros(len(FACTORS)), correlations.to_numpy(), size=len(which))
    factors = pd.DataFrame(means[which] + spread, columns=FACTORS)
    factors["pace"] += 0.15 * _standard(circumstances["age"])
    factors["thrift"] -= 0.2 * _standard(circumstances["income"])
    return (factors - factors.mean()) / factors.std(ddof=0)


def _circumstances(which: NDArray[np.int64], rng: np.random.Generator) -> pd.DataFrame:
    n = len(which)
    age = 18 + rng.gamma(shape=4.2, scale=6.2, size=n) + np.array([k.years_older for k in KINDS])[which]
    comfort = rng.normal(size=n) + 0.01 * (age - 44) + np.array([k.income_shift for k in KINDS])[which]
    schooling = rng.normal(size=n) + 0.35 * comfort
    workplace = [1 + rng.choice(4, p=KINDS[i].workplace) for i in which]
    return pd.DataFrame(
        {
            "age": np.clip(np.round(age), 18, 88).astype(int),
            "gender": rng.choice([1, 2, 3], size=n, p=[0.52, 0.46, 0.02]),
            "education": _grade(schooling, (-1.3, -0.1, 0.9)),
            "household": 1 + np.minimum(rng.poisson(1.4, size=n), 7),
            "income": _grade(comfort, (-1.4, -0.3, 1.1)),
            "workplace": workplace,
            "workplace_size": rng.choice([1, 2, 3, 4, -98], size=n, p=[0.24, 0.29, 0.24, 0.19, 0.04]),
        }
    )


def _with_refusals(circumstances: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The same people, some of whom would rather not say."""
    told = circumstances.copy()
    shares = {"age": 0.01, "gender": 0.01, "education": 0.015, "household": 0.01, "income": 0.07, "workplace": 0.01}
    for question, share in shares.items():
        told.loc[rng.random(len(told)) < share, question] = PREFER_NOT_TO_SAY
    return told


def _manner(n: int, rng: np.random.Generator) -> pd.DataFrame:
    careless = rng.random(n) < CARELESS_SHARE
    return pd.DataFrame(
        {
            "agrees": rng.normal(0, 0.2, size=n),
            "extremity": rng.lognormal(0, 0.15, size=n),
            "pace": rng.lognormal(0, 0.3, size=n),
            "careless": np.where(careless, rng.integers(1, 3, size=n), 0),
        }
    )


def _grade(judgement: Floats, cuts: tuple[float, ...]) -> NDArray[np.int64]:
    """Codes 1, 2, 3 … by thresholds."""
    return np.asarray(1 + np.searchsorted(np.array(cuts), judgement))


def _standard(values: pd.Series) -> pd.Series:
    return (values - values.mean()) / values.std(ddof=0)
