"""The words of every code: one file a topic, each code once."""

from collections.abc import Mapping

from research.words import (
    codebook,
    confirmation,
    correlations,
    data,
    factors,
    general,
    measured,
    methods,
    planning,
    portraits,
    retention,
    scales,
    screening,
    segments,
    studying,
    weighting,
)
from research.words.marking import Catalogue, Told

TOPICS = (
    codebook,
    confirmation,
    correlations,
    data,
    factors,
    general,
    measured,
    methods,
    planning,
    portraits,
    retention,
    scales,
    screening,
    segments,
    studying,
    weighting,
)


def _together(catalogues: tuple[Catalogue, ...]) -> Mapping[str, Told]:
    found: dict[str, Told] = {}
    for catalogue in catalogues:
        twice = found.keys() & catalogue.keys()
        if twice:
            raise ValueError(f"These codes have words twice: {', '.join(sorted(twice))}.")
        found.update(catalogue)
    return found


CATALOGUE = _together(tuple(topic.WORDS for topic in TOPICS))
