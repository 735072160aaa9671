"""Quotas: never one too many, and no place lost to somebody who went away."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from surveys.models import QuotaPlace, Response, Study
from surveys.models.base import utc_now
from surveys.services.studies.ways_in import way_of_tests
from surveys.store.database import Database
from tests import factories
from tests.surveys.respondents.person import ABOUT_YOU, ATTITUDES, Person, hidden

THRIFTY = {"question": "thrift1", "operator": "at_least", "value": 3}


def with_quota(limit: int, **more: Any) -> dict[str, Any]:
    """The small study, which takes so many thrifty people."""
    plain: dict[str, Any] = factories.study_plain()["questionnaire"]
    quota = {"name": "thrifty", "when": THRIFTY, "limit": limit, "page": "attitudes", **more}
    return {**plain, "quotas": [quota]}


@pytest.fixture
def come(publish: Callable[..., str], visit: Callable[[str], Person]) -> Callable[[str], Person]:
    """Somebody new who has agreed, in a study that takes one thrifty person."""
    slug = publish(questionnaire=with_quota(1))

    def agreed(_name: str) -> Person:
        person = visit(slug)
        person.agree()
        return person

    return agreed


def endings(database: Database) -> Counter[str | None]:
    with database.reading() as session:
        return Counter(session.scalars(select(Response.ending)))


def places(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(QuotaPlace)) or 0


def let_expire(database: Database) -> None:
    with database.writing() as session:
        session.execute(update(QuotaPlace).values(until=utc_now() - timedelta(minutes=1)))


def test_many_at_once_fill_a_quota_exactly(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    slug = publish(questionnaire=with_quota(5))

    def walk(_number: int) -> str:
        person = visit(slug)
        person.agree()
        if person.send("attitudes", ATTITUDES).location == person.url("thanks"):
            return "full"
        return "done" if person.send("about_you", ABOUT_YOU).location == person.url("thanks") else "lost"

    with ThreadPoolExecutor(max_workers=6) as crowd:
        seen = Counter(crowd.map(walk, range(12)))
    assert seen == {"done": 5, "full": 7}
    assert endings(database) == {"complete": 5, "quota_full": 7}
    assert places(database) == 5


def test_who_finds_no_place_reads_why_and_others_go_on(come: Callable[[str], Person], database: Database) -> None:
    first, second, other = come("first"), come("second"), come("other")
    first.send("attitudes", ATTITUDES)
    assert second.send("attitudes", ATTITUDES).location == second.url("thanks")
    assert "Enough people like you" in second.get("thanks").text
    assert other.send("attitudes", {**ATTITUDES, "thrift1": "1"}).location == other.url("page/about_you")
    assert endings(database)["quota_full"] == 1


def test_a_place_of_who_went_away_is_free_again_and_who_comes_back_late_keeps_their_answers(
    come: Callable[[str], Person], database: Database
) -> None:
    first, second = come("first"), come("second")
    first.send("attitudes", ATTITUDES)
    let_expire(database)
    assert second.send("attitudes", ATTITUDES).location == second.url("page/about_you")
    assert first.send("about_you", ABOUT_YOU).location == first.url("thanks")
    assert "It was on sale." in first.get("my-data").text
    second.send("about_you", ABOUT_YOU)
    assert endings(database) == {"quota_full": 1, "complete": 1}


def test_a_place_that_expired_is_taken_again_where_nobody_else_has_it(
    come: Callable[[str], Person], database: Database
) -> None:
    first = come("first")
    first.send("attitudes", ATTITUDES)
    let_expire(database)
    first.send("about_you", ABOUT_YOU)
    assert endings(database) == {"complete": 1}


@pytest.mark.parametrize("how", ["withdraw", "erase", "change"])
def test_a_place_is_free_once_somebody_withdraws_is_erased_or_no_longer_counts(
    come: Callable[[str], Person], database: Database, how: str
) -> None:
    first, second = come("first"), come("second")
    first.send("attitudes", ATTITUDES)
    if how == "withdraw":
        first.withdraw("take_part")
    elif how == "erase":
        first.erase()
    else:
        first.send("attitudes", {**ATTITUDES, "thrift1": "1"})
    assert places(database) == 0
    assert second.send("attitudes", ATTITUDES).location == second.url("page/about_you")


def test_the_newest_limit_holds_for_everybody_and_who_has_a_place_keeps_it(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    slug = publish(questionnaire=with_quota(2))
    people = [visit(slug) for _ in range(3)]
    for person in people:
        person.agree()
    for person in people[:2]:
        person.send("attitudes", ATTITUDES)
    publish(questionnaire=with_quota(1))
    assert people[0].send("about_you", ABOUT_YOU).location == people[0].url("thanks")
    assert people[2].send("attitudes", ATTITUDES).location == people[2].url("thanks")
    assert endings(database) == {"complete": 1, "quota_full": 1, None: 1}


def test_who_tests_a_study_takes_no_place(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    slug = publish(questionnaire=with_quota(1))
    with database.writing() as session:
        study = session.scalars(select(Study).where(Study.slug == slug)).one()
        way = way_of_tests(session, study=study, asker=factories.SYSTEM).token
    for _n in range(2):
        tester = visit(slug)
        page = tester.client.get(tester.url(), query_string={"c": way}).text
        ticked = {"age": "1", "consent_take_part": "1", "start": hidden(page, "start")}
        tester.client.post(tester.url("start"), query_string={"c": way}, data=ticked)
        assert tester.send("attitudes", ATTITUDES).location == tester.url("page/about_you")
        assert tester.send("about_you", ABOUT_YOU).location == tester.url("thanks")
    assert places(database) == 0
