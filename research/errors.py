"""Everything that can be wrong with data, plan or result, by name, with what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["note", "warning", "stop"]


@dataclass(frozen=True, kw_only=True)
class Caution:
    """A result stands, but the reader must know this.

    Parameters
    ----------
    code : str
        Stable name of the caution, for programs (`"low_kmo"`).
    text : str
        What was seen, with the figure.
    advice : str
        What the reader can do about it.
    severity : {"note", "warning", "stop"}
        A `"stop"` blocks publishing until somebody acknowledges it, and stays on the page.
    where : tuple of str
        Names of the items, scales, factors or segments concerned.
    """

    code: str
    text: str
    advice: str
    severity: Severity = "warning"
    where: tuple[str, ...] = ()


class ResearchError(Exception):
    """Base of all errors that a person can mend: `text` says what is wrong, `advice` what to do next."""

    code = "research_error"

    def __init__(self, text: str, *, advice: str, where: tuple[str, ...] = ()) -> None:
        super().__init__(f"{text} {advice}")
        self.text = text
        self.advice = advice
        self.where = where


class BadCodebook(ResearchError):
    """The codebook cannot be used."""

    code = "bad_codebook"


class BadData(ResearchError):
    """The data do not fit the codebook."""

    code = "bad_data"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong with what somebody wrote: where, and marked words with their figures."""

    place: str
    words: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.place}: {self.words % self.values}"


class BadPlan(ResearchError):
    """The analysis plan asks for something that does not exist or contradicts itself."""

    code = "bad_plan"
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, faults: tuple[Fault, ...]) -> "BadPlan":
        """Every fault in one sentence, and one by one."""
        error = cls(
            f"The plan has faults: {'; '.join(map(str, faults))}.",
            advice="Mend the choices named here.",
            where=tuple(dict.fromkeys(fault.place for fault in faults)),
        )
        error.faults = faults
        return error


class TooFewResponses(ResearchError):
    """There are not enough answers for what was asked."""

    code = "too_few_responses"


class TooFewItems(ResearchError):
    """There are not enough items for what was asked."""

    code = "too_few_items"


class NoVariance(ResearchError):
    """Everybody gave the same answer."""

    code = "no_variance"


class NoFactors(ResearchError):
    """What was asked for needs factors, and there are none."""

    code = "no_factors"


class SingularCorrelations(ResearchError):
    """Some items are exact combinations of others."""

    code = "singular_correlations"


class NotConverged(ResearchError):
    """An estimation did not settle on an answer."""

    code = "not_converged"


class HeywoodCase(ResearchError):
    """An item would be explained by the factors to more than 100 per cent."""

    code = "heywood_case"
