"""What stands behind choices of best and worst: a utility of every item for every person, by a mixed logit.

People differ by a normal distribution whose mean and covariances are found from everybody; what one person chose is
then read in its light (empirical Bayes). Nothing is drawn, so that the result is the same every time.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.errors import TooFewResponses
from research.said import Count
from research.trade_offs.choices import Choices

FEWEST_PEOPLE = 30
_ROUNDS, _NEAR = 200, 1e-3
_STEPS = 2
_PRIOR_PEOPLE, _PRIOR_VARIANCE = 5.0, 2.0


@dataclass(frozen=True, kw_only=True)
class Utilities:
    """Utilities of persons, and how far to trust them.

    Parameters
    ----------
    values : DataFrame, n x items
        Logits. Each person's sum to zero; with an anchor, zero is where an item begins to matter. NaN: nothing chosen.
    errors : DataFrame, n x items
        Their standard errors.
    mean : Series
        Of all people.
    fit : Series
        Root likelihood of each person's choices: the geometric mean of their probabilities.
    chance : float
        The same, of somebody who chooses blindly.
    rounds : int
    converged : bool
        Whether the last round changed no mean by more than a thousandth.
    anchored : bool
    """

    values: pd.DataFrame
    errors: pd.DataFrame
    mean: pd.Series
    fit: pd.Series
    chance: float
    rounds: int
    converged: bool
    anchored: bool

    @property
    def shares(self) -> pd.DataFrame:
        """How often each item would be chosen out of all of them, in percent: easier to read than logits."""
        values = self.values.to_numpy()
        raised = np.exp(values - values.max(axis=1, keepdims=True))
        shares = 100 * raised / raised.sum(axis=1, keepdims=True)
        return pd.DataFrame(shares, index=self.values.index, columns=self.values.columns)


def estimate_utilities(choices: Choices) -> Utilities:
    """Individual utilities by an empirical-Bayes mixed logit.

    The best of a set is chosen with probability exp(u_best) / sum of exp(u), then the worst of the others with
    exp(-u_worst) / sum of exp(-u). Utilities are normal over people; mean and covariance by EM, each person's
    distribution by Laplace's approximation around the mode. With an anchor, an item matters with probability
    1 / (1 + exp(-u)), which fixes the zero.

    Parameters
    ----------
    choices : Choices

    Raises
    ------
    TooFewResponses
        With fewer than 30 people there is no telling how people differ.

    Notes
    -----
    Marley, A. A. J. & Louviere, J. J. (2005). Some probabilistic models of best, worst, and best-worst choices.
    Journal of Mathematical Psychology, 49, 464-480. Train, K. E. (2009). Discrete Choice Methods with Simulation,
    chapters 6 and 11. Louviere, Flynn & Marley (2015). R: `bayesm::rhierMnlRwMixture` draws from the same model.
    """
    chose = choices.answered
    if chose.sum() < FEWEST_PEOPLE:
        raise TooFewResponses("few_people_for_utilities", n=Count(int(chose.sum())), needed=FEWEST_PEOPLE)
    model = _Model.of(choices, chose)
    state, rounds, converged = _search(model)
    basis = model.basis
    values = state.modes @ basis.T
    spread = np.sqrt(np.einsum("jp,npq,jq->nj", basis, state.covariances, basis))
    people, names = choices.people[chose], list(choices.items)
    return Utilities(
        values=pd.DataFrame(values, index=people, columns=names).reindex(choices.people),
        errors=pd.DataFrame(spread, index=people, columns=names).reindex(choices.people),
        mean=pd.Series(basis @ state.mean, index=names),
        fit=pd.Series(model.root_likelihood(state.modes), index=people).reindex(choices.people),
        chance=model.chance,
        rounds=rounds,
        converged=converged,
        anchored=choices.anchor is not None,
    )


@dataclass(frozen=True, kw_only=True)
class _Event:
    """One choice that everybody was asked for: of some items, with a sign; -1 where somebody made none."""

    items: Floats
    """k x p: the items as rows of the basis."""
    sign: float
    chosen: np.ndarray
    out: np.ndarray
    """The place of the item that cannot be chosen any more; -1 where there is none."""


@dataclass(frozen=True, kw_only=True)
class _State:
    mean: Floats
    spread: Floats
    modes: Floats
    covariances: Floats


@dataclass(frozen=True, kw_only=True)
class _Model:
    basis: Floats
    """m x p: without an anchor orthogonal to a constant, for only differences are known."""
    events: tuple[_Event, ...]
    anchor: Floats | None
    people: int

    @classmethod
    def of(cls, choices: Choices, chose: np.ndarray) -> "_Model":
        m = len(choices.items)
        basis = np.eye(m) if choices.anchor is not None else _contrasts(m)
        events = []
        for number, shown in enumerate(choices.shown):
            best, worst = choices.best[chose, number], choices.worst[chose, number]
            nobody = np.full(len(best), -1)
            events.append(_Event(items=basis[shown], sign=1.0, chosen=best, out=nobody))
            events.append(_Event(items=basis[shown], sign=-1.0, chosen=worst, out=best))
        anchor = None if choices.anchor is None else choices.anchor[chose]
        return cls(basis=basis, events=tuple(events), anchor=anchor, people=int(chose.sum()))

    @property
    def chance(self) -> float:
        logs = [-np.log(len(event.items) - (event.out >= 0))[event.chosen >= 0] for event in self.events]
        return float(np.exp(np.concatenate(logs).mean()))

    def slopes(self, at: Floats) -> tuple[Floats, Floats]:
        """Gradient and information of everybody's choices."""
        n, p = at.shape
        gradient, information = np.zeros((n, p)), np.zeros((n, p, p))
        for event in self.events:
            made, shares = _shares(event, at)
            x = event.sign * event.items
            expected = shares @ x
            gradient += made[:, None] * (x[np.maximum(event.chosen, 0)] - expected)
            second = (shares[:, :, None] * x).transpose(0, 2, 1) @ x
            information += made[:, None, None] * (second - expected[:, :, None] * expected[:, None, :])
        if self.anchor is not None:
            known = np.isfinite(self.anchor)
            matters = 1 / (1 + np.exp(-at))
            gradient += np.where(known, np.nan_to_num(self.anchor) - matters, 0.0)
            diagonal = np.arange(p)
            information[:, diagonal, diagonal] += known * matters * (1 - matters)
        return gradient, information

    def root_likelihood(self, at: Floats) -> Floats:
        total, made_in_all = np.zeros(self.people), np.zeros(self.people)
        for event in self.events:
            made, shares = _shares(event, at)
            taken = shares[np.arange(self.people), np.maximum(event.chosen, 0)]
            total += np.where(made, np.log(np.maximum(taken, 1e-300)), 0.0)
            made_in_all += made
        return np.asarray(np.exp(total / np.maximum(made_in_all, 1)))


def _shares(event: _Event, at: Floats) -> tuple[np.ndarray, Floats]:
    """Who made the choice, and the probability of each item."""
    values = event.sign * (at @ event.items.T)
    gone = np.flatnonzero(event.out >= 0)
    values[gone, event.out[gone]] = -np.inf
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    return event.chosen >= 0, raised / raised.sum(axis=1, keepdims=True)


def _search(model: _Model) -> tuple[_State, int, bool]:
    """Rounds of: everybody's mode in the light of all, then what all are like."""
    p = model.basis.shape[1]
    prior = _PRIOR_VARIANCE * np.eye(p)
    state = _State(mean=np.zeros(p), spread=prior, modes=np.zeros((model.people, p)), covariances=np.zeros((1, p, p)))
    for number in range(1, _ROUNDS + 1):
        modes, covariances = _modes(model, state)
        mean = modes.mean(axis=0)
        off = modes - mean
        spread = (off.T @ off + covariances.sum(axis=0) + _PRIOR_PEOPLE * prior) / (model.people + _PRIOR_PEOPLE)
        moved = max(abs(mean - state.mean).max(), abs(spread - state.spread).max() / spread.max())
        state = _State(mean=mean, spread=spread, modes=modes, covariances=covariances)
        if moved < _NEAR:
            return state, number, True
    return state, _ROUNDS, False


def _modes(model: _Model, state: _State) -> tuple[Floats, Floats]:
    """Newton's steps towards the mode of everybody's posterior, and its covariance."""
    precision = np.linalg.inv(state.spread)
    modes = state.modes
    for _step in range(_STEPS):
        gradient, information = model.slopes(modes)
        pull = gradient - (modes - state.mean) @ precision
        step = np.linalg.solve(information + precision, pull[:, :, None])[:, :, 0]
        modes = modes + step / np.maximum(1.0, np.linalg.norm(step, axis=1, keepdims=True) / 3)
    return modes, np.linalg.inv(information + precision)


def _contrasts(m: int) -> Floats:
    """m x (m - 1), orthonormal, each column summing to zero."""
    whole = np.eye(m) - 1 / m
    vectors = np.linalg.svd(whole)[0][:, : m - 1]
    return np.asarray(vectors)
