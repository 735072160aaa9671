"""Stops and warnings that stay on the page, in words."""

from dataclasses import dataclass

from research.errors import Caution
from research.summary.nearly import nearly_words
from research.summary.schema import Summary
from research.summary.schema.told import Persona
from surveys.presentation.report.context import Context
from surveys.words import gettext as _
from surveys.words import grammar, told

OF_METHODS = frozenset(
    {
        "confirmed_without_weights",
        "consistency_not_telling",
        "correlations_smoothed",
        "criteria_disagree",
        "criteria_mostly_agree",
        "crowded_end",
        "item_without_factor",
        "low_alpha",
        "low_item_rest",
        "low_kmo_item",
        "not_screened",
        "omega_not_computed",
        "poor_configural_fit",
        "poor_fit",
        "rotation_ambiguous",
        "same_factor_twice",
        "screening_incomplete",
        "thin_factor",
    }
)
"""What only somebody who makes the analysis can do something about; it stands where the report says how it was made."""
SEVERITIES = ("stop", "warning", "note")


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One caution as a notice."""

    kind: str
    title: str
    text: str
    where: str
    advice: str
    of_methods: bool


def show_cautions(published: Summary, context: Context) -> list[Notice]:
    """All cautions, the gravest first; equal ones once."""
    ordered = sorted(published.warnings, key=lambda each: SEVERITIES.index(each.severity))
    return list(dict.fromkeys(_notice(each, context) for each in ordered))


def nearly_notices(persona: Persona) -> list[Notice]:
    """That a demographic target may reach the same people."""
    return [
        Notice(kind="warning", title=_("Take care"), text=told(said), where="", advice="", of_methods=False)
        for said in nearly_words(persona)
    ]


def _notice(caution: Caution, context: Context) -> Notice:
    kind = {"stop": "stop", "warning": "warning"}.get(caution.severity, "info")
    title = {"stop": _("Read this first"), "warning": _("Take care")}.get(caution.severity, _("Please note"))
    if caution.severity == "stop" and caution.code in context.accepted:
        title = _("Known limit: the research team accepted it before publishing")
    words = told(caution)
    where = [name for name in caution.where if name not in words]
    return Notice(
        kind=kind,
        title=title,
        text=words,
        where=", ".join(where),
        advice=grammar().advice(caution),
        of_methods=caution.severity != "stop" and caution.code in OF_METHODS,
    )
