"""The words of every code: one file a topic, each code once."""

from collections.abc import Mapping

from research.words import (
    answers,
    certainty,
    codebook,
    confirmation,
    correlations,
    data,
    factors,
    general,
    measured,
    methods,
    open_text,
    personas,
    planning,
    portraits,
    retention,
    scales,
    screening,
    segments,
    sets,
    studying,
    tracking,
    typing,
    weighting,
)
from research.words.marking import Catalogue, Told

TOPICS = (
    answers,
    certainty,
    codebook,
    confirmation,
    correlations,
    data,
    factors,
    general,
    measured,
    methods,
    open_text,
    personas,
    planning,
    portraits,
    retention,
    scales,
    screening,
    segments,
    sets,
    studying,
    tracking,
    typing,
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
