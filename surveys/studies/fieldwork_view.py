"""The fieldwork page: what was counted, as stats, tables and sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date, format_datetime

from surveys.models import Analysis, QuestionnaireVersion, Study
from surveys.presentation.numbers import decimal, percent, whole
from surveys.presentation.table import Table, with_hint
from surveys.presentation.words import SIGNS, ending_words, purpose_words, state_words
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.endings import ENDING_KINDS
from surveys.questionnaire.terms import StudyTerms
from surveys.services.studies.answers_by_version import AnsweredGroup
from surveys.services.studies.fieldwork import SPARK_POINTS, ConsentShare, ConsentWords, Fieldwork, Step
from surveys.store.fieldwork import VersionCount
from surveys.studies.timeline import Timeline, place_bars
from surveys.words import gettext as _
from surveys.words import ngettext

DAY = "d MMM y"
LANGUAGE_NAMES = {
    "en": "English", "ms": "Bahasa Melayu", "mt": "Malti", "fi": "Suomi", "zh-Hans": "简体中文", "ar": "العربية",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Stat:
    value: str
    label: str
    base: str
    line: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class FieldworkView:
    """Everything the template shows."""

    stats: tuple[Stat, ...]
    wide: Timeline | None
    narrow: Timeline | None
    days: Table
    funnel: Table | None
    funnel_finding: str
    quality: Table | None
    endings: Table | None
    quotas: Table | None
    consents: Table | None
    languages: Table | None
    terms: tuple[tuple[str, str], ...]
    versions: Table


def show_fieldwork(
    fieldwork: Fieldwork, *, study: Study, questionnaire: Questionnaire, groups: Sequence[AnsweredGroup]
) -> FieldworkView:
    return FieldworkView(
        stats=five_numbers(fieldwork),
        wide=place_bars(fieldwork.steps, width=720, height=200),
        narrow=place_bars(fieldwork.steps, width=340, height=170),
        days=_days(fieldwork.steps),
        funnel=_funnel(fieldwork, questionnaire),
        funnel_finding=_funnel_finding(fieldwork, questionnaire),
        quality=_quality(fieldwork),
        endings=_endings(fieldwork),
        quotas=_quotas(fieldwork),
        consents=_consents(fieldwork, study, questionnaire),
        languages=_languages(fieldwork),
        terms=_terms(study),
        versions=_versions(groups),
    )


def five_numbers(fieldwork: Fieldwork) -> tuple[Stat, ...]:
    """Started, completed, completion, minutes, flagged: each with its line."""
    steps = _last_steps(fieldwork.steps)
    quality = fieldwork.quality
    newest = _("newest %(n)s", n=whole(quality.n_looked_at))
    completion = tuple(step.completed / step.started for step in steps if step.started)
    return (
        Stat(
            value=whole(fieldwork.started),
            label=_("started"),
            base=_("responses"),
            line=tuple(float(step.started) for step in steps),
        ),
        Stat(
            value=whole(fieldwork.completed),
            label=_("completed"),
            base=_("of %(n)s started", n=whole(fieldwork.started)),
            line=tuple(float(step.completed) for step in steps),
        ),
        Stat(
            value=percent(fieldwork.completion_share),
            label=_("completion"),
            base=_("completed of started"),
            line=completion,
        ),
        Stat(
            value=decimal(quality.median_minutes, 1), label=_("minutes, median"), base=newest, line=quality.minutes_line
        ),
        Stat(value=percent(quality.flagged_share, 1), label=_("worth a look"), base=newest, line=quality.flagged_line),
    )


def _day(moment: date) -> str:
    """A day that is never broken over two lines."""
    return str(format_date(moment, format=DAY)).replace(" ", "\u00a0")


def _last_steps(steps: Sequence[Step]) -> Sequence[Step]:
    return steps[-SPARK_POINTS:]


def _days(steps: Sequence[Step]) -> Table:
    shown = [step for step in reversed(steps) if step.started]
    return Table(
        caption=_("Responses over time"),
        columns=[_("Days"), (_("Started"), "number"), (_("Completed since"), "number")],
        rows=[[step_words(step), whole(step.started), whole(step.completed)] for step in shown],
    )


def step_words(step: Step) -> str:
    first = _day(step.first_day)
    if step.first_day == step.last_day:
        return first
    return _("%(first)s to %(last)s", first=first, last=_day(step.last_day))


def _page_titles(questionnaire: Questionnaire) -> Mapping[str, str]:
    language = questionnaire.language
    return {
        page.name: (page.title or section.title).in_language(language, language)
        for section in questionnaire.sections
        for page in section.pages
    }


def _funnel(fieldwork: Fieldwork, questionnaire: Questionnaire) -> Table | None:
    if not fieldwork.funnel:
        return None
    titles = _page_titles(questionnaire)
    return Table(
        caption=_("How far people came"),
        columns=[_("Page"), (_("Answered"), "number"), (_("Of started"), "number"), (_("Left before"), "number")],
        rows=[
            [
                f"{page.number}. {titles.get(page.name, page.name)}",
                whole(page.answered),
                percent(page.share),
                whole(page.lost),
            ]
            for page in fieldwork.funnel
        ],
        base=ngettext(
            "Base: one response given page by page.",
            "Base: %(n)s responses given page by page.",
            fieldwork.paged_responses,
            n=whole(fieldwork.paged_responses),
        ),
    )  # fmt: skip


def _funnel_finding(fieldwork: Fieldwork, questionnaire: Questionnaire) -> str:
    if not fieldwork.funnel:
        return _("These responses were not given page by page, so there is no drop-off to show.")
    worst = max(fieldwork.funnel, key=lambda page: page.lost)
    if not worst.lost:
        return _("Everybody who started came through every page.")
    title = _page_titles(questionnaire).get(worst.name, worst.name)
    return _("Most people leave before page %(number)s, “%(title)s”: %(n)s of %(all)s.",
             number=worst.number, title=title, n=whole(worst.lost), all=whole(fieldwork.paged_responses))  # fmt: skip


def _quality(fieldwork: Fieldwork) -> Table | None:
    quality = fieldwork.quality
    if not quality.signs:
        return None
    return Table(
        caption=_("Signs of careless answering"),
        columns=[_("Sign"), (_("Responses"), "number"), (_("Share"), "number")],
        rows=[[str(SIGNS[sign.name]), whole(sign.n), percent(sign.share, 1)] for sign in quality.signs],
        foot=[_("At least one"), whole(quality.flagged), percent(quality.flagged_share, 1)],
        base=ngettext(
            "Base: the newest completed response. A sign is a reason to look, not to delete; the analysis screens "
            "more thoroughly.",
            "Base: the newest %(n)s completed responses. A sign is a reason to look, not to delete; the analysis "
            "screens more thoroughly.",
            quality.n_looked_at,
            n=whole(quality.n_looked_at),
        ),
    )


def _endings(fieldwork: Fieldwork) -> Table | None:
    """Only where somebody was turned away: that people complete a study stands above."""
    if not fieldwork.endings.keys() - {"complete"}:
        return None
    words = ending_words()
    return Table(
        caption=_("How it ended"),
        columns=[_("Ending"), (_("People"), "number")],
        rows=[[words[kind], whole(fieldwork.endings[kind])] for kind in ENDING_KINDS if kind in fieldwork.endings],
    )


def _quotas(fieldwork: Fieldwork) -> Table | None:
    if not fieldwork.quotas:
        return None
    return Table(
        caption=_("Quotas"),
        columns=[_("Quota"), (_("Filled"), "number"), (_("Kept at the moment"), "number"), (_("Limit"), "number")],
        rows=[
            [quota.name, whole(places.filled), whole(places.reserved), whole(quota.limit)]
            for quota, places in fieldwork.quotas
        ],
        base=_("A place is kept for somebody who is answering, and free again where they go away."),
    )


def _consents(fieldwork: Fieldwork, study: Study, questionnaire: Questionnaire) -> Table | None:
    if not fieldwork.consents:
        return None
    terms = StudyTerms.model_validate(study.terms)
    language = questionnaire.language
    texts: dict[str, str] = {purpose.name: purpose.text.in_language(language, language) for purpose in terms.purposes}
    people = max(row.asked for row in fieldwork.consents)  # who was not asked for a purpose did not agree to it
    return Table(
        caption=_("Consent by purpose"),
        columns=[_("Purpose"), (_("Agree today"), "number"), (_("Share"), "number"), (_("People"), "number")],
        rows=[
            [with_hint(label, hint), whole(given), percent(given / people), whole(people)]
            for row in fieldwork.consents
            for label, hint, given in _by_words(row, texts.get(row.purpose, ""))
        ],
        base=_(
            "The last word of each person counts: consent that was taken back is not in “agree today”. Consent to "
            "earlier words covers only what these said."
        ),
    )  # fmt: skip


def _by_words(row: ConsentShare, today: str) -> Iterator[tuple[str, str, int]]:
    """Who agrees to the words of today, to each of the earlier ones, and elsewhere: label, sentence, people."""
    purpose = purpose_words(row.purpose)
    yield purpose, today, sum(words.given for words in row.words if words.in_force)
    for words in row.words:
        if words.reported_by is not None:
            yield _("%(purpose)s, agreed elsewhere", purpose=purpose), _elsewhere(words), words.given
        elif not words.in_force:
            yield _("%(purpose)s, in earlier words", purpose=purpose), words.text, words.given


def _elsewhere(words: ConsentWords) -> str:
    """Who vouches for a consent that was not given here, and by which words it was given."""
    who = words.reported_by or _("nobody was named")
    return _("They saw no sentence of this study. Who says that they agreed: %(who)s. By which words: %(words)s",
             who=who.rstrip("."), words=words.text or _("not written down"))  # fmt: skip


def _languages(fieldwork: Fieldwork) -> Table | None:
    if len(fieldwork.languages) < 2:
        return None
    return Table(
        caption=_("Languages"),
        columns=[_("Language"), (_("Responses"), "number"), (_("Share"), "number")],
        rows=[
            [LANGUAGE_NAMES.get(code, code), whole(n), percent(n / fieldwork.started)]
            for code, n in fieldwork.languages
        ],
    )


def _terms(study: Study) -> tuple[tuple[str, str], ...]:
    terms = StudyTerms.model_validate(study.terms)
    modes = {
        "research": _("Research: only figures about groups are shown outside the team"),
        "profiling": _("Profiling: people may be addressed, as far as each of them agreed"),
    }
    return (
        (_("Mode"), modes[study.mode]),
        (_("Anonymous"), _("Yes: answers cannot be joined to a person") if study.anonymous else _("No")),
        (_("Smallest group shown"), _("%(n)d people", n=study.smallest_group)),
        (_("Open until"), str(format_date(study.ends_on, format="d MMMM y"))),
        *_deadline(terms),
        (_("Answers are erased on"), str(format_date(study.erase_on, format="d MMMM y"))),
        (_("Minutes announced"), str(terms.minutes)),
        (_("Contact"), terms.contact),
    )


def _deadline(terms: StudyTerms) -> tuple[tuple[str, str], ...]:
    if terms.deadline is None:
        return ()
    return ((_("Nothing is taken after"), str(format_datetime(terms.deadline, "d MMMM y, HH:mm ZZZZ", rebase=False))),)


def _versions(groups: Sequence[AnsweredGroup]) -> Table:
    """Every version, the newest first, with its answers; a line of sums under each group would say it twice."""
    answered = [each for group in groups for each in zip(group.versions, group.counts, strict=True)]
    apart = {group.versions[0].number for group in groups}
    return Table(
        caption=_("Versions of the questionnaire"),
        columns=[
            _("Version"),
            _("Published"),
            _("Against the one before"),
            (_("Started"), "number"),
            (_("Completed"), "number"),
            (_("To analyse"), "number"),
        ],
        rows=[_version_row(version, count, apart=version.number in apart) for version, count in reversed(answered)],
        base=_("To analyse: completed by people who agree today to what an analysis needs.") if answered else "",
    )


def _version_row(version: QuestionnaireVersion, count: VersionCount, *, apart: bool) -> list[str]:
    changes = {
        "first": _("First version"),
        "same": _("Nothing changed"),
        "cosmetic": _("Wording only"),
        "comparable": _("Answers can stand side by side"),
        "breaking": _("Answers before it are not analysed with those after it"),
        "asked again": _("A consent has other words, and is asked again"),
    }
    change = "asked again" if version.change == "breaking" and not apart else version.change
    counts = (count.started, count.completed, count.analysable)
    return [
        str(version.number),
        _day(version.published_at),
        changes.get(change, change),
        *map(whole, counts),
    ]


def analysis_rows(analyses: Sequence[Analysis], *, address: Any) -> Table:
    """The analyses of a study, the newest first."""
    return Table(
        caption=_("Analyses"),
        columns=[_("Analysis"), _("State"), _("Persona report"), _("Asked for"), _("By"), (_("People"), "number")],
        rows=[
            [
                {"text": _("Analysis %(n)d", n=analysis.number), "href": address(analysis.number)},
                state_words(analysis.run.state),
                _report_words(analysis),
                _day(analysis.run.requested_at),
                analysis.run.requested_by.name if analysis.run.requested_by else _("The command line"),
                whole(analysis.n_responses),
            ]
            for analysis in analyses
        ],
    )


def _report_words(analysis: Analysis) -> str:
    if analysis.published_at is not None:
        return _("Published, but out of date") if analysis.stale_since else _("Published")
    return _("Out of date") if analysis.stale_since else "–"
