# Times psych and stats on one file of answers; prints "name seconds" lines. Arguments: CSV, number of factors, draws.
suppressMessages(library(psych))
args <- commandArgs(trailingOnly = TRUE)
answers <- read.csv(args[1])
factors <- as.integer(args[2])
draws <- as.integer(args[3])
quiet <- function(code) suppressMessages(suppressWarnings(code))
taken <- function(words, step) {
  seconds <- system.time(capture.output(result <- quiet(step())))[["elapsed"]]
  cat(words, seconds, "\n", sep = "\t")
  invisible(result)
}
r <- taken("polychoric", function() polychoric(answers, correct = 0)$rho)
taken("parallel analysis, as many draws", function()
  fa.parallel(cor(answers), n.obs = nrow(answers), fm = "minres", fa = "fa", n.iter = draws, plot = FALSE))
taken("EFA, minres and oblimin", function() fa(r, factors, n.obs = nrow(answers), fm = "minres", rotate = "oblimin"))
taken("alpha of five scales", function() for (letter in c("A", "C", "E", "N", "O"))
  psych::alpha(answers[startsWith(names(answers), letter)], check.keys = FALSE, warnings = FALSE))
taken("omega hierarchical", function() omega(r, nfactors = 3, n.obs = nrow(answers), plot = FALSE))
taken("k-means, 5 groups, 100 starts", function() { set.seed(1); kmeans(scale(answers), 5, nstart = 100, iter.max = 100) })
