"""The contest: which view tells more about what people do, out of sample; the sentence stands either way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.words import counted, percent, plain
from surveys.words import gettext as _

MOST_REASONS = 8


@dataclass(frozen=True, kw_only=True)
class Round:
    """One outcome: its picture, and what each view rests on."""

    title: str
    figure: Figure
    reasons: Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class ContestView:
    rounds: Sequence[Round]
    score: str
    reverse: str
    reverse_facts: Sequence[tuple[str, str]]
    missing: str


def show_contest(published: Mapping[str, Any], charts: Charts) -> ContestView:
    contrast: Mapping[str, Mapping[str, Any]] = published.get("contrast") or {}
    prediction = (published.get("segments") or {}).get("demographics_predict")
    return ContestView(
        rounds=[_round(name, found, charts) for name, found in contrast.items()],
        score=_score(contrast),
        reverse=str(prediction["words"]) if prediction else "",
        reverse_facts=_reverse_facts(prediction),
        missing=_missing(published),
    )


def _score(contrast: Mapping[str, Mapping[str, Any]]) -> str:
    """Who won how often."""
    if not contrast:
        return ""
    wins = [found["winner"] for found in contrast.values()]
    why, who = wins.count("psychographics"), wins.count("demographics")
    none = len(wins) - why - who
    parts = []
    if why:
        parts.append(_("Why people act tells more about %(n)d of %(all)d outcomes.", n=why, all=len(wins)))
    if who:
        parts.append(_("Who they are tells more about %(n)d of %(all)d outcomes.", n=who, all=len(wins)))
    if none:
        parts.append(_("%(n)d of %(all)d outcomes are undecided.", n=none, all=len(wins)))
    return " ".join(parts)


def _missing(published: Mapping[str, Any]) -> str:
    for caution in published.get("warnings") or ():
        if caution["code"] in ("no_outcome", "no_demographics"):
            return str(caution["text"])
    return _("There was nothing to compare.")


def _round(name: str, found: Mapping[str, Any], charts: Charts) -> Round:
    views = {
        "demographics": _("Demographics"),
        "psychographics": _("Psychographics"),
        "both": _("Both"),
    }
    rows = [
        [words, plain(found[view]), f"{plain(found[f'{view}_low'])} {_('to')} {plain(found[f'{view}_high'])}"]
        for view, words in views.items()
    ]
    metric = "AUC" if found["metric"] == "auc" else "R²"
    columns = [_("What is known of people"), number(metric), number(_("Spread over repeats"))]
    base = _("n = %(n)s. Every figure is for people whom the model had not seen.", n=counted(found["n"]))
    figure = make_figure(
        charts,
        f"contest.{name}",
        finding=found["words"],
        reading=_reading(found),
        base=base,
        columns=columns,
        rows=rows,
    )
    return Round(title=found["text"], figure=figure, reasons=_reasons(found))


def _reading(found: Mapping[str, Any]) -> str:
    known = plain(found["psychographics"])
    if found["metric"] == "auc":
        return _(
            "AUC is how often the model puts a person who does this above one who does not: 0.50 is guessing, 1.00 is "
            "always right. Psychographics reach %(known)s, demographics %(other)s.",
            known=known,
            other=plain(found["demographics"]),
        )
    return _(
        "R² is the share of the differences between people that can be told in advance: 0 is nothing, 1 is everything. "
        "Psychographics tell %(known)s, demographics %(other)s.",
        known=known,
        other=plain(found["demographics"]),
    )


def _reasons(found: Mapping[str, Any]) -> list[list[str]]:
    sides = {"demographics": _("Who"), "psychographics": _("Why")}
    ordered = sorted(found.get("importance") or (), key=lambda each: -(each["value"] or 0))
    return [
        [
            each["text"],
            sides.get(each["set"], each["set"]),
            plain(each["value"]),
            f"{plain(each['low'])} {_('to')} {plain(each['high'])}",
        ]
        for each in ordered[:MOST_REASONS]
    ]


def _reverse_facts(prediction: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    if not prediction or prediction.get("hit_rate") is None:
        return []
    facts = [(_("Right persona from demographics alone"), percent(prediction["hit_rate"]))]
    if prediction.get("majority") is not None:
        facts.append((_("Always saying the largest persona"), percent(prediction["majority"])))
    if prediction.get("chance") is not None:
        facts.append((_("Guessing"), percent(prediction["chance"])))
    return facts
