"""New answers against a study's solution: who counts, what is found, and what happens when it goes wrong."""

from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from research.tracking import FrozenSolution, score_wave
from surveys.errors import Conflict, Invalid
from surveys.jobs.life import Means, work_off
from surveys.models import Analysis, Assignment, AuditEvent, Response, Study, Wave
from surveys.models.base import utc_now
from surveys.services.analyses.request_wave import cancel_wave, count_new, default_period, request_wave
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.store.database import Database
from surveys.store.waves import Period
from tests import factories
from tests.research.studies import planted
from tests.surveys.wave_study import RUN_AT, add_answers, add_solution, first_wave, publish_waves, second_wave

LATER = RUN_AT + timedelta(days=30)
Compared = Callable[[pd.DataFrame], Wave]


@pytest.fixture
def study(database: Database) -> Study:
    with database.writing() as session:
        made = publish_waves(session)
        add_solution(session, made)
        return made


@pytest.fixture
def compare(database: Database, study: Study) -> Compared:
    """Puts answers in that came later, compares them with the solution, and gives what is stored."""

    def run(answers: pd.DataFrame) -> Wave:
        with database.writing() as session:
            add_answers(session, study, answers, at=LATER)
        return compared(database, study)

    return run


def compared(database: Database, study: Study, period: Period | None = None) -> Wave:
    with database.writing() as session:
        wave = ask(session, study, period)
    work_off(database, run_id=wave.run_id, means=Means(n_jobs=1))
    return stored(database, wave.id)


def ask(session: Session, study: Study, period: Period | None = None) -> Wave:
    chosen = period or default_period(session.scalars(select(Analysis)).one())
    return request_wave(session, study=study, period=chosen, asker=factories.SYSTEM, now=utc_now())


def stored(database: Database, wave_id: int) -> Wave:
    with database.reading() as session:
        wave = session.get_one(Wave, wave_id)
        _loaded = wave.result
        return wave


# What is found


def test_other_people_of_the_same_population_hold(compare: Compared) -> None:
    wave = compare(second_wave())
    assert (wave.run.state, wave.run.error, wave.n_responses) == ("done", None, 800)
    assert wave.result is not None
    assert (wave.verdict, wave.result["verdict"]) == ("stable", "stable")
    assert wave.result["agreement"] > 0.8
    assert all(line["q"] > 0.05 or abs(line["difference"]) < 0.03 for line in wave.result["shares"])


def test_a_segment_that_lost_half_of_its_people_is_found(compare: Compared) -> None:
    whole = second_wave()
    stays = first_wave()  # the rule of the first wave says who would be typed as S1
    typed = _typed(stays.frozen, whole)
    leaving = typed.index[(typed == "S1").to_numpy()][::2]
    wave = compare(whole.drop(index=leaving))
    assert wave.result is not None
    line = next(one for one in wave.result["shares"] if one["code"] == "S1")
    assert wave.verdict == "drifting"
    assert line["low"] < line["difference"] < line["high"] < 0
    assert wave.result["reasons"][0]["code"] == "segment_shrank"


def test_items_that_mean_something_else_now_call_for_new_personas(compare: Compared) -> None:
    names = list(second_wave().columns)
    moved = second_wave().set_axis([*names[5:], *names[:5]], axis=1)
    wave = compare(moved[names])
    assert wave.verdict == "changed"
    assert wave.result is not None
    assert {"other_dimension", "correlations_moved"} & {reason["code"] for reason in wave.result["reasons"]}


def _typed(frozen: dict[str, object], answers: pd.DataFrame) -> pd.Series:
    _, matrix = planted(n=1600, seed=3)
    return score_wave(FrozenSolution.from_dict(frozen), matrix.of(answers.index)).labels


# Who counts


def test_only_answers_since_the_analysis_with_standing_consent_count(database: Database, study: Study) -> None:
    answers = second_wave()
    with database.writing() as session:
        add_answers(session, study, answers.iloc[:50], at=RUN_AT - timedelta(days=1))
        ids = add_answers(session, study, answers.iloc[50:110], at=LATER)
        analysis = session.scalars(select(Analysis)).one()
        assert count_new(session, analysis=analysis, asker=factories.SYSTEM, period=default_period(analysis)) == 60
        factories.give_consent(session, session.get_one(Response, ids[0]), purpose="take_part", given=False)
        erase_respondent(session, factories.LINKS, response=session.get_one(Response, ids[1]), now=utc_now())
        assert count_new(session, analysis=analysis, asker=factories.SYSTEM, period=default_period(analysis)) == 58
    assert compared(database, study).n_responses == 58


def test_nobody_counts_in_both_waves(database: Database, study: Study) -> None:
    with database.writing() as session:
        ids = add_answers(session, study, second_wave().iloc[:60], at=LATER)
        analysis = session.scalars(select(Analysis)).one()
        session.add(Assignment(analysis_id=analysis.id, response_id=ids[0], segment=None, scores={}))
    assert compared(database, study).n_responses == 59


def test_a_period_counts_from_its_first_moment_to_before_its_end(database: Database, study: Study) -> None:
    answers = second_wave()
    with database.writing() as session:
        for days, part in ((1, answers.iloc[:40]), (2, answers.iloc[40:90]), (3, answers.iloc[90:120])):
            add_answers(session, study, part, at=LATER + timedelta(days=days))
    period = Period(since=LATER + timedelta(days=2), until=LATER + timedelta(days=3))
    assert compared(database, study, period).n_responses == 50


# When it goes wrong


def test_too_few_new_answers_are_told_with_advice(database: Database, study: Study) -> None:
    nobody = compared(database, study)
    assert (nobody.run.state, nobody.verdict) == ("failed", None)
    with database.writing() as session:
        add_answers(session, study, second_wave().iloc[:12], at=LATER)
    few = compared(database, study)
    assert few.run.error is not None
    assert few.run.error["code"] == "too_few_responses"
    assert few.run.error["advice"]
    assert few.number == 2


def test_without_a_solution_or_what_was_kept_of_it_there_is_nothing_to_compare_with(database: Database) -> None:
    with database.writing() as session:
        made = publish_waves(session)
        period = Period(since=RUN_AT, until=None)
        with pytest.raises(Conflict, match="not settled"):
            request_wave(session, study=made, period=period, asker=factories.SYSTEM, now=utc_now())
        add_solution(session, made, frozen_solution=None)
        with pytest.raises(Conflict, match="Nothing was kept"):
            request_wave(session, study=made, period=period, asker=factories.SYSTEM, now=utc_now())


def test_a_wave_that_ends_before_it_begins_is_refused(database: Database, study: Study) -> None:
    with database.writing() as session, pytest.raises(Invalid, match="ends before"):
        ask(session, study, Period(since=LATER, until=LATER))


def test_a_cancelled_comparison_is_not_run(database: Database, study: Study) -> None:
    with database.writing() as session:
        wave = ask(session, study)
        assert cancel_wave(session, wave=wave, account_id=None, now=utc_now())
        assert not cancel_wave(session, wave=wave, account_id=None, now=utc_now())
    work_off(database, run_id=wave.run_id)
    assert stored(database, wave.id).run.state == "cancelled"
    with database.reading() as session:
        actions = list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))
    assert actions[-2:] == ["wave.requested", "wave.cancelled"]
