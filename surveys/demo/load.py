"""Fill a database with the demonstration: accounts, two studies with their answers, one published report each.

Everything goes through the services that everybody uses, except that answers are stored many at a time. Running it
again adds nothing that is there.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy.orm import Session

from research.plan import AnalysisPlan
from surveys.demo.bulk import Sitting, store_sittings
from surveys.demo.coffee_model import SimulatedResponse, simulate_responses
from surveys.demo.judgements import ITEMS
from surveys.demo.personality_data import personality_frame
from surveys.demo.study_files import COFFEE, PERSONALITY, read_study, reward_files
from surveys.errors import Unavailable
from surveys.models import Analysis
from surveys.models.base import utc_now
from surveys.questionnaire import flow
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.question_types import Stored
from surveys.questionnaire.terms import StudyFile
from surveys.services.demo_accounts import DEMO_ACCOUNTS, add_demo_accounts
from surveys.services.publish_questionnaire import publish_questionnaire
from surveys.services.publish_report import acknowledge_stop, open_stops, publish_report
from surveys.services.request_analysis import request_analysis
from surveys.services.run_analysis import run_analysis
from surveys.store import accounts, analyses, studies
from surveys.store.database import Database

SEED = 20260607
WEEKS = 4
_RESEARCHER = next(email for role, email, _ in DEMO_ACCOUNTS if role == "researcher")
_PLANS: Mapping[str, AnalysisPlan] = {
    COFFEE: AnalysisPlan(items=tuple(ITEMS), outcomes=("subscribe", "monthly_spend"), seed=SEED),
    PERSONALITY: AnalysisPlan(facets=("personality",), seed=SEED),
}
Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class _Loaded:
    """One study of the demonstration: its file, and what makes its answers."""

    name: str
    words: str
    source: str
    make: Callable[[StudyFile, int, datetime], list[Sitting]]


def load_demo(database: Database, *, seed: int = SEED, say: Say | None = None) -> None:
    """Load what is not there yet. `say` is told each step in a few words.

    Raises
    ------
    Unavailable
        When an analysis of the demonstration fails, or the package with the real data is not installed.
    """
    tell = say or _nothing
    tell("Creating the accounts")
    with database.writing() as session:
        add_demo_accounts(session)
    for part in _PARTS:
        _load_study(database, part, seed=seed, tell=tell)
    for part in _PARTS:
        _publish_report(database, part, tell=tell)


def _load_study(database: Database, part: _Loaded, *, seed: int, tell: Say) -> None:
    """Study and answers in one transaction: after an interruption there is all of it or nothing."""
    study_file = read_study(part.name)
    with database.reading() as session:
        if studies.study_by_slug(session, slug=study_file.study.slug) is not None:
            return
    tell(part.words)
    sittings = part.make(study_file, seed, utc_now())
    with database.writing() as session:
        published = publish_questionnaire(
            session, study_file=study_file, account_id=_researcher(session), files=reward_files(study_file)
        )
        store_sittings(
            session,
            study=published.study,
            version=published.version,
            study_file=study_file,
            sittings=sittings,
            source=part.source,
        )
        if part.source == "import":
            published.study.state = "closed"  # real people answered elsewhere: nobody is mixed in here


def _publish_report(database: Database, part: _Loaded, *, tell: Say) -> None:
    """Run the analysis and make it the report, unless the study has had one."""
    title = read_study(part.name).study.title.in_language("en", "en")
    with database.writing() as session:
        study = studies.study_by_slug(session, slug=read_study(part.name).study.slug)
        if study is None or any(
            each.state == "done" for each in analyses.analyses_of_study(session, study_id=study.id)
        ):
            return
        analysis = request_analysis(
            session, study=study, plan=_PLANS[part.name], account_id=_researcher(session), now=utc_now()
        )
    tell(f"Analysing: {title}")
    run_analysis(database, analysis_id=analysis.id)
    with database.writing() as session:
        done = session.get_one(Analysis, analysis.id)
        if done.state != "done":
            raise _failed(done)
        for code in open_stops(done):
            acknowledge_stop(session, analysis=done, code=code, account_id=_researcher(session))
        publish_report(session, analysis=done, account_id=_researcher(session), now=utc_now())


def _coffee_sittings(study_file: StudyFile, seed: int, now: datetime) -> list[Sitting]:
    responses = simulate_responses(study_file.questionnaire, seed=seed)
    begins = _begins(len(responses), np.random.default_rng(seed + 1), now)
    return [_simulated(response, begin) for response, begin in zip(responses, begins, strict=True)]


def _simulated(response: SimulatedResponse, begin: datetime) -> Sitting:
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


def _personality_sittings(study_file: StudyFile, seed: int, now: datetime) -> list[Sitting]:  # noqa: ARG001
    """When and how fast these people answered is not known: they are there from the moment of loading."""
    pages = [page.name for page in study_file.questionnaire.pages()]
    return [
        Sitting(
            language="en",
            consents=frozenset({"take_part"}),
            answers=_final(study_file.questionnaire, row, pages),
            started_at=now,
            completed=True,
        )
        for row in personality_frame().to_dict(orient="records")
    ]


def _final(questionnaire: Questionnaire, row: Mapping[Hashable, object], pages: list[str]) -> dict[str, Stored]:
    given: dict[str, Stored] = {str(name): code for name, code in row.items() if isinstance(code, int)}
    return flow.finalise(questionnaire, given, pages)


def _researcher(session: Session) -> int | None:
    account = accounts.account_by_email(session, email=_RESEARCHER)
    return None if account is None else account.id


def _failed(analysis: Analysis) -> Unavailable:
    error = analysis.error or {}
    return Unavailable(
        f"Analysis {analysis.number} of the demonstration did not come to an end: {error.get('text', analysis.state)}",
        str(error.get("advice", "Look at the lines above.")),
    )


def _nothing(words: str) -> None:
    """Say nothing."""


_PARTS = (
    _Loaded(name=COFFEE, words="Simulating 1,370 respondents", source="simulated", make=_coffee_sittings),
    _Loaded(name=PERSONALITY, words="Reading 2,800 real respondents", source="import", make=_personality_sittings),
)
