"""What a script needs to know about an analysis, and how it is written down so that no words of it become code."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from research.codebook import Codebook

ANSWERS = "responses.csv"
CODEBOOK = "codebook.yaml"
SUMMARY = "summary.json"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """An analysis that is to be computed again.

    Parameters
    ----------
    title : str
        Of the analysis, for the first line.
    summary : mapping
        The whole summary, as `research.summary.summarise` gives it.
    codebook : Codebook
        Of the answers.
    versions : tuple of int
        Numbers of the questionnaire's versions whose answers were used; empty: there is no such column.
    """

    title: str
    summary: Mapping[str, Any]
    codebook: Codebook
    versions: tuple[int, ...] = ()

    @property
    def plan(self) -> Mapping[str, Any]:
        plan: Mapping[str, Any] = self.summary["provenance"]["plan"]
        return plan

    @property
    def items(self) -> list[str]:
        return list(self.summary["data"]["items"])

    @property
    def weight(self) -> str | None:
        """Column the weights are read from; raking starts there."""
        named = self.plan.get("weights") or self.codebook.weight
        return None if named is None else str(named)

    @property
    def weighted(self) -> bool:
        return self.weight is not None or bool(self.part("data").get("weighting"))

    def part(self, name: str) -> Mapping[str, Any]:
        """A part of the summary; empty where it was not computed."""
        return self.summary.get(name) or {}


def told(text: object) -> str:
    """Words for a comment: one line, nothing that could end it."""
    line = " ".join(str(text).split())
    return "".join(sign for sign in line if unicodedata.category(sign)[0] != "C")


def quoted(text: object) -> str:
    """A text in quotes, as R, Python and JSON all read it."""
    return json.dumps(told(text), ensure_ascii=False)


def listed(names: Iterable[object]) -> str:
    """Texts in quotes with commas between."""
    return ", ".join(quoted(name) for name in names)


def figure(value: object, digits: int = 4) -> str:
    """A figure for a comment; `not computed` where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "not computed" if value is None else told(value)
    return str(value) if isinstance(value, int) else f"{value:.{digits}f}"


def exact(value: object) -> str:
    """A figure for R, with the digits of the summary; `NA` where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "NA"
    return f"{value:.10g}"


def checked(words: object, code: str, expected: object, within: float, *, relative: bool = False) -> Iterator[str]:
    """The R line that compares a figure, or several; none where there is nothing to compare with."""
    values = expected if isinstance(expected, list) else [expected]
    if not values or any(value is None for value in values):
        return
    told_values = exact(values[0]) if len(values) == 1 else f"c({', '.join(map(exact, values))})"
    share = ", relative = TRUE" if relative else ""
    yield f"check({quoted(words)}, {code}, {told_values}, {within:g}{share})"
