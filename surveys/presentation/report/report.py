"""A whole report as one value, from the published summary: what every page and the file show."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.summary.schema import Summary
from surveys.presentation.report.cautions import Notice, nearly_notices, show_cautions
from surveys.presentation.report.contest import ContestView, show_contest
from surveys.presentation.report.context import Context
from surveys.presentation.report.figures import Charts
from surveys.presentation.report.how_made import HowMade, show_how_made
from surveys.presentation.report.links import Links
from surveys.presentation.report.overview import Overview, show_overview
from surveys.presentation.report.passport import PassportView, show_passports
from surveys.presentation.report.persona import PersonaView, show_persona
from surveys.presentation.report.words import counted, day_words
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything there is to show; made from the published summary alone."""

    context: Context
    eyebrow: str
    cautions: Sequence[Notice]
    nearly: Sequence[Notice]
    overview: Overview
    personas: Sequence[PersonaView]
    contest: ContestView
    passports: PassportView
    how_made: HowMade


def show_report(published: Summary, charts: Charts, *, context: Context, links: Links) -> Report:
    """Put a published summary into words and figures.

    `published` must have passed `research.disclosure.suppress`; nothing here can see the raw summary.
    """
    personas = enumerate(published.personas)
    return Report(
        context=context,
        eyebrow=_eyebrow(published, context),
        cautions=show_cautions(published, context),
        nearly=[notice for persona in published.personas for notice in nearly_notices(persona)],
        overview=show_overview(published, charts),
        personas=[show_persona(published, each, charts, place=place, links=links) for place, each in personas],
        contest=show_contest(published, charts),
        passports=show_passports(published, charts),
        how_made=show_how_made(published, charts, context),
    )


def _eyebrow(published: Summary, context: Context) -> str:
    parts = [_("Persona report")]
    if context.version is not None:
        parts = [_("Persona report, version %(n)d", n=context.version)]
    if context.published_on is not None:
        parts.append(_("published on %(day)s", day=day_words(context.published_on)))
    parts.append(_("answers of %(n)s people", n=counted(published.data.n_analysed)))
    return " · ".join(parts)
