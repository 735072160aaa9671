"""What a script needs to know about an analysis, and how it is written down so that no words of it become code."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from research.codebook import Codebook
from research.declared import Number
from research.plan import AnalysisPlan
from research.summary.schema import Summary

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
    summary : Summary
        The whole one.
    codebook : Codebook
        Of the answers.
    versions : tuple of int
        Numbers of the questionnaire's versions whose answers were used; empty: there is no such column.
    consents : tuple of str
        Columns that hold 1 for whoever agreed to what the analysis needed.
    """

    title: str
    summary: Summary
    codebook: Codebook
    versions: tuple[int, ...] = ()
    consents: tuple[str, ...] = ()

    @property
    def plan(self) -> AnalysisPlan:
        return AnalysisPlan.from_dict(self.summary.provenance.plan)

    @property
    def weight(self) -> str | None:
        """Column the weights are read from; raking starts there."""
        return self.plan.weights or self.codebook.weight

    @property
    def weighted(self) -> bool:
        return self.weight is not None or self.summary.data.weighting is not None


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


def figure(value: Number, digits: int = 4) -> str:
    """A figure for a comment; `not computed` where there is none."""
    if value is None:
        return "not computed"
    return str(value) if isinstance(value, int) else f"{value:.{digits}f}"


def exact(value: Number) -> str:
    """A figure for R, with the digits of the summary; `NA` where there is none."""
    return "NA" if value is None else f"{value:.10g}"


def checked(
    words: str, code: str, expected: Number | Sequence[Number], within: float, *, relative: bool = False
) -> Iterator[str]:
    """The R line that compares a figure, or several; none where there is nothing to compare with."""
    values = expected if isinstance(expected, Sequence) else [expected]
    if not values or any(value is None for value in values):
        return
    told_values = exact(values[0]) if len(values) == 1 else f"c({', '.join(map(exact, values))})"
    share = ", relative = TRUE" if relative else ""
    yield f"check({quoted(words)}, {code}, {told_values}, {within:g}{share})"
