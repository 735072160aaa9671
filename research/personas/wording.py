"""Numbers to careful sentences: names, one-line portraits and statements, all by rule and each with its evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erf, sqrt
from typing import Any

LONGEST_NAME = 24
LITTLE_WORDS = frozenset({"a", "and", "for", "in", "of", "on", "or", "the", "to", "with", "&"})
CLEARLY = 0.2
"""Standardised difference from which a dimension is worth naming (Cohen's "small")."""
STRONGLY = 0.8
MARKERS_NEEDED = 2


@dataclass(frozen=True)
class Name:
    """A name and the dimensions it rests on: none where it says only that a segment hardly differs."""

    words: str
    dimensions: tuple[str, ...] = ()


def name_personas(
    centres: Mapping[str, Mapping[str, float]],
    *,
    words: Mapping[str, str],
    poles: Mapping[str, Mapping[str, tuple[str, str]]],
) -> dict[str, Name]:
    """Suggest one name per segment: an adjective from one dimension and a plural noun from another.

    Parameters
    ----------
    centres : mapping of segment to mapping of dimension to float
        Standardised distance of the segment from everybody.
    words : mapping of dimension to str
        Name of each dimension.
    poles : mapping of dimension to mapping of {"low", "high"} to (adjective, plural noun)
        Words for the ends of a dimension, where the author of the scale gave them.

    Returns
    -------
    dict of segment to Name
        At most 24 characters, different from each other. A segment that hardly differs is called what it is.
    """
    names: dict[str, Name] = {}
    for segment, centre in centres.items():
        ranked = sorted(centre, key=lambda name: (-abs(centre[name]), name))
        options = [*_names(centre, ranked, words, poles), Name(f"Group {segment}")]
        taken = {name.words for name in names.values()}
        names[segment] = next(name for name in options if name.words not in taken and len(name.words) <= LONGEST_NAME)
    return names


def _names(
    centre: Mapping[str, float],
    ranked: Sequence[str],
    words: Mapping[str, str],
    poles: Mapping[str, Mapping[str, tuple[str, str]]],
) -> list[Name]:
    clear = [name for name in ranked if abs(centre[name]) >= CLEARLY]
    if not clear:
        return [Name("The Middle Ground")]
    told = [(name, pole) for name in clear if (pole := _pole(centre, name, poles))]
    pairs = [
        Name(f"{adjective.capitalize()} {people}", (name, other))
        for name, (own, people) in told
        for other, (adjective, _) in told
        if adjective != own
    ]
    alone = [Name(people, (name,)) for name, (_, people) in told]
    plain = [Name(f"{'More' if centre[name] > 0 else 'Less'} {_head(words[name])}", (name,)) for name in clear]
    return [*pairs, *alone, *plain]


def _pole(
    centre: Mapping[str, float], name: str, poles: Mapping[str, Mapping[str, tuple[str, str]]]
) -> tuple[str, str] | None:
    return poles.get(name, {}).get("high" if centre[name] > 0 else "low")


def _head(words: str) -> str:
    """The beginning of a name that fits, not ending on a little word."""
    parts = words.split("/")[0].split(":")[0].split()
    while len(parts) > 1 and (len(" ".join(parts)) > LONGEST_NAME - 5 or parts[-1].lower() in LITTLE_WORDS):
        parts.pop()
    return " ".join(parts)[: LONGEST_NAME - 5]


def portrait(markers: Sequence[Mapping[str, Any]]) -> str:
    """One sentence made from marker items, in the respondents' own words.

    Parameters
    ----------
    markers : sequence of mapping
        Rows of `defines`, by size of the difference: `text`, `effect`, `marker`.
    """
    clear = [row for row in markers if row["marker"]]
    if len(clear) < MARKERS_NEEDED:
        return "They answer much like everybody else; no two items set them apart clearly."
    more = [_quoted(row["text"]) for row in clear if row["effect"] > 0][:2]
    less = [_quoted(row["text"]) for row in clear if row["effect"] < 0][:2]
    parts = []
    if more:
        parts.append(f"they say {' and '.join(more)} more than others do")
    if less:
        parts.append(f"{'they say ' if not more else ''}{' and '.join(less)} less")
    sentence = ", and ".join(parts)
    return f"On average {sentence}{' than others do' if less and not more else ''}."


def statement(row: Mapping[str, Any]) -> str:
    """One careful sentence about one item: how large, how sure, how much the people overlap."""
    size = abs(row["effect"])
    much = "much " if size >= STRONGLY else ("" if size >= 0.5 else "a little ")
    direction = "more" if row["effect"] > 0 else "less"
    overlap = round(100 * overlap_share(size))
    effect = f"{row['effect']:+.2f}".replace("-", "−")
    return (
        f"They say {_quoted(row['text'])} {much}{direction} than others do "
        f"(difference {effect} standard deviations; {overlap} % of the two groups overlap)."
    )


def overlap_share(effect: float) -> float:
    """Overlap of two normal distributions `effect` standard deviations apart (Cohen 1988; R: 2 * pnorm(-d / 2))."""
    from_middle = abs(effect) / 2
    return 2 * _normal_below(-from_middle)


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
