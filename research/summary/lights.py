"""The light of a segment: how often it is found again, and whether that says anything about people."""

from research.said import Said, say
from research.segments.kind_of_set import FOUND_AGAIN, KindOfSet
from research.summary.schema.told import Rarity

STABLE, A_PATTERN = 0.75, 0.6
"""Jaccard from which a segment counts as stable, and as a pattern (Hennig 2007)."""
WITHOUT_LIGHT: dict[KindOfSet, str] = {"cut": "part_of_a_cut", "levels": "part_of_a_line", "none": "part_of_nothing"}


def light_of(jaccard: float | None, *, kind: KindOfSet, fits_nobody: bool) -> tuple[str, Said]:
    """A light and its words.

    Parts of any continuum come back when they are cut in the same way, so only kinds and divisions that come back more
    often than data without groups have a light; and a card that describes nobody never stands beside a green one.

    Parameters
    ----------
    jaccard : float or None
        How well the segment is found again in new samples; None: not tested.
    kind : {"kinds", "division", "cut", "levels", "none"}
        What the set is.
    fits_nobody : bool
        Whether nobody in the segment has all traits of its card.

    Returns
    -------
    (str, Said)
        `"green"`, `"amber"`, `"red"` or `"grey"`.

    References
    ----------
    Hennig (2007), Computational Statistics & Data Analysis 52, 258-271.
    """
    if jaccard is None:
        return "grey", say("stability_not_tested")
    if kind not in FOUND_AGAIN:
        return "grey", say(WITHOUT_LIGHT[kind], jaccard=jaccard)
    if jaccard >= STABLE and fits_nobody:
        return "amber", say("stable_but_nobody_has_all", jaccard=jaccard)
    light, code = _by_jaccard(jaccard)
    return light, say(code, jaccard=jaccard)


def fits_nobody(found: Rarity) -> bool:
    """Whether nobody in a segment has every trait of its card, of those whose answers tell."""
    return found.n_match == 0 and found.n != 0


def _by_jaccard(jaccard: float) -> tuple[str, str]:
    if jaccard >= STABLE:
        return "green", "stable"
    return ("amber", "half_stable") if jaccard >= A_PATTERN else ("red", "not_stable")
