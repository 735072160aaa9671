"""The second contract: everything that came out of an analysis, as typed values that each say what they are.

Builders make it, the gate walks it, and pages, charts, exports and scripts read it.
"""

from typing import Annotated, Any

import orjson
from pydantic import Field

from research.declared import Authored, Choice, Fact, Plain, Statistic, Whole
from research.errors import Caution
from research.said import Said
from research.summary.schema.measured import (
    Adequacy,
    Correlations,
    Data,
    Factors,
    ItemFigures,
    ResponseStyle,
    Retention,
    ScaleFigures,
    Screening,
)
from research.summary.schema.proved import Outcome, TypingTool
from research.summary.schema.segmented import Segments
from research.summary.schema.told import Persona
from research.words.grammar import in_words

FORMAT = 3
"""Raised when a key of `summary.json` changes its meaning; summaries without a number are of the first."""


class Provenance(Fact):
    """Everything that is needed to run it again."""

    plan: Annotated[dict[str, Any], Authored()]
    seed: Whole
    versions: Annotated[dict[str, str], Statistic()]
    data_fingerprint: Choice
    methods: list[Said]


class Disclosure(Fact):
    """By which rules figures were hidden, and how many."""

    smallest_group: Whole
    percent_base: Whole
    index_base: Whole
    hidden_cells: Whole


class Summary(Fact):
    """Everything that came out of one analysis.

    Shares run from 0 to 1; what could not be computed, or may not be shown, is None.
    """

    format: Annotated[Whole, Field(ge=FORMAT, le=FORMAT)] = FORMAT
    data: Data
    screening: Screening
    items: dict[str, ItemFigures]
    scales: dict[str, ScaleFigures]
    correlations: Correlations
    adequacy: Adequacy
    retention: Retention
    factors: Factors
    response_style: ResponseStyle
    segments: Segments
    personas: list[Persona]
    contrast: dict[str, Outcome]
    typing_tool: TypingTool
    warnings: list[Caution]
    provenance: Provenance
    disclosure: Disclosure | None = None

    def plain(self) -> Plain:
        """As `summary.json` has it: facts, with the words made from them in English."""
        return self.model_dump(exclude={"disclosure"} if self.disclosure is None else None, context={"tell": in_words})

    def to_bytes(self) -> bytes:
        """The summary as a file: same data, plan and seed, same bytes."""
        return orjson.dumps(self.plain(), option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2) + b"\n"
