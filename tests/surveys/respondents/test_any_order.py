"""Whatever order a person does things in: nothing acknowledged is lost, nothing is counted twice, no page breaks."""

import atexit
import shutil
import tempfile
import uuid
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from surveys import create_app
from surveys.models import ConsentEvent, Grant, PageVisit, Response, Reward
from surveys.store.database import Database
from tests import factories
from tests.surveys.careful_client import CarefulClient
from tests.surveys.respondents.person import Person, hidden

POINT = st.integers(1, 5)
FINE = frozenset({200, 303})


@cache
def application() -> Flask:
    """One application for all examples; every example has a study of its own."""
    folder = Path(tempfile.mkdtemp(prefix="whyprint-any-order-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = create_app(factories.make_settings(database_url=f"sqlite:///{folder}/x.sqlite", data_dir=folder))
    made.test_client_class = CarefulClient
    made.extensions["database"].upgrade()
    return made


class OnePerson(RuleBasedStateMachine):
    """One person with two browsers; `kept` is what was acknowledged."""

    @initialize()
    def arrive(self) -> None:
        self.app = application()
        self.database: Database = self.app.extensions["database"]
        slug = f"study-{uuid.uuid4()}"
        with self.database.writing() as session:
            self.study_id = factories.publish_study(session, slug=slug).id
        self.person = Person(self.app.test_client(), slug)
        self.person.agree()
        self.link = f"resume/{self.person.cookie()}"
        self.kept: dict[str, Any] = {}
        self.posted: list[tuple[str, dict[str, str], str]] = []
        self.completed = self.withdrawn = self.erased = False

    def answering(self) -> bool:
        return not (self.completed or self.withdrawn or self.erased)

    def shown(self, page: str) -> str | None:
        """The pass of a page, where the person gets to see it."""
        answer = self.person.get(f"page/{page}")
        return hidden(answer.text, "csrf_token") if answer.status_code == 200 else None

    @precondition(answering)
    @rule(points=st.tuples(POINT, POINT, POINT))
    def send_first_page(self, points: tuple[int, int, int]) -> None:
        made = self.shown("attitudes")
        assert made is not None
        answers = {f"thrift{number}": str(point) for number, point in enumerate(points, 1)}
        assert self.person.send("attitudes", answers, page_pass=made).status_code == 303
        self.posted.append(("attitudes", answers, made))
        self.kept |= {name: int(value) for name, value in answers.items()}

    @precondition(answering)
    @rule(point=st.one_of(POINT, st.integers(6, 9)))
    def save_one_answer_on_the_way(self, point: int) -> None:
        made = self.shown("attitudes")
        assert made is not None
        answer = self.person.autosave("attitudes", {"thrift2": str(point)}, page_pass=made)
        assert answer.get_json() == {"saved": True}
        if point <= 5:
            self.kept["thrift2"] = point
        else:
            self.kept.pop("thrift2", None)

    @precondition(answering)
    @rule(age=st.integers(10, 120), back=st.booleans())
    def send_last_page(self, age: int, back: bool) -> None:
        made = self.shown("about_you")
        if made is None:
            return
        answers = {"age": str(age), "why": "Because."} | ({"go": "back"} if back else {})
        answer = self.person.send("about_you", answers, page_pass=made)
        self.kept.pop("age", None)
        self.kept |= {"why": "Because.", "why_quote": 0}
        if 18 <= age <= 110:
            self.kept["age"] = age
            if not back:
                self.posted.append(("about_you", answers, made))
        assert answer.status_code == (303 if back or 18 <= age <= 110 else 200)
        self.completed = answer.status_code == 303 and answer.location.endswith("/thanks")

    @precondition(lambda self: self.posted and not self.withdrawn and not self.erased)
    @rule(data=st.data())
    def send_an_old_page_again(self, data: st.DataObject) -> None:
        page, answers, made = data.draw(st.sampled_from(self.posted))
        assert self.person.send(page, answers, page_pass=made).status_code == 303

    @precondition(lambda self: self.posted and self.answering())
    @rule(data=st.data())
    def send_an_old_page_with_other_answers(self, data: st.DataObject) -> None:
        page, _answers, made = data.draw(st.sampled_from(self.posted))
        assert self.person.send(page, {"thrift1": "9", "age": "1"}, page_pass=made).status_code == 409

    @rule(rest=st.sampled_from(["", "page/attitudes", "page/about_you", "thanks", "receipt", "my-data", "reward/1"]))
    def look_at_a_page(self, rest: str) -> None:
        status = self.person.get(rest).status_code
        assert status in FINE or status in (404, 410)
        if not self.erased and not self.withdrawn and rest != "reward/1":
            assert status in FINE

    @rule()
    def come_back_in_another_browser(self) -> None:
        other = Person(self.app.test_client(), self.person.slug)
        answer = other.get(self.link)
        assert answer.status_code == (303 if not self.erased or self.completed else 404)
        if answer.status_code == 303:
            self.person = other

    @precondition(lambda self: not self.erased)
    @rule(purpose=st.sampled_from(["take_part", "quote", "nothing"]))
    def withdraw(self, purpose: str) -> None:
        assert self.person.withdraw(purpose).status_code == 303
        self.withdrawn = self.withdrawn or purpose == "take_part"

    @precondition(lambda self: not self.erased)
    @rule()
    def erase(self) -> None:
        assert self.person.erase().status_code == 303
        self.erased = True

    @invariant()
    def the_reward_is_to_be_had_by_whoever_sent_the_last_page(self) -> None:
        with self.database.reading() as session:
            reward = session.scalar(select(Reward.id).where(Reward.study_id == self.study_id))
        assert self.person.get(f"reward/{reward}").status_code == (200 if self.completed else 404)

    @invariant()
    def what_was_acknowledged_is_there_once(self) -> None:
        with self.database.reading() as session:
            found = list(session.scalars(select(Response).where(Response.study_id == self.study_id)))
            assert len(found) == (0 if self.erased else 1)
            for response in found:
                assert response.state == ("completed" if self.completed else "started")
                given = {name: value for name, value in response.answers.items() if value != -99}
                assert given == self.kept
            ids = [response.id for response in found]
            keys = session.scalars(select(PageVisit.key).where(PageVisit.response_id.in_(ids))).all()
            assert len(keys) == len(set(keys)) == (0 if self.erased else len(self.posted))
            granted = select(func.count()).select_from(Grant).join(Reward, Grant.reward_id == Reward.id)
            left = int(self.completed and self.erased)
            assert session.scalar(granted.where(Reward.study_id == self.study_id)) == left
            part = session.scalars(
                select(ConsentEvent.given)
                .where(ConsentEvent.study_id == self.study_id, ConsentEvent.purpose == "take_part")
                .order_by(ConsentEvent.id)
            ).all()
            assert part == [True, False][: 1 + (self.withdrawn or self.erased)]


OnePerson.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestOnePersonInAnyOrder = OnePerson.TestCase
