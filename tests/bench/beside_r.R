# Times psych on one file of answers; prints "name seconds" lines. Arguments: CSV, number of factors.
suppressMessages(library(psych))
args <- commandArgs(trailingOnly = TRUE)
answers <- read.csv(args[1])
factors <- as.integer(args[2])
taken <- function(words, step) {
  seconds <- system.time(result <- suppressMessages(suppressWarnings(step())))[["elapsed"]]
  cat(words, seconds, "\n", sep = "\t")
  invisible(result)
}
r <- taken("polychoric", function() polychoric(answers, correct = 0)$rho)
taken("EFA, minres and oblimin", function() fa(r, factors, n.obs = nrow(answers), fm = "minres", rotate = "oblimin"))
