"""Versions that few people answered: hidden with company, since all of them add up to the people in segments."""

from collections.abc import Mapping

from research.disclosure.rules import Rules
from research.summary.schema.measured import Data, Reworded


def guard_versions(data: Data, *, rules: Rules) -> Data:
    """Hide the numbers of small versions, and of every wording that one of them had.

    Parameters
    ----------
    data : Data
    rules : Rules
        What is too small.
    """
    counts = {version.number: version.n or 0 for version in data.versions}
    hidden = {number for number, n in counts.items() if rules.is_small(n)}
    if len(hidden) == 1 and len(counts) > 1:
        hidden.add(min(counts.keys() - hidden, key=counts.__getitem__))
    told = {number: None if number in hidden else n for number, n in counts.items()}
    versions = [version.model_copy(update={"n": told[version.number]}) for version in data.versions]
    return data.model_copy(update={"versions": versions, "reworded": [_guarded(item, told) for item in data.reworded]})


def _guarded(item: Reworded, told: Mapping[int, int | None]) -> Reworded:
    wordings = [
        wording.model_copy(update={"n": None}) if any(told[number] is None for number in wording.versions) else wording
        for wording in item.wordings
    ]
    return item.model_copy(update={"wordings": wordings})
