"""The rule and the words that recommend a basis.

Components are never recommended. A basis whose segments are to more than 30 per cent people's mean answer is set aside
while another is left. Of the others, those within .05 of the most stable one (mean adjusted Rand over the compared
numbers of segments, from three on) count as equally stable; of these, the one that tells most of variables left out of
the segmentation is taken, and where nothing was left out, the most stable one.
"""

import pandas as pd

MOSTLY_STYLE, AS_STABLE, FEWEST = 0.3, 0.05, 3


def recommend(table: pd.DataFrame, *, k: int) -> tuple[str, str]:
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
        _first(by_basis[best], len(equal), by),
        _null(by_basis[best], k),
        *(_styled(by_basis[name]) for name in offered.index if name not in fair.index),
        *_warning(figures, best),
    ]
    return best, " ".join(sentences)


def _figures(table: pd.DataFrame, k: int) -> pd.DataFrame:
    several = table[table["k"] >= FEWEST]
    several = several if len(several) else table
    at_k = table[table["k"] == k].set_index("basis")
    return pd.DataFrame(
        {
            "words": at_k["words"],
            "stability": several.groupby("basis")["ari_mean"].mean(),
            "beats": at_k["beats_null"],
            "style": at_k["person_mean_share"],
            "told": at_k["left_out_eta2"],
        }
    ).reindex(at_k.index)


def _first(row: pd.Series, equals: int, by: str) -> str:
    stable = f"mean agreement {row['stability']:.2f} between new samples"
    if equals == 1:
        return f"Group people by {row['words']}: these segments come back best ({stable})."
    if by == "told":
        return (
            f"Group people by {row['words']}: of {equals} bases whose segments come back equally well ({stable}), they "
            f"tell most of what was left out of the segmentation (eta² {row['told']:.3f} on average)."
        )
    return f"Group people by {row['words']}: {equals} bases come back equally well, and these best ({stable})."


def _null(row: pd.Series, k: int) -> str:
    if row["beats"]:
        return f"With {k} segments they are more stable than data without groups."
    return f"With {k} segments they are no more stable than data without groups: they cut a continuum."


def _styled(row: pd.Series) -> str:
    return (
        f"{str(row['words'])[0].upper()}{str(row['words'])[1:]} were set aside: {row['style']:.0%} of people's mean "
        "answer lies between their segments, so they may mostly say how high people answer whatever is asked."
    )


def _warning(figures: pd.DataFrame, best: str) -> list[str]:
    if "components" not in figures.index:
        return []
    own = float(figures["stability"]["components"])
    rank = "the least stable base of all" if own <= figures["stability"].min() else "not offered as a basis"
    gap = own - float(figures["stability"][best])
    return [f"Principal components with varimax were {rank} (agreement {own:.2f}, {gap:+.2f} against these)."]
