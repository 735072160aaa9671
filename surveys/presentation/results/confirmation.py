"""Do the items measure the scales they were written for, and what would make the model fit better?"""

from dataclasses import dataclass
from typing import Any

from research.summary.schema import Summary
from research.summary.schema.tested import ConfirmedScales, Suggestion
from surveys.presentation.numbers import correlation, decimal, p_value, sortable, whole
from surveys.presentation.results.names import item_text, scale_title
from surveys.presentation.table import Table, named, strong
from surveys.words import gettext as _
from surveys.words import told

WEAK_LOADING = 0.4
ESTIMATORS = {"ml": "ML", "dwls": "DWLS (WLSMV)"}


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """A confirmatory factor analysis as sentences and tables."""

    words: str
    facts: list[tuple[str, str]]
    loadings: Table
    correlations: Table | None
    suggestions: Table | None


def read_confirmation(summary: Summary) -> Confirmed | None:
    """None where scales were not to be confirmed, or could not be."""
    found = summary.factors.confirmation
    if not found:
        return None
    return Confirmed(
        words=told(found.words),
        facts=_facts(found),
        loadings=_loadings(found, summary),
        correlations=_correlations(found, summary),
        suggestions=_suggestions(found, summary),
    )


def _facts(found: ConfirmedScales) -> list[tuple[str, str]]:
    fit = found.fit
    gaps = _("gaps used as they are (FIML)") if found.missing == "fiml" else _("people with gaps left out")
    chi2 = _("%(chi2)s with %(df)s degrees of freedom, p %(p)s",
             chi2=whole(fit.get("chi2")), df=whole(fit.get("df")), p=p_value(fit.get("p")))  # fmt: skip
    rmsea = _("%(value)s (90 %% interval %(low)s to %(high)s)", value=decimal(fit.get("rmsea"), 3),
              low=decimal(fit.get("rmsea_low"), 3), high=decimal(fit.get("rmsea_high"), 3))  # fmt: skip
    return [
        (_("People"), _("%(n)s; %(gaps)s", n=whole(found.n), gaps=gaps)),
        (_("Estimated by"), ESTIMATORS.get(found.estimator, found.estimator.upper())),
        ("CFI", decimal(fit.get("cfi"), 3)),
        ("TLI", decimal(fit.get("tli"), 3)),
        ("RMSEA", rmsea),
        ("SRMR", decimal(fit.get("srmr"), 3)),
        ("χ²", chi2),
    ]


def _loadings(found: ConfirmedScales, summary: Summary) -> Table:
    rows = []
    for each in found.loadings:
        shown = correlation(each.value)
        weak = each.value is not None and each.value < WEAK_LOADING
        value = strong(shown) if weak else shown
        rows.append([_item(summary, each.item), scale_title(summary, each.scale), sortable(value, each.value)])
    return Table(
        caption=_("Loadings of the items on their scales"),
        columns=[_("Item"), _("Scale"), (_("Loading"), "number")],
        rows=rows,
        sortable=True,
        base=_("Standardised. Below .40 in bold: such an item hardly measures its scale."),
    )


def _correlations(found: ConfirmedScales, summary: Summary) -> Table | None:
    phi = found.factor_correlations
    names = list(phi)
    if len(names) < 2:
        return None
    rows = [
        [scale_title(summary, row), *("1" if row == column else correlation(phi[row].get(column)) for column in names)]
        for row in names
    ]
    return Table(
        caption=_("Correlations between the scales, without error of measurement"),
        columns=[_("Scale"), *((scale_title(summary, name), "number") for name in names)],
        rows=rows,
    )


def _suggestions(found: ConfirmedScales, summary: Summary) -> Table | None:
    rows = [
        [
            _suggestion(each, summary),
            sortable(whole(each.chi2), each.chi2),
            sortable(correlation(each.change), each.change),
        ]
        for each in found.suggestions
    ]
    if not rows:
        return None
    return Table(
        caption=_("What would make the model fit better"),
        columns=[_("Change"), (_("χ² falls by"), "number"), (_("Expected size"), "number")],
        rows=rows,
        sortable=True,
        base=_("Hints where to look, not advice to follow: a model changed until it fits fits this sample only."),
    )


def _suggestion(each: Suggestion, summary: Summary) -> str:
    if each.kind == "cross-loading":
        scale, item = scale_title(summary, each.left), item_text(summary, each.right)
        return _("“%(item)s” also belongs to %(scale)s", item=item, scale=scale)
    return _("“%(one)s” and “%(other)s” share more than their scale",
             one=item_text(summary, each.left), other=item_text(summary, each.right))  # fmt: skip


def _item(summary: Summary, name: str) -> Any:
    return named(item_text(summary, name), name)
