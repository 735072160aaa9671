"""The small R functions that every R script carries: comparing, matching factors, filling gaps, grouping."""

FUNCTIONS = r"""
far <- character(0)
check <- function(what, found, expected, within, relative = FALSE) {
  # One line per comparison: the largest difference between what R finds and what is to be expected.
  found <- as.numeric(unlist(found)); expected <- as.numeric(unlist(expected))
  gap <- abs(found - expected) / (if (relative) pmax(abs(expected), 1e-12) else 1)
  good <- length(gap) > 0 && !anyNA(gap) && max(gap) <= within
  if (!good) far <<- c(far, what)
  shown <- if (length(found) == 1) sprintf("found %.6g, expected %.6g", found, expected[1]) else
    sprintf("%d figures, largest difference %.2g", length(found), max(gap))
  cat(sprintf("%-4s %s: %s (within %g)\n", if (good) "same" else "FAR", what, shown, within))
}
skip <- function(what, why) cat("---- ", what, ": ", why, "\n", sep = "")
quiet <- function(code) suppressMessages(suppressWarnings(code))
read_table <- function(file) as.matrix(read.csv(file, row.names = 1, check.names = FALSE, fileEncoding = "UTF-8"))

pairwise_weighted <- function(x, w) {
  one <- function(i, j) {
    both <- !is.na(x[[i]]) & !is.na(x[[j]])
    cov.wt(cbind(x[[i]], x[[j]])[both, ], wt = w[both] / sum(w[both]), cor = TRUE)$cor[1, 2]
  }
  places <- seq_along(x)
  r <- outer(places, places, Vectorize(function(i, j) if (i == j) 1 else one(i, j)))
  dimnames(r) <- list(names(x), names(x))
  r
}
best_rotation <- function(loadings, method, starts = 10) {
  # psych rotates once and stops at 1e-5, which may be a local optimum: here the best of several, to 1e-7.
  tried <- lapply(seq_len(starts), function(start) {
    turn <- if (start == 1) diag(ncol(loadings)) else qr.Q(qr(matrix(rnorm(ncol(loadings)^2), ncol(loadings))))
    try(quiet(method(loadings, Tmat = turn, eps = 1e-7, maxit = 2000)), silent = TRUE)
  })
  tried <- Filter(function(one) !inherits(one, "try-error"), tried)
  best <- tried[[which.min(sapply(tried, function(one) min(one$Table[, 2])))]]
  list(loadings = unclass(best$loadings), Phi = if (is.null(best$Phi)) diag(ncol(loadings)) else best$Phi)
}
match_factors <- function(loadings, expected) {
  # Factors have no order and no sign of their own: which of ours is which of theirs, and whether it is reflected.
  alike <- unclass(factor.congruence(loadings, expected)); order <- integer(ncol(expected)); left <- abs(alike)
  for (step in seq_along(order)) {
    at <- which(left == max(left), arr.ind = TRUE)[1, ]
    order[at[2]] <- at[1]; left[at[1], ] <- -1; left[, at[2]] <- -1
  }
  list(order = order, signs = sign(alike[cbind(order, seq_along(order))]))
}
fill_gaps <- function(z, r) {
  # What is missing is expected from the person's own answers; who answered less than half has no score.
  for (i in which(rowSums(is.na(z)) > 0)) {
    gap <- is.na(z[i, ])
    if (mean(gap) > .5) z[i, ] <- NA else z[i, gap] <- r[gap, !gap, drop = FALSE] %*% solve(r[!gap, !gap], z[i, !gap])
  }
  z
}
nearest <- function(x, centres) max.col(-sapply(seq_len(nrow(centres)), function(g)
  rowSums(sweep(x, 2, centres[g, ])^2)), ties.method = "first")
squares <- function(x, groups, w) sum(sapply(unique(groups), function(g) {
  some <- groups == g
  sum(w[some] * rowSums(sweep(x[some, , drop = FALSE], 2, colSums(w[some] * x[some, , drop = FALSE]) / sum(w[some]))^2))
}))
grouped <- function(x, k, w, starts) {
  # k-means; R's own has no weights.
  if (length(unique(w)) == 1) return(quiet(kmeans(x, k, nstart = starts, iter.max = 200))$cluster)
  best <- NULL
  for (start in seq_len(ceiling(starts / 4))) {
    centres <- x[sample(nrow(x), k), , drop = FALSE]; groups <- 0
    repeat {
      new <- nearest(x, centres)
      if (all(new == groups) || length(unique(new)) < k) break
      groups <- new
      centres <- rowsum(w * x, groups) / as.numeric(rowsum(w, groups))
    }
    if (is.null(best) || squares(x, new, w) < squares(x, best, w)) best <- new
  }
  best
}
raked <- function(w, people, targets, bounds = NULL) {
  # The package survey knows neither gaps nor bounds in every round: then, by hand. Who did not answer is not moved.
  if (is.null(bounds) && !anyNA(people) && requireNamespace("survey", quietly = TRUE)) {
    people <- data.frame(lapply(people, as.character), start = w)
    counts <- lapply(names(targets), function(name) setNames(data.frame(names(targets[[name]]),
      targets[[name]] * sum(w)), c(name, "Freq")))
    design <- survey::svydesign(ids = ~1, weights = ~start, data = people)
    design <- survey::rake(design, lapply(names(targets), reformulate), counts,
                           control = list(maxit = 1000, epsilon = 1e-9))
    return(weights(design) / mean(weights(design)))
  }
  for (round in 1:2000) {
    before <- w
    for (name in names(targets)) {
      at <- as.character(people[[name]]); known <- !is.na(at)
      sums <- tapply(w[known], at[known], sum)
      w[known] <- w[known] * as.numeric((targets[[name]][names(sums)] * sum(sums) / sums)[at[known]])
    }
    w <- w / mean(w)
    if (!is.null(bounds) && (min(w) < bounds[1] || max(w) > bounds[2])) {
      cut <- function(size) pmin(pmax(size * w, bounds[1]), bounds[2])
      w <- cut(uniroot(function(size) mean(cut(size)) - 1, c(0, 2 * bounds[2] / min(w)), tol = 1e-14)$root)
    }
    if (max(abs(w - before)) < 1e-10) break
  }
  w
}
adjusted_rand <- function(a, b) {
  t <- table(a, b); pairs <- function(n) sum(n * (n - 1) / 2)
  chance <- pairs(rowSums(t)) * pairs(colSums(t)) / pairs(sum(t))
  (pairs(t) - chance) / ((pairs(rowSums(t)) + pairs(colSums(t))) / 2 - chance)
}
""".strip("\n")
