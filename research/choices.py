"""What a choice of a plan is made of: its words, its place in a form, how it is answered, and how a fault is told.

Words are marked, not translated: whoever shows them does that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from research.errors import Fault
from research.words.marking import N_

Place = tuple[str | int, ...]


class Refused(ValueError):
    """Why a value is none: marked words and their figures; `%(within)s` is the part of it that is wrong."""

    def __init__(self, words: str, **values: object) -> None:
        super().__init__(words)
        self.words, self.values = words, values


class Kind:
    """How a choice is answered; one with parts may be wrong in several of them."""

    wrong: ClassVar[str]
    """What is said of a value that is none, with what the kind consists of."""
    has_parts = False

    def refuse(self, value: object, where: Place) -> Refused:  # noqa: ARG002  (a kind with parts asks for it)
        """What to say of a value that is none; `where` leads into it."""
        parts = {
            name: ", ".join(map(str, part)) if isinstance(part, Mapping) else part for name, part in vars(self).items()
        }
        return Refused(self.wrong, value=value, **parts)


@dataclass(frozen=True)
class OneOf(Kind):
    """One of a few words."""

    options: Mapping[str, str]
    wrong = N_("%(value)r is none of %(options)s")


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number."""

    low: int
    high: int
    wrong = N_("%(value)r is not a whole number from %(low)d to %(high)d")


@dataclass(frozen=True)
class WholeOr(Whole):
    """A whole number, or one of the values besides."""

    besides: Mapping[str | int, str]
    wrong = N_("%(value)r is neither %(besides)s nor a whole number from %(low)d to %(high)d")


@dataclass(frozen=True)
class Range(Kind):
    """A whole number, a range of them, or `auto`."""

    low: int
    high: int
    wrong = N_("%(value)r is neither auto nor a whole number from %(low)d to %(high)d nor a range of two of these")


@dataclass(frozen=True, kw_only=True)
class Names(Kind):
    """Some of the facets or questions of a study."""

    of: Literal["facets", "ratings", "outcomes"]
    nothing: str
    wrong = N_("%(value)r is not a list of names")


@dataclass(frozen=True, kw_only=True)
class Column(Kind):
    """One question of a study, or none."""

    of: Literal["numbers", "groups"]
    nothing: str
    wrong = N_("%(value)r is not the name of a column")


class YesNo(Kind):
    """To be done or not."""

    wrong = N_("%(value)r is neither true nor false")


@dataclass(frozen=True, kw_only=True)
class Bounds(Kind):
    """Two numbers around 1, or none; `low` and `high` are the name and the hint of each."""

    low: tuple[str, str]
    high: tuple[str, str]
    nothing: str
    wrong = N_("needs a lower bound below 1 and an upper bound above 1, such as 0.2 and 5")


@dataclass(frozen=True, kw_only=True)
class Shares(Kind):
    """Shares of the population: variable -> answer code -> share."""

    nothing: str
    wrong = N_("%(value)r is not a mapping of variables to the shares of their answers")
    has_parts = True

    def refuse(self, value: object, where: Place) -> Refused:
        if where:
            return Refused(N_("the shares of %(within)s are not all numbers above 0"))
        return super().refuse(value, where)


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
        What to know while answering; `%(scales)s` stands for the scales of the study that can be tested.
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
    faults = {}
    better = {error["loc"][0] for error in found if _known(error) is not None}
    for error in found:
        name, *where = error["loc"]
        refused = _known(error)
        if name not in choices:
            refused = Refused(N_("there is no such choice (known: %(known)s)"), known=", ".join(sorted(choices)))
        elif refused is None:
            if name in better and not choices[name].kind.has_parts:
                continue
            refused = choices[name].kind.refuse(given[name], tuple(where))
        within = str(where[0]) if where else ""
        fault = Fault(place=str(name), words=refused.words, values={"within": within, **refused.values})
        faults[str(fault)] = fault
    return tuple(faults.values())


def _known(error: Mapping[str, Any]) -> Refused | None:
    cause = (error.get("ctx") or {}).get("error")
    return cause if isinstance(cause, Refused) else None
