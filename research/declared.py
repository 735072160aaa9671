"""What a field of a summary is: every field says it, and the disclosure gate goes by it."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic_core import CoreSchema


class Declared:
    """What every declaration can do: stand in the JSON Schema of a summary, as `x-whyprint`."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "x-whyprint": type(self).__name__}


@dataclass(frozen=True)
class Cell(Declared):
    """A number of people of some kind: too few are not shown."""


@dataclass(frozen=True)
class Total(Declared):
    """A number of people behind other figures: those of everybody, or of one segment, lie within each other.

    Two totals that differ by a few people tell about these, so they are told as one; an `exact` one, which sentences
    quote and no figure rests on, is not told at all then.
    """

    of: Literal["everybody", "segment"]
    exact: bool = False


@dataclass(frozen=True)
class OfPeople(Declared):
    """A share, mean or spread of people; `base` names the field beside it that says of how many.

    Without a base, a guard of the part knows it.
    """

    base: str | None = None


@dataclass(frozen=True)
class Statistic(Declared):
    """A figure of a model or of a whole sample, a choice, or yes or no: about nobody in particular."""


@dataclass(frozen=True)
class Authored(Declared):
    """Text or codes of whoever wrote the questionnaire or the plan."""


@dataclass(frozen=True)
class Voice(Declared):
    """What people wrote in their own words."""


@dataclass(frozen=True)
class Kept(Declared):
    """For the research team alone."""


Number = float | int | None
People = Annotated[int | None, Cell()]
Everybody = Annotated[int | None, Total("everybody")]
Exactly = Annotated[int | None, Total("everybody", exact=True)]
OfSegment = Annotated[int | None, Total("segment")]
Share = Annotated[Number, OfPeople()]
Figure = Annotated[Number, Statistic()]
Whole = Annotated[int, Statistic()]
Flag = Annotated[bool, Statistic()]
Choice = Annotated[str, Statistic()]
Code = Annotated[str, Authored()]
Text = Annotated[str, Authored()]
Sure = Annotated[float, Statistic()]
Figures = dict[str, Figure]
Table = dict[str, dict[str, Figure]]


class Fact(BaseModel):
    """A part of a summary: a frozen value whose fields are all declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Plain = dict[str, Any]
