"""The R lines that test scales with lavaan: confirmation, and whether they mean the same in every group."""

from collections.abc import Iterator
from itertools import chain

from research.reproduce.recipe import Recipe, checked, quoted
from research.summary.schema.tested import ComparedGroups, ConfirmedScales

EQUAL = {
    "configural": "",
    "metric": '"loadings"',
    "scalar": 'c("loadings", "intercepts")',
    "strict": 'c("loadings", "intercepts", "residuals")',
}
PLAIN = {"chi2": "chisq", "df": "df", "cfi": "cfi", "tli": "tli", "rmsea": "rmsea", "srmr": "srmr"}
SCALED = PLAIN | {"chi2": "chisq.scaled", "cfi": "cfi.scaled", "tli": "tli.scaled", "rmsea": "rmsea.scaled"}


def confirmation(recipe: Recipe) -> Iterator[str]:
    """`lavaan::cfa` of the scales and of the steps of invariance, where the plan asked for them."""
    tested, invariance = recipe.summary.factors.confirmation, recipe.summary.factors.invariance
    if not tested and not invariance:
        return
    yield "# Do the items measure the scales they were written for?"
    yield "suppressPackageStartupMessages(library(lavaan))"
    yield from _model(recipe)
    if tested:
        yield from _confirmed(tested)
    if invariance:
        yield from _invariant(recipe, invariance)


def _model(recipe: Recipe) -> Iterator[str]:
    """lavaan reads plain names only, so items and scales are numbered."""
    scales = {name: scale.items for name, scale in recipe.summary.scales.items() if len(scale.items) >= 3}
    numbered = {item: f"i{place}" for place, item in enumerate(dict.fromkeys(chain(*scales.values())), 1)}
    names = ", ".join(f"{short} = keyed[[{quoted(item)}]]" for item, short in numbered.items())
    yield f"tested <- data.frame({names})"
    lines = [
        f"s{place} =~ {' + '.join(numbered[item] for item in members)}"
        for place, members in enumerate(scales.values(), 1)
    ]
    yield f"model <- c({', '.join(map(quoted, lines))})"


def _confirmed(tested: ConfirmedScales) -> Iterator[str]:
    ordinal = tested.estimator == "dwls"
    if ordinal:
        yield 'fit <- quiet(cfa(model, na.omit(tested), std.lv = TRUE, ordered = names(tested), estimator = "WLSMV"))'
    else:
        yield f"fit <- quiet(cfa(model, tested, std.lv = TRUE, missing = {quoted(tested.missing)}))"
    yield from checked("confirmation, people", "nobs(fit)", tested.n, 0)
    for ours, theirs in (SCALED if ordinal else PLAIN).items():
        code, relative = f'fitMeasures(fit)[["{theirs}"]]', ours == "chi2"
        within = 5e-3 if relative else 1e-3
        yield from checked(f"confirmation, {ours}", code, tested.fit.get(ours), within, relative=relative)
    yield "e <- standardizedSolution(fit)"
    values = [abs(row.value) for row in tested.loadings if row.value is not None]
    yield from checked("confirmation, loadings", 'abs(e$est.std[e$op == "=~"])', values, 1e-3)


def _invariant(recipe: Recipe, invariance: ComparedGroups) -> Iterator[str]:
    yield f"tested$.group <- answers[[{quoted(recipe.plan.compare_across)}]]"
    for code in recipe.codebook.missing_codes:
        yield f"tested$.group[tested$.group %in% {code:g}] <- NA"
    yield 'missing <- if (anyNA(tested[, names(tested) != ".group"])) "fiml" else "listwise"'
    yield "tested <- tested[!is.na(tested$.group), ]"
    for step in invariance.steps:
        equal = EQUAL[step.step]
        told_equal = f", group.equal = {equal}" if equal else ""
        yield (
            "fit <- quiet(cfa(model, tested, std.lv = TRUE, meanstructure = TRUE, missing = missing, "
            f'group = ".group"{told_equal}))'
        )
        yield from checked(f"{step.step}, chi2", 'fitMeasures(fit)[["chisq"]]', step.chi2, 1e-3, relative=True)
        yield from checked(f"{step.step}, cfi", 'fitMeasures(fit)[["cfi"]]', step.cfi, 1e-3)
        yield from checked(f"{step.step}, rmsea", 'fitMeasures(fit)[["rmsea"]]', step.rmsea, 1e-3)
