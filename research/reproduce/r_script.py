"""The R script that computes an analysis again with psych, lavaan, survey and mclust, and compares every figure."""

from collections.abc import Callable, Iterator

from research.reproduce.r_confirming import confirmation
from research.reproduce.r_functions import FUNCTIONS
from research.reproduce.r_grouping import other_ways, segments
from research.reproduce.r_measuring import correlations, factors, items, retention, scales, scores, weights
from research.reproduce.recipe import ANSWERS, Recipe, checked, listed, quoted, told

Part = Callable[[Recipe], Iterator[str]]


def r_script(recipe: Recipe) -> str:
    """Write the script.

    Parameters
    ----------
    recipe : Recipe

    Returns
    -------
    str
        R source. It prints one line per comparison and ends with status 1 where a figure is far from the expected
        one. It needs psych and GPArotation, survey where weights were raked, lavaan where scales were tested, mclust
        where the segments are mixtures; poLCA and flexclust are used where they are installed.
    """
    parts: list[Part] = [_head, _answers, items, scales, weights]
    if recipe.summary.factors.k or recipe.summary.correlations.matrix:
        parts += [correlations, retention]
    if recipe.summary.factors.k:
        parts += [factors, scores]
    parts += [segments, other_ways, confirmation, _end]
    return "\n".join(line for part in parts for line in (*part(recipe), "")).rstrip() + "\n"


def _head(recipe: Recipe) -> Iterator[str]:
    yield f"# {told(recipe.title)}: the main figures again, in R."
    yield f'# Put {ANSWERS} (on the study\'s page: "Answers with codebook") and the tables of this folder beside it.'
    yield "# Every comparison is one line: `same`, or FAR. Random draws differ a little."
    yield "suppressPackageStartupMessages({library(psych); library(GPArotation)})"
    yield FUNCTIONS


def _answers(recipe: Recipe) -> Iterator[str]:
    data = recipe.summary.data
    yield f'answers <- read.csv({quoted(ANSWERS)}, check.names = FALSE, fileEncoding = "UTF-8-BOM")'
    yield 'if ("state" %in% names(answers)) answers <- answers[answers$state == "completed", ]'
    if recipe.versions:
        kept = ", ".join(map(str, recipe.versions))
        yield f'if ("version" %in% names(answers)) answers <- answers[answers$version %in% c({kept}), ]'
    for consent in recipe.consents:
        yield f"answers <- answers[answers[[{quoted(consent)}]] == 1, ]"
    if recipe.plan.exclude_flagged:
        yield "# Flagged people were left out; who they are is in the file of who landed where."
        yield 'landed <- read.csv("assignments.csv")'
        yield "answers <- answers[!answers$respondent %in% landed$respondent[landed$flagged == 1], ]"
    yield f"raw <- answers[, c({listed(data.items)})]"
    for code in recipe.codebook.missing_codes:
        yield f"raw[raw == {code:g}] <- NA"
    yield "keyed <- raw"
    for name, item in recipe.summary.items.items():
        if name in data.items and item.reverse and item.low is not None and item.high is not None:
            yield f"keyed[[{quoted(name)}]] <- {item.low + item.high:g} - raw[[{quoted(name)}]]  # {told(item.text)}"
    yield "factored <- keyed"
    yield from checked("people", "nrow(raw)", data.n_analysed, 0)
    yield from checked("share of missing answers", "mean(is.na(raw))", data.share_missing, 1e-8)


def _end(_: Recipe) -> Iterator[str]:
    yield 'if (length(far)) cat(length(far), "comparisons are far:", paste(far, collapse = "; "), "\\n")'
    yield 'if (!length(far)) cat("Every comparison is the same.\\n")'
    yield "if (!interactive()) quit(status = as.integer(length(far) > 0))"
