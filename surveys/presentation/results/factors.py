"""Can the items be factored, how many dimensions are there, and which: figures as tables, verdicts as sentences."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from research.summary.schema import Summary
from research.summary.schema.measured import ParallelLine
from surveys.presentation.numbers import correlation, decimal, p_value, percent, sortable, whole
from surveys.presentation.results.names import factor_label, item_text
from surveys.presentation.table import Table, faint, named, strong
from surveys.words import gettext as _

SHOWN_LOADING = 0.3
"""Smaller loadings are there, but step back."""
MOST_EIGENVALUES = 20


def adequacy_sentence(summary: Summary) -> str:
    adequacy = summary.adequacy
    bartlett = adequacy.bartlett
    if adequacy.kmo is None:
        return _("Too few items have ordered answers to be factored.")
    return _(
        "KMO is %(kmo)s: %(words)s. Bartlett's test says that the items are correlated at all: "
        "chi² = %(chi2)s, df = %(df)s, p %(p)s.",
        kmo=correlation(adequacy.kmo),
        words=kmo_words(adequacy.kmo),
        chi2=whole(bartlett.chi2),
        df=whole(bartlett.df),
        p=_with_sign(p_value(bartlett.p)),
    )


def kmo_words(kmo: float | None) -> str:
    """Kaiser's bars in plain words."""
    if kmo is None:
        return _("not computed")
    for bar, words in (
        (0.9, _("the items share plenty")),
        (0.8, _("the items share a good deal")),
        (0.7, _("the items share enough")),
        (0.6, _("the items share just enough")),
        (0.5, _("the items share little")),
    ):
        if kmo >= bar:
            return words
    return _("the items share too little to be factored")


def retention_table(summary: Summary) -> Table:
    retention = summary.retention
    rows = [
        [_("Parallel analysis: more than random data of the same size"), whole(retention.parallel)],
        [_("Velicer's MAP: least correlation left over"), whole(retention.map)],
        [_("Empirical Kaiser criterion"), whole(retention.ekc)],
        [_("Hull method: best fit for its complexity"), whole(retention.hull)],
        [_("Bayesian information criterion of the factor models"), whole(retention.bic)],
    ]
    return Table(
        caption=_("What each method suggests"),
        columns=[_("Method"), (_("Factors"), "number")],
        rows=rows,
        foot=[_("Used in this analysis"), strong(whole(retention.chosen))],
    )


def eigenvalue_table(summary: Summary) -> Table:
    found = summary.retention.table
    rows = [
        [
            str(row.k),
            strong(decimal(row.observed)) if _beats(row) else decimal(row.observed),
            decimal(row.mean),
            decimal(row.p95),
        ]
        for row in found[:MOST_EIGENVALUES]
    ]
    return Table(
        caption=_("Eigenvalues against random data"),
        columns=[
            _("Factor"), (_("Observed"), "number"), (_("Random, mean"), "number"), (_("Random, 95 % point"), "number"),
        ],
        rows=rows,
        base=_("In bold: larger than in 95 of 100 random data sets of the same size."),
    )  # fmt: skip


def _beats(row: ParallelLine) -> bool:
    return row.observed is not None and row.p95 is not None and row.observed > row.p95


def factor_legend(summary: Summary) -> list[dict[str, Any]]:
    """Each factor with its words, markers and share."""
    factors = summary.factors
    return [
        {
            "name": name,
            "label": factors.labels.get(name) or "",
            "explained": percent(factors.explained.get(name)),
            "determinacy": correlation(factors.determinacy.get(name)),
            "markers": [item_text(summary, item) for item in factors.markers.get(name, ())],
        }
        for name in factors.names
    ]


def phi_table(summary: Summary) -> Table | None:
    factors = summary.factors
    names, phi = factors.names, factors.phi
    if len(names) < 2 or not phi:
        return None
    rows = [
        [
            named(factor_label(summary, row), row),
            *(correlation(phi[row][column]) if row != column else "1" for column in names),
        ]
        for row in names
    ]
    return Table(
        caption=_("Correlations between the factors"),
        columns=[_("Factor"), *((name, "number") for name in names)],
        rows=rows,
    )


def fit_sentences(summary: Summary) -> list[str]:
    fit = summary.factors.fit
    if not fit or not summary.factors.names:
        return []
    rmsea = fit.get("rmsea")
    sentences = []
    if rmsea is not None:
        sentences.append(_(
            "RMSEA %(rmsea)s (90 %% interval %(low)s to %(high)s): the model leaves %(words)s.",
            rmsea=_three(rmsea), low=_three(fit.get("rmsea_low")), high=_three(fit.get("rmsea_high")),
            words=_rmsea_words(rmsea),
        ))  # fmt: skip
    sentences.append(_(
        "TLI %(tli)s, CFI %(cfi)s, SRMR %(srmr)s; chi² = %(chi2)s, df = %(df)s.",
        tli=_three(fit.get("tli")), cfi=_three(fit.get("cfi")), srmr=_three(fit.get("srmr")),
        chi2=whole(fit.get("chi2")), df=whole(fit.get("df")),
    ))  # fmt: skip
    return sentences


def _rmsea_words(rmsea: float) -> str:
    if rmsea <= 0.05:
        return _("little unexplained")
    if rmsea <= 0.08:
        return _("an acceptable part unexplained")
    return _("a good part unexplained; more factors or fewer items may describe the answers better")


def loading_cell(loading: float | None, *, is_marker: bool, below: float = 0.0) -> dict[str, Any]:
    """A loading as a cell; blank, though still sorted by its size, where it is smaller than the reader wants."""
    text: str | Markup = correlation(loading)
    size = abs(loading or 0.0)
    if size < below:
        text = ""
    elif is_marker:
        text = strong(text)
    elif size < SHOWN_LOADING:
        text = faint(text)
    return sortable(text, loading)


def loading_place(loadings: Mapping[str, float | None], names: list[str]) -> tuple[int, float]:
    """By factor, then by size; items that belong nowhere come last."""
    sizes = [abs(loadings[name] or 0.0) for name in names]
    size = max(sizes)
    return (sizes.index(size) if size >= SHOWN_LOADING else len(names)), -size


def _three(value: float | None) -> str:
    return decimal(value, 3).replace("0.", ".", 1) if value is not None and abs(value) < 1 else decimal(value, 3)


def _with_sign(text: str) -> str:
    return text if text.startswith("<") else f"= {text}"
