"""What latent classes have to show for each number of them: BIC, and stability beside that of a continuum."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from research.arithmetic.agreement import chain_agreements
from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.parallel import Work, spawn
from research.errors import BadPlan
from research.said import Count
from research.segments.classes.continuum import continuum_of
from research.segments.classes.em import (
    Patterns,
    class_membership,
    fit_classes,
    most_classes,
    parameters_of,
    patterns_of,
    refit_classes,
    relative_entropy,
)
from research.segments.classes.verdict import CLEAR, ByLikelihood
from research.segments.models import MODEL_LIMIT
from research.segments.rounds import Agreements, by_number
from research.segments.stability import CLOUDS, Stability, summary
from research.segments.strategies import Shown
from research.segments.verdict import Candidate

MOST_PAIRS, MANY_PATTERNS, PAIRS_OF_MANY = 50, 400, 20
"""Pairs of bootstrap samples; fewer where people share few patterns of answers, which takes long."""
FEWEST_OF_CLOUD = 5


@dataclass(frozen=True, kw_only=True)
class _Fitted:
    """The model of one number of classes on everybody: BIC, entropy, share of the smallest class."""

    bic: float
    entropy: float
    smallest_share: float


@dataclass(frozen=True, kw_only=True)
class ClassStrategy:
    """Latent classes of the answers themselves.

    With more than 1,500 people, stability comes from a random sample of 1,500.

    Parameters
    ----------
    values : ndarray, people x items
        Answer codes; NaN where missing (the likelihood is that of the answers given).
    weights : ndarray, people
    unordered : sequence of int
        Columns whose answers have no order.
    everybody : Patterns
        Of the values.

    References
    ----------
    Nylund, Asparouhov and Muthén (2007); Dolnicar and Leisch (2010). R: `poLCA(f, d, nclass = k)$bic`.
    """

    values: Floats
    weights: Floats
    unordered: Sequence[int]
    everybody: Patterns

    def possible(self, ks: Sequence[int]) -> list[int]:
        """Numbers that the answers can determine: no more parameters than patterns or people."""
        possible = most_classes(self.everybody, sorted({int(k) for k in ks if k >= 2}))
        if not possible:
            raise BadPlan(
                "classes_not_told_apart",
                questions=len(self.everybody.levels),
                people=Count(self.everybody.people),
                k=min(ks, default=2),
                where=("segments",),
            )
        return possible

    def stability(self, ks: Sequence[int], *, pairs: int, seed: int) -> Work[dict[int, Stability]]:
        """Adjusted Rand index between bootstrap samples of the answers."""
        some = self._sample(seed)
        patterns = patterns_of(self.values[some])
        samples = _pairs_of(patterns, pairs) + 1
        return Work(
            tasks=[partial(_agreements, patterns, self.weights[some], k, samples=samples, seed=seed) for k in ks],
            gather=lambda found: {k: summary(k, values) for k, values in zip(ks, found, strict=True)},
            light=False,
        )

    @property
    def most_clouds(self) -> int:
        """As many as make a test at the 5 per cent level."""
        return CLOUDS

    def null(self, ks: Sequence[int], places: Sequence[int], *, pairs: int, seed: int) -> Work[Agreements]:
        """The same of continua without classes."""
        some = self._sample(seed)
        values, mass = self.values[some], self.weights[some]
        continuum = continuum_of(values, mass, unordered=self.unordered)
        streams = spawn(seed + 1, CLOUDS)
        clouds = {place: patterns_of(continuum.draw(np.random.default_rng(streams[place]))) for place in places}
        samples = min(_pairs_of(patterns_of(values), pairs), FEWEST_OF_CLOUD) + 1
        tasks: list[Callable[[], list[float]]] = [
            partial(_agreements, cloud, mass, k, samples=samples, seed=seed + 2 + place)
            for k in ks
            for place, cloud in clouds.items()
        ]
        return Work(tasks=tasks, gather=partial(by_number, ks, len(clouds)), light=False)

    def criteria(self, ks: Sequence[int], *, seed: int) -> Work[dict[int, _Fitted]]:
        """Models of everybody, of one class too."""
        numbers = [1, *ks]
        return Work(
            tasks=[partial(_fitted, self.everybody, self.weights, k, seed) for k in numbers],
            gather=lambda found: dict(zip(numbers, found, strict=True)),
            light=False,
        )

    def shown(
        self, ks: Sequence[int], own: dict[int, Stability], null: dict[int, Stability], criteria: dict[int, _Fitted]
    ) -> Shown:
        """All of it together."""
        bics = {k: fitted.bic for k, fitted in criteria.items()}
        return Shown(
            candidates=tuple(_candidate(own[k], null[k], criteria[k]) for k in ks),
            votes={"bic": min(bics, key=lambda k: (bics[k], k))},
            grounds=ByLikelihood(bics=bics),
            single_bic=bics[1],
        )

    def _sample(self, seed: int) -> Integers:
        people = len(self.values)
        if people <= MODEL_LIMIT:
            return np.arange(people)
        return np.sort(np.random.default_rng([seed, 22]).choice(people, MODEL_LIMIT, replace=False))


def _pairs_of(patterns: Patterns, pairs: int) -> int:
    return min(pairs, PAIRS_OF_MANY if len(patterns.rows) > MANY_PATTERNS else MOST_PAIRS)


def _fitted(patterns: Patterns, weights: Floats, k: int, seed: int) -> _Fitted:
    mass = patterns.mass(weights)
    fit = fit_classes(patterns, mass, k, np.random.default_rng([seed, 21, k]), starts=20, kept=3)
    belonging = class_membership(patterns, fit)
    shares = np.bincount(belonging.argmax(axis=1), weights=mass, minlength=k) / mass.sum()
    return _Fitted(
        bic=-2 * fit.log_likelihood + parameters_of(patterns, k) * float(np.log(patterns.people)),
        entropy=relative_entropy(belonging, mass),
        smallest_share=float(shares.min()),
    )


def _agreements(patterns: Patterns, weights: Floats, k: int, *, samples: int, seed: int) -> list[float]:
    labels = [refit_classes(patterns, weights, k, stream) for stream in spawn(seed, samples)]
    heads = np.bincount(patterns.row_of, minlength=len(patterns.rows)).astype(np.float64)
    return chain_agreements(np.stack(labels), k=k, heads=heads)


def _candidate(own: Stability, null: Stability, fitted: _Fitted) -> Candidate:
    return Candidate(
        k=own.k,
        ari_mean=own.mean,
        ari_low=own.low,
        ari_high=own.high,
        null_ari_mean=null.mean,
        null_ari_high=null.high,
        null_clouds=null.sets,
        smallest_share=fitted.smallest_share,
        separated=fitted.entropy >= CLEAR,
        bic=fitted.bic,
        entropy=fitted.entropy,
    )
