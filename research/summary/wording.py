"""Numbers to careful sentences: one-line portraits and statements, all by rule and each with its evidence."""

from collections.abc import Sequence
from math import erf, sqrt

from research.declared import Number
from research.personas.naming import YES
from research.summary.schema.told import Defining
from research.words.sizes import STRONGLY

MARKERS_NEEDED = 2
AGAINST = frozenset(
    {"disagree", "dislike", "inaccurate", "least", "never", "no", "none", "not", "nothing"}
    | {"unimportant", "unlike", "unlikely", "untrue"}
)
"""A word of these in what the low end of a scale is called, and not in the high one: higher answers say more of it."""


def portrait(markers: Sequence[Defining]) -> str:
    """One sentence made from marker items, in the respondents' own words.

    Parameters
    ----------
    markers : sequence of mapping
        Rows of `defines`, by size of the difference: `text`, `effect`, `marker`, and the labels of either end.
    """
    clear = [row for row in markers if row.marker]
    if len(clear) < MARKERS_NEEDED:
        return "They answer much like everybody else; no two items set them apart clearly."
    degrees = [row for row in clear if says_more(row)]
    more = [_quoted(row.text) for row in degrees if row.effect > 0][:2]
    less = [_quoted(row.text) for row in degrees if row.effect < 0][:2]
    ends = [f"{_quoted(_end(row))} to {_quoted(row.text)}" for row in clear if not says_more(row)]
    parts = []
    if more:
        parts.append(f"they say {' and '.join(more)} more than others do")
    if less:
        parts.append(f"{'they say ' if not more else ''}{' and '.join(less)} less{'' if more else ' than others do'}")
    if ends:
        parts.append(f"their answers are nearer {' and nearer '.join(ends[: 2 if not parts else 1])}")
    return f"On average {', and '.join(parts)}."


def statement(row: Defining) -> str:
    """One careful sentence about one item: how large, how sure, how much the people overlap.

    A yes-or-no item, or one option of several, is told in shares: such answers have no bell that could overlap.
    """
    if row.type == "binary":
        return _share_statement(row)
    size = abs(row.effect)
    much = "much " if size >= STRONGLY else ("" if size >= 0.5 else "a little ")
    direction = "more" if row.effect > 0 else "less"
    overlap = round(100 * overlap_share(size))
    effect = f"{row.effect:+.2f}".replace("-", "−")
    said = (
        f"They say {_quoted(row.text)} {much}{direction} than others do"
        if says_more(row)
        else f"Their answers to {_quoted(row.text)} are {much}nearer {_quoted(_end(row))} than those of others"
    )
    return f"{said} (difference {effect} standard deviations; {overlap} % of the two groups overlap)."


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
    """What the end is called that people lean to."""
    return str(row.high_label if row.effect > 0 else row.low_label)


def _share_statement(row: Defining) -> str:
    here, everybody = share_of(row.value, row), share_of(row.population, row)
    much = "much " if abs(row.effect) >= STRONGLY else ("" if abs(row.effect) >= 0.5 else "a little ")
    direction = "more" if row.effect > 0 else "less"
    return (
        f"They {_answering(row)} {_quoted(row.text)} {much}{direction} often than others do "
        f"({here:.0%} of them, {everybody:.0%} of everybody)."
    ).replace("%", " %")


def _answering(row: Defining) -> str:
    """What the higher of two answers is called."""
    label = str(row.high_label)
    if row.option:
        return "answer"
    return "say yes to" if label.lower() in YES or label.replace(".", "").isdigit() else f"answer {_quoted(label)} to"


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


def _quoted(text: str) -> str:
    return f"“{text.strip().rstrip('.')}”"


def stability_light(jaccard: float | None) -> tuple[str, str]:
    """A light for how often the segment is found again (Hennig 2007), and its words."""
    if jaccard is None:
        return "amber", "not tested"
    if jaccard >= 0.75:
        return "green", f"found again in new samples: Jaccard {jaccard:.2f}, 0.75 or more counts as stable"
    if jaccard >= 0.6:
        return "amber", f"a pattern, but its edges move between samples: Jaccard {jaccard:.2f}"
    return "red", f"not found again reliably in new samples: Jaccard {jaccard:.2f}, below 0.60"
