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

from research.said import Said, in_turn, say
from research.segments.verdict import IN_PART, SMALLEST_SHARE, Candidate, Kind, comes_back, large_enough

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

    def reason(self, kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> Said:
        """What comes back and how often, and what BIC alone would have taken."""
        better = self.counted(candidates)
        if not better:
            return say("one_class_is_enough")
        if kind == "none":
            best = max(candidates, key=lambda one: one.ari_mean)
            return say("no_classes_come_back", k=best.k, agreement=best.ari_mean)
        return in_turn(comes_back(kind, "classes", chosen), self._alone(chosen, better))

    def told_as(self, kind: Kind) -> Kind:
        """The same."""
        return kind

    def _lowest(self, candidates: Sequence[Candidate]) -> Candidate:
        return min(candidates, key=lambda one: self.bics[one.k])

    def _alone(self, chosen: Candidate, better: Sequence[Candidate]) -> Said:
        """What the information criterion would take."""
        favoured = self._lowest(better)
        if favoured.k == chosen.k:
            return say("bic_agrees")
        small = favoured.smallest_share < SMALLEST_SHARE
        code = "bic_alone_with_small_class" if small else "bic_alone"
        return say(code, k=favoured.k, agreement=favoured.ari_mean)
