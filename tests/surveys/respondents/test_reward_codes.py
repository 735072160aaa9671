"""Codes from a pool: one for each person, each for one person, and where none is left that is what is said."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from surveys.errors import Invalid
from surveys.models import Reward
from surveys.models.base import utc_now
from surveys.services.answers.clear_away import clear_away
from surveys.services.studies.add_codes import add_codes
from surveys.store import reward_codes
from surveys.store.database import Database
from surveys.store.erasure_log import ErasureLog
from tests.surveys.respondents.person import Person

VOUCHER = {"kind": "code", "title": "A film", "description": "One code, one film.", "how_to_use": "Type it there."}


def add(database: Database, *codes: str) -> int:
    with database.writing() as session:
        reward = session.scalars(select(Reward)).one()
        return add_codes(session, reward=reward, listed="\n".join(codes), account=None)


def pool(database: Database) -> tuple[int, int]:
    with database.reading() as session:
        found = reward_codes.pool(session, reward_id=session.scalars(select(Reward.id)).one())
    return found.left, found.given


def fetch(someone: Person) -> str | None:
    """The code somebody reads after pressing the button."""
    assert someone.client.post(someone.url("reward/1/code")).status_code == 303
    found = re.search(r"<code[^>]*>([^<]*)</code>", someone.get("reward/1").text)
    return None if found is None else found[1]


def at_once(calls: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def race(database: Database, claims: list[str]) -> list[str | None]:
    """What each claim was given, all asking at the same moment."""
    given: list[str | None] = []

    def ask(claim: str) -> None:
        with database.writing() as session:
            found = reward_codes.give(session, reward_id=1, claims=(claim, "earlier"))
        given.append(found)

    at_once([lambda claim=claim: ask(claim) for claim in claims])  # type: ignore[misc]
    return given


@pytest.fixture
def pooled(publish: Callable[..., str]) -> str:
    """A study whose reward is a code, of which none was added yet."""
    return publish(rewards=[VOUCHER])


@pytest.mark.usefixtures("pooled")
def test_more_people_than_codes_have_each_one_or_none(database: Database) -> None:
    add(database, *[f"CODE-{number}" for number in range(15)])
    given = race(database, [f"claim-{number}" for number in range(20)])
    had = [code for code in given if code is not None]
    assert (len(had), len(set(had)), len(given)) == (15, 15, 20)
    assert pool(database) == (0, 15)


@pytest.mark.usefixtures("pooled")
def test_one_person_who_presses_twenty_times_has_one_code(database: Database) -> None:
    add(database, *[f"CODE-{number}" for number in range(5)])
    given = race(database, ["claim"] * 20)
    assert len(given) == 20
    assert len(set(given)) == 1
    assert pool(database) == (4, 1)


def test_a_code_stays_in_sight_on_another_device_and_after_erasure(
    pooled: str, visit: Callable[[str], Person], database: Database
) -> None:
    add(database, "FILM-1", "FILM-2")
    someone = visit(pooled)
    someone.finish()
    assert "Get your code" in someone.get("thanks").text
    code = fetch(someone)
    assert code in ("FILM-1", "FILM-2")
    elsewhere = visit(pooled)
    elsewhere.get(f"resume/{someone.cookie()}")
    assert fetch(elsewhere) == code
    someone.erase()
    assert fetch(someone) == code
    assert pool(database) == (1, 1)


def test_who_finds_none_left_keeps_the_right_to_one(
    pooled: str, visit: Callable[[str], Person], database: Database
) -> None:
    someone = visit(pooled)
    someone.finish()
    assert fetch(someone) is None
    assert "You still have a right to one" in someone.get("reward/1").text
    add(database, "LATE-1")
    assert fetch(someone) == "LATE-1"


def test_after_the_last_day_no_code_is_given(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    slug = publish(rewards=[{**VOUCHER, "claim_until": "2020-01-31"}])
    add(database, "FILM-1")
    someone = visit(slug)
    assert "You can fetch your code until" in someone.get().text
    someone.finish()
    assert fetch(someone) is None
    assert "That day is over" in someone.get("reward/1").text
    assert pool(database) == (1, 0)


def test_nobody_without_a_right_has_a_code(pooled: str, visit: Callable[[str], Person], database: Database) -> None:
    add(database, "FILM-1")
    someone = visit(pooled)
    someone.agree()
    assert someone.client.post(someone.url("reward/1/code")).status_code == 404
    assert visit(pooled).client.post(someone.url("reward/1/code")).status_code == 404
    assert pool(database) == (1, 0)


@pytest.mark.usefixtures("pooled")
@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ("A\n\nB", "Line 2 is blank"),
        ("A\nB\nA", "Line 3 is the same as line 1"),
        ("A\n" + "x" * 201, "Line 2 is longer than 200"),
        ("A\nB,C", "Line 2 has more than one column"),
        ("A\nTHERE", "Line 2 is in the pool already"),
        ("", "between 1 and"),
    ],
)
def test_a_faulty_list_is_refused_by_line_and_nothing_is_added(database: Database, listed: str, words: str) -> None:
    add(database, "THERE")
    with pytest.raises(Invalid, match=words):
        add(database, listed)
    assert pool(database) == (1, 0)


@pytest.mark.usefixtures("pooled")
def test_codes_say_nothing_of_the_order_in_which_they_were_given(database: Database, tmp_path: Path) -> None:
    add(database, *[f"CODE-{number}" for number in range(4)])
    for number in range(3):
        race(database, [f"claim-{number}"])
    clear_away(database, ErasureLog(tmp_path / "erasures"), now=utc_now())
    with database.reading() as session:
        assert not reward_codes.tell_order(session)
    assert pool(database) == (1, 3)
    assert len(set(race(database, ["claim-0", "claim-1", "claim-2", "new"]))) == 4
