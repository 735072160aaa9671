"""A whole report as one value, from the published summary: what every page and the file show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.reports.cautions_view import Notice, show_cautions
from surveys.reports.contest_view import ContestView, show_contest
from surveys.reports.context import Context
from surveys.reports.figures import Charts
from surveys.reports.how_made_view import HowMade, show_how_made
from surveys.reports.links import Links
from surveys.reports.overview_view import Overview, show_overview
from surveys.reports.passport_view import PassportView, show_passports
from surveys.reports.persona_view import Persona, show_persona
from surveys.reports.words import counted, day_words
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything there is to show; made from the published summary alone."""

    context: Context
    eyebrow: str
    cautions: Sequence[Notice]
    overview: Overview
    personas: Sequence[Persona]
    contest: ContestView
    passports: PassportView
    how_made: HowMade


def show_report(published: Mapping[str, Any], charts: Charts, *, context: Context, links: Links) -> Report:
    """Put a published summary into words and figures.

    `published` must have passed `research.disclosure.suppress`; nothing here can see the raw summary.
    """
    people = published.get("personas") or ()
    return Report(
        context=context,
        eyebrow=_eyebrow(published, context),
        cautions=show_cautions(published, context),
        overview=show_overview(published, charts),
        personas=[show_persona(published, charts, place=place, links=links) for place in range(len(people))],
        contest=show_contest(published, charts),
        passports=show_passports(published, charts),
        how_made=show_how_made(published, charts, context),
    )


def _eyebrow(published: Mapping[str, Any], context: Context) -> str:
    parts = [_("Persona report")]
    if context.version is not None:
        parts = [_("Persona report, version %(n)d", n=context.version)]
    if context.published_on is not None:
        parts.append(_("published on %(day)s", day=day_words(context.published_on)))
    parts.append(_("n = %(n)s", n=counted((published.get("data") or {}).get("n_analysed"))))
    return " · ".join(parts)
