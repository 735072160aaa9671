"""What a question type is given to draft a question from columns of described data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from research.codebook import Item

ITEMS_ON_A_PAGE = 10


@dataclass(frozen=True, kw_only=True)
class Drafting:
    """Names that columns and scales get, and what was found in the data."""

    columns: Mapping[str, str]
    """Column -> variable."""
    scales: Mapping[str, str]
    groups: Mapping[str, str]
    """Group of columns that one question asks for -> name of the question."""
    words: Mapping[str, Sequence[str]]
    """Column of unlabelled categories -> the words or codes found in it, in order."""
    decimals: Mapping[str, int]
    """Column of numbers -> the most decimal places found in it."""

    def plain(self, item: Item) -> dict[str, object]:
        """What every question that asks for one column has."""
        return {"name": self.columns[item.name], "text": item.words, "facet": item.facet}

    def keyed(self, item: Item) -> dict[str, object]:
        """Name and place in a scale of a rated column."""
        scale = None if item.scale is None else self.scales[item.scale]
        return {"name": self.columns[item.name], "text": item.words, "scale": scale, "reverse": item.reverse}


def distinct(labels: Iterable[str]) -> list[str]:
    """Labels that can be told apart, as an options list needs them."""
    seen: dict[str, int] = {}
    told = []
    for label in labels:
        key = label.strip().casefold()
        seen[key] = seen.get(key, 0) + 1
        told.append(label if seen[key] == 1 else f"{label} ({seen[key]})")
    return told
