"""Only the sentences of the methods paragraph about what a plan may ask for besides.

They are made from the plain parts of a summary, so that the disclosure gate can tell them again from what it lets
through: a figure that is hidden there is left out here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from research.confirmation.comparability import CFI_DROP, RMSEA_RISE
from research.segments.methods import METHOD_WORDS

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


def weighting_text(summary: Mapping[str, Any]) -> str:
    """How people were weighted; empty where everybody counts the same."""
    data = summary.get("data") or {}
    plan = (summary.get("provenance") or {}).get("plan") or {}
    found, trim = data.get("weighting"), plan.get("trim")
    if not data.get("weighted"):
        return ""
    if found is None:
        name = plan.get("weights")
        return f"Respondents were weighted by {name or 'the weights of the data'}."
    names = _listed(list(dict.fromkeys(f"“{row['text']}”" for row in found["margins"])))
    bounds = f", with weights kept between {trim[0]:g} and {trim[1]:g} times their mean" if trim else ""
    base = f", starting from the weights in {found['base']}" if found.get("base") else ""
    return (
        f"Respondents were weighted to known shares of {names} by raking (iterative proportional fitting; "
        f"Deming & Stephan, 1940){base}{bounds}.{_cost(found)}"
    )


def _cost(found: Mapping[str, Any]) -> str:
    if found["design_effect"] is None or found["effective_n"] is None:
        return ""
    return (
        f" Kish's design effect was {found['design_effect']:.2f}, the effective sample size "
        f"{found['effective_n']:,.0f} ({found['efficiency']:.0%} of the respondents)."
    )


def gaps_text(summary: Mapping[str, Any]) -> str:
    """What was done about missing answers, where correlations use everybody's own."""
    if (summary.get("correlations") or {}).get("kind") != "fiml":
        return ""
    missing = (summary.get("data") or {}).get("share_missing") or 0.0
    return (
        f"Missing answers ({missing:.1%}) were dealt with by full-information maximum likelihood under a multivariate "
        "normal model (Dempster, Laird & Rubin, 1977)."
    )


def confirmation_text(summary: Mapping[str, Any]) -> str:
    """Estimator and fit of the confirmatory factor analysis."""
    found = (summary.get("factors") or {}).get("confirmation")
    if found is None:
        return ""
    fit = found["fit"]
    people = "" if found["n"] is None else f"; n = {found['n']:,}"
    unweighted = "; without weights" if (summary.get("data") or {}).get("weighted") else ""
    return (
        "The scales of the questionnaire were tested by confirmatory factor analysis, each item on its own scale and "
        f"all scales correlated ({ESTIMATORS[found['estimator'], found['missing']]}{unweighted}{people}): "
        f"χ²({fit['df']}) = {fit['chi2']:,.1f}, {_p(fit['p'])}, CFI = {fit['cfi']:.3f}, TLI = {fit['tli']:.3f}, "
        f"RMSEA = {fit['rmsea']:.3f} [90 % CI {fit['rmsea_low']:.3f}, {fit['rmsea_high']:.3f}], "
        f"SRMR = {fit['srmr']:.3f}."
    )


def invariance_text(summary: Mapping[str, Any]) -> str:
    """Up to which level measurement is the same in all groups."""
    found = (summary.get("factors") or {}).get("invariance")
    if found is None:
        return ""
    unweighted = " without weights" if (summary.get("data") or {}).get("weighted") else ""
    return (
        f"Measurement invariance across “{found['group']}” ({len(found['groups'])} groups) was tested step by step by "
        f"maximum likelihood{unweighted}, judged by changes of CFI (no fall beyond {CFI_DROP:.3f}) and RMSEA (no rise "
        f"beyond {RMSEA_RISE:.3f}; Chen, 2007); it {LEVELS[found['level']]}."
    )


def other_ways_text(summary: Mapping[str, Any]) -> str:
    """What else people were grouped by, and how."""
    segments = summary.get("segments") or {}
    bases, methods = segments.get("bases"), segments.get("methods")
    parts = []
    if bases is not None:
        people = "respondents" if bases["people"] is None else f"{bases['people']:,} respondents"
        words = {line["basis"]: line["words"] for line in bases["lines"]}
        parts.append(
            f"For comparison, the same {people} were grouped by k-means on {_listed(list(words.values()))}; stability "
            f"against data without groups, response style and what segments tell of other questions spoke for "
            f"{words[bases['recommended']]}."
        )
    others = [name for name in (methods or {}).get("agreement") or {} if name != "kmeans"]
    if methods is not None and others and "kmeans" in methods["agreement"]:
        figures = _listed([f"{METHOD_WORDS[name]} {methods['agreement']['kmeans'][name]:.2f}" for name in others])
        parts.append(
            f"Other methods were compared with k-means at {methods['k']} segments by the adjusted Rand index "
            f"(Hubert & Arabie, 1985): {figures}."
        )
    return " ".join(parts)


def resampling_text(summary: Mapping[str, Any]) -> str:
    """How uncertainty was carried through all steps."""
    found = (summary.get("segments") or {}).get("certainty")
    if found is None:
        return ""
    failed = found["failed"]
    lost = f" ({failed:,} without a solution were left out)" if failed else ""
    return (
        f"Respondents were drawn anew with replacement {found['replicates']:,} times{lost}, and every step was "
        "repeated on each sample with the same numbers of factors and segments (Efron & Tibshirani, 1993); intervals "
        "are 95 % percentile intervals."
    )


FURTHER = (weighting_text, gaps_text, confirmation_text, invariance_text, other_ways_text, resampling_text)


def _p(value: float) -> str:
    return "p < .001" if value < 0.001 else f"p = {value:.3f}".replace("0.", ".", 1)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
