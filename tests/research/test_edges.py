"""Data at the edge, method by method: a refusal in plain words, or figures; never a crash, never a silent nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

from research.confirmation.cfa import confirm
from research.confirmation.invariance import check_invariance
from research.correlations.correlate import correlate
from research.errors import ResearchError
from research.factors.adequacy import adequacy
from research.factors.retention import retention
from research.factors.scores import factor_scores
from research.factors.solution import solve_factors
from research.personas.contrast import contrast
from research.personas.differences import differences
from research.scales.items import item_statistics
from research.scales.reliability import alpha, scale_reliability
from research.scales.response_style import response_style
from research.screening.screen import screen
from research.segments.choice import choose_segments
from research.segments.solution import solve_segments
from research.typing.tool import fit_typing_tool
from research.weighting.rake import rake
from research.words.grammar import ENGLISH

LOW, HIGH, PEOPLE, ITEMS = 1, 5, 60, 6


def _answers(n: int = PEOPLE, items: int = ITEMS, *, seed: int = 4) -> pd.DataFrame:
    """Ordinary ratings with two dimensions."""
    rng = np.random.default_rng(seed)
    two = np.repeat(rng.normal(size=(n, 2)), 3, axis=1)[:, :items]
    ratings = np.clip(np.rint(3 + two + rng.normal(0, 0.7, size=two.shape)), LOW, HIGH)
    return pd.DataFrame(ratings, columns=[f"q{place}" for place in range(items)])


def _with(**columns: Any) -> pd.DataFrame:
    return _answers().assign(**columns)


EDGES: Mapping[str, pd.DataFrame] = {
    "an item without variance": _with(q1=3.0),
    "no variance at all": pd.DataFrame(3.0, index=range(PEOPLE), columns=_answers().columns),
    "fewer people than items": _answers(4),
    "an item that nobody answered": _with(q1=np.nan),
    "nothing answered": pd.DataFrame(np.nan, index=range(PEOPLE), columns=_answers().columns),
    "one person": _answers(1),
    "two people": _answers(2),
    "nobody": _answers(0),
    "everybody many times": pd.concat([_answers(6)] * 10, ignore_index=True),
    "everybody the same person": pd.concat([_answers(1)] * PEOPLE, ignore_index=True),
    "an item twice": _with(q1=_answers()["q0"]),
    "an item against another": _with(q1=6 - _answers()["q0"]),
    "an item that is a sum": _with(q5=_answers()["q0"] + _answers()["q1"]),
    "a loading beyond one": _with(q1=_answers()["q0"], q2=_answers()["q0"].mask(lambda own: own.index < 2, 1.0)),
    "one item": _answers(items=1),
    "two items": _answers(items=2),
    "an infinite answer": _with(q1=[np.inf, *_answers()["q1"][1:]]),
    "an answer without a lower end": _with(q1=[-np.inf, *_answers()["q1"][1:]]),
    "only two answers": _answers().gt(3).astype(float),
    "one person answered otherwise": _with(q1=[5.0, *[3.0] * (PEOPLE - 1)]),
    "nobody answered two items": _with(
        q0=_answers()["q0"].where(_answers().index < 30), q1=_answers()["q1"].where(_answers().index >= 30)
    ),
}


def _ranges(data: pd.DataFrame) -> dict[str, tuple[float, float]]:
    return dict.fromkeys(map(str, data), (LOW, HIGH))


def _scales(data: pd.DataFrame) -> dict[str, list[str]]:
    names = list(map(str, data))
    return {name: part for name, part in {"one": names[:3], "two": names[3:]}.items() if part}


def _halves(data: pd.DataFrame) -> pd.Series:
    return pd.Series(np.where(np.arange(len(data)) % 2, "S1", "S2"), index=data.index, dtype=object)


def _factors(data: pd.DataFrame) -> Any:
    found = correlate(data, kind="pearson", ordinal=[])
    return factor_scores(data, found, solve_factors(found, k=2, seed=1))


METHODS: Mapping[str, Callable[[pd.DataFrame], Any]] = {
    "alpha": alpha,
    "reliability": scale_reliability,
    "items": lambda data: item_statistics(data, ranges=_ranges(data), scales=_scales(data)),
    "pearson": lambda data: correlate(data, kind="pearson", ordinal=[]),
    "polychoric": lambda data: correlate(data, kind="polychoric", ordinal=list(data)),
    "fiml": lambda data: correlate(data, kind="fiml", ordinal=[]),
    "adequacy": lambda data: adequacy(correlate(data, kind="pearson", ordinal=[])),
    "retention": lambda data: retention(correlate(data, kind="pearson", ordinal=[]), seed=1, draws=20),
    "factors": lambda data: solve_factors(correlate(data, kind="pearson", ordinal=[]), k=2, seed=1),
    "factors by likelihood": lambda data: solve_factors(
        correlate(data, kind="pearson", ordinal=[]), k=1, extraction="ml", seed=1
    ),
    "scores": _factors,
    "confirmation": lambda data: confirm(data, _scales(data)),
    "confirmation with gaps": lambda data: confirm(data, _scales(data), missing="fiml"),
    "invariance": lambda data: check_invariance(data, _scales(data), group=_halves(data)),
    "k-means": lambda data: solve_segments(data, k=3, seed=1, starts=5, jaccard_boots=5, n_jobs=1),
    "mixture": lambda data: solve_segments(data, k=3, method="gmm", seed=1, starts=1, jaccard_boots=2, n_jobs=1),
    "classes": lambda data: solve_segments(data, k=3, method="lca", seed=1, starts=2, jaccard_boots=2, n_jobs=1),
    "number of segments": lambda data: choose_segments(data, ks=(2, 3), pairs=5, seed=1, starts=3, n_jobs=1),
    "screening": lambda data: screen(data, ranges=_ranges(data), reversed_items=[], scales=_scales(data)),
    "response style": lambda data: response_style(
        data, ranges=_ranges(data), reversed_items=[], scales=_scales(data)
    ),
    "differences": lambda data: differences(data, _halves(data), kinds=dict.fromkeys(data, "ordinal")),
    "contest": lambda data: contrast(
        data.iloc[:, :1], data.iloc[:, 1:2], data.iloc[:, 2:], kinds=dict.fromkeys(data, "ordinal"), seed=1,
        folds=3, repeats=1, n_jobs=1,
    ),
    "short form": lambda data: fit_typing_tool(data, _halves(data), seed=1, max_items=3, folds=3, n_jobs=1),
    "weighting": lambda data: rake(data.iloc[:, :1], {str(data.columns[0]): {1: 0.2, 2: 0.2, 3: 0.2, 4: 0.2, 5: 0.2}}),
}  # fmt: skip


HOPELESS = ("no variance at all", "nothing answered", "one person", "nobody", "everybody the same person")
"""Of these nothing can be found, only described."""
DESCRIBING = ("items", "response style", "differences")
HEADLINES: Mapping[str, Callable[[Any], Any]] = {
    "alpha": lambda found: [found.alpha],
    "reliability": lambda found: [found.alpha.alpha, found.omega_total],
    "pearson": lambda found: found.matrix,
    "polychoric": lambda found: found.matrix,
    "fiml": lambda found: found.matrix,
    "adequacy": lambda found: [found.kmo, found.bartlett_chi2],
    "retention": lambda found: [found.suggested],
    "factors": lambda found: found.loadings,
    "factors by likelihood": lambda found: found.loadings,
    "number of segments": lambda found: [candidate.ari_mean for candidate in found.candidates],
    "weighting": lambda found: found.weights,
}
"""What a method is asked for: where it is not a number, the method must say why."""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("method", METHODS)
def test_at_the_edge_a_method_refuses_in_words_or_has_figures(method: str, edge: str) -> None:
    found = _found(method, EDGES[edge].copy())
    if isinstance(found, ResearchError):
        assert ENGLISH.text(found.said)
        assert ENGLISH.advice(found.said)
        return
    assert edge not in HOPELESS or method in DESCRIBING
    asked = pd.DataFrame(HEADLINES[method](found)) if method in HEADLINES else pd.DataFrame()
    assert not asked.isna().to_numpy().any() or getattr(found, "cautions", ())
    assert not list(_infinite(found, method))


def _found(method: str, data: pd.DataFrame) -> Any:
    try:
        return METHODS[method](data)
    except ResearchError as refused:
        return refused


def _infinite(found: Any, place: str) -> Iterator[str]:
    """Figures without an end, wherever they stand: no reader can tell them from a figure."""
    if is_dataclass(found):
        for field in fields(found):
            yield from _infinite(getattr(found, field.name), f"{place}.{field.name}")
    elif isinstance(found, pd.DataFrame | pd.Series | np.ndarray):
        numbers = pd.DataFrame(found).select_dtypes("number").to_numpy(dtype=float)
        yield from [place] if np.isinf(numbers).any() else []
    elif isinstance(found, float) and np.isinf(found):
        yield place
