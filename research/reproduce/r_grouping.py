"""The R lines for segments: what people are grouped by, k-means, mixtures or latent classes, and other ways beside."""

from collections.abc import Iterator, Mapping

from research.codebook import rated_ranges
from research.declared import Table
from research.reproduce.recipe import Recipe, checked, listed, quoted, told

STARTS = 200
BASIS_CODE = {
    "items": "keyed[, colnames(factored)]",
    "centred_items": "raw[, colnames(factored)] - rowMeans(raw[, colnames(factored)], na.rm = TRUE)",
    "scale_scores": "scale_scores",
    "factor_scores": "scores",
    "adjusted_scale_scores": "without_yes(scale_scores)",
    "adjusted_factor_scores": "without_yes(scores)",
}
ALL_FITTED, SOME_FITTED = 0.1, 0.3
"""How far R's groups of everybody may be from ours, which everybody or only careful people shaped."""


def segments(recipe: Recipe) -> Iterator[str]:
    """Group people as the plan said and compare sizes, centres and what is left within."""
    found = recipe.summary.segments
    k = found.k
    if k < 2:
        yield "# No segments were worth naming."
        return
    yield f"# Segments. Verdict: {told(found.verdict)}. {told(found.reason)}"
    sizes = [n for n in found.sizes.values() if n is not None]
    if found.method == "lca":
        yield from _latent_classes(k, sizes)
        return
    yield from scale_scores(recipe)
    if found.base.startswith("adjusted_"):
        yield from _without_yes(recipe)
    yield f"x <- as.matrix({BASIS_CODE[found.base]})"
    yield "grouped_people <- which(rowSums(is.na(x)) == 0)"
    yield "x <- scale(x[grouped_people, , drop = FALSE])"
    yield "own <- w[grouped_people]"
    if found.method == "gmm":
        yield from _mixture(k, next((tried.bic for tried in found.candidates if tried.k == k), None))
    elif found.method == "tied":
        yield from _tied(recipe, sizes)
    else:
        yield from _kmeans(recipe, sizes)


def scale_scores(recipe: Recipe) -> Iterator[str]:
    """Means of the answered items of each scale, of those who answered at least half."""
    scales = recipe.summary.scales
    if not scales:
        return
    yield "mean_of <- function(x) ifelse(rowMeans(!is.na(x)) >= .5, rowMeans(x, na.rm = TRUE), NA)"
    yield "scale_scores <- data.frame(row.names = seq_len(nrow(keyed)))"
    for name, scale in scales.items():
        yield f"scale_scores[[{quoted(name)}]] <- mean_of(keyed[, c({listed(scale.items)})])"


def _without_yes(recipe: Recipe) -> Iterator[str]:
    """Saying yes to everything: of scales worded both ways, regressed out of the scores."""
    yield "agreed <- list()"
    for scale in recipe.summary.scales.values():
        rated = rated_ranges(recipe.codebook, scale.items)
        turned = {name: span for name, span in rated.items() if recipe.codebook[name].reverse}
        plain = {name: span for name, span in rated.items() if name not in turned}
        if plain and turned:
            yield f"agreed[[length(agreed) + 1]] <- ({_half(plain)} + {_half(turned)}) / 2"
    yield "yes <- rowMeans(do.call(cbind, agreed), na.rm = TRUE); yes[is.nan(yes)] <- NA"
    yield "away <- yes - mean(yes, na.rm = TRUE); moved <- ifelse(is.na(away), 0, away)"
    yield "without_yes <- function(scores) as.data.frame(lapply(as.data.frame(scores), function(one)"
    yield "  one - moved * coef(lm(one ~ away, weights = w))[[2]]))"


def _half(spans: Mapping[str, tuple[float, float]]) -> str:
    """Mean of some items as answered, each from its own mean and in parts of its range."""
    names, widths = listed(spans), ", ".join(f"{high - low:g}" for low, high in spans.values())
    return f"rowMeans(sweep(scale(raw[, c({names}), drop = FALSE], scale = FALSE), 2, c({widths}), '/'), na.rm = TRUE)"


def _tied(recipe: Recipe, sizes: list[int]) -> Iterator[str]:
    found = recipe.summary.segments
    shares = ", ".join(f"{share:.12g}" for share in (found.rule.shares if found.rule else {}).values() if share)
    yield 'means <- read_table("rule_means.csv"); within <- read_table("rule_covariance.csv")'
    yield f"slopes <- solve(within, t(means)); odds <- log(c({shares})) - colSums(t(means) * slopes) / 2"
    yield "landed <- max.col(sweep(x %*% slopes, 2, odds, '+'), ties.method = 'first')"
    yield from checked("sizes", f"tabulate(landed, {found.k})", sizes, max(2, round(0.005 * sum(sizes))))
    yield 'if (requireNamespace("mclust", quietly = TRUE)) {'
    yield "  suppressPackageStartupMessages(library(mclust))"
    yield f'  theirs <- Mclust(x, G = {found.k}, modelNames = "EEE", verbose = FALSE)'
    alike = "adjusted_rand(landed, theirs$classification)"
    yield f'  check("mixture: agreement with mclust\'s groups", {alike}, 1, {_near(recipe)})'
    yield '} else skip("mixture", "Mclust needs the package mclust")'


def _near(recipe: Recipe) -> float:
    found = recipe.summary.segments
    return ALL_FITTED if found.n_fitted == sum(n or 0 for n in found.sizes.values()) else SOME_FITTED


def _kmeans(recipe: Recipe, sizes: list[int]) -> Iterator[str]:
    k, near = recipe.summary.segments.k, _near(recipe)
    yield 'centres <- read_table("rule_means.csv")'
    yield "landed <- nearest(x, centres)"
    yield from checked("sizes", f"tabulate(landed, {k})", sizes, max(2, round(0.005 * sum(sizes))))
    yield "set.seed(1)"
    yield f"best <- grouped(x, {k}, own, {STARTS})"
    yield (
        'check("k-means: squares left, ours by the best of R", '
        f"max(squares(x, landed, own) / squares(x, best, own), 1), 1, {1e-3 if near == ALL_FITTED else 5e-2})"
    )
    if near == ALL_FITTED:
        yield f'check("k-means: agreement with R\'s groups", adjusted_rand(landed, best), 1, {near})'
    elif not recipe.weighted:  # R groups careless people, too: its best may lie elsewhere, but ours must be one for it
        yield "settled <- quiet(kmeans(x, as.matrix(centres), iter.max = 200))$cluster"
        yield f'check("k-means: agreement with where R settles", adjusted_rand(landed, settled), 1, {near})'
    yield 'if (requireNamespace("flexclust", quietly = TRUE)) {'
    yield f"  print(flexclust::bootFlexclust(x, k = {k}, nrep = 10, nboot = 100))  # candidates.csv has ours"
    yield '} else skip("stability", "bootFlexclust needs the package flexclust")'


def _mixture(k: int, bic: float | None) -> Iterator[str]:
    yield "suppressPackageStartupMessages(library(mclust))"
    yield f'theirs <- -max(mclustBIC(x, G = {k}, modelNames = c("EEE", "VVI", "VVV"), verbose = FALSE), na.rm = TRUE)'
    if bic is not None:
        yield f'check("mixture: BIC, ours by mclust\'s, not above it", max({bic:.10g} / theirs, 1), 1, 5e-3)'


def _latent_classes(k: int, sizes: list[int]) -> Iterator[str]:
    yield 'if (requireNamespace("poLCA", quietly = TRUE)) {'
    yield "  answered <- as.data.frame(lapply(raw, function(one) as.integer(factor(one))))"
    yield "  answered <- answered[rowMeans(!is.na(answered)) >= .5, ]"
    yield "  names(answered) <- make.names(names(answered), unique = TRUE)"
    yield "  model <- as.formula(paste('cbind(', paste(names(answered), collapse = ','), ') ~ 1'))"
    yield "  set.seed(1)"
    yield (
        f"  found <- poLCA::poLCA(model, answered, nclass = {k}, nrep = 20, maxiter = 5000, na.rm = FALSE, "
        "verbose = FALSE)"
    )
    told_sizes = ", ".join(map(str, sizes))
    yield (
        '  check("latent classes: sizes", sort(table(found$predclass), decreasing = TRUE), '
        f"sort(c({told_sizes}), decreasing = TRUE), {max(3, round(0.02 * sum(sizes)))})"
    )
    yield '} else skip("latent classes", "they need the package poLCA")'


def other_ways(recipe: Recipe) -> Iterator[str]:
    """The same people on other bases and by Ward's method, where the plan asked for it."""
    found = recipe.summary.segments
    if recipe.weighted or not (found.methods or found.bases):
        return
    if recipe.summary.data.share_missing:
        yield 'skip("other ways", "whoever left an item out is placed by what the other answers let expect")'
        return
    if found.methods and "ward" in found.methods.agreement and found.method != "lca":
        k, ward = found.methods.k, found.methods.agreement["kmeans"].get("ward")
        yield f'ward <- cutree(hclust(dist(x), "ward.D2"), {k})'
        yield from checked("Ward and k-means", f"adjusted_rand(ward, grouped(x, {k}, own, {STARTS}))", ward, 0.05)
    if found.bases:
        yield from _bases(recipe, found.bases.k, found.bases.agreement)


def _bases(recipe: Recipe, k: int, agreement: Table) -> Iterator[str]:
    known = [name for name in BASIS_CODE if name in agreement]
    if recipe.summary.segments.method == "lca":
        yield from scale_scores(recipe)
    yield "bases <- list(" + ", ".join(f"{name} = as.matrix({BASIS_CODE[name]})" for name in known) + ")"
    yield "everybody <- Reduce(`&`, lapply(bases, function(one) rowSums(is.na(one)) == 0))"
    yield "set.seed(1)"
    call = f"grouped(scale(one[everybody, ]), {k}, rep(1, sum(everybody)), {STARTS})"
    yield f"groups <- lapply(bases, function(one) {call})"
    for place, one in enumerate(known):
        for other in known[place + 1 :]:
            code = f"adjusted_rand(groups${one}, groups${other})"
            yield from checked(f"{one} and {other}", code, agreement[one].get(other), 0.05)
