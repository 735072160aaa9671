"""The R script that computes the main figures of an analysis again with psych, mclust or poLCA."""

from collections.abc import Iterator

from research.reproduce.recipe import ANSWERS, Recipe, figure, listed, quoted, told

ROTATIONS = {"oblimin": "oblimin", "quartimin": "quartimin", "promax": "Promax", "geomin": "geominQ",
             "varimax": "varimax", "none": "none"}  # fmt: skip
SCORES = {"thurstone": "Thurstone", "ten_berge": "tenBerge"}
STARTS = 500


def r_script(recipe: Recipe) -> str:
    """Write the script.

    Parameters
    ----------
    recipe : Recipe

    Returns
    -------
    str
        R source. It needs psych and GPArotation, and mclust or poLCA where the segments come from them.
    """
    parts = (_head, _answers, _scales, _correlations, _retention, _factors, _scores, _segments)
    return "\n".join(line for part in parts for line in (*part(recipe), "")).rstrip() + "\n"


def _head(recipe: Recipe) -> Iterator[str]:
    yield f"# {told(recipe.title)}: the main figures again, in R."
    yield f'# Put {ANSWERS} (on the study\'s page: "Answers with codebook") and the tables of this folder beside it.'
    yield "# The figure to expect stands behind each line. Factors and segments may come in another order or with the"
    yield "# other sign; resampling (parallel analysis, k-means starts) differs in the last digits."
    yield "library(psych)"
    yield "library(GPArotation)"


def _answers(recipe: Recipe) -> Iterator[str]:
    data, items = recipe.part("data"), recipe.part("items")
    yield f'answers <- read.csv({quoted(ANSWERS)}, check.names = FALSE, fileEncoding = "UTF-8-BOM")'
    yield 'if ("state" %in% names(answers)) answers <- answers[answers$state == "completed", ]'
    if recipe.versions:
        yield f"answers <- answers[answers$version %in% c({', '.join(map(str, recipe.versions))}), ]"
    if recipe.plan.get("exclude_flagged"):
        yield "# Flagged people were left out; who they are is in the file of who landed where."
        yield 'landed <- read.csv("assignments.csv")'
        yield "answers <- answers[!answers$respondent %in% landed$respondent[landed$flagged == 1], ]"
    yield f"items <- c({listed(recipe.items)})"
    yield "raw <- answers[, items]"
    for code in recipe.codebook.missing_codes:
        yield f"raw[raw == {code:g}] <- NA"
    yield "keyed <- raw"
    for name in recipe.items:
        item = items.get(name) or {}
        low, high = item.get("low"), item.get("high")
        if item.get("reverse") and low is not None and high is not None:
            yield f"keyed[[{quoted(name)}]] <- {low + high:g} - raw[[{quoted(name)}]]  # {told(item.get('text', ''))}"
    yield f"nrow(raw)  # {figure(data.get('n_analysed'))}"
    yield f"mean(is.na(raw))  # {figure(data.get('share_missing'))}"
    yield "describe(raw)"
    for name in recipe.items:
        item = items.get(name) or {}
        yield f"#   {told(name)}: mean {figure(item.get('mean'), 3)}, sd {figure(item.get('sd'), 3)}"


def _scales(recipe: Recipe) -> Iterator[str]:
    for name, scale in recipe.part("scales").items():
        members = listed(scale.get("items") or ())
        between = f"{figure(scale.get('alpha_low'), 3)} to {figure(scale.get('alpha_high'), 3)}"
        yield f"# {told(scale.get('title') or name)}"
        yield f"alpha(keyed[, c({members})])$total$raw_alpha  # {figure(scale.get('alpha'))} ({between})"
        if (scale.get("n_items") or 0) >= 3:
            yield (
                f"omega(keyed[, c({members})], nfactors = 1, plot = FALSE)$omega.tot  "
                f"# about {figure(scale.get('omega_total'), 3)}"
            )


def _correlations(recipe: Recipe) -> Iterator[str]:
    found, adequacy = recipe.part("correlations"), recipe.part("adequacy")
    weight = recipe.codebook.weight or recipe.plan.get("weights")
    weights = f", weight = answers[[{quoted(weight)}]]" if weight else ""
    if found.get("kind") == "polychoric":
        yield f"r <- polychoric(keyed, correct = 0, smooth = TRUE{weights})$rho"
    elif weight:
        yield f"r <- cor.wt(keyed, w = answers[[{quoted(weight)}]])$r"
    else:
        yield 'r <- cor(keyed, use = "pairwise.complete.obs")'
    yield 'expected <- as.matrix(read.csv("correlations.csv", row.names = 1, check.names = FALSE))'
    yield "max(abs(r - expected))  # below .001"
    n = found.get("n_effective") if weight else found.get("n")
    yield f"n <- {figure(round(n) if n else None)}"
    bartlett = adequacy.get("bartlett") or {}
    yield f"KMO(r)$MSA  # {figure(adequacy.get('kmo'))}"
    yield f"cortest.bartlett(r, n)  # chi2 {figure(bartlett.get('chi2'), 2)}, df {figure(bartlett.get('df'))}"


def _retention(recipe: Recipe) -> Iterator[str]:
    found = recipe.part("retention")
    yield "# How many factors"
    yield (
        'fa.parallel(r, n.obs = n, fm = "minres", fa = "pc", n.iter = 1000, quant = .95, plot = FALSE)'
        f"$ncomp  # {figure(found.get('parallel'))}"
    )
    yield f"which.min(vss(r, n = 8, n.obs = n, plot = FALSE)$map)  # {figure(found.get('map'))}"
    yield f"# kept: {figure(found.get('chosen'))}"


def _factors(recipe: Recipe) -> Iterator[str]:
    found, fit = recipe.part("factors"), recipe.part("factors").get("fit") or {}
    rotation = ROTATIONS.get(str(found.get("rotation")), "oblimin")
    yield (
        f"f <- fa(r, nfactors = {found.get('k')}, n.obs = n, fm = {quoted(found.get('extraction'))}, "
        f"rotate = {quoted(rotation)})"
    )
    yield f"f$STATISTIC  # {figure(fit.get('chi2'), 2)}, df {figure(fit.get('df'))}"
    yield f"f$RMSEA  # {figure(fit.get('rmsea'))} ({figure(fit.get('rmsea_low'))} to {figure(fit.get('rmsea_high'))})"
    yield f"f$TLI  # {figure(fit.get('tli'))}"
    yield f"f$rms  # {figure(fit.get('srmr'))}"
    yield "f$loadings"
    for item, loadings in found.get("loadings", {}).items():
        communality = figure((found.get("communalities") or {}).get(item), 3)
        told_loadings = " ".join(f"{figure(value, 3):>7}" for value in loadings.values())
        yield f"#   {told(item)}: {told_loadings}   communality {communality}"
    if (found.get("k") or 0) > 1 and found.get("phi"):
        yield "f$Phi"
        for name, row in found["phi"].items():
            yield f"#   {told(name)}: " + " ".join(f"{figure(value, 3):>7}" for value in row.values())
    yield 'expected <- as.matrix(read.csv("loadings.csv", row.names = 1, check.names = FALSE))[rownames(f$loadings), ]'
    yield "factor.congruence(f$loadings, expected)  # one figure of 1 (or -1) in every row"


def _scores(recipe: Recipe) -> Iterator[str]:
    method = SCORES.get(str(recipe.part("factors").get("scores")), "Thurstone")
    yield "# Whoever left an item out is scored from the answers there are in Whyprint, and is missing here."
    yield "z <- scale(keyed)"
    yield f"scores <- factor.scores(z, f, Phi = f$Phi, method = {quoted(method)}, rho = r)$scores"


def _segments(recipe: Recipe) -> Iterator[str]:
    found = recipe.part("segments")
    k, method, seed = found.get("k"), found.get("method"), recipe.part("provenance").get("seed")
    if not k or k < 2:
        yield "# No segments were worth naming."
        return
    yield from _basis(recipe)
    if method == "gmm":
        yield "library(mclust)"
        yield f"table(Mclust(x, G = {k})$classification)"
    elif method == "lca":
        yield "library(poLCA)"
        yield "answered <- as.data.frame(lapply(raw, function(one) as.integer(factor(one))))"
        yield f"set.seed({seed})"
        yield "model <- as.formula(paste('cbind(', paste0('`', names(answered), '`', collapse = ','), ') ~ 1'))"
        yield f"table(poLCA(model, answered, nclass = {k}, nrep = 50, maxiter = 5000, na.rm = FALSE)$predclass)"
    else:
        yield f"set.seed({seed})"
        yield f"found <- kmeans(x, centers = {k}, nstart = {STARTS}, iter.max = 200)"
        yield "sort(found$size, decreasing = TRUE)"
    sizes = ", ".join(f"{told(code)} {n}" for code, n in (found.get("sizes") or {}).items())
    yield f"# {sizes}"
    yield "# centres.csv has the centres to expect; segments.csv how often each comes back in new samples."
    yield f"# verdict: {told(found.get('verdict'))}. {told(found.get('reason') or '')}"


def _basis(recipe: Recipe) -> Iterator[str]:
    """What people are grouped by, standardised, of people without gaps."""
    base = recipe.part("segments").get("base")
    if base == "scale_scores":
        yield "x <- data.frame("
        scales = list(recipe.part("scales").values())
        for place, scale in enumerate(scales):
            comma = "," if place < len(scales) - 1 else ""
            yield f"  rowMeans(keyed[, c({listed(scale.get('items') or ())})], na.rm = TRUE){comma}"
        yield ")"
    else:
        yield {"items": "x <- keyed", "centred_items": "x <- raw - rowMeans(raw, na.rm = TRUE)"}.get(
            str(base), "x <- scores"
        )
    yield "x <- scale(na.omit(as.data.frame(x)))"
