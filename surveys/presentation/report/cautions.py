"""Stops and warnings that stay on the page, in words."""

from dataclasses import dataclass

from research.errors import Caution
from research.summary.schema import Summary
from surveys.presentation.report.context import Context
from surveys.words import gettext as _
from surveys.words import grammar, told

SEVERITIES = ("stop", "warning", "note")


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One caution as a notice."""

    kind: str
    title: str
    text: str
    advice: str


def show_cautions(published: Summary, context: Context) -> list[Notice]:
    """All cautions, the gravest first; equal ones once."""
    ordered = sorted(published.warnings, key=lambda each: SEVERITIES.index(each.severity))
    return list(dict.fromkeys(_notice(each, context) for each in ordered))


def _notice(caution: Caution, context: Context) -> Notice:
    kind = {"stop": "stop", "warning": "warning"}.get(caution.severity, "info")
    title = {"stop": _("Read this first"), "warning": _("Take care")}.get(caution.severity, _("Please note"))
    if caution.severity == "stop" and caution.code in context.accepted:
        title = _("Known limit: the research team accepted it before publishing")
    words = told(caution)
    where = [name for name in caution.where if name not in words]
    text = f"{words} ({', '.join(where)})" if where else words
    return Notice(kind=kind, title=title, text=text, advice=grammar().advice(caution))
