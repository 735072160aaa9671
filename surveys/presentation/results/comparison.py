"""Demographics against psychographics, outcome by outcome; and the short form that types newcomers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from research.summary.schema import Summary
from research.summary.schema.proved import Outcome
from surveys.presentation.numbers import between, correlation, percent, percent_between, sortable, whole
from surveys.presentation.table import Table, strong
from surveys.presentation.words import WINNERS
from surveys.words import gettext as _
from surveys.words import ngettext, told

WINNING = {"demographics": "demographics", "psychographics": "psychographics", "itself": "psychographics"}
"""The side whose figure a winner stands for."""


@dataclass(frozen=True, kw_only=True)
class Contest:
    """One outcome, and what tells more about it."""

    name: str
    title: str
    words: str
    more: list[str]


def contests(summary: Summary) -> list[Contest]:
    return [
        Contest(name=name, title=found.text or name, words=told(found.words), more=further(found))
        for name, found in summary.contrast.items()
    ]


def further(found: Outcome) -> list[str]:
    """What belongs to the finding: why it says little, and what personas alone tell."""
    return [told(said) for said in (found.about, found.price_words) if said is not None]


def contrast_table(summary: Summary) -> Table:
    rows = []
    for name, outcome in summary.contrast.items():
        cells: list[Any] = []
        for side, value, low, high in _sides(outcome):
            shown = correlation(value)
            cells += [
                sortable(strong(shown) if side == WINNING.get(outcome.winner) else shown, value),
                between(low, high),
            ]
        rows.append([
            outcome.text or name,
            "AUC" if outcome.metric == "auc" else "R²",
            *cells,
            str(WINNERS.get(outcome.winner, outcome.winner)),
            sortable(whole(outcome.n), outcome.n),
        ])  # fmt: skip
    return Table(
        caption=_("What explains each outcome, measured on people the model had not seen"),
        columns=[
            _("Outcome"), _("Measure"), (_("Demographics"), "number"), (_("Interval"), "number"),
            (_("Psychographics"), "number"), (_("Interval"), "number"), (_("Both"), "number"),
            (_("Interval"), "number"), (_("Persona alone"), "number"), (_("Interval"), "number"),
            _("Explains more"), (_("n"), "number"),
        ],
        rows=rows,
        sortable=True,
        base=_("AUC: .50 is guessing. R²: 0 is no better than the mean, below 0 is worse."),
    )  # fmt: skip


def _sides(found: Outcome) -> Iterator[tuple[str, float | None, float | None, float | None]]:
    """Each view with its figure and its interval."""
    yield "demographics", found.demographics, found.demographics_low, found.demographics_high
    yield "psychographics", found.psychographics, found.psychographics_low, found.psychographics_high
    yield "both", found.both, found.both_low, found.both_high
    yield "personas", found.personas, found.personas_low, found.personas_high


def typing_sentence(summary: Summary) -> str:
    tool = summary.typing_tool
    if tool.hit_rate is None:
        return ""
    return ngettext(
        "One question puts %(hit)s of newcomers into the right segment (%(between)s). "
        "Guessing by size would get %(chance)s, always naming the largest %(majority)s.",
        "%(num)d questions put %(hit)s of newcomers into the right segment (%(between)s). "
        "Guessing by size would get %(chance)s, always naming the largest %(majority)s.",
        len(tool.items),
        hit=percent(tool.hit_rate),
        between=percent_between(tool.hit_low, tool.hit_high),
        chance=percent(tool.chance),
        majority=percent(tool.majority),
    )


def typing_more(summary: Summary) -> list[str]:
    """When the short form says nothing, and how other methods would have done with the same questions."""
    tool = summary.typing_tool
    told = []
    if tool.hit_rate_classified is not None and tool.threshold:
        told.append(
            _(
                "It names a segment where its probability is %(threshold)s or more: for %(share)s of people, of whom "
                "%(hit)s get their own. For the others it says that it cannot be told.",
                threshold=percent(tool.threshold),
                share=percent(tool.classified_share),
                hit=percent(tool.hit_rate_classified),
            )
        )
    if tool.methods:
        told.append(
            _(
                "Right with the same questions: multinomial logit %(logit)s, linear discriminants %(lda)s, "
                "classification tree %(tree)s.",
                **{name: percent(tool.methods.get(name)) for name in ("logit", "lda", "tree")},
            )
        )
    return told


def typing_questions(summary: Summary) -> list[str]:
    tool = summary.typing_tool
    return [text or name for name, text in zip(tool.items, tool.texts, strict=True)]


def typing_curve(summary: Summary) -> Table | None:
    curve = summary.typing_tool.curve
    if not curve:
        return None
    return Table(
        caption=_("What each further question adds"),
        columns=[_("Questions"), (_("Right"), "number")],
        rows=[[str(point.n_items), percent(point.hit_rate)] for point in curve],
    )


def confusion_table(summary: Summary) -> Table | None:
    confusion = summary.typing_tool.confusion
    if not confusion:
        return None
    codes = list(confusion)
    return Table(
        caption=_("Where the short form puts the people of each segment"),
        columns=[_("Segment"), *((code, "number") for code in codes)],
        rows=[
            [true, *(_diagonal(percent(_part(row, code)), is_right=code == true) for code in codes)]
            for true, row in confusion.items()
        ],
        base=_("Shares of the people of the segment at the start of the line."),
    )


def _part(row: Mapping[str, float | None], code: str) -> float | None:
    """The share of a line that lies in one cell, whether the line holds people or shares."""
    people = sum(value or 0 for value in row.values())
    return (row.get(code) or 0) / people if people else None


def _diagonal(text: str, *, is_right: bool) -> Any:
    return strong(text) if is_right else text
