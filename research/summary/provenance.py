"""How the result came about: versions, fingerprint of the data, and the methods paragraph."""

import hashlib
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from research.arithmetic.ordering import content_hashes
from research.factors.adequacy import UNUSABLE_KMO
from research.matrix import ResponseMatrix
from research.result import Analysis
from research.segments.verdict import Kind
from research.summary.further_methods import (
    confirmation_text,
    gaps_text,
    invariance_text,
    other_ways_text,
    resampling_text,
    weighting_text,
)

PACKAGES = ("whyprint", "numpy", "scipy", "pandas", "scikit-learn", "factor-analyzer", "stepmix")
CORRELATION = {"pearson": "Pearson", "polychoric": "polychoric", "fiml": "full-information maximum-likelihood"}
EXTRACTION = {"minres": "minimum residuals", "ml": "maximum likelihood"}
SEGMENTATION = {
    "kmeans": "k-means with 100 random starts",
    "gmm": "Gaussian mixtures",
    "lca": "latent class analysis",
}
VERDICTS: dict[Kind, str] = {
    "natural": "natural groups",
    "reproducible": "a reproducible division without natural gaps",
    "constructed": "a constructed division of a continuum",
    "none": "no reliable groups",
}


def fingerprint(matrix: ResponseMatrix) -> str:
    """SHA-256 of the answers, column by column in the order of names, whatever the order of the people."""
    digest = hashlib.sha256()
    names = sorted(map(str, matrix.values))
    digest.update(",".join(names).encode())
    digest.update(np.sort(content_hashes(matrix.values)).astype("<u8").tobytes())
    return digest.hexdigest()


def provenance(analysis: Analysis, *, parts: Mapping[str, Any], data_fingerprint: str) -> dict[str, Any]:
    """Everything that is needed to run it again; `parts` are the other parts of the same summary."""
    plan = analysis.plan.to_dict()
    return {
        "plan": plan,
        "seed": analysis.plan.seed,
        "versions": {"python": platform.python_version(), **_versions()},
        "data_fingerprint": data_fingerprint,
        "methods": methods_paragraph(analysis, {**parts, "provenance": {"plan": plan}}),
    }


def _versions() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def methods_paragraph(analysis: Analysis, summary: Mapping[str, Any]) -> str:
    """What was done, in APA style, ready for a paper's methods section.

    Parameters
    ----------
    analysis : Analysis
    summary : mapping
        Its other parts in plain values, with the plan in `provenance`.
    """
    sentences = (
        _sample(analysis),
        weighting_text(summary),
        gaps_text(summary),
        _factor_text(analysis),
        confirmation_text(summary),
        invariance_text(summary),
        _segment_text(analysis),
        other_ways_text(summary),
        resampling_text(summary),
        _run_text(analysis),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _sample(analysis: Analysis) -> str:
    measured = analysis.measurement
    flagged = int(measured.screening.flagged.sum())
    what = "were left out" if analysis.plan.exclude_flagged else "were kept"
    n = len(measured.matrix)
    screened = (
        f" Screening for careless responding (long strings, individual variability, even-odd consistency, "
        f"psychometric synonyms, Mahalanobis distance) flagged {flagged:,} respondents, who {what}."
        if len(measured.screening.indices.columns)
        else ""
    )
    return f"Answers of {n:,} respondents to {measured.answers.shape[1]} items were analysed.{screened}"


def _factor_text(analysis: Analysis) -> str:
    measured = analysis.measurement
    solved, kept, adequate = measured.solved, measured.retention, measured.adequacy
    if solved is None or kept is None or adequate is None:
        return _without_factors(analysis)
    solution, fit = solved.solution, solved.solution.fit
    rotation = f" with {analysis.plan.rotation} rotation" if solution.k > 1 else ""
    parts = [
        (
            f"The {CORRELATION[solved.correlation.kind]} correlations were suitable for factor analysis "
            f"(KMO = {adequate.kmo:.2f})."
        ),
        (
            f"Parallel analysis suggested {kept.parallel} factors, MAP {kept.map}, the empirical Kaiser criterion "
            f"{kept.ekc}; {solution.k} were extracted by {EXTRACTION[analysis.plan.extraction]}{rotation}."
        ),
    ]
    if np.isfinite(fit.rmsea):
        parts.append(
            f"Fit: χ²({fit.df}) = {fit.chi2:,.1f}, RMSEA = {fit.rmsea:.3f} [90 % CI {fit.rmsea_low:.3f}, "
            f"{fit.rmsea_high:.3f}], TLI = {fit.tli:.2f}, CFI = {fit.cfi:.2f}, SRMR = {fit.srmr:.3f}."
        )
    return " ".join(parts)


def _without_factors(analysis: Analysis) -> str:
    if analysis.plan.factors == "none":
        return "No factors were extracted, as planned."
    found = analysis.measurement
    if found.retention is None or found.adequacy is None:
        return "Too few items had ordered answers for a factor analysis."
    if found.adequacy.kmo < UNUSABLE_KMO:
        return f"The items shared too little for a factor analysis (KMO = {found.adequacy.kmo:.2f})."
    return "No number of factors had a proper solution, so none were kept."


def _class_text(analysis: Analysis) -> str:
    found = analysis.segmentation
    low, high = found.choice.candidates[0].k, found.choice.candidates[-1].k
    chosen = found.choice.candidate(found.solution.k)
    figures = f" (BIC {chosen.bic:,.1f}, mean adjusted Rand index {chosen.ari_mean:.2f})" if chosen else ""
    items = analysis.measurement.answers.shape[1]
    return (
        f"Respondents were grouped by {SEGMENTATION['lca']} of their answers to {items} items (maximum likelihood from "
        f"several random starts; missing answers by full information). Models with {low} to {high} classes were "
        f"compared with one class by BIC (Nylund, Asparouhov & Muthén, 2007) and, by the adjusted Rand index over "
        f"pairs of bootstrap samples (Dolnicar & Leisch, 2010), with data of a continuum without classes (a "
        f"multivariate normal with the same polychoric correlations, cut at the same shares); {found.solution.k} "
        f"classes were kept{figures}: {VERDICTS[found.choice.verdict]}."
    )


def _segment_text(analysis: Analysis) -> str:
    found = analysis.segmentation
    if found.solution.method == "lca":
        return _class_text(analysis)
    low, high = found.choice.candidates[0].k, found.choice.candidates[-1].k
    chosen = found.choice.candidate(found.solution.k)
    stability = f" (mean adjusted Rand index {chosen.ari_mean:.2f})" if chosen else ""
    return (
        f"Respondents were grouped by {SEGMENTATION[found.solution.method]} on {analysis.basis.replace('_', ' ')}. "
        f"Solutions with {low} to {high} segments were compared by the adjusted Rand index over "
        f"{analysis.plan.bootstraps} pairs of bootstrap samples (Dolnicar & Leisch, 2010), against data of the same "
        f"correlations without groups; {found.solution.k} segments were kept{stability}: "
        f"{VERDICTS[found.choice.verdict]}."
    )


def _run_text(analysis: Analysis) -> str:
    versions = _versions()
    return (
        f"Differences were tested with false-discovery control (Benjamini & Hochberg, 1995). "
        f"Computed with Whyprint {versions.get('whyprint', 'from source')}, seed {analysis.plan.seed}."
    )
