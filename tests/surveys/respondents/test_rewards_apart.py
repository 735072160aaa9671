"""Rewards stand apart from answers: nobody with the whole database says whose is whose."""

import random
from collections.abc import Callable

from sqlalchemy import func, select, text

from surveys.models import Grant, Response
from surveys.store.database import Database
from surveys.store.rewards import shuffle_grants
from tests import factories
from tests.surveys.respondents.join_attack import BY_CHANCE, answer_all, erase_some, linked, truth_of
from tests.surveys.respondents.person import Person

PEOPLE = 60


def test_no_reward_stands_beside_the_answers_it_was_promised_for(database: Database) -> None:
    with database.writing() as session:
        study_id = factories.publish_study(session).id
    answer_all(database, study_id, 10)
    with database.reading() as session:
        assert session.scalar(select(func.count(Response.id))) == 10
        assert session.scalar(select(func.count(Grant.id))) == 0


def test_what_is_left_of_erased_people_leads_to_none_of_them(database: Database) -> None:
    with database.writing() as session:
        study_id = factories.publish_study(session).id
    people = answer_all(database, study_id, PEOPLE)
    leave = random.Random(7).sample(list(people), PEOPLE * 2 // 3)
    erase_some(database, leave)
    if not database.is_sqlite:  # the attack is a real one: before the worker came, it finds everybody
        assert max(linked(database, truth_of(study_id, people)).values()) == len(leave)
    with database.writing() as session:
        shuffle_grants(session)
    with database.reading() as session:
        assert session.scalar(select(func.count(Grant.id))) == len(leave)
    found = linked(database, truth_of(study_id, people))
    assert {way: hits for way, hits in found.items() if hits > BY_CHANCE} == {}


def test_a_link_to_a_file_is_of_nobody(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    someone = visit(publish(file_reward=True))
    someone.finish()
    assert someone.client.post(someone.url("reward/2/link")).status_code == 303
    with database.reading() as session:
        columns = session.execute(text("SELECT * FROM download_link")).mappings().one()
        assert set(columns) == {"id", "reward_id", "expires_at"}
        if not database.is_sqlite:
            same = "SELECT count(*) FROM download_link d JOIN response r ON d.xmin IN (r.xmin, r.xmax)"
            assert session.scalar(text(same)) == 0
