"""What a choice of a plan is made of: its words, its place in a form, how it is answered, and how a fault is told.

Words are marked, not translated: whoever shows them does that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from reprlib import repr as short
from typing import Any, ClassVar, Literal

from research.errors import Fault
from research.said import Said, Told, say

Place = tuple[str | int, ...]


class Refused(ValueError):
    """Why a value is none: a code with figures, as for `say`; `within` is the part of it that is wrong."""

    def __init__(self, code: str, **figures: Told) -> None:
        super().__init__(code)
        self.code, self.figures = code, figures

    def said(self, where: Place = ()) -> Said:
        return say(self.code, **({"within": str(where[0])} if where else {}), **self.figures)


class Kind:
    """How a choice is answered; one with parts may be wrong in several of them."""

    wrong: ClassVar[str]
    """Code of what is said of a value that is none."""
    quotes: ClassVar[tuple[str, ...]] = ()
    """What it consists of that is quoted there."""
    has_parts = False

    def refuse(self, value: object, where: Place) -> Refused:  # noqa: ARG002  (a kind with parts asks for it)
        """What to say of a value that is none; `where` leads into it."""
        return Refused(self.wrong, value=short(value), **{name: _quoted(getattr(self, name)) for name in self.quotes})


def _quoted(part: Mapping[str | int, str] | int) -> list[str] | int:
    return part if isinstance(part, int) else list(map(str, part))


@dataclass(frozen=True)
class OneOf(Kind):
    """One of a few words."""

    options: Mapping[str, str]
    wrong = "none_of_options"
    quotes = ("options",)


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number."""

    low: int
    high: int
    wrong = "no_whole_number"
    quotes: ClassVar[tuple[str, ...]] = ("low", "high")


@dataclass(frozen=True)
class WholeOr(Whole):
    """A whole number, or one of the values besides."""

    besides: Mapping[str | int, str]
    wrong = "no_whole_number_or"
    quotes = ("besides", "low", "high")


@dataclass(frozen=True)
class Range(Kind):
    """A whole number, a range of them, or `auto`."""

    low: int
    high: int
    wrong = "no_range"
    quotes = ("low", "high")


@dataclass(frozen=True, kw_only=True)
class Names(Kind):
    """Some of the facets or questions of a study."""

    of: Literal["facets", "ratings", "outcomes"]
    nothing: str
    wrong = "no_names"


@dataclass(frozen=True, kw_only=True)
class Column(Kind):
    """One question of a study, or none."""

    of: Literal["numbers", "groups"]
    nothing: str
    wrong = "no_column_name"


class YesNo(Kind):
    """To be done or not."""

    wrong = "neither_true_nor_false"


@dataclass(frozen=True, kw_only=True)
class Bounds(Kind):
    """Two numbers around 1, or none; `low` and `high` are the name and the hint of each."""

    low: tuple[str, str]
    high: tuple[str, str]
    nothing: str
    wrong = "no_bounds"


@dataclass(frozen=True, kw_only=True)
class Shares(Kind):
    """Shares of the population: variable -> answer code -> share."""

    nothing: str
    wrong = "no_shares"
    has_parts = True

    def refuse(self, value: object, where: Place) -> Refused:
        return Refused("shares_not_positive") if where else super().refuse(value, where)


@dataclass(frozen=True)
class Group:
    """Choices that stand together; those `within` another group are folded away in it until they are asked for."""

    id: str
    title: str
    about: str = ""
    within: "Group | None" = None
    in_columns: bool = False


@dataclass(frozen=True)
class Choice:
    """One choice of a plan.

    Parameters
    ----------
    group : Group
    title : str
        Its name in words.
    kind : Kind
    why : str
        Why its default is what it is.
    hint : str
        What to know while answering; `{scales}` stands for the scales of the study that can be tested.
    needs : {"scales", "open_questions", "demographics"} or None
        What a study must have asked, else there is nothing to choose.
    """

    group: Group
    title: str
    kind: Kind
    why: str
    hint: str = ""
    needs: Literal["scales", "open_questions", "demographics"] | None = None

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core), "title": self.title, "description": self.why}


def read_faults(choices: Mapping[str, Choice], given: Mapping[str, object], found: list[Any]) -> tuple[Fault, ...]:
    """What Pydantic found, in the words of the choices, each said once.

    A value that fits none of several forms is refused by each of them; where a check of our own knows why, it alone
    is told.

    Parameters
    ----------
    choices : mapping of name to Choice
    given : mapping of name to value
        What was read.
    found : list of dict
        As `pydantic.ValidationError.errors` has them.
    """
    faults: list[Fault] = []
    better = {error["loc"][0] for error in found if _known(error) is not None}
    for error in found:
        name, *inside = error["loc"]
        refused, where = _known(error), tuple(inside) if name in choices and choices[name].kind.has_parts else ()
        if name not in choices:
            refused = Refused("no_such_choice", known=sorted(choices))
        elif refused is None:
            if name in better and not choices[name].kind.has_parts:
                continue
            refused = choices[name].kind.refuse(given[name], where)
        fault = Fault(place=str(name), said=refused.said(where))
        faults += [] if fault in faults else [fault]
    return tuple(faults)


def _known(error: Mapping[str, Any]) -> Refused | None:
    cause = (error.get("ctx") or {}).get("error")
    return cause if isinstance(cause, Refused) else None
