"""What the site whose every page is visited holds: studies, answers, an analysis in every state, a published report.

Everything goes through the services; only a study that has ended and analyses that never finish are set by hand.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from surveys.analyses.forms import proposed_plan
from surveys.models import Analysis, Study, Wave
from surveys.models.base import utc_now
from surveys.questionnaire.codebook import build_codebook
from surveys.questionnaire.formats.study_file import read_study_file
from surveys.questionnaire.pictures import pictures_in
from surveys.questionnaire.terms import FileReward
from surveys.questionnaire.texts import LocalText
from surveys.services.analyses.lock_solution import lock_solution
from surveys.services.analyses.publish_report import acknowledge_stop, open_stops, publish_report
from surveys.services.analyses.request_analysis import request_analysis
from surveys.services.analyses.request_wave import default_period, request_wave
from surveys.services.studies.import_responses import import_responses
from surveys.services.studies.publish_questionnaire import publish_questionnaire
from surveys.store.asker import Asker
from surveys.store.database import Database
from surveys.working import work_off_here
from tests.browser.people import shoppers
from tests.pictures import a_picture

STUDIES = Path(__file__).parent / "studies"
SHOPPING, EVERY_KIND, WEIGHING, ENDED = "how-we-shop", "every-kind", "weighing", "ended"
PEOPLE = 300
DRAFT, RUNNING, CANCELLED, FAILED, PUBLISHED = 1, 2, 3, 4, 5
"""Numbers of the analyses of the shopping study."""
_FAILURE = {"code": "x", "text": "The worker was interrupted twice.", "advice": "Start it again.", "where": ["thrift"]}
EVERYTHING: dict[str, Any] = {
    "margins": {"gender": {"1": 0.5, "2": 0.5}},
    "confirm": True,
    "compare_across": "gender",
    "side_by_side": True,
    "replicates": 10,
}
"""What a plan may ask for: the published analysis has it all, the draft nothing of it."""
HELD, COMPARING, GIVEN_UP = 1, 2, 3
"""Numbers of the comparisons of the shopping study's new answers with its solution."""
NEW_PEOPLE = 120
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def study_words(name: str) -> str:
    """A study file of this folder, as somebody wrote it."""
    return (STUDIES / f"{name}.yaml").read_text(encoding="utf-8")


def publish(session: Session, name: str, *, accept_breaking: bool = False, **terms: Any) -> Study:
    """One of the study files, with its reward files."""
    written = read_study_file(study_words(name))
    study_file = written.model_copy(update={"study": written.study.model_copy(update=terms)})
    files = {reward.file: PDF for reward in study_file.study.rewards if isinstance(reward, FileReward)}
    files |= {picture.file: a_picture(size=(640, 480)) for picture in pictures_in(study_file.questionnaire)}
    return publish_questionnaire(
        session, asker=Asker.system(), study_file=study_file, files=files, accept_breaking=accept_breaking
    ).study


def reword(session: Session, name: str, *, slug: str) -> Study:
    """The same study again, where people agree to other sentences than before."""
    purposes = tuple(
        purpose.model_copy(update={"text": LocalText(by_language={"en": "In other words.", "ar": "بكلمات أخرى."})})
        for purpose in read_study_file(study_words(name)).study.purposes
    )
    return publish(session, name, slug=slug, purposes=purposes, accept_breaking=True)


def fill(database: Database) -> None:
    """Put in everything there is to visit."""
    with database.writing() as session:
        publish(session, "every_kind")  # the first, so that its rewards are numbers 1 and 2
        publish(session, "weighing")
        shopping = publish(session, "how_we_shop", simulated=True, note=LocalText.plain("Made up for tests."))
        publish(session, "how_we_shop", slug=ENDED).state = "closed"
    _import(database, shopping, shoppers(PEOPLE + NEW_PEOPLE).iloc[:PEOPLE])
    with database.writing() as session:
        choices = {CANCELLED: {"margins": {"gender": {"1": 0.6, "3": 0.4}}}, PUBLISHED: EVERYTHING}  # nobody gave 3
        numbers = (DRAFT, RUNNING, CANCELLED, FAILED, PUBLISHED)
        numbered = {number: _request(session, shopping, **choices.get(number, {})) for number in numbers}
        to_run = [numbered[DRAFT], numbered[PUBLISHED]]
        _stop(numbered)
    for analysis in to_run:
        work_off_here(database, analysis.run)
    with database.writing() as session:
        _publish_report(session, session.get_one(Analysis, to_run[-1].id))
    _import(database, shopping, shoppers(PEOPLE + NEW_PEOPLE).iloc[PEOPLE:])
    with database.writing() as session:
        wave = _add_waves(session, session.get_one(Analysis, to_run[-1].id))
    work_off_here(database, wave.run)


def _import(database: Database, study: Study, people: pd.DataFrame) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "people.csv")
        people.to_csv(path, index=False)
        import_responses(database, study=study, asker=Asker.system(), path=path)


def _add_waves(session: Session, analysis: Analysis) -> Wave:
    """Comparisons of new people with the published analysis: one to be run, one that runs, one given up."""
    lock_solution(session, analysis=analysis, asker=Asker.system(), now=utc_now())
    period = default_period(analysis)
    made = [
        request_wave(session, study=analysis.study, period=period, asker=Asker.system(), now=utc_now())
        for _number in (HELD, COMPARING, GIVEN_UP)
    ]
    running, failed = made[1].run, made[2].run
    running.state, running.stage, running.share_done, running.heartbeat_at = "running", "wave", 0.1, utc_now()
    failed.state, failed.error = "failed", _FAILURE
    return made[0]


def _request(session: Session, study: Study, **choices: Any) -> Analysis:
    codebook = build_codebook(read_study_file(study_words("how_we_shop")).questionnaire)
    plan = replace(proposed_plan(codebook), bootstraps=10, **choices)
    return request_analysis(session, study=study, plan=plan, account_id=None, now=utc_now())


def _stop(numbered: dict[int, Analysis]) -> None:
    """Analyses as they stand when something came in between; no worker runs here that would go on with them."""
    running, failed = numbered[RUNNING].run, numbered[FAILED].run
    running.state, running.stage, running.share_done = "running", "segments", 0.4
    running.started_at = running.heartbeat_at = utc_now()
    numbered[CANCELLED].run.state = "cancelled"
    failed.state, failed.error = "failed", _FAILURE


def _publish_report(session: Session, analysis: Analysis) -> None:
    if analysis.run.state != "done":
        raise AssertionError(f"the analysis failed: {analysis.run.error}")
    for code in open_stops(analysis):
        acknowledge_stop(session, analysis=analysis, code=code, account_id=None)
    publish_report(session, analysis=analysis, asker=Asker.system(), now=utc_now())
