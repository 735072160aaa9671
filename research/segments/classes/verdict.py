"""The grounds on which a number of latent classes is chosen.

Classes are models, so the information criterion (BIC) says first whether there are any: where one class, in which
answers are independent of each other, is as good as several, there are **none**. Of the numbers that beat it, those
count that come back in new samples; within the best verdict the lowest BIC is taken. Classes are separated where people
belong clearly (relative entropy of .8 or more; Celeux and Soromenho 1996). Numbers with a class below 5 per cent come
last.

References: Nylund, Asparouhov and Muthén (2007), Structural Equation Modeling 14, 535-569.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from research.segments.verdict import IN_PART, SMALLEST_SHARE, Candidate, Kind, figure, large_enough

CLEAR = 0.8


@dataclass(frozen=True, kw_only=True)
class ByLikelihood:
    """BIC decides, among the numbers that come back.

    Parameters
    ----------
    bics : mapping of k to float
        BIC by the number of classes, one among them.
    """

    bics: Mapping[int, float]

    def counted(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Numbers that explain the answers better than one class does."""
        return [one for one in candidates if self.bics[one.k] < self.bics[1]]

    def useful(self, counted: Sequence[Candidate]) -> list[Candidate]:
        """All of them."""
        return list(counted)

    def in_part(self, useful: Sequence[Candidate]) -> list[Candidate]:
        """Those that come back in part."""
        return [one for one in useful if one.ari_mean >= IN_PART]

    def pick(self, kind: Kind, candidates: Sequence[Candidate]) -> Candidate:
        """The lowest BIC; `kind` changes nothing."""
        del kind
        return self._lowest(large_enough(candidates))

    def reason(self, kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> str:
        """What comes back and how often, and what BIC alone would have taken."""
        better = self.counted(candidates)
        if not better:
            return (
                "One class explains the answers as well as several (BIC): the answers to these questions do not hang "
                "together in a way that groups of people would explain."
            )
        alone = "" if kind == "none" else self._alone(chosen, better)
        return " ".join(part for part in (_why(kind, chosen, candidates), alone) if part)

    def _lowest(self, candidates: Sequence[Candidate]) -> Candidate:
        return min(candidates, key=lambda one: self.bics[one.k])

    def _alone(self, chosen: Candidate, better: Sequence[Candidate]) -> str:
        """What the information criterion would take, where it is another number."""
        favoured = self._lowest(better)
        if favoured.k == chosen.k:
            return "It is also the number that BIC favours."
        small = " and has a class below 5 %" if favoured.smallest_share < SMALLEST_SHARE else ""
        return (
            f"BIC alone would take {favoured.k}, which comes back with an agreement of {figure(favoured.ari_mean)}"
            f"{small}."
        )


def _why(kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> str:
    agreement = f"agreement {figure(chosen.ari_mean)}, where 1 is the same grouping and 0 is chance"
    cloud = figure(chosen.null_ari_high)
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
        f"No number of classes comes back in new samples: the best agreement is {figure(best.ari_mean)}, for "
        f"{best.k}. These answers show no groups of people."
    )
