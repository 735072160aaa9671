"""Fill a database with the demonstration: accounts, two studies with their answers and reports, and a quiz.

Everything goes through the services that everybody uses; only the simulated sittings are stored many at a time.
Running it again adds nothing that is there.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sqlalchemy.orm import Session

from research.plan import AnalysisPlan
from surveys.demo.bulk import Sitting, store_sittings
from surveys.demo.coffee_model import SimulatedResponse, simulate_responses
from surveys.demo.coffee_person import simulate_takers
from surveys.demo.judgements import ITEMS
from surveys.demo.personality_data import personality_frame
from surveys.demo.study_files import COFFEE, PERSONALITY, QUIZ, read_study, reward_files
from surveys.errors import Unavailable
from surveys.models import Analysis
from surveys.models.base import utc_now
from surveys.presentation.progress import failure_of
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyFile
from surveys.services.accounts.demo_accounts import DEMO_ACCOUNTS, add_demo_accounts
from surveys.services.analyses.publish_report import acknowledge_stop, open_stops, publish_report
from surveys.services.analyses.request_analysis import cancel_analysis, request_analysis
from surveys.services.studies.import_responses import import_responses
from surveys.services.studies.import_rows import AgreedElsewhere
from surveys.services.studies.publish_questionnaire import Published, publish_questionnaire
from surveys.store import accounts, analyses, fieldwork, studies
from surveys.store.asker import Asker
from surveys.store.database import Database
from surveys.working import work_off_here

SEED = 20260607
WEEKS = 4
_RESEARCHER = next(email for role, email, _ in DEMO_ACCOUNTS if role == "researcher")
_PLANS: Mapping[str, AnalysisPlan] = {
    COFFEE: AnalysisPlan(items=tuple(ITEMS), outcomes=("subscribe", "monthly_spend"), seed=SEED),
    PERSONALITY: AnalysisPlan(facets=("personality",), seed=SEED),
}
Say = Callable[[str], None]


def load_demo(database: Database, *, seed: int = SEED, say: Say | None = None) -> None:
    """Load what is not there yet. `say` is told each step in a few words.

    Raises
    ------
    Unavailable
        When an analysis of the demonstration fails. Where the package with the real data is not installed, `say` is
        told so, and the study of simulated people is loaded alone.
    """
    tell = say or _nothing
    tell("Creating the accounts")
    with database.writing() as session:
        add_demo_accounts(session)
    _load_coffee(database, seed=seed, tell=tell)
    load_personality(database, tell=tell)
    _load_quiz(database, seed=seed, tell=tell)
    for name in (COFFEE, PERSONALITY):
        _publish_report(database, name, tell=tell)


def _load_coffee(database: Database, *, seed: int, tell: Say) -> None:
    """Study and answers in one transaction: after an interruption there is all of it or nothing."""
    study_file = read_study(COFFEE)
    if _is_there(database, study_file):
        return
    tell("Simulating 1,370 respondents")
    responses = simulate_responses(study_file.questionnaire, seed=seed)
    begins = _begins(len(responses), np.random.default_rng(seed + 1), utc_now())
    sittings = [_sitting(response, begin) for response, begin in zip(responses, begins, strict=True)]
    with database.writing() as session:
        published = _publish(session, study_file)
        store_sittings(
            session, study=published.study, version=published.version, study_file=study_file, sittings=sittings
        )


def load_personality(database: Database, *, tell: Say) -> None:
    """Real people who answered elsewhere: brought in from a file, and closed so that nobody is mixed in here."""
    study_file = read_study(PERSONALITY)
    if _is_answered(database, study_file):
        return
    tell("Reading 2,800 real respondents")
    try:
        frame = personality_frame()
    except Unavailable as absent:
        tell(f"Going on without them. {absent.advice}")
        return
    with database.writing() as session:
        study, asker = _publish(session, study_file).study, _researcher(session)
        study.state = "closed"
    with TemporaryDirectory() as folder:
        path = Path(folder, "bfi.csv")
        frame.to_csv(path, index=False)
        agreed = AgreedElsewhere(said_by=study_file.study.who_asks.in_language("en", "en"))
        import_responses(database, study=study, path=path, asker=asker, agreed=agreed)


def _load_quiz(database: Database, *, seed: int, tell: Say) -> None:
    """A quiz that anybody may take, and some who took it."""
    study_file = read_study(QUIZ)
    if _is_there(database, study_file):
        return
    tell("Simulating 240 people who took the quiz")
    with database.writing() as session:
        published = _publish(session, study_file)
        asked = Questionnaire.model_validate(published.version.definition)
        begins = _begins(240, np.random.default_rng(seed + 2), utc_now())
        sittings = simulate_takers(asked, begins, seed=seed)
        store_sittings(
            session, study=published.study, version=published.version, study_file=study_file, sittings=sittings
        )


def _is_there(database: Database, study_file: StudyFile) -> bool:
    with database.reading() as session:
        return studies.study_by_slug(session, slug=study_file.study.slug, asker=Asker.system()) is not None


def _is_answered(database: Database, study_file: StudyFile) -> bool:
    """Answers from a file are there at once or not at all, but after their study."""
    with database.reading() as session:
        study = studies.study_by_slug(session, slug=study_file.study.slug, asker=Asker.system())
        return study is not None and bool(fieldwork.count_by_day(session, study_id=study.id, asker=Asker.system()))


def _publish(session: Session, study_file: StudyFile) -> Published:
    return publish_questionnaire(
        session, study_file=study_file, asker=_researcher(session), files=reward_files(study_file)
    )


def _publish_report(database: Database, name: str, *, tell: Say) -> None:
    """Run the analysis and make it the report, unless the study has had one."""
    study_file = read_study(name)
    with database.writing() as session:
        analysis = _request(session, study_file)
    if analysis is None:
        return
    tell(f"Analysing: {study_file.study.title.in_language('en', 'en')}")
    work_off_here(database, analysis.run)
    with database.writing() as session:
        _accept_and_publish(session, session.get_one(Analysis, analysis.id))


def _request(session: Session, study_file: StudyFile) -> Analysis | None:
    """Ask for an analysis, once; what an interrupted start left behind is cancelled."""
    asker, now = _researcher(session), utc_now()
    study = studies.study_by_slug(session, slug=study_file.study.slug, asker=asker)
    if study is None:
        return None
    before = analyses.analyses_of_study(session, study_id=study.id, asker=asker)
    if any(analysis.run.state == "done" for analysis in before):
        return None
    for left_behind in before:
        cancel_analysis(session, analysis=left_behind, account_id=asker.account_id, now=now)
    plan = _PLANS[study_file.questionnaire.name]
    return request_analysis(session, study=study, plan=plan, account_id=asker.account_id, now=now)


def _accept_and_publish(session: Session, analysis: Analysis) -> None:
    if analysis.run.state != "done":
        failed = failure_of(analysis.run.error or {"code": analysis.run.state, "text": ""})
        raise Unavailable(f"Analysis {analysis.number} of the demonstration failed: {failed.text}", failed.advice)
    asker = _researcher(session)
    for code in open_stops(analysis):
        acknowledge_stop(session, analysis=analysis, code=code, account_id=asker.account_id)
    publish_report(session, analysis=analysis, asker=asker, now=utc_now(), with_codes=True)


def _sitting(response: SimulatedResponse, begin: datetime) -> Sitting:
    return Sitting(
        language=response.language,
        consents=frozenset(purpose for purpose, given in response.consents.items() if given),
        answers=response.answers,
        started_at=begin,
        completed=response.completed,
        pages=response.pages,
    )


def _begins(n: int, rng: np.random.Generator, now: datetime) -> list[datetime]:
    """Moments over the last four weeks, in order: most in the first days after an invitation, most in the evening."""
    first_day = (now - timedelta(weeks=WEEKS)).replace(hour=0, minute=0, second=0, microsecond=0)
    days = np.arange(WEEKS * 7)
    share = np.exp(-(days % 14) / 5) + 0.15
    day = rng.choice(days, size=n, p=share / share.sum())
    hour = np.clip(rng.normal(17, 4, size=n), 6, 23.4)
    return sorted(first_day + timedelta(days=int(d), hours=float(h)) for d, h in zip(day, hour, strict=True))


def _researcher(session: Session) -> Asker:
    account = accounts.account_by_email(session, email=_RESEARCHER)
    return Asker.system() if account is None else Asker.from_account(account)


def _nothing(words: str) -> None:
    """Say nothing."""
