"""The marketer's pages: which address shows which part of a published report."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.errors import Missing
from surveys.exports.file import text_file
from surveys.exports.report_html import render_report_file
from surveys.exports.sending import send
from surveys.presentation.report.context import Context
from surveys.presentation.report.links import item_id
from surveys.presentation.report.report import Report, show_report
from surveys.presentation.report.words import counted, day_words
from surveys.questionnaire.terms import StudyTerms
from surveys.store.reports import PublishedReport, published_lines
from surveys.web.language import choose_language, current_language
from surveys.web.lookup import find_report
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _

blueprint = Blueprint("reports", __name__)


@blueprint.before_request
def speak_english() -> None:
    """Findings are written in English, so the page around them is too: one language and one direction."""
    choose_language(("en",), default="en")


class PageLinks:
    """Pages of one report."""

    in_file = False

    def __init__(self, slug: str) -> None:
        self._slug = slug

    def overview(self) -> str:
        return url_for("reports.report", slug=self._slug)

    def persona(self, code: str) -> str:
        return url_for("reports.persona", slug=self._slug, code=code)

    def contest(self) -> str:
        return url_for("reports.contest", slug=self._slug)

    def same_passport(self) -> str:
        return url_for("reports.same_passport", slug=self._slug)

    def how_made(self) -> str:
        return url_for("reports.how_made", slug=self._slug)

    def item(self, code: str, variable: str) -> str:
        return f"{self.persona(code)}#{item_id(code, variable)}"


@blueprint.get("/reports", endpoint="index")
def show_index() -> ResponseReturnValue:
    rows = [
        {
            "slug": line.slug,
            "title": line.title,
            "simulated": line.simulated,
            "stale": line.stale,
            "words": _("Version %(n)d, published on %(day)s, %(people)s responses",
                       n=line.number, day=day_words(line.published_at.date()), people=counted(line.people)),
        }
        for line in published_lines(current_session(), asker=current_asker())
    ]  # fmt: skip
    return render_template("reports/index.html", rows=rows)


@blueprint.get("/reports/<slug>", endpoint="report")
def show_overview(slug: str) -> ResponseReturnValue:
    report = _report(slug)
    return _page("report", slug, report, title=_("Personas"), personas=_personas(report, slug))


@blueprint.get("/reports/<slug>/personas/<code>", endpoint="persona")
def show_persona(slug: str, code: str) -> ResponseReturnValue:
    report = _report(slug)
    codes = [each.code for each in report.personas]
    if code not in codes:
        raise Missing(_("There is no such persona in this report."), _("Choose one of its personas."))
    place = codes.index(code)
    persona = report.personas[place]
    return _page(
        "persona",
        slug,
        report,
        title=f"{persona.code} {persona.name}".strip(),
        personas=_personas(report, slug, current=code),
        persona=persona,
        previous=report.personas[place - 1] if place else None,
        next=report.personas[place + 1] if place + 1 < len(codes) else None,
    )


@blueprint.get("/reports/<slug>/contest", endpoint="contest")
def show_contest(slug: str) -> ResponseReturnValue:
    return _page("contest", slug, _report(slug), title=_("Who against why"))


@blueprint.get("/reports/<slug>/same-passport", endpoint="same_passport")
def show_same_passport(slug: str) -> ResponseReturnValue:
    report = _report(slug)
    asked = request.args.get("cell", default=0, type=int)
    cells = report.passports.passports
    chosen = next((each for each in cells if each.place == asked), cells[0] if cells else None)
    return _page("same_passport", slug, report, title=_("Same passport"), chosen=chosen)


@blueprint.get("/reports/<slug>/how-made", endpoint="how_made")
def show_how_made(slug: str) -> ResponseReturnValue:
    return _page("how_made", slug, _report(slug), title=_("How this was made"))


@blueprint.get("/reports/<slug>/file", endpoint="file")
def send_file(slug: str) -> ResponseReturnValue:
    """The whole report as one HTML file to keep, print or send."""
    found = find_report(slug)
    text = render_report_file(
        found.summary, found.charts, context=_context_of(found), language=current_language()
    )  # fmt: skip
    return send(text_file(f"{slug}-personas-version-{found.line.number}.html", "text/html", text))


def _context_of(found: PublishedReport) -> Context:
    line = found.line
    note = StudyTerms.model_validate(found.terms).note
    return Context(
        title=line.title,
        version=line.number,
        published_on=line.published_at.date(),
        simulated=line.simulated,
        note="" if note is None else note.in_language(current_language(), "en"),
        accepted=found.accepted,
        stale=line.stale,
        some_left_out=found.some_left_out,
        checked=None if found.check is None else (found.check.verdict, found.check.people, found.check.at.date()),
    )


def _report(slug: str) -> Report:
    found = find_report(slug)
    return show_report(found.summary, found.charts, context=_context_of(found), links=PageLinks(slug))


def _page(endpoint: str, slug: str, report: Report, *, title: str, **more: Any) -> str:
    parts = [
        ("reports.report", _("Personas"), endpoint in ("report", "persona")),
        ("reports.contest", _("Who against why"), endpoint == "contest"),
        ("reports.same_passport", _("Same passport"), endpoint == "same_passport"),
        ("reports.how_made", _("How this was made"), endpoint == "how_made"),
    ]
    return render_template(
        f"reports/{endpoint}.html",
        report=report,
        links=PageLinks(slug),
        slug=slug,
        page_title=title,
        crumbs=[(_("Persona reports"), url_for("reports.index")), (report.context.title, None)],
        subnav_items=[(label, url_for(name, slug=slug), current) for name, label, current in parts],
        subnav_label=_("Parts of this report"),
        report_url=url_for("reports.report", slug=slug),
        **more,
    )


def _personas(report: Report, slug: str, *, current: str = "") -> list[tuple[str, str, str, bool, int]]:
    links = PageLinks(slug)
    return [
        (each.code, each.name, links.persona(each.code), each.code == current, each.number) for each in report.personas
    ]
