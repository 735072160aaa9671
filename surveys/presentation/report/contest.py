"""The contest: which view tells more about what people do, out of sample; the sentence stands either way."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.declared import Number
from research.summary.schema import Summary
from research.summary.schema.proved import Outcome
from research.summary.schema.segmented import Prediction
from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.words import between, counted, percent, plain
from surveys.words import gettext as _
from surveys.words import ngettext, told

MOST_REASONS = 8
WHY_NOT = ("contest_contradicts", "outcome_formed_groups", "no_outcome", "no_demographics")
"""Cautions that say why there is no contest."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """One outcome: its picture, and what each view rests on."""

    title: str
    more: Sequence[str]
    figure: Figure
    reasons: Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class ContestView:
    rounds: Sequence[Round]
    score: str
    reverse: str
    reverse_facts: Sequence[tuple[str, str]]
    missing: str


def show_contest(published: Summary, charts: Charts) -> ContestView:
    prediction = published.segments.demographics_predict
    return ContestView(
        rounds=[_round(name, found, charts) for name, found in published.contrast.items()],
        score=_score(list(published.contrast.values())),
        reverse=told(prediction.words) if prediction else "",
        reverse_facts=_reverse_facts(prediction) if prediction else [],
        missing=_missing(published),
    )


def _score(outcomes: Sequence[Outcome]) -> str:
    """Who won how often."""
    wins = [found.winner for found in outcomes]
    why, who = wins.count("psychographics"), wins.count("demographics")
    itself = wins.count("itself")
    none = len(wins) - why - who - itself
    parts = [(_why_wins, why), (_who_wins, who), (_itself_wins, itself), (_nobody_wins, none)]
    return " ".join(words(times, len(wins)) for words, times in parts if times)


def _why_wins(n: int, of: int) -> str:
    return ngettext(
        "Why people act tells more about the one outcome.",
        "Why people act tells more about %(n)d of %(num)d outcomes.",
        of,
        n=n,
    )


def _who_wins(n: int, of: int) -> str:
    return ngettext(
        "Who they are tells more about the one outcome.",
        "Who they are tells more about %(n)d of %(num)d outcomes.",
        of,
        n=n,
    )


def _itself_wins(n: int, of: int) -> str:
    return ngettext(
        "Attitudes to the thing itself tell most about the one outcome, and say little of why.",
        "Attitudes to the thing itself tell most about %(n)d of %(num)d outcomes, and say little of why.",
        of,
        n=n,
    )


def _nobody_wins(n: int, of: int) -> str:
    return ngettext(
        "Neither view wins for the one outcome.", "Neither view wins for %(n)d of %(num)d outcomes.", of, n=n
    )


def _missing(published: Summary) -> str:
    why = (told(each) for each in published.warnings if each.code in WHY_NOT)
    return next(why, _("There was nothing to compare."))


def _round(name: str, found: Outcome, charts: Charts) -> Round:
    metric = "AUC" if found.metric == "auc" else "R²"
    figure = make_figure(
        charts,
        f"contest.{name}",
        finding=told(found.words),
        reading=_reading(found),
        base=_(
            "n = %(n)s people who answered the question. Every figure is for people whom the model had not seen.",
            n=counted(found.n),
        ),
        columns=[_("What is known of people"), number(metric), number(_("Spread over repeats"))],
        rows=[[view, plain(value), _spread(low, high)] for view, value, low, high in _views(found)],
    )
    return Round(title=found.text, more=_more(found), figure=figure, reasons=_reasons(found))


def _more(found: Outcome) -> list[str]:
    """Why the finding says little of why, and what personas alone tell."""
    return [told(said) for said in (found.about, found.price_words) if said is not None]


def _views(found: Outcome) -> list[tuple[str, Number, Number, Number]]:
    sides = [
        (_("Demographics"), found.demographics, found.demographics_low, found.demographics_high),
        (_("Psychographics"), found.psychographics, found.psychographics_low, found.psychographics_high),
        (_("Both"), found.both, found.both_low, found.both_high),
    ]
    alone = (_("Persona alone"), found.personas, found.personas_low, found.personas_high)
    return sides if found.personas is None else [*sides, alone]


def _spread(low: Number, high: Number) -> str:
    return between(plain(low), plain(high))


def _reading(found: Outcome) -> str:
    known, other = plain(found.psychographics), plain(found.demographics)
    if found.metric == "auc":
        return _(
            "AUC is how often the model puts a person who does this above one who does not: 0.50 is guessing, 1.00 is "
            "always right. Psychographics reach %(known)s, demographics %(other)s.",
            known=known,
            other=other,
        )
    return _(
        "R² is the share of the differences between people that can be told in advance: 0 is nothing, 1 is everything. "
        "Psychographics tell %(known)s, demographics %(other)s.",
        known=known,
        other=other,
    )


def _reasons(found: Outcome) -> list[list[str]]:
    sides = {"demographics": _("Who"), "psychographics": _("Why")}
    ordered = sorted(found.importance, key=lambda each: -(each.value or 0))
    return [
        [each.text, sides.get(each.set, each.set), plain(each.value), _spread(each.low, each.high)]
        for each in ordered[:MOST_REASONS]
    ]


def _reverse_facts(prediction: Prediction) -> list[tuple[str, str]]:
    if prediction.hit_rate is None:
        return []
    facts = [
        (_("Right persona from demographics alone"), prediction.hit_rate),
        (_("Always saying the largest persona"), prediction.majority),
        (_("Guessing"), prediction.chance),
    ]
    return [(words, percent(share)) for words, share in facts if share is not None]
