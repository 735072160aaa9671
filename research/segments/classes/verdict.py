"""Only this: the rule that turns evidence about latent classes into a number, a verdict and a sentence.

Classes are models, so the information criterion (BIC) says first whether there are any: where one class, in which
answers are independent of each other, is as good as several, there are **none**. Of the numbers that beat it, those
count that come back in new samples; within the best verdict the lowest BIC is taken.

- **natural**: comes back (mean adjusted Rand of .75 or more), more often than in every continuum with the same
  correlations, and people belong clearly (relative entropy of .8 or more; Celeux and Soromenho 1996).
- **reproducible**: comes back, without that much room or without beating the continuum.
- **constructed**: comes back in part (.5 to .75).
- **none**: less than .5, or no better than one class.

Numbers with a class below 5 per cent come last.

References: Nylund, Asparouhov and Muthén (2007), Structural Equation Modeling 14, 535-569.
"""

from collections.abc import Sequence

from research.segments.verdict import COMES_BACK, IN_PART, SMALLEST_SHARE, Candidate, Kind, Verdict

CLEAR = 0.8


def judge_classes(candidates: Sequence[Candidate], *, single_bic: float) -> Verdict:
    """Choose a number of classes and say what kind of groups these are.

    Parameters
    ----------
    candidates : sequence of Candidate
        With `bic`.
    single_bic : float
        BIC of one class.
    """
    better = [one for one in candidates if _bic(one) < single_bic]
    back = [one for one in better if one.ari_mean >= COMES_BACK]
    natural = [one for one in back if one.supported and one.separated]
    in_part = [one for one in better if one.ari_mean >= IN_PART]
    kind: Kind
    if natural:
        chosen, kind = _lowest(natural), "natural"
    elif back:
        chosen, kind = _lowest(back), "reproducible"
    elif in_part:
        chosen, kind = _lowest(in_part), "constructed"
    else:
        chosen, kind = min(candidates, key=lambda one: one.k), "none"
    sentences = [_why(kind, chosen, candidates, independent=not better), _bic_alone(kind, chosen, better)]
    return Verdict(k=chosen.k, kind=kind, reason=" ".join(part for part in sentences if part))


def _bic(candidate: Candidate) -> float:
    return float("inf") if candidate.bic is None else candidate.bic


def _lowest(candidates: Sequence[Candidate]) -> Candidate:
    large_enough = [one for one in candidates if one.smallest_share >= SMALLEST_SHARE] or list(candidates)
    return min(large_enough, key=_bic)


def _why(kind: Kind, chosen: Candidate, candidates: Sequence[Candidate], *, independent: bool) -> str:
    agreement = f"agreement {_figure(chosen.ari_mean)}, where 1 is the same grouping and 0 is chance"
    cloud = _figure(chosen.null_ari_high)
    if independent:
        return (
            "One class explains the answers as well as several (BIC): the answers to these questions do not hang "
            "together in a way that groups of people would explain."
        )
    if kind == "natural":
        return (
            f"{chosen.k} classes of answers come back in new samples ({agreement}), which a continuum without classes "
            f"does not manage ({cloud} at most), and people belong to them clearly."
        )
    if kind == "reproducible":
        if chosen.supported:
            against = (
                f"more often than in a continuum without classes ({cloud} at most), but many people fit more than one"
            )
        else:
            against = (
                f"but no more than in a continuum without classes ({cloud}): they may be levels of the same thing "
                "rather than kinds of people"
            )
        return f"The same {chosen.k} classes of answers come back in new samples ({agreement}), {against}."
    if kind == "constructed":
        return (
            f"{chosen.k} classes describe the answers better than one does (BIC), but in new samples they come back "
            f"only in part ({agreement}): where the borders lie is a choice."
        )
    best = max(candidates, key=lambda one: one.ari_mean)
    return (
        f"No number of classes comes back in new samples: the best agreement is {_figure(best.ari_mean)}, for "
        f"{best.k}. These answers show no groups of people."
    )


def _bic_alone(kind: Kind, chosen: Candidate, better: Sequence[Candidate]) -> str:
    """What the information criterion would take, where it is another number."""
    if kind == "none" or not better:
        return ""
    favoured = min(better, key=_bic)
    if favoured.k == chosen.k:
        return "It is also the number that BIC favours."
    small = " and has a class below 5 %" if favoured.smallest_share < SMALLEST_SHARE else ""
    return (
        f"BIC alone would take {favoured.k}, which comes back with an agreement of {_figure(favoured.ari_mean)}{small}."
    )


def _figure(value: float) -> str:
    return f"{value:.2f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.2f}"
