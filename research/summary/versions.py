"""Which versions of the questionnaire the answers are to, and what was put in other words there."""

from collections.abc import Iterator, Sequence

import numpy as np

from research.codebook import Item
from research.result import Analysis
from research.summary.schema.measured import Reworded, VersionAnswered, Wording


def versions_answered(analysis: Analysis) -> list[VersionAnswered]:
    """Every version that somebody in the segments answered; empty where nothing is known of versions.

    People in segments are counted, because every other total near theirs is told as theirs.
    """
    numbers = analysis.given.versions
    if numbers is None:
        return []
    found, counts = np.unique(numbers.loc[analysis.people].to_numpy(dtype=int), return_counts=True)
    return [VersionAnswered(number=int(number), n=int(n)) for number, n in zip(found, counts, strict=True)]


def reworded(analysis: Analysis, answered: Sequence[VersionAnswered]) -> list[Reworded]:
    """Every item that some of these versions put in other words than the newest."""
    counts = {version.number: version.n or 0 for version in answered}
    found = ((item, list(_wordings(item, counts))) for item in analysis.given.codebook if item.reworded)
    return [Reworded(variable=item.name, wordings=wordings) for item, wordings in found if len(wordings) > 1]


def _wordings(item: Item, counts: dict[int, int]) -> Iterator[Wording]:
    """The newest words and those before, as far as anybody answered them."""
    other = {number for wording in item.reworded for number in wording.versions}
    changed = {code for wording in item.reworded for code in wording.labels}
    newest = {code: text for code, text in item.labels.items() if code in changed}
    every = [(item.words, newest, set(counts) - other)]
    every += [(wording.text, dict(wording.labels), set(wording.versions)) for wording in reversed(item.reworded)]
    for text, labels, numbers in every:
        versions = sorted(numbers & counts.keys())
        if versions:
            n = sum(counts[number] for number in versions)
            told = {str(code): label for code, label in labels.items()}
            yield Wording(text=text, labels=told, versions=versions, n=n)
