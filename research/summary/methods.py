"""The methods paragraph: what was done, in APA style, made from a summary and nothing else.

So it can be made again from what the disclosure gate lets through: a figure that is hidden there is left out here.
"""

from collections.abc import Sequence

from research.confirmation.comparability import CFI_DROP, RMSEA_RISE
from research.declared import Number
from research.factors.adequacy import UNUSABLE_KMO
from research.plan import AnalysisPlan
from research.segments.methods import METHOD_WORDS
from research.summary.schema import Summary
from research.summary.schema.measured import Weighting
from research.summary.schema.segmented import Bases, Candidate, Methods, Segments

CORRELATION = {"pearson": "Pearson", "polychoric": "polychoric", "fiml": "full-information maximum-likelihood"}
EXTRACTION = {"minres": "minimum residuals", "ml": "maximum likelihood"}
SEGMENTATION = {
    "kmeans": "k-means with 100 random starts",
    "gmm": "Gaussian mixtures",
    "lca": "latent class analysis",
}
VERDICTS = {
    "natural": "natural groups",
    "reproducible": "a reproducible division without natural gaps",
    "constructed": "a constructed division of a continuum",
    "none": "no reliable groups",
}
LEVELS = {
    "none": "did not hold at any level",
    "configural": "held at the configural level only (same items per scale)",
    "metric": "held up to the metric level (equal loadings)",
    "scalar": "held up to the scalar level (equal loadings and intercepts)",
    "strict": "held up to the strict level (equal loadings, intercepts and residual variances)",
}
ESTIMATORS = {
    ("ml", "listwise"): "maximum likelihood, complete answers only",
    ("ml", "fiml"): "full-information maximum likelihood, so that people with missing answers count too",
    ("dwls", "listwise"): "diagonally weighted least squares on polychoric correlations with a test corrected for mean "
    "and variance (WLSMV), complete answers only",
}

TOLD = ("bootstraps", "factors", "trim", "weights")
"""Choices that the paragraph quotes from the plan; the others show in the figures."""


def methods_paragraph(summary: Summary) -> str:
    """What was done, ready for a paper's methods section.

    Parameters
    ----------
    summary : Summary
        Suppressed or not.
    """
    sentences = (
        _sample_text(summary),
        weighting_text(summary),
        gaps_text(summary),
        _factor_text(summary),
        confirmation_text(summary),
        invariance_text(summary),
        _segment_text(summary),
        other_ways_text(summary),
        resampling_text(summary),
        _run_text(summary),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _plan(summary: Summary) -> AnalysisPlan:
    told = {name: summary.provenance.plan[name] for name in TOLD if name in summary.provenance.plan}
    return AnalysisPlan.from_dict(told)


def _sample_text(summary: Summary) -> str:
    data = summary.data
    n = data.n_assigned if data.n_analysed is None else data.n_analysed
    people = "a few" if n is None else f"{n:,}"
    return f"Answers of {people} respondents to {len(summary.items)} items were analysed.{_screening_text(summary)}"


def _screening_text(summary: Summary) -> str:
    found = summary.screening
    if not found.cutoffs:
        return ""
    few = summary.disclosure.smallest_group if summary.disclosure else 0
    flagged = f"fewer than {few}" if found.n_flagged is None else f"{found.n_flagged:,}"
    return (
        f" Screening for careless responding (long strings, individual variability, even-odd consistency, "
        f"psychometric synonyms, Mahalanobis distance) flagged {flagged} respondents, who "
        f"{'were left out' if found.excluded else 'were kept'}."
    )


def _factor_text(summary: Summary) -> str:
    factors, kept = summary.factors, summary.retention
    if not factors.k:
        return _without_factors(summary)
    rotation = f" with {factors.rotation} rotation" if factors.k > 1 else ""
    fit = factors.fit
    parts = [
        (
            f"The {CORRELATION[str(summary.correlations.kind)]} correlations were suitable for factor analysis "
            f"(KMO = {summary.adequacy.kmo:.2f})."
        ),
        (
            f"Parallel analysis suggested {kept.parallel} factors, MAP {kept.map}, the empirical Kaiser criterion "
            f"{kept.ekc}; {factors.k} were extracted by {EXTRACTION[factors.extraction]}{rotation}."
        ),
    ]
    if fit["rmsea"] is not None:
        parts.append(
            f"Fit: χ²({fit['df']}) = {fit['chi2']:,.1f}, RMSEA = {fit['rmsea']:.3f} [90 % CI {fit['rmsea_low']:.3f}, "
            f"{fit['rmsea_high']:.3f}], TLI = {fit['tli']:.2f}, CFI = {fit['cfi']:.2f}, SRMR = {fit['srmr']:.3f}."
        )
    return " ".join(parts)


def _without_factors(summary: Summary) -> str:
    kmo = summary.adequacy.kmo
    if _plan(summary).factors == "none":
        return "No factors were extracted, as planned."
    if kmo is None or not summary.retention.eigenvalues:
        return "Too few items had ordered answers for a factor analysis."
    if kmo < UNUSABLE_KMO:
        return f"The items shared too little for a factor analysis (KMO = {kmo:.2f})."
    return "No number of factors had a proper solution, so none were kept."


def _segment_text(summary: Summary) -> str:
    found = summary.segments
    if not found.candidates:
        return ""
    if found.method == "lca":
        return _class_text(summary)
    low, high = found.candidates[0].k, found.candidates[-1].k
    chosen = _chosen(found)
    stability = f" (mean adjusted Rand index {chosen.ari_mean:.2f})" if chosen else ""
    return (
        f"Respondents were grouped by {SEGMENTATION[found.method]} on {found.base.replace('_', ' ')}. "
        f"Solutions with {low} to {high} segments were compared by the adjusted Rand index over "
        f"{_plan(summary).bootstraps} pairs of bootstrap samples (Dolnicar & Leisch, 2010), against data "
        f"of the same correlations without groups; {found.k} segments were kept{stability}: {VERDICTS[found.verdict]}."
    )


def _class_text(summary: Summary) -> str:
    found = summary.segments
    low, high = found.candidates[0].k, found.candidates[-1].k
    chosen = _chosen(found)
    figures = f" (BIC {chosen.bic:,.1f}, mean adjusted Rand index {chosen.ari_mean:.2f})" if chosen else ""
    return (
        f"Respondents were grouped by {SEGMENTATION['lca']} of their answers to {len(summary.items)} items (maximum "
        f"likelihood from several random starts; missing answers by full information). Models with {low} to {high} "
        f"classes were compared with one class by BIC (Nylund, Asparouhov & Muthén, 2007) and, by the adjusted Rand "
        f"index over pairs of bootstrap samples (Dolnicar & Leisch, 2010), with data of a continuum without classes (a "
        f"multivariate normal with the same polychoric correlations, cut at the same shares); {found.k} "
        f"classes were kept{figures}: {VERDICTS[found.verdict]}."
    )


def _chosen(found: Segments) -> Candidate | None:
    return next((candidate for candidate in found.candidates if candidate.k == found.k), None)


def _run_text(summary: Summary) -> str:
    version = summary.provenance.versions.get("whyprint", "from source")
    return (
        f"Differences were tested with false-discovery control (Benjamini & Hochberg, 1995). "
        f"Computed with Whyprint {version}, seed {summary.provenance.seed}."
    )


def weighting_text(summary: Summary) -> str:
    """How people were weighted; empty where everybody counts the same."""
    plan = _plan(summary)
    found, trim = summary.data.weighting, plan.trim
    if not summary.data.weighted:
        return ""
    if found is None:
        return f"Respondents were weighted by {plan.weights or 'the weights of the data'}."
    names = _listed(list(dict.fromkeys(f"“{row.text}”" for row in found.margins)))
    bounds = f", with weights kept between {trim[0]:g} and {trim[1]:g} times their mean" if trim else ""
    base = f", starting from the weights in {found.base}" if found.base else ""
    return (
        f"Respondents were weighted to known shares of {names} by raking (iterative proportional fitting; "
        f"Deming & Stephan, 1940){base}{bounds}.{_cost(found)}"
    )


def _cost(found: Weighting) -> str:
    if found.design_effect is None or found.effective_n is None or found.efficiency is None:
        return ""
    return (
        f" Kish's design effect was {found.design_effect:.2f}, the effective sample size "
        f"{found.effective_n:,.0f} ({found.efficiency:.0%} of the respondents)."
    )


def gaps_text(summary: Summary) -> str:
    """What was done about missing answers, where correlations use everybody's own."""
    if summary.correlations.kind != "fiml":
        return ""
    missing = summary.data.share_missing or 0.0
    return (
        f"Missing answers ({missing:.1%}) were dealt with by full-information maximum likelihood under a multivariate "
        "normal model (Dempster, Laird & Rubin, 1977)."
    )


def confirmation_text(summary: Summary) -> str:
    """Estimator and fit of the confirmatory factor analysis."""
    found = summary.factors.confirmation
    if found is None:
        return ""
    fit = found.fit
    people = "" if found.n is None else f"; n = {found.n:,}"
    unweighted = "; without weights" if summary.data.weighted else ""
    return (
        "The scales of the questionnaire were tested by confirmatory factor analysis, each item on its own scale and "
        f"all scales correlated ({ESTIMATORS[found.estimator, found.missing]}{unweighted}{people}): "
        f"χ²({fit['df']}) = {fit['chi2']:,.1f}, {_p(fit['p'])}, CFI = {fit['cfi']:.3f}, TLI = {fit['tli']:.3f}, "
        f"RMSEA = {fit['rmsea']:.3f} [90 % CI {fit['rmsea_low']:.3f}, {fit['rmsea_high']:.3f}], "
        f"SRMR = {fit['srmr']:.3f}."
    )


def invariance_text(summary: Summary) -> str:
    """Up to which level measurement is the same in all groups."""
    found = summary.factors.invariance
    if found is None:
        return ""
    unweighted = " without weights" if summary.data.weighted else ""
    return (
        f"Measurement invariance across “{found.group}” ({len(found.groups)} groups) was tested step by step by "
        f"maximum likelihood{unweighted}, judged by changes of CFI (no fall beyond {CFI_DROP:.3f}) and RMSEA (no rise "
        f"beyond {RMSEA_RISE:.3f}; Chen, 2007); it {LEVELS[found.level]}."
    )


def other_ways_text(summary: Summary) -> str:
    """What else people were grouped by, and how."""
    parts = []
    if summary.segments.bases is not None:
        parts.append(_bases_text(summary.segments.bases))
    if summary.segments.methods is not None:
        parts.append(_other_methods_text(summary.segments.methods))
    return " ".join(part for part in parts if part)


def _bases_text(found: Bases) -> str:
    people = "respondents" if found.people is None else f"{found.people:,} respondents"
    words = {line.basis: line.words for line in found.lines}
    return (
        f"For comparison, the same {people} were grouped by k-means on {_listed(list(words.values()))}; stability "
        f"against data without groups, response style and what segments tell of other questions spoke for "
        f"{words[found.recommended]}."
    )


def _other_methods_text(found: Methods) -> str:
    agreement = found.agreement
    others = [name for name in agreement if name != "kmeans"]
    if not others or "kmeans" not in agreement:
        return ""
    figures = _listed([f"{METHOD_WORDS[name]} {agreement['kmeans'][name]:.2f}" for name in others])
    return (
        f"Other methods were compared with k-means at {found.k} segments by the adjusted Rand index "
        f"(Hubert & Arabie, 1985): {figures}."
    )


def resampling_text(summary: Summary) -> str:
    """How uncertainty was carried through all steps."""
    found = summary.segments.certainty
    if found is None:
        return ""
    lost = f" ({found.failed:,} without a solution were left out)" if found.failed else ""
    return (
        f"Respondents were drawn anew with replacement {found.replicates:,} times{lost}, and every step was "
        "repeated on each sample with the same numbers of factors and segments (Efron & Tibshirani, 1993); intervals "
        "are 95 % percentile intervals."
    )


def _p(value: Number) -> str:
    if value is None:
        return "p not known"
    return "p < .001" if value < 0.001 else f"p = {value:.3f}".replace("0.", ".", 1)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
