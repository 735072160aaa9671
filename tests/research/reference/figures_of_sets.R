# Computes with psych, lavaan, survey, cluster and mclust what the tests compare with; writes one JSON per set.
# Rscript figures_of_sets.R FOLDER: it holds sets.json (name -> factors, scales, ordinal, segments) and NAME.csv, from
# freeze_sets.py. Only figures about whole groups are written.
suppressPackageStartupMessages({library(psych); library(GPArotation); library(lavaan); library(cluster); library(jsonlite)})
folder <- commandArgs(trailingOnly = TRUE)[1]
sets <- fromJSON(file.path(folder, "sets.json"), simplifyVector = TRUE)
low <- function(m) m[lower.tri(m)]  # column by column
rows <- function(m) unname(as.matrix(unclass(m)))
quiet <- function(code) suppressMessages(suppressWarnings(code))

best_rotation <- function(loadings, method, criterion, starts = 12) {
  # GPArotation stops at 1e-5 and psych uses one start: here the best of twelve, to 1e-7.
  set.seed(1)
  found <- lapply(seq_len(starts), function(start) {
    turn <- if (start == 1) diag(ncol(loadings)) else qr.Q(qr(matrix(rnorm(ncol(loadings)^2), ncol(loadings))))
    quiet(try(method(loadings, Tmat = turn, eps = 1e-7, maxit = 1000), silent = TRUE))
  })
  found <- Filter(function(one) !inherits(one, "try-error"), found)
  values <- sapply(found, function(one) criterion(one$loadings))
  best <- found[[which.min(values)]]
  list(loadings = rows(best$loadings), phi = rows(best$Phi), criterion = min(values),
       share = mean(values < min(values) + 1e-6))
}
geomin <- function(l) sum(exp(rowMeans(log(l^2 + .01))))
quartimin <- function(l) { s <- l^2; sum(rowSums(s)^2 - rowSums(s^2)) / 4 }

one_solution <- function(r, k, n, fm, rotate) {
  f <- quiet(fa(r, k, n.obs = n, fm = fm, rotate = rotate))
  list(loadings = rows(f$loadings), phi = if (is.null(f$Phi)) diag(k) else rows(f$Phi), communality = unname(f$communality))
}
factoring <- function(r, k, n) {
  out <- list()
  for (fm in c("minres", "ml")) {
    plain <- quiet(fa(r, k, n.obs = n, fm = fm, rotate = "none"))
    out[[paste0(fm, "_fit")]] <- list(chi2 = plain$STATISTIC, df = plain$dof, rmsea = plain$RMSEA[[1]],
      low = plain$RMSEA[[2]], high = plain$RMSEA[[3]], tli = plain$TLI, srmr = plain$rms, bic = plain$BIC)
    out[[paste0(fm, "_communality")]] <- unname(plain$communality)
    for (turn in c("varimax", "oblimin", "promax", "quartimin", "geominQ"))
      out[[paste0(fm, "_", turn)]] <- one_solution(r, k, n, fm, turn)
    for (turn in c("oblimin", "quartimin", "geominQ"))
      out[[paste0(fm, "_", turn)]]$criterion <-
        (if (turn == "geominQ") geomin else quartimin)(out[[paste0(fm, "_", turn)]]$loadings)
    if (k > 1) {
      l <- rows(plain$loadings)
      out[[paste0(fm, "_best_quartimin")]] <- best_rotation(l, quartimin_of, quartimin)
      out[[paste0(fm, "_best_geomin")]] <- best_rotation(l, function(...) geominQ(..., delta = .01), geomin)
    }
  }
  f <- quiet(fa(r, k, n.obs = n, fm = "minres", rotate = "oblimin"))
  best <- out$minres_best_quartimin
  blank <- matrix(rnorm(20 * ncol(r)), 20, dimnames = list(NULL, colnames(r)))
  for (way in c("Thurstone", "tenBerge"))
    out$weights[[way]] <- rows(quiet(factor.scores(blank, best$loadings, Phi = best$phi, method = way, rho = r)$weights))
  out$determinacy <- unname(sqrt(f$R2))
  out
}
quartimin_of <- function(...) GPArotation::quartimin(...)

adequate <- function(r, n) {
  k <- KMO(r)
  b <- cortest.bartlett(r, n)
  list(kmo = k$MSA, kmo_items = unname(k$MSAi), bartlett = c(b$chisq, b$df))
}
retained <- function(r, n) {
  set.seed(42)
  capture.output(drawn <- quiet(fa.parallel(r, n.obs = n, fm = "minres", fa = "both", n.iter = 100, quant = .95, plot = FALSE)))
  list(map = quiet(vss(r, n = min(8, ncol(r) - 2), n.obs = n, plot = FALSE, rotate = "none")$map),
       parallel = drawn$nfact, components = drawn$ncomp, eigenvalues = drawn$pc.values, simulated = drawn$pc.sim)
}
scale_of <- function(x) {
  a <- quiet(psych::alpha(x, warnings = FALSE))
  between <- alpha.ci(a$total$raw_alpha, n.obs = sum(rowSums(!is.na(x)) > 0), n.var = ncol(x))
  out <- list(alpha = a$total$raw_alpha, low = between$lower.ci, high = between$upper.ci, drop = unname(a$alpha.drop$raw_alpha),
    rest = unname(a$item.stats$r.drop))
  if (ncol(x) >= 3) {
    f <- quiet(fa(cor(x, use = "pairwise"), 1, fm = "ml"))
    out$omega_total <- sum(f$loadings)^2 / (sum(f$loadings)^2 + sum(f$uniquenesses))
  }
  out
}
fit_names <- c("chisq", "df", "cfi", "tli", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "srmr")
loadings_of <- function(fit) { e <- standardizedSolution(fit); e$est.std[e$op == "=~"] }
confirmed <- function(x, scales, ordinal, groups) {
  model <- paste(sapply(names(scales), function(s) paste(s, "=~", paste(scales[[s]], collapse = " + "))), collapse = "\n")
  items <- unlist(scales)
  taken <- function(fit, names = fit_names) {
    if (!lavInspect(fit, "converged")) return(NULL)
    as.list(c(fitMeasures(fit)[names], n = nobs(fit)))
  }
  out <- list()
  ml <- quiet(cfa(model, x, std.lv = TRUE))
  out$ml <- c(taken(ml), list(loadings = loadings_of(ml)))
  fiml <- quiet(cfa(model, x, std.lv = TRUE, missing = "fiml"))
  out$fiml <- c(taken(fiml), list(loadings = loadings_of(fiml)))
  if (ordinal) {
    wls <- quiet(cfa(model, na.omit(x[items]), std.lv = TRUE, ordered = items, estimator = "WLSMV"))
    out$dwls <- c(taken(wls), taken(wls, c("chisq.scaled", "cfi.scaled", "rmsea.scaled", "tli.scaled")),
                  list(loadings = loadings_of(wls)))
  }
  if (!is.null(groups)) {
    x$.group <- groups
    steps <- list(configural = "", metric = "loadings", scalar = c("loadings", "intercepts"),
                  strict = c("loadings", "intercepts", "residuals"))
    out$invariance <- lapply(steps, function(equal)
      taken(quiet(cfa(model, x[!is.na(groups), ], std.lv = TRUE, group = ".group", group.equal = equal, missing = "fiml"))))
  }
  out
}
grouped <- function(x, k) {
  x <- scale(x)
  d <- dist(x)
  out <- list()
  for (g in 2:6) {
    set.seed(1)
    best <- kmeans(x, g, nstart = 100, iter.max = 200)
    out$inertia <- c(out$inertia, best$tot.withinss)
    out$silhouette <- c(out$silhouette, mean(silhouette(best$cluster, d)[, 3]))
    if (g == k) { out$sizes <- sort(best$size, decreasing = TRUE); out$between <- best$betweenss / best$totss }
  }
  out$ward <- sort(as.numeric(table(cutree(hclust(d, "ward.D2"), k))), decreasing = TRUE)
  out
}
mixtures <- function(x) {
  suppressPackageStartupMessages(library(mclust))
  x <- scale(prcomp(scale(x))$x[, 1:3])
  b <- quiet(mclustBIC(x, G = 1:4, modelNames = c("EEE", "VVV", "VVI"), verbose = FALSE))
  list(bic = matrix(as.numeric(b), 4), names = colnames(b))
}
for (name in names(sets)) {
  about <- sets[[name]]
  x <- read.csv(file.path(folder, paste0(name, ".csv")))
  groups <- if (".group" %in% names(x)) ifelse(x$.group == "", NA, x$.group) else NULL
  x$.group <- NULL
  n <- nrow(x); k <- about$factors
  start <- proc.time()[[3]]
  r <- cor(x, use = "pairwise.complete.obs")
  out <- list(items = names(x), n = n, k = k, pearson = low(r), adequacy = adequate(r, n), retention = retained(r, n),
              factors = factoring(r, k, n), scales = lapply(about$scales, function(items) scale_of(x[items])))
  if (about$ordinal) {
    out$polychoric_psych <- low(quiet(polychoric(x, correct = 0, smooth = FALSE, global = TRUE, max.cat = 12)$rho))
    p <- quiet(lavCor(x, ordered = names(x), missing = "pairwise"))
    out$polychoric_lavaan <- low(unclass(p))
    if (max(abs(out$polychoric_psych - out$polychoric_lavaan)) > 1e-3) p[lower.tri(p)] <- out$polychoric_psych
    p[upper.tri(p)] <- t(p)[upper.tri(p)]
    f <- quiet(fa(quiet(cor.smooth(unclass(p))), k, n.obs = n, fm = "minres", rotate = "none"))
    out$polychoric_fa <- c(best_rotation(rows(f$loadings), quartimin_of, quartimin),
                           list(rmsea = f$RMSEA[[1]], tli = f$TLI, communality = unname(f$communality)))
  }
  if (anyNA(x)) {
    em <- quiet(lavCor(x, missing = "fiml"))
    out$fiml <- low(unclass(em))
    if (name == "simulated") out$fiml_psych <- low(quiet(corFiml(x[1:4])))  # minutes for nine
  }
  if (length(about$scales)) out$confirmed <- confirmed(x, about$scales, about$ordinal, groups)
  whole <- na.omit(x)
  if (nrow(whole) > 1500) whole <- whole[1:1500, ]
  out$groups <- grouped(whole, about$segments)
  if (!about$ordinal || name == "work_ethic") out$mixtures <- mixtures(whole)
  write_json(out, file.path(folder, paste0(name, ".json")), digits = 10, auto_unbox = TRUE, null = "null", na = "null")
  cat(name, round(proc.time()[[3]] - start, 1), "s\n")
}
