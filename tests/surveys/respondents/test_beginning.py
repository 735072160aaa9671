"""The introduction: what it says, what it insists on, and that it never ticks a box for anybody."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from surveys.models import ConsentEvent, Contact, Response, Study
from surveys.store.database import Database
from tests.surveys.respondents.person import ATTITUDES, Person, hidden

PROFILING = [
    {"name": "take_part", "text": "I take part.", "required": True},
    {"name": "profile", "text": "You may place me in a group."},
    {"name": "email", "text": "You may write to me."},
]


def test_no_box_is_ticked_on_a_first_visit(person: Person) -> None:
    boxes = re.findall(r'<input[^>]*type="checkbox"[^>]*>', person.get().text)
    assert len(boxes) == 3  # age, take part, quote
    assert not [box for box in boxes if "checked" in box]


def test_a_parameter_of_the_address_ticks_nothing(person: Person) -> None:
    page = person.client.get(person.url(), query_string={"age": "1", "consent_take_part": "1"}).text
    assert "checked" not in page


def test_research_says_that_only_aggregates_are_used(person: Person) -> None:
    page = person.get().text
    assert "only used as aggregates" in page
    assert "not market research" not in page
    assert "fewer than 10 people" in page


def test_profiling_says_plainly_that_it_is_marketing(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    page = visit(publish(mode="profiling", anonymous=False, purposes=PROFILING, smallest_group=25)).get().text
    assert "used to tailor marketing" in page
    assert "only used as aggregates" not in page
    assert "fewer than 25 people" in page


def test_the_reward_is_shown_as_a_thing_with_kind_and_size(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    page = visit(publish(file_reward=True)).get().text
    assert "Ten ways to keep more money" in page
    assert "To read here, about 1 minute" in page
    assert "PDF file, 0.8 MB" in page
    assert "You get this whatever you tick below" in page


def test_a_simulated_study_says_so(publish: Callable[..., str], visit: Callable[[str], Person], person: Person) -> None:
    assert "Simulated data" not in person.get().text
    assert "Simulated data" in visit(publish(slug="made-up", simulated=True)).get().text


def test_whoever_forgets_a_needed_box_is_told_and_loses_nothing(person: Person) -> None:
    start = hidden(person.get().text, "start")
    answer = person.client.post(person.url("start"), data={"start": start, "consent_quote": "1"})
    assert answer.status_code == 200
    assert 'href="#age"' in answer.text
    assert 'href="#consent_take_part"' in answer.text
    ticked = re.findall(r'<input[^>]*id="consent_quote"[^>]*>', answer.text)
    assert "checked" in ticked[0]


def test_nothing_is_stored_without_consent(person: Person, database: Database) -> None:
    start = hidden(person.get().text, "start")
    person.client.post(person.url("start"), data={"start": start, "age": "1"})
    with database.reading() as session:
        assert session.scalars(select(Response)).all() == []
        assert session.scalars(select(ConsentEvent)).all() == []


def test_agreeing_leads_to_the_first_page_and_records_every_box(person: Person, database: Database) -> None:
    answer = person.agree()
    assert answer.status_code == 303
    assert answer.location == person.url("page/attitudes")
    with database.reading() as session:
        events = session.scalars(select(ConsentEvent).order_by(ConsentEvent.id)).all()
        assert [(event.purpose, event.given, event.source) for event in events] == [
            ("take_part", True, "introduction"),
            ("quote", False, "introduction"),
        ]
        assert events[0].text.text == "I am 18 or older and I agree to take part."
        assert events[0].text.language == "en"


def test_clicking_start_twice_begins_once(person: Person, database: Database) -> None:
    start = hidden(person.get().text, "start")
    data = {"start": start, "age": "1", "consent_take_part": "1"}
    first = person.client.post(person.url("start"), data=data)
    second = person.client.post(person.url("start"), data=data)
    assert first.headers["Set-Cookie"].split(";")[0] == second.headers["Set-Cookie"].split(";")[0]
    with database.reading() as session:
        assert len(session.scalars(select(Response)).all()) == 1
        assert len(session.scalars(select(ConsentEvent)).all()) == 2


def test_an_invented_start_form_begins_nothing(person: Person, database: Database) -> None:
    data = {"start": "abc", "age": "1", "consent_take_part": "1"}
    answer = person.client.post(person.url("start"), data=data)
    assert "Please check your boxes and start again" in answer.text
    with database.reading() as session:
        assert session.scalars(select(Response)).all() == []


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(person: Person) -> None:
    cookie = person.agree().headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Path={person.url()}" in cookie


def test_the_database_does_not_hold_the_private_link(person: Person, database: Database) -> None:
    person.agree()
    with database.reading() as session:
        response = session.scalars(select(Response)).one()
        assert response.token_hash != person.cookie()
        assert len(str(response.token_hash)) == 64


def test_an_address_is_asked_only_where_the_study_is_not_anonymous(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    assert 'name="email"' not in visit(publish()).get().text
    named = visit(publish(slug="named-study", mode="profiling", anonymous=False, purposes=PROFILING))
    assert 'name="email"' in named.get().text
    refused = named.agree(consent_email="1")
    assert "needs an e-mail address" in refused.text
    assert named.agree(consent_email="1", email="Ann@Example.org").status_code == 303
    with database.reading() as session:
        contact = session.scalars(select(Contact)).one()
        assert contact.email == "ann@example.org"


def test_an_address_is_not_kept_without_a_box_that_needs_it(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    named = visit(publish(mode="profiling", anonymous=False, purposes=PROFILING))
    assert named.agree(consent_profile="1", email="ann@example.org").status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Contact)).all() == []


def test_a_closed_study_takes_nobody_new_and_says_so(person: Person, database: Database) -> None:
    start = hidden(person.get().text, "start")
    with database.writing() as session:
        session.execute(update(Study).values(state="closed"))
    assert "This study has ended" in person.get().text
    data = {"start": start, "age": "1", "consent_take_part": "1"}
    assert person.client.post(person.url("start"), data=data).status_code == 410


def test_who_began_before_the_end_may_finish_for_a_day(person: Person, database: Database) -> None:
    person.agree()
    today = datetime.now(UTC).date()
    with database.writing() as session:
        session.execute(update(Study).values(ends_on=today - timedelta(days=1)))
    assert person.send("attitudes", ATTITUDES).status_code == 303
    with database.writing() as session:
        session.execute(update(Study).values(ends_on=today - timedelta(days=2)))
    assert person.get("page/about_you").status_code == 410
    assert "This study has ended" in person.get("page/about_you").text


def test_an_unknown_study_is_not_there(person: Person) -> None:
    assert person.client.get("/s/no-such-study").status_code == 404
