"""The R lines from answers to factors: items, scales, weights, correlations, how many factors, loadings, fit."""

from collections.abc import Iterator

from research.reproduce.recipe import Recipe, checked, exact, listed, quoted, told

ROTATIONS = {"oblimin": "oblimin", "quartimin": "quartimin", "promax": "promax", "geomin": "geominQ",
             "varimax": "varimax", "none": "none"}  # fmt: skip
ITERATIVE = {
    "oblimin": "quartimin",
    "quartimin": "quartimin",
    "geomin": "function(...) geominQ(..., delta = .01)",
}
SCORES = {"thurstone": "Thurstone", "ten_berge": "tenBerge"}
CORRELATION_WITHIN = {"pearson": 1e-8, "fiml": 1e-4, "polychoric": 5e-4}
"""psych's polychoric correlations are found to 1e-4, on steep ones a little less."""
SOLUTION_WITHIN = {"pearson": 1e-4, "fiml": 5e-4, "polychoric": 2e-3}


def items(recipe: Recipe) -> Iterator[str]:
    """Means and spread of the answers as they were given."""
    items = recipe.summary.items
    found = [name for name in recipe.summary.data.items if name in items and items[name].mean is not None]
    if not found:
        return
    yield 'expected <- read.csv("items.csv", row.names = 1, check.names = FALSE, fileEncoding = "UTF-8")'
    yield f"known <- c({listed(found)})"
    yield 'check("means of items", colMeans(raw[, known], na.rm = TRUE), expected[known, "mean"], 1e-6)'
    yield 'check("standard deviations", sapply(raw[, known], sd, na.rm = TRUE), expected[known, "sd"], 1e-6)'


def scales(recipe: Recipe) -> Iterator[str]:
    """Alpha with Feldt's interval, and omega of one factor."""
    for name, scale in recipe.summary.scales.items():
        title = told(scale.title or name)
        yield f"# {title}"
        yield f"scale_items <- keyed[, c({listed(scale.items)})]"
        yield "a <- quiet(psych::alpha(scale_items, warnings = FALSE))$total$raw_alpha"
        yield from checked(f"{title}, alpha", "a", scale.alpha, 1e-6)
        between = [scale.alpha_low, scale.alpha_high]
        if None not in between:
            yield "between <- alpha.ci(a, n.obs = sum(rowSums(!is.na(scale_items)) > 0), n.var = ncol(scale_items))"
            low_high = "c(between$lower.ci, between$upper.ci)"
            yield from checked(f"{title}, its interval", low_high, between, 1e-4)
        if scale.n_items >= 3 and scale.omega_total is not None:
            yield 'f <- quiet(fa(cor(scale_items, use = "pairwise"), 1, fm = "ml"))'
            yield "common <- sum(f$loadings)^2"
            omega = "common / (common + sum(1 - f$loadings^2))"
            yield from checked(f"{title}, omega total", omega, scale.omega_total, 1e-3)


def weights(recipe: Recipe) -> Iterator[str]:
    """Weights as given, or raked to margins: by the package survey, or by hand where there are gaps or bounds."""
    weight, trim = recipe.weight, recipe.plan.trim
    raked = recipe.summary.data.weighting
    yield f"w <- answers[[{quoted(weight)}]]" if weight else "w <- rep(1, nrow(raw))"
    if weight:
        yield "w <- w / mean(w)"
    if not raked:
        return
    yield "# Weights raked to the known shares."
    yield "people <- list(); targets <- list()"
    for place, (name, shares) in enumerate(sorted((recipe.plan.margins or {}).items())):
        column = f"margin{place}"
        yield f"people${column} <- answers[[{quoted(name)}]]"
        for code in recipe.codebook.missing_codes:
            yield f"people${column}[people${column} %in% {code:g}] <- NA"
        parts = ", ".join(f"{quoted(f'{float(code):g}')} = {exact(share)}" for code, share in shares.items())
        yield f"targets${column} <- c({parts})"
    bounds = f", bounds = c({exact(trim[0])}, {exact(trim[1])})" if trim else ""
    yield f"w <- raked(w, as.data.frame(people), targets{bounds})"
    yield from checked("efficiency of the weights", "sum(w)^2 / sum(w^2) / length(w)", raked.efficiency, 1e-6)


def correlations(recipe: Recipe) -> Iterator[str]:
    """Correlations of the same kind, KMO and Bartlett's test."""
    found, adequacy = recipe.summary.correlations, recipe.summary.adequacy
    kind = _kind(recipe)
    if found.matrix:
        yield 'expected <- read_table("correlations.csv")'
    yield "factored <- keyed[, colnames(expected)]" if found.matrix else "factored <- keyed"
    yield from _correlated(kind, weighted=recipe.weighted)
    if not found.matrix:
        yield 'skip("correlations", "the summary has none to compare with")'
    elif found.smoothed:
        yield 'skip("correlations", "they were smoothed to be proper ones, here and there in different ways")'
        yield "r <- expected"
    else:
        yield f'check("correlations", r, expected, {CORRELATION_WITHIN[kind] * _looser(recipe):g})'
    n = found.n_effective if recipe.weighted else found.n
    yield f"n <- {exact(round(n) if n else None)}"
    yield from checked("KMO", "KMO(r)$MSA", adequacy.kmo, 1e-3)
    found_by_r, within = "quiet(cortest.bartlett(r, n))$chisq", 5e-3 * _looser(recipe)
    yield from checked("Bartlett", found_by_r, adequacy.bartlett.chi2, within, relative=True)


def _looser(recipe: Recipe) -> int:
    """Weights in twentieths move polychoric correlations in the third digit."""
    return 4 if recipe.weighted and _kind(recipe) == "polychoric" else 1


def _kind(recipe: Recipe) -> str:
    return recipe.summary.correlations.kind or "pearson"


def _correlated(kind: str, *, weighted: bool) -> Iterator[str]:
    if kind == "polychoric":
        if weighted:
            yield "# psych weighs the tables of pairs, not the thresholds: here everybody stands there 20 w times."
            yield "counted <- factored[rep(seq_len(nrow(factored)), round(20 * w)), ]"
        answers = "counted" if weighted else "factored"
        yield "# Where items have different numbers of answers, psych takes thresholds pair by pair, we do not."
        yield f"r <- quiet(polychoric({answers}, correct = 0, smooth = FALSE, max.cat = 20))$rho"
    elif kind == "fiml":
        yield "suppressPackageStartupMessages(library(lavaan))"
        if weighted:
            yield 'skip("correlations", "lavaan has no weights there: the expected ones are taken")'
            yield "r <- expected"
        else:
            yield 'r <- unclass(quiet(lavCor(factored, missing = "fiml")))'
    elif weighted:
        yield "r <- pairwise_weighted(factored, w)"
    else:
        yield 'r <- cor(factored, use = "pairwise.complete.obs")'


def retention(recipe: Recipe) -> Iterator[str]:
    """Parallel analysis and MAP."""
    found = recipe.summary.retention
    parallel = found.parallel
    if parallel is not None:
        yield "# How many factors. Parallel analysis draws at random: one more or less is the same."
        call = 'fa.parallel(r, n.obs = n, fm = "minres", fa = "fa", n.iter = 100, quant = .95, plot = FALSE)'
        yield f"invisible(capture.output(drawn <- quiet({call})))"
        if _kind(recipe) == "polychoric":
            yield (
                'skip("parallel analysis", sprintf("%d of uncorrelated normal variables; '
                f'{parallel} of uncorrelated answers in as few categories", drawn$nfact))'
            )
        else:
            yield f'check("parallel analysis", drawn$nfact, {parallel}, 1)'
    tried = min(len(found.map_values), 8)
    if tried > 1:
        yield f'maps <- quiet(vss(r, n = {tried}, n.obs = n, rotate = "none", plot = FALSE))$map'
        yield f'check("MAP", which.min(maps), {found.map}, 0)' if (found.map or 0) > 0 else "maps"


def factors(recipe: Recipe) -> Iterator[str]:
    """Loadings, correlations between factors, communalities and fit."""
    found, fit = recipe.summary.factors, recipe.summary.factors.fit
    within = SOLUTION_WITHIN[_kind(recipe)] * _looser(recipe)
    rotation, k, extraction = found.rotation, found.k, quoted(found.extraction)
    yield 'expected <- read_table("loadings.csv")[colnames(r), , drop = FALSE]'
    yield f'f <- quiet(fa(r, nfactors = {k}, n.obs = n, fm = {extraction}, rotate = "none"))'
    yield from checked("chi-square", "f$STATISTIC", fit.get("chi2"), 1e-2 * _looser(recipe), relative=True)
    yield from checked("RMSEA", "f$RMSEA[[1]]", fit.get("rmsea"), 2e-3)
    yield from checked("RMSEA, interval", "f$RMSEA[2:3]", [fit.get("rmsea_low"), fit.get("rmsea_high")], 2e-3)
    yield from checked("TLI", "f$TLI", fit.get("tli"), 5e-3)
    yield from checked("SRMR", "f$rms", fit.get("srmr"), 1e-3)
    if rotation in ITERATIVE:
        yield "set.seed(1)"
        yield f"f <- best_rotation(unclass(f$loadings), {ITERATIVE[rotation]})"
    elif rotation != "none":
        yield f"f <- quiet(fa(r, nfactors = {k}, n.obs = n, fm = {extraction}, rotate = {quoted(ROTATIONS[rotation])}))"
    yield "loadings <- unclass(f$loadings)"
    yield "phi <- if (is.null(f$Phi)) diag(ncol(loadings)) else f$Phi"
    yield "same <- match_factors(loadings, expected)"
    yield "loadings <- sweep(loadings[, same$order, drop = FALSE], 2, same$signs, `*`)"
    yield "phi <- phi[same$order, same$order, drop = FALSE] * outer(same$signs, same$signs)"
    yield "dimnames(loadings) <- dimnames(expected)"
    yield "print(round(loadings, 3))"
    yield f'check("loadings", loadings, expected, {within:g})'
    communalities = [found.communalities.get(name) for name in recipe.summary.correlations.items]
    yield from checked("communalities", "rowSums(loadings * (loadings %*% phi))", communalities, within)
    if k > 1 and found.phi:
        yield f'check("correlations of factors", phi, read_table("phi.csv"), {within:g})'


def scores(recipe: Recipe) -> Iterator[str]:
    """Scores of everybody who answered at least half."""
    method = SCORES.get(recipe.summary.factors.scores, "Thurstone")
    yield "z <- fill_gaps(scale(as.matrix(factored)), r)"
    yield f"weighing <- factor.scores(na.omit(z), loadings, Phi = phi, method = {quoted(method)}, rho = r)$weights"
    yield "scores <- z %*% weighing"
    yield "colnames(scores) <- colnames(loadings)"
