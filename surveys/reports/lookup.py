"""Finding a published report; one that is not published does not exist for anybody here."""

from surveys.errors import Missing
from surveys.presentation.report.context import Context
from surveys.questionnaire.terms import StudyTerms
from surveys.store.reports import PublishedReport, ReportLine, published_report
from surveys.web.addresses import is_slug
from surveys.web.language import current_language
from surveys.web.transaction import current_session
from surveys.words import gettext as _


def find_report(slug: str) -> PublishedReport:
    found = published_report(current_session(), slug=slug) if is_slug(slug) else None
    if found is None:
        raise Missing(_("There is no published report of this study."), _("Look for it in the list of reports."))
    return found


def context_of(found: PublishedReport) -> Context:
    line: ReportLine = found.line
    return Context(
        title=line.title,
        version=line.number,
        published_on=line.published_at.date(),
        simulated=line.simulated,
        note=_note(found),
        accepted=found.accepted,
        stale=line.stale,
        checked=None if found.check is None else (found.check.verdict, found.check.people, found.check.at.date()),
    )


def _note(found: PublishedReport) -> str:
    note = StudyTerms.model_validate(found.terms).note
    return "" if note is None else note.in_language(current_language(), "en")
