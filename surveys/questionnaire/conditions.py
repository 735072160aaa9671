"""Conditions as data: only their form. `flow` evaluates them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Operator = Literal[
    "equals", "not_equals", "in", "not_in", "contains", "greater_than", "at_least", "less_than", "at_most",
    "answered", "not_answered",
]  # fmt: skip
Comparable = int | float | str


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Comparison(_Frozen):
    """One question's stored answer compared with a value; option codes, never labels."""

    question: str
    operator: Operator = "equals"
    value: Comparable | tuple[Comparable, ...] | None = None


class AllOf(_Frozen):
    all: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnyOf(_Frozen):
    any: Annotated[tuple["Condition", ...], Field(min_length=1)]


class Not(_Frozen):
    not_: Annotated["Condition", Field(alias="not")]
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Condition = Comparison | AllOf | AnyOf | Not

AllOf.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()
