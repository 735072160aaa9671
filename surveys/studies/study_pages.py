"""Where one starts, the list of studies, and how a study is doing."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from surveys.presentation.quiz import quiz_tables
from surveys.presentation.waves import wave_rows
from surveys.presentation.ways import way_rows, ways_used
from surveys.services.studies.answers_by_version import answers_by_version
from surveys.services.studies.fieldwork import watch_fieldwork
from surveys.services.studies.quiz_figures import quiz_figures
from surveys.store import analyses, studies
from surveys.store.fieldwork import count_studies
from surveys.store.solutions import solution_of
from surveys.store.waves import waves_of_study
from surveys.studies.code_pages import pools_of
from surveys.studies.download_pages import export_choices
from surveys.studies.fieldwork_view import analysis_rows, show_fieldwork, step_words
from surveys.web.addresses import public_url
from surveys.web.lookup import find_fielded
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session


def home() -> ResponseReturnValue:
    """Everybody's first page: studies for researchers, reports for marketers, accounts for who arranges teams."""
    asker = current_asker()
    if asker.roles:
        return redirect(url_for("studies.index" if asker.teams() else "reports.index"), 303)
    return redirect(url_for("accounts.index" if asker.administrator else "accounts.own"), 303)


def index() -> ResponseReturnValue:
    session, asker = current_session(), current_asker()
    found = studies.all_studies(session, asker=asker)
    counts = count_studies(session, study_ids=[study.id for study in found], asker=asker)
    return render_template(
        "studies/index.html",
        studies=[(study, counts[study.id]) for study in found],
        name_teams=len(asker.teams()) > 1,
    )


def fieldwork(slug: str) -> ResponseReturnValue:
    fielded = find_fielded(slug)
    session, asker = current_session(), current_asker()
    watched = watch_fieldwork(
        session,
        study=fielded.study,
        questionnaire=fielded.questionnaire,
        version_ids=fielded.comparable_ids,
        asker=asker,
    )
    groups = answers_by_version(session, study=fielded.study, versions=fielded.versions, asker=asker)
    found = analyses.analyses_of_study(session, study_id=fielded.study.id, asker=asker)
    quiz = quiz_figures(
        session,
        study=fielded.study,
        questionnaire=fielded.questionnaire,
        version_ids=fielded.comparable_ids,
        asker=asker,
    )
    return render_template(
        "studies/fieldwork.html",
        study=fielded.study,
        fieldwork=watched,
        view=show_fieldwork(watched, study=fielded.study, questionnaire=fielded.questionnaire, groups=groups),
        quiz_tables=quiz_tables(quiz, fielded.questionnaire),
        analyses=analysis_rows(found, address=lambda number: url_for("analyses.analysis", slug=slug, number=number)),
        comparable=sum(one.run.state == "done" for one in found) > 1,
        solution=solution_of(session, study_id=fielded.study.id, asker=asker),
        waves=wave_rows(
            waves_of_study(session, study_id=fielded.study.id, asker=asker),
            address=lambda number: url_for("waves.wave", slug=slug, number=number),
        ),
        step_words=step_words,
        pools=pools_of(fielded.study),
        exports=export_choices(fielded.study),
        ways=way_rows(ways_used(session, study_id=fielded.study.id, asker=asker)),
        public_address=public_url("respondents.introduction", slug=slug),
    )
