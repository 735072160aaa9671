"""Only the tested scales in a summary: does the model of the questionnaire hold, and in every group?"""

from typing import Any

from research.codebook import Codebook
from research.confirmation.cfa import Confirmation
from research.confirmation.fit import HIGHEST_RMSEA, HIGHEST_SRMR, LOWEST_CFI, ConfirmatoryFit
from research.confirmation.invariance import Invariance
from research.steps.confirm import Confirmed
from research.summary.plain import figures, number, records, table

FIT = ("chi2", "df", "p", "cfi", "tli", "rmsea", "rmsea_low", "rmsea_high", "srmr")
STEP = ("chi2", "df", "p", "cfi", "rmsea", "srmr", "cfi_change", "rmsea_change")
MOST_DIFFERING = 20


def confirmed_parts(found: Confirmed | None, *, codebook: Codebook) -> dict[str, Any]:
    """`confirmation` and `invariance`; each None where it was not asked for or could not be done."""
    if found is None:
        return {"confirmation": None, "invariance": None}
    return {
        "confirmation": None if found.confirmation is None else _confirmation(found.confirmation, found, codebook),
        "invariance": None if found.invariance is None else _invariance(found.invariance),
    }


def reported_fit(found: Confirmation) -> ConfirmatoryFit:
    """The fit to report: of ordinal items, the one corrected for mean and variance."""
    return found.corrected_fit or found.fit


def _confirmation(found: Confirmation, confirmed: Confirmed, codebook: Codebook) -> dict[str, Any]:
    return {
        "estimator": found.estimator,
        "missing": found.missing,
        "n": found.n,
        "left_out": found.left_out,
        "fit": figures(reported_fit(found), FIT),
        "loadings": [
            {"item": item, "scale": scale, "value": number(found.loadings.loc[item, scale])}
            for scale, items in confirmed.scales.items()
            for item in items
        ],
        "factor_correlations": table(found.factor_correlations),
        "suggestions": records(found.suggestions, ("left", "right", "kind", "chi2", "change")),
        "words": _words(found, codebook),
    }


def _words(found: Confirmation, codebook: Codebook) -> str:
    fit = reported_fit(found)
    told = f"CFI {fit.cfi:.3f}, RMSEA {fit.rmsea:.3f}, SRMR {fit.srmr:.3f}"
    if not fit.poor:
        return f"The items measure the scales they were written for ({told})."
    standards = f"at least {LOWEST_CFI:.2f}, at most {HIGHEST_RMSEA:.2f} and at most {HIGHEST_SRMR:.2f} are common"
    return f"The scales describe the answers only roughly ({told}; {standards}).{_misfit(found, codebook)}"


def _misfit(found: Confirmation, codebook: Codebook) -> str:
    if found.suggestions.empty:
        return ""
    first = found.suggestions.iloc[0]
    right = f"“{codebook[first['right']].words}”"
    if first["kind"] == "cross-loading":
        return f" The largest misfit: {right} also goes with {codebook.scale(first['left']).words}."
    left = f"“{codebook[first['left']].words}”"
    return f" The largest misfit: {left} and {right} have more in common than their scales say."


def _invariance(found: Invariance) -> dict[str, Any]:
    return {
        "group": found.group,
        "groups": {str(label): int(n) for label, n in found.groups.items()},
        "left_out": found.left_out,
        "steps": [
            {"step": str(step), **{name: number(row[name]) for name in STEP}, "holds": bool(row["holds"])}
            for step, row in found.steps.iterrows()
        ],
        "level": found.level,
        "comparison": found.comparison,
        "verdict": found.verdict,
        "sentence": found.sentence,
        "factor_means": None if found.factor_means is None else table(found.factor_means),
        "differing": records(found.differing.head(MOST_DIFFERING), ("item", "what", "group", "chi2")),
    }
