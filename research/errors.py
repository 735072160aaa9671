"""Everything that can be wrong with data, plan or result: a code with its figures. Its words are made at the edge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from research.declared import Code, Statistic
from research.said import ABOUT, Said, Told, say, sorted_by_kind

Severity = Literal["note", "warning", "stop"]


class Caution(Said):
    """A result stands, but the reader must know this.

    Parameters
    ----------
    severity : {"note", "warning", "stop"}
        A `"stop"` blocks publishing until somebody acknowledges it, and stays on the page.
    where : tuple of str
        Names of the items, scales, factors or segments concerned.
    """

    severity: Annotated[Severity, Statistic()] = "warning"
    where: tuple[Code, ...] = ()

    def about(self, name: str, *, severity: Severity | None = None, where: Sequence[str] = ()) -> "Caution":
        """The same, said of something by its name: what found it may know none."""
        own = {"severity": severity or self.severity, "where": self.where or tuple(where)}
        return self.model_copy(update={**own, "texts": {**self.texts, ABOUT: name}})


def caution(code: str, /, *, severity: Severity = "warning", where: Sequence[object] = (), **figures: Told) -> Caution:
    """A caution with its figures: `caution("low_kmo", kmo=0.41, severity="stop")`."""
    return Caution(code=code, severity=severity, where=tuple(map(str, where)), **sorted_by_kind(figures))


class ResearchError(Exception):
    """Base of all errors that a person can mend: what is wrong, as a code with its figures.

    Parameters
    ----------
    code : str
        Name of the sentence that says it; its words also say what to do next.
    where : sequence of str
        Names of what is concerned.
    **figures
        As for `research.said.say`.
    """

    kind = "research_error"

    def __init__(self, code: str, /, *, where: Sequence[str] = (), **figures: Told) -> None:
        super().__init__(code, *(f"{name}={value}" for name, value in figures.items()))
        self.said = say(code, **figures)
        self.where = tuple(where)

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors come from other processes too, which the base class sends without their names."""
        return _sent, (type(self), self.args, vars(self))

    @property
    def code(self) -> str:
        """Name of the sentence."""
        return self.said.code


def _sent(kind: type[ResearchError], told: tuple[str, ...], state: dict[str, Any]) -> ResearchError:
    error = kind.__new__(kind, *told)
    error.args = told
    vars(error).update(state)
    return error


class BadCodebook(ResearchError):
    """The codebook cannot be used."""

    kind = "bad_codebook"


class BadData(ResearchError):
    """The data do not fit the codebook."""

    kind = "bad_data"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong with what somebody wrote, and where."""

    place: str
    said: Said


class BadPlan(ResearchError):
    """The analysis plan asks for something that does not exist or contradicts itself."""

    kind = "bad_plan"
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> "BadPlan":
        """Every fault in one sentence, and one by one."""
        parts = [say("fault_in_place", place=fault.place, what=fault.said) for fault in faults]
        error = cls("faulty_plan", where=tuple(dict.fromkeys(fault.place for fault in faults)), faults=parts)
        error.faults = tuple(faults)
        return error


class TooFewResponses(ResearchError):
    """There are not enough answers for what was asked."""

    kind = "too_few_responses"


class TooFewItems(ResearchError):
    """There are not enough items for what was asked."""

    kind = "too_few_items"


class NoVariance(ResearchError):
    """Everybody gave the same answer."""

    kind = "no_variance"


class NoFactors(ResearchError):
    """What was asked for needs factors, and there are none."""

    kind = "no_factors"


class SingularCorrelations(ResearchError):
    """Some items are exact combinations of others."""

    kind = "singular_correlations"


class NotConverged(ResearchError):
    """An estimation did not settle on an answer."""

    kind = "not_converged"


class HeywoodCase(ResearchError):
    """An item would be explained by the factors to more than 100 per cent."""

    kind = "heywood_case"
