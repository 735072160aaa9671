"""Demographics against psychographics, outcome by outcome; and the short form that types newcomers."""

from collections.abc import Mapping
from typing import Any

from surveys.presentation.numbers import between, correlation, percent, percent_between, sortable, whole
from surveys.presentation.table import Table, strong
from surveys.presentation.words import WINNERS
from surveys.words import gettext as _
from surveys.words import ngettext

SIDES = ("demographics", "psychographics", "both")


def contrast_table(summary: Mapping[str, Any]) -> Table:
    rows = []
    for name, outcome in (summary.get("contrast") or {}).items():
        cells: list[Any] = []
        for side in SIDES:
            value = correlation(outcome.get(side))
            cells.append(sortable(strong(value) if outcome.get("winner") == side else value, outcome.get(side)))
            cells.append(between(outcome.get(f"{side}_low"), outcome.get(f"{side}_high")))
        rows.append([
            outcome.get("text") or name,
            "AUC" if outcome.get("metric") == "auc" else "R²",
            *cells,
            str(WINNERS.get(outcome.get("winner"), outcome.get("winner") or "–")),
            sortable(whole(outcome.get("n")), outcome.get("n")),
        ])  # fmt: skip
    return Table(
        caption=_("What explains each outcome, measured on people the model had not seen"),
        columns=[
            _("Outcome"), _("Measure"), (_("Demographics"), "number"), (_("Interval"), "number"),
            (_("Psychographics"), "number"), (_("Interval"), "number"), (_("Both"), "number"),
            (_("Interval"), "number"), _("Explains more"), (_("n"), "number"),
        ],
        rows=rows,
        sortable=True,
        base=_("AUC: .50 is guessing. R²: 0 is no better than the mean, below 0 is worse."),
    )  # fmt: skip


def typing_sentence(summary: Mapping[str, Any]) -> str:
    tool = summary.get("typing_tool") or {}
    if tool.get("hit_rate") is None:
        return ""
    return ngettext(
        "One question puts %(hit)s of newcomers into the right segment (%(between)s). "
        "Guessing by size would get %(chance)s, always naming the largest %(majority)s.",
        "%(num)d questions put %(hit)s of newcomers into the right segment (%(between)s). "
        "Guessing by size would get %(chance)s, always naming the largest %(majority)s.",
        len(tool.get("items") or ()),
        hit=percent(tool["hit_rate"]),
        between=percent_between(tool.get("hit_low"), tool.get("hit_high")),
        chance=percent(tool.get("chance")),
        majority=percent(tool.get("majority")),
    )


def typing_more(summary: Mapping[str, Any]) -> list[str]:
    """When the short form says nothing, and how other methods would have done with the same questions."""
    tool = summary.get("typing_tool") or {}
    told = []
    if tool.get("hit_rate_classified") is not None and tool.get("threshold"):
        told.append(
            _(
                "It names a segment where its probability is %(threshold)s or more: for %(share)s of people, of whom "
                "%(hit)s get their own. For the others it says that it cannot be told.",
                threshold=percent(tool["threshold"]),
                share=percent(tool["classified_share"]),
                hit=percent(tool["hit_rate_classified"]),
            )
        )
    if tool.get("methods"):
        told.append(
            _(
                "Right with the same questions: multinomial logit %(logit)s, linear discriminants %(lda)s, "
                "classification tree %(tree)s.",
                **{name: percent(tool["methods"].get(name)) for name in ("logit", "lda", "tree")},
            )
        )
    return told


def typing_questions(summary: Mapping[str, Any]) -> list[str]:
    tool = summary.get("typing_tool") or {}
    return [text or name for name, text in zip(tool.get("items") or (), tool.get("texts") or (), strict=False)]


def typing_curve(summary: Mapping[str, Any]) -> Table | None:
    curve = (summary.get("typing_tool") or {}).get("curve") or ()
    if not curve:
        return None
    return Table(
        caption=_("What each further question adds"),
        columns=[_("Questions"), (_("Right"), "number")],
        rows=[[str(point["n_items"]), percent(point["hit_rate"])] for point in curve],
    )


def confusion_table(summary: Mapping[str, Any]) -> Table | None:
    confusion = (summary.get("typing_tool") or {}).get("confusion") or {}
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


def _part(row: Mapping[str, Any], code: str) -> float | None:
    """The share of a line that lies in one cell, whether the line holds people or shares."""
    people = sum(value or 0 for value in row.values())
    return (row.get(code) or 0) / people if people else None


def _diagonal(text: str, *, is_right: bool) -> Any:
    return strong(text) if is_right else text
