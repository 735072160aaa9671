"""Which careful sentences numbers ask for: one-line portraits and statements, all by rule, each with its evidence."""

from collections.abc import Sequence
from math import erf, sqrt

from research.declared import Number
from research.personas.naming import YES
from research.said import Said, Told, say
from research.summary.schema.told import Defining
from research.words.sizes import MARKER_EFFECT, STRONGLY

MARKERS_NEEDED = 2
AGAINST = frozenset(
    {"disagree", "dislike", "inaccurate", "least", "never", "no", "none", "not", "nothing"}
    | {"unimportant", "unlike", "unlikely", "untrue"}
)
"""A word of these in what the low end of a scale is called, and not in the high one: higher answers say more of it."""


def portrait(markers: Sequence[Defining]) -> Said:
    """One sentence made from marker items, in the respondents' own words.

    Parameters
    ----------
    markers : sequence of Defining
        By size of the difference.
    """
    clear = [row for row in markers if row.marker]
    if len(clear) < MARKERS_NEEDED:
        return say("portrait_like_everybody")
    degrees = [row for row in clear if says_more(row)]
    found: dict[str, Told] = {}
    if more := [row.text for row in degrees if row.effect > 0][:2]:
        found["more"] = more
    if less := [row.text for row in degrees if row.effect < 0][:2]:
        found["less"] = less
    if ends := [say("end_of_answers", end=_end(row), item=row.text) for row in clear if not says_more(row)]:
        found["nearer"] = ends[: 1 if found else 2]
    return say("_".join(("portrait", *found)), **found)


def statement(row: Defining) -> Said:
    """One careful sentence about one item: how large, how sure, how much the people overlap.

    A yes-or-no item, or one option of several, is told in shares: such answers have no bell that could overlap.
    """
    if row.type == "binary":
        here, everybody = share_of(row.value, row), share_of(row.population, row)
        evidence = say("shares_compared", here=here, everybody=everybody)
        code = f"{_answering(row)}_{_degree(row)}"
    else:
        evidence = say("how_different", effect=row.effect, overlap=overlap_share(row.effect))
        code = _degree(row) if says_more(row) else f"{_size(row)}nearer"
    return say(code, item=row.text, end=_end(row), evidence=evidence)


def _degree(row: Defining) -> str:
    return f"{_size(row)}{'more' if row.effect > 0 else 'less'}"


def _size(row: Defining) -> str:
    size = abs(row.effect)
    return "much_" if size >= STRONGLY else "" if size >= MARKER_EFFECT else "little_"


def says_more(row: Defining) -> bool:
    """Whether a higher answer says more of what the question states.

    It does where answers are numbers, or where only the low end is called "disagree", "never", "not at all". Any other
    scale is told by what its ends are called, which is right in every language and for every order of answers.
    """
    low, high = row.low_label.lower(), row.high_label.lower()
    if not high or high.replace(".", "").replace("-", "").isdigit():
        return True
    return bool(AGAINST & set(low.replace("-", " ").split())) and not AGAINST & set(high.replace("-", " ").split())


def _end(row: Defining) -> str:
    """What the end is called that people lean to; of two answers always the higher, which is counted."""
    return row.high_label if row.effect > 0 or row.type == "binary" else row.low_label


def _answering(row: Defining) -> str:
    """How the higher of two answers is told."""
    label = str(row.high_label).lower()
    if row.option:
        return "option"
    return "yes" if label in YES or label.replace(".", "").isdigit() else "answer"


def overlap_share(effect: float) -> float:
    """Overlap of two normal distributions `effect` standard deviations apart (Cohen 1988; R: 2 * pnorm(-d / 2))."""
    from_middle = abs(effect) / 2
    return 2 * _normal_below(-from_middle)


def overlap_of(row: Defining) -> float:
    """Share of answers that a segment and everybody else have in common on one item of `defines`.

    Two normal curves for ratings; for yes or no, what both groups share of either answer, from 1 (the same) to 0.
    """
    n, base = row.n or 0, row.base_n or 0
    if row.type != "binary" or base <= n:
        return overlap_share(row.effect)
    here, everybody = share_of(row.value, row), share_of(row.population, row)
    others = (everybody * base - here * n) / (base - n)
    return 1 - min(abs(here - others), 1.0)


def share_of(value: Number, row: Defining) -> float:
    """Where a mean lies between the lowest and the highest answer, from 0 to 1."""
    low, high = row.scale_low or 0, row.scale_high or 0
    return (float(value or 0) - low) / (high - low)


def _normal_below(x: float) -> float:
    return 0.5 * (1 + erf(x / sqrt(2)))


def stability_light(jaccard: float | None) -> tuple[str, Said]:
    """A light for how often the segment is found again (Hennig 2007), and its words."""
    if jaccard is None:
        return "amber", say("stability_not_tested")
    light, code = ("green", "stable") if jaccard >= 0.75 else ("amber", "half_stable")
    if jaccard < 0.6:
        light, code = "red", "not_stable"
    return light, say(code, jaccard=jaccard)
