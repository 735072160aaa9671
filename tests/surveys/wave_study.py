"""A study whose first wave was analysed for real, and answers of new waves from the same or another population."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from research.plan import AnalysisPlan
from research.run import run_analysis
from research.summary.build import summarise
from research.summary.schema import Summary
from surveys.models import Analysis, ConsentEvent, Response, Study
from surveys.services.analyses.freeze_solution import freeze_solution
from surveys.services.analyses.lock_solution import lock_solution
from surveys.store import analyses, public_studies
from tests import factories
from tests.research.studies import planted

PLAN = AnalysisPlan(bootstraps=10, segments=4)
RUN_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""When the first wave was analysed."""


@dataclass(frozen=True, kw_only=True)
class FirstWave:
    """What the statistics made of the first half of a population."""

    summary: Summary
    frozen: dict[str, Any]
    labels: pd.Series


@cache
def population() -> pd.DataFrame:
    """Answers of 1,600 people to the items, in an order by chance."""
    _, matrix = planted(n=1600, seed=3)
    order = np.random.default_rng(1).permutation(matrix.values.index)
    items = [name for name in matrix.values if name.startswith("q")]
    return matrix.values.loc[order, items]


@cache
def first_wave() -> FirstWave:
    _, matrix = planted(n=1600, seed=3)
    result = run_analysis(matrix.of(population().index[:800]), PLAN, n_jobs=1)
    summary = summarise(result)
    frozen = freeze_solution(result, summary)
    if frozen is None:
        raise AssertionError("the first wave could not be frozen")
    return FirstWave(summary=summary, frozen=frozen, labels=result.segmentation.solution.labels)


def second_wave() -> pd.DataFrame:
    """Other people of the same population."""
    return population().iloc[800:]


def publish_waves(session: Session) -> Study:
    """The study, published and open."""
    _, matrix = planted(n=1600, seed=3)
    items = [
        {
            "name": name,
            "text": f"I like thing {name} more than most people do.",
            "scale": "liking",
            "reverse": matrix.codebook[name].reverse,
        }
        for name in population().columns
    ]
    points = {"low": 1, "high": 5, "labels": {1: "Disagree", 5: "Agree"}}
    matrix_question = {"type": "matrix", "name": "likes", "text": "How far do you agree?", "points": points,
                       "items": items, "facet": "values"}  # fmt: skip
    plain = factories.study_plain(slug="wave-study", title="What people like")
    plain["questionnaire"] = {
        "name": "wave_study",
        "title": "What people like",
        "sections": [{"name": "main", "title": "Likes", "pages": [{"name": "likes", "questions": [matrix_question]}]}],
        "scales": [{"name": "liking", "title": "Liking", "facet": "values"}],
    }
    return factories.publish_plain(session, plain)


def add_solution(session: Session, study: Study, **columns: Any) -> Analysis:
    """The analysis of the first wave, done and locked; none of its people's answers are in the database."""
    first = first_wave()
    analysis = analyses.add_analysis(
        session, study_id=study.id, plan=PLAN.to_dict(), requested_by_id=None, at=RUN_AT
    )  # fmt: skip
    analysis.run.state = "done"
    analysis.run.started_at, analysis.run.finished_at = RUN_AT, RUN_AT + timedelta(seconds=5)
    analysis.summary, analysis.published_summary = first.summary, first.summary
    analysis.frozen_solution, analysis.n_responses = first.frozen, 800
    for name, value in columns.items():
        setattr(analysis, name, value)
    session.flush()
    lock_solution(session, analysis=analysis, asker=factories.SYSTEM, now=RUN_AT)
    return analysis


def add_answers(session: Session, study: Study, answers: pd.DataFrame, *, at: datetime) -> list[int]:
    """Completed responses of people who take part; returns their ids."""
    model = factories.make_response(session, study, answers={}, state="started")
    text_id = session.scalars(select(ConsentEvent.text_id).where(ConsentEvent.subject == model.subject)).one()
    version = public_studies.latest_version_id(session, study_id=study.id)
    subjects = [f"{at:%y%m%d%H%M%S}-{place}" for place in range(len(answers))]
    rows = [
        {"study_id": study.id, "version_id": version, "subject": subject, "anonymous": study.anonymous,
         "language": "en", "state": "completed", "ending": "complete", "completed_at": at, "seconds": 90.0,
         "source": "web",
         "answers": {str(name): int(value) for name, value in given.items() if not np.isnan(value)}}
        for subject, given in zip(subjects, answers.to_dict("records"), strict=True)
    ]  # fmt: skip
    session.execute(insert(Response), rows)
    session.execute(
        insert(ConsentEvent),
        [
            {"study_id": study.id, "subject": subject, "purpose": "take_part", "given": True, "text_id": text_id,
             "source": "introduction", "at": at}
            for subject in subjects
        ],
    )  # fmt: skip
    found = select(Response.id).where(Response.subject.in_(subjects)).order_by(Response.id)
    return list(session.scalars(found))
