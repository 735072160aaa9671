"""Only the names of personas that follow by rule: from what authors of scales call the people at either end.

A name is facts first: the ends it rests on. It is true of its people, and of no other persona as much; where no end
of a scale allows one, there is none, and people are asked for it. Nothing else makes a name: neither a dimension with
"more" or "less", which is a level, nor an answer, nor what a brand is said to be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from research.said import Said, say
from research.words.sizes import CLEARLY, MARKER_EFFECT

End = Literal["high", "low"]
Centres = Mapping[str, Mapping[str, float]]
Poles = Mapping[str, Mapping[End, tuple[str, str]]]
FEWEST_DIMENSIONS = 2
"""People who differ on fewer are levels of one thing, not kinds."""
AS_TRUE = 0.5
"""Share of a persona's own distance from which a name is true of another one, too."""


@dataclass(frozen=True, kw_only=True)
class Pole:
    """One end of a dimension, and what the people there are called.

    Parameters
    ----------
    dimension : str
    end : {"high", "low"}
    adjective, people : str
        "curious", "Explorers".
    """

    dimension: str
    end: End
    adjective: str
    people: str


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name by rule, and the ends it rests on: its noun on the first."""

    poles: tuple[Pole, ...]

    @property
    def said(self) -> Said:
        """Its words: the noun of the first end, with the adjective of the second."""
        first, *others = self.poles
        if not others:
            return say("name_in_own_words", name=first.people)
        return say("name_of_kind", adjective=_capital(others[0].adjective), people=first.people)

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from other names, whatever the language."""
        first, *others = self.poles
        return first.people.casefold(), *(pole.adjective.casefold() for pole in others)


def name_personas(centres: Centres, *, poles: Poles) -> dict[str, Name | None]:
    """Name each segment by a plural noun from one dimension, with an adjective from another where there is one.

    Parameters
    ----------
    centres : mapping of segment to mapping of dimension to float
        Standardised distance of the segment from everybody.
    poles : mapping of dimension to mapping of {"low", "high"} to (adjective, plural noun)
        Words for the ends of a dimension, where the author of the scale gave them.

    Returns
    -------
    dict of segment to Name or None
        Different from each other. None where no end is clearly (.5) a segment's own, and where all segments are levels
        of one dimension.
    """
    names: dict[str, Name | None] = dict.fromkeys(centres)
    if not _differ_on_several(centres):
        return names
    for segment in centres:
        taken = {name.key for name in names.values() if name}
        options = _options(segment, centres, poles)
        names[segment] = next((name for name in options if name.key not in taken), None)
    return names


def _differ_on_several(centres: Centres) -> bool:
    clear = {name for centre in centres.values() for name, value in centre.items() if abs(value) >= MARKER_EFFECT}
    return len(clear) >= FEWEST_DIMENSIONS


def _options(segment: str, centres: Centres, poles: Poles) -> Iterator[Name]:
    """Names that are true of a segment alone: with two ends first, the clearest end giving the noun."""
    own = _poles_of(centres[segment], poles)
    pairs = [Name(poles=pair) for pair in permutations(own, 2) if pair[0].adjective != pair[1].adjective]
    for name in [*pairs, *(Name(poles=(pole,)) for pole in own)]:
        others = (centre for other, centre in centres.items() if other != segment)
        if not any(_as_true(name, of=other, own=centres[segment]) for other in others):
            yield name


def _poles_of(centre: Mapping[str, float], poles: Poles) -> Sequence[Pole]:
    """The ends that a segment is clearly at and that have words, the clearest first."""
    ranked = sorted(centre, key=lambda name: (-abs(centre[name]), name))
    found = []
    for name in ranked:
        end: End = "high" if centre[name] > 0 else "low"
        words = poles.get(name, {}).get(end)
        if words and abs(centre[name]) >= MARKER_EFFECT:
            found.append(Pole(dimension=name, end=end, adjective=words[0], people=words[1]))
    return found


def _as_true(name: Name, *, of: Mapping[str, float], own: Mapping[str, float]) -> bool:
    """Whether other people are at all ends of a name, at least half as far out as its own."""
    return all(
        of.get(pole.dimension, 0.0) * (1 if pole.end == "high" else -1)
        >= max(CLEARLY, AS_TRUE * abs(own[pole.dimension]))
        for pole in name.poles
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
