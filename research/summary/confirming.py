"""Only the tested scales in a summary: does the model of the questionnaire hold, and in every group?"""

from research.codebook import Codebook
from research.confirmation.cfa import Confirmation
from research.confirmation.fit import HIGHEST_RMSEA, HIGHEST_SRMR, LOWEST_CFI, ConfirmatoryFit
from research.confirmation.invariance import Invariance
from research.said import Said, say
from research.steps.confirm import Confirmed
from research.summary.plain import figures, number, table, typed
from research.summary.schema.tested import (
    ComparedGroups,
    ConfirmedScales,
    Differing,
    InvarianceStep,
    Loading,
    Suggestion,
)

FIT = ("chi2", "df", "p", "cfi", "tli", "rmsea", "rmsea_low", "rmsea_high", "srmr")
STEP = ("chi2", "df", "p", "cfi", "rmsea", "srmr", "cfi_change", "rmsea_change")
MOST_DIFFERING = 20


def confirmed_scales(found: Confirmed | None, codebook: Codebook) -> ConfirmedScales | None:
    """The tested scales; None where it was not asked for or could not be done."""
    return None if found is None or found.confirmation is None else _confirmation(found.confirmation, found, codebook)


def compared_groups(found: Confirmed | None) -> ComparedGroups | None:
    """The compared groups; None where it was not asked for or could not be done."""
    return None if found is None or found.invariance is None else _invariance(found.invariance)


def reported_fit(found: Confirmation) -> ConfirmatoryFit:
    """The fit to report: of ordinal items, the one corrected for mean and variance."""
    return found.corrected_fit or found.fit


def _confirmation(found: Confirmation, confirmed: Confirmed, codebook: Codebook) -> ConfirmedScales:
    return ConfirmedScales(
        estimator=found.estimator,
        missing=found.missing,
        n=found.n,
        left_out=found.left_out,
        fit=figures(reported_fit(found), FIT),
        loadings=[
            Loading(item=item, scale=scale, value=number(found.loadings.loc[item, scale]))
            for scale, items in confirmed.scales.items()
            for item in items
        ],
        factor_correlations=table(found.factor_correlations),
        suggestions=typed(Suggestion, found.suggestions),
        words=_words(found, codebook),
    )


def _words(found: Confirmation, codebook: Codebook) -> Said:
    fit = reported_fit(found)
    told = {"cfi": fit.cfi, "rmsea": fit.rmsea, "srmr": fit.srmr}
    if not fit.poor:
        return say("scales_fit", **told)
    standards = {"lowest_cfi": LOWEST_CFI, "highest_rmsea": HIGHEST_RMSEA, "highest_srmr": HIGHEST_SRMR}
    return say("scales_fit_roughly", **told, **standards, misfit=_misfit(found, codebook))


def _misfit(found: Confirmation, codebook: Codebook) -> list[Said]:
    if found.suggestions.empty:
        return []
    first = found.suggestions.iloc[0]
    right = codebook[first["right"]].words
    if first["kind"] == "cross-loading":
        return [say("item_of_two_scales", right=right, left=codebook.scale(first["left"]).words)]
    return [say("items_alike", right=right, left=codebook[first["left"]].words)]


def _invariance(found: Invariance) -> ComparedGroups:
    return ComparedGroups(
        group=found.group,
        groups={str(label): int(n) for label, n in found.groups.items()},
        left_out=found.left_out,
        steps=[
            InvarianceStep(step=str(step), holds=bool(row["holds"]), **{name: number(row[name]) for name in STEP})
            for step, row in found.steps.iterrows()
        ],
        level=found.level,
        comparison=found.comparison,
        verdict=found.verdict,
        sentence=found.sentence,
        factor_means=None if found.factor_means is None else table(found.factor_means),
        differing=typed(Differing, found.differing.head(MOST_DIFFERING)),
    )
