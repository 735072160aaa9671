"""The rule that recommends a basis.

Components are never recommended. A basis whose segments are to more than 30 per cent people's mean answer is set aside
while another is left. Of the others, those within .05 of the most stable one (mean adjusted Rand over the compared
numbers of segments, from three on) count as equally stable; of these, the one that tells most of variables left out of
the segmentation is taken, if it tells more by twice the error of that difference (over the variables). Otherwise they
do much the same, which is said: then the basis of the plan is kept, or else the most stable one.
"""

import pandas as pd

from research.said import Said, in_turn, say
from research.steps.basis import basis_words

MOSTLY_STYLE, AS_STABLE, FEWEST = 0.3, 0.05, 3
ERRORS = 2
"""A difference is told from so many standard errors on."""
AS_TELLING = 0.01
"""Eta squared that counts as the same, where its error is not known."""


def recommend(table: pd.DataFrame, *, k: int, left_out: pd.DataFrame | None = None, kept: str = "") -> tuple[str, Said]:
    """Return the basis and why.

    Parameters
    ----------
    table : DataFrame
        Of `BasisComparison`.
    k : int
        Number of segments for which style and what is told are looked at.
    left_out : DataFrame, variables x bases, optional
        Eta squared of each variable outside the segmentation, for the error of a difference between two bases.
    kept : str
        The basis of the plan; it stays where others do no better.
    """
    figures = _figures(table, k)
    offered = figures.drop(index="components", errors="ignore")
    fair = offered[~(offered["style"] > MOSTLY_STYLE)]
    fair = fair if len(fair) else offered
    equal = fair[fair["stability"] >= fair["stability"].max() - AS_STABLE]
    alike = _alike(equal, left_out)
    best = str(alike["stability"].idxmax()) if kept not in alike.index else kept
    by_basis = figures.T
    sentences = [
        _first(best, by_basis[best], equal, alike),
        _null(by_basis[best], k),
        *(
            say("basis_is_style", basis=basis_words(str(name)), style=float(by_basis[name]["style"]))
            for name in offered.index
            if name not in fair.index
        ),
        *_warning(figures, best),
    ]
    return best, in_turn(*sentences)


def _figures(table: pd.DataFrame, k: int) -> pd.DataFrame:
    several = table[table["k"] >= FEWEST]
    several = several if len(several) else table
    at_k = table[table["k"] == k].set_index("basis")
    return pd.DataFrame(
        {
            "stability": several.groupby("basis")["ari_mean"].mean(),
            "beats": at_k["beats_null"],
            "style": at_k["person_mean_share"],
            "told": at_k["left_out_eta2"],
        }
    ).reindex(at_k.index)


def _alike(equal: pd.DataFrame, left_out: pd.DataFrame | None) -> pd.DataFrame:
    """The bases of which none clearly tells more of what was left out than another."""
    if equal["told"].isna().any():
        return equal
    most = str(equal["told"].idxmax())
    return equal[[not _tells_more(most, str(name), equal["told"], left_out) for name in equal.index]]


def _tells_more(first: str, second: str, told: pd.Series, left_out: pd.DataFrame | None) -> bool:
    """Whether the difference is beyond its error over the variables left out."""
    if left_out is None or not {first, second} <= set(left_out.columns):
        return float(told[first] - told[second]) > AS_TELLING
    gaps = (left_out[first] - left_out[second]).dropna()
    return len(gaps) > 1 and float(gaps.mean()) > ERRORS * float(gaps.std(ddof=1)) / len(gaps) ** 0.5


def _first(best: str, row: pd.Series, equal: pd.DataFrame, alike: pd.DataFrame) -> Said:
    basis, stability = basis_words(best), float(row["stability"])
    if len(equal) == 1:
        return say("basis_comes_back_best", basis=basis, stability=stability)
    if len(alike) == 1:
        return say("basis_told_of_equal", basis=basis, stability=stability, n=len(equal), told=float(row["told"]))
    least, most = float(alike["stability"].min()), float(alike["stability"].max())
    return say("bases_much_the_same", basis=basis, bases=[basis_words(str(name)) for name in alike.index],
               least=least, most=most)  # fmt: skip


def _null(row: pd.Series, k: int) -> Said:
    return say("basis_beats_null" if row["beats"] else "basis_cuts_continuum", k=k)


def _warning(figures: pd.DataFrame, best: str) -> list[Said]:
    if "components" not in figures.index:
        return []
    own = float(figures["stability"]["components"])
    code = "components_least_stable" if own <= figures["stability"].min() else "components_not_offered"
    return [say(code, own=own, gap=own - float(figures["stability"][best]))]
