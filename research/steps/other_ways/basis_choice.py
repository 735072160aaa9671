"""The rule that recommends a basis.

Components are never recommended. A basis whose segments are to more than 30 per cent people's mean answer is set aside
while another is left. Of the others, those within .05 of the most stable one (mean adjusted Rand over the compared
numbers of segments, from three on) count as equally stable; of these, the one that tells most of variables left out of
the segmentation is taken, and where nothing was left out, the most stable one.
"""

import pandas as pd

from research.said import Said, in_turn, say
from research.steps.group import basis_words

MOSTLY_STYLE, AS_STABLE, FEWEST = 0.3, 0.05, 3


def recommend(table: pd.DataFrame, *, k: int) -> tuple[str, Said]:
    """Return the basis and why.

    Parameters
    ----------
    table : DataFrame
        Of `BasisComparison`.
    k : int
        Number of segments for which style and what is told are looked at.
    """
    figures = _figures(table, k)
    offered = figures.drop(index="components", errors="ignore")
    fair = offered[~(offered["style"] > MOSTLY_STYLE)]
    fair = fair if len(fair) else offered
    equal = fair[fair["stability"] >= fair["stability"].max() - AS_STABLE]
    by = "told" if equal["told"].notna().all() else "stability"
    best = str(equal[by].idxmax())
    by_basis = figures.T
    sentences = [
        _first(best, by_basis[best], len(equal), by),
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


def _first(best: str, row: pd.Series, equals: int, by: str) -> Said:
    return say(
        "basis_comes_back_best" if equals == 1 else f"basis_{by}_of_equal",
        basis=basis_words(best),
        stability=float(row["stability"]),
        n=equals,
        told=float(row["told"]),
    )


def _null(row: pd.Series, k: int) -> Said:
    return say("basis_beats_null" if row["beats"] else "basis_cuts_continuum", k=k)


def _warning(figures: pd.DataFrame, best: str) -> list[Said]:
    if "components" not in figures.index:
        return []
    own = float(figures["stability"]["components"])
    code = "components_least_stable" if own <= figures["stability"].min() else "components_not_offered"
    return [say(code, own=own, gap=own - float(figures["stability"][best]))]
