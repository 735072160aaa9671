"""Somebody's own data: to be seen, taken away, taken back and erased without a trace."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from surveys.models import (
    Analysis,
    Assignment,
    ConsentEvent,
    Contact,
    Erasure,
    LeftOut,
    PageVisit,
    Response,
    Run,
    Study,
)
from surveys.services.studies.csv_cells import arm
from surveys.services.studies.import_responses import import_responses
from surveys.store import events
from surveys.store.database import Database
from tests import factories
from tests.surveys.clearing import clear
from tests.surveys.respondents.conftest import bytes_of
from tests.surveys.respondents.person import ABOUT_YOU, ATTITUDES, Person

CANARY = "canary-4711-zwitschert"


def put_in_an_analysis(database: Database) -> None:
    """An analysis that somebody's answers are part of."""
    with database.writing() as session:
        response = session.scalars(select(Response)).one()
        analysis = Analysis(
            study_id=response.study_id, number=1, plan={}, run=Run(kind="analysis", state="done"), acknowledged=[]
        )
        session.add(analysis)
        session.flush()
        session.add(Assignment(analysis_id=analysis.id, response_id=response.id, segment="A", scores={}))


def analysis_of(database: Database) -> Analysis:
    with database.reading() as session:
        return session.scalars(select(Analysis)).one()


def test_answers_are_shown_in_words(person: Person) -> None:
    person.finish()
    page = person.get("my-data").text
    assert "How old are you?" in page
    assert "34" in page
    assert "Woman" in page
    assert "It was on sale." in page


@pytest.mark.parametrize("chosen", [True, False])
def test_who_is_left_out_so_that_others_could_leave_unseen_is_told(
    person: Person, database: Database, *, chosen: bool
) -> None:
    person.finish()
    if chosen:
        with database.writing() as session:
            response = session.scalars(select(Response)).one()
            session.add(LeftOut(response_id=response.id, study_id=response.study_id, number=2))

    assert ("chosen at random" in person.get("my-data").text) is chosen
    assert person.get("my-data.json").get_json()["response"]["left_out_of_new_analyses"] is chosen


def test_what_somebody_typed_is_never_markup(person: Person) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    person.send("about_you", {**ABOUT_YOU, "why": "<script>alert(1)</script>"})
    page = person.get("my-data").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_everything_can_be_taken_away(person: Person) -> None:
    person.finish(consent_quote="1")
    answer = person.get("my-data.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    record = answer.get_json()
    assert record["stored_values"]["age"] == 34
    age = next(each for each in record["answers"] if each["question"] == "age")
    assert (age["text"], age["answer"]) == ("How old are you?", "34")
    assert age["sent_at"] <= record["response"]["completed_at"]
    assert record["response"]["questionnaire_version"] == 1
    assert record["received_by"] == []


@pytest.mark.parametrize(
    "why", ["=HYPERLINK(1)", "'=twice", 'two\nlines, "quoted"', "\u0645\u0631\u062d\u0628\u0627 \u732b", " -1"]
)
def test_the_table_of_answers_says_what_everything_says(person: Person, why: str) -> None:
    """A line a question, as it was answered, when and of which version; nothing in it runs in a spreadsheet."""
    person.agree()
    person.send("attitudes", ATTITUDES)
    person.autosave("about_you", {**ABOUT_YOU, "why": why})  # kept, not sent
    answer = person.get("my-data.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"\xef\xbb\xbf")
    header, *lines = csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))
    assert header == ["Question", "Answer", "Sent (UTC)", "Version of the questionnaire"]
    told = person.get("my-data.json").get_json()["answers"]
    assert [(arm(text), arm(said)) for text, said, _at, _version in lines] == [
        (each["text"], each["answer"]) for each in told
    ]
    assert [at for _text, _said, at, _version in lines] == [
        (each["sent_at"] or "")[:19].replace("T", " ") for each in told
    ]
    assert [bool(at) for _text, _said, at, _version in lines] == [True, False, False, False]
    assert {version for *_others, version in lines} == {"1"}
    assert not any(said.startswith(("=", "-")) for line in lines for said in line)


def test_what_is_taken_away_can_be_brought_in_again(
    person: Person, database: Database, publish: Callable[..., str], tmp_path: Path
) -> None:
    """Every stored value, as JSON and as a line of CSV made of it, is read elsewhere as what it was."""
    person.finish()
    stored = person.get("my-data.json").get_json()["stored_values"]
    path = tmp_path / "mine.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, list(stored))
        lines.writeheader()
        lines.writerow(stored)
    publish(slug="elsewhere")
    with database.reading() as session:
        elsewhere = session.query(Study).filter_by(slug="elsewhere").one()
    import_responses(database, asker=factories.SYSTEM, study=elsewhere, path=path)
    with database.reading() as session:
        mine, again = (each.answers for each in session.query(Response).order_by(Response.id))
    assert mine == stored == again


def test_the_receipt_holds_header_processing_parties_and_events(person: Person) -> None:
    person.finish()
    record = person.get("receipt.json").get_json()
    assert set(record) == {"header", "processing", "parties", "events"}
    assert record["processing"]["purposes"][0] == {
        "purpose": "take_part",
        "text": "I am 18 or older and I agree to take part.",
        "text_version": 1,
        "language": "en",
        "required": True,
        "state": "given",
    }
    assert [event["event"] for event in record["events"]] == ["given", "not_given"]
    assert len(record["events"][0]["text_sha256"]) == 64
    assert "I am 18 or older" in person.get("receipt").text


def test_the_receipt_keeps_the_words_as_they_were(person: Person, publish: Callable[..., str]) -> None:
    person.finish()
    changed = [{"name": "take_part", "text": "Quite other words.", "required": True}]
    publish(purposes=changed, accept_breaking=True)
    record = person.get("receipt.json").get_json()
    assert record["events"][0]["text"] == "I am 18 or older and I agree to take part."


def test_withdrawing_adds_an_event_and_forgets_none(person: Person) -> None:
    person.finish(consent_quote="1")
    assert person.withdraw("quote").location == person.url("my-data")
    page = person.get("my-data").text
    assert "You withdrew this consent. Your reward stays yours." in page
    events = person.get("receipt.json").get_json()["events"]
    assert [(event["purpose"], event["event"]) for event in events] == [
        ("take_part", "given"),
        ("quote", "given"),
        ("quote", "withdrawn"),
    ]


def test_withdrawing_twice_or_something_unknown_changes_nothing(person: Person, database: Database) -> None:
    person.finish()
    for purpose in ("quote", "no_such_purpose", "take_part", "take_part"):
        assert person.withdraw(purpose).status_code == 303
    with database.reading() as session:
        assert len(session.scalars(select(ConsentEvent)).all()) == 3


def test_withdrawing_from_the_study_marks_its_analyses(person: Person, database: Database) -> None:
    person.finish()
    put_in_an_analysis(database)
    person.withdraw("take_part")
    assert analysis_of(database).stale_since is not None
    with database.reading() as session:
        assert session.scalars(select(Assignment)).all() == []


def test_withdrawing_a_side_purpose_leaves_analyses_alone(person: Person, database: Database) -> None:
    person.finish(consent_quote="1")
    put_in_an_analysis(database)
    person.withdraw("quote")
    assert analysis_of(database).stale_since is None


def test_the_address_goes_with_the_last_purpose_that_needs_it(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    purposes = [
        {"name": "take_part", "text": "I take part.", "required": True},
        {"name": "email", "text": "You may write to me."},
        {"name": "share_crm", "text": "You may keep me in your files."},
    ]
    slug = publish(mode="profiling", anonymous=False, purposes=purposes)
    someone = visit(slug)
    someone.finish(consent_email="1", consent_share_crm="1", email="ann@example.org")
    assert "ann@example.org" in someone.get("my-data").text
    someone.withdraw("email")
    assert "ann@example.org" in someone.get("my-data").text
    someone.withdraw("share_crm")
    assert "ann@example.org" not in someone.get("my-data").text
    with database.reading() as session:
        assert session.scalars(select(Contact)).all() == []


def test_an_address_shared_by_two_sittings_stays_for_the_other(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    purposes = [
        {"name": "take_part", "text": "I take part.", "required": True},
        {"name": "email", "text": "You may write to me."},
    ]
    slug = publish(mode="profiling", anonymous=False, purposes=purposes)
    first, second = visit(slug), visit(slug)
    for someone in (first, second):
        someone.finish(consent_email="1", email="ann@example.org")
    first.erase()
    assert "ann@example.org" in second.get("my-data").text


def test_erasing_needs_a_second_step(person: Person, database: Database) -> None:
    person.finish()
    assert "Erase your data for good?" in person.get("my-data").text
    person.client.post(person.url("my-data/erase"), data={})
    with database.reading() as session:
        assert len(session.scalars(select(Response)).all()) == 1


def test_erasing_leaves_a_tombstone_and_the_events_only(person: Person, database: Database) -> None:
    person.finish()
    put_in_an_analysis(database)
    answer = person.erase()
    assert "Your data are erased" in person.client.get(answer.location).text
    with database.reading() as session:
        assert session.scalars(select(Response)).all() == []
        assert session.scalars(select(PageVisit)).all() == []
        assert session.scalars(select(Assignment)).all() == []
        tombstone = session.scalars(select(Erasure)).one()
        written = session.scalars(select(ConsentEvent).order_by(ConsentEvent.id)).all()
        assert {event.subject for event in written} == {tombstone.subject}
        assert [(event.purpose, event.given) for event in written] == [
            ("take_part", True), ("quote", False), ("take_part", False)
        ]  # fmt: skip
    assert analysis_of(database).stale_since is not None


@pytest.mark.parametrize("length", [40, 1500])
def test_erased_words_are_nowhere_in_the_database_file(person: Person, database: Database, length: int) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL frees erased rows by its own vacuum")
    words = (CANARY + " ") * (length // len(CANARY) + 1)
    person.agree()
    person.send("attitudes", ATTITUDES)
    person.autosave("about_you", {"why": words[:length]})
    person.send("about_you", {**ABOUT_YOU, "why": words[:length]})
    assert CANARY.encode() in bytes_of(database)
    person.erase()
    assert clear(database)
    assert CANARY.encode() not in bytes_of(database)


def test_nobody_reads_or_erases_what_belongs_to_somebody_else(
    person: Person, visit: Callable[[str], Person], database: Database
) -> None:
    person.finish()
    other = visit(person.slug)
    other.agree()
    assert "It was on sale." not in other.get("my-data").text
    other.erase()
    with database.reading() as session:
        assert len(session.scalars(select(Response)).all()) == 1
    stranger = visit(person.slug)
    assert stranger.erase().status_code == 404
    assert stranger.withdraw("take_part").status_code == 404


def test_a_private_link_of_one_study_opens_no_other(
    person: Person, publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    person.finish()
    other = visit(publish(slug="another-study"))
    assert other.get(f"resume/{person.cookie()}").status_code == 404


def test_why_there_is_no_answer_is_told_as_it_is(publish: Callable[..., str], visit: Callable[[str], Person]) -> None:
    dog = {"question": "pet", "operator": "equals", "value": 1}
    options = [{"code": 1, "label": "Dog"}, {"code": 2, "label": "None"}]
    first = [
        {"type": "single_choice", "name": "pet", "text": "Which animal?", "options": options},
        {"type": "short_text", "name": "called", "text": "Its name?", "show_if": dog},
        {"type": "short_text", "name": "left", "text": "Left open?"},
    ]
    last = [{"type": "short_text", "name": "never", "text": "Not seen?"}]
    pages = [{"name": "one", "questions": first}, {"name": "two", "questions": last}]
    sections = [{"name": "pets", "title": "Pets", "pages": pages}]
    owner = visit(publish(questionnaire={"name": "pets", "title": "Pets", "sections": sections}))
    owner.agree()
    owner.send("one", {"pet": "2"})
    told = {each["question"]: each["answer"] for each in owner.get("my-data.json").get_json()["answers"]}
    assert told == {
        "pet": "None",
        "called": "Not shown, because of earlier answers",
        "left": "No answer",
        "never": "Not reached",
    }


def test_a_box_that_was_never_ticked_is_not_told_as_taken_back(person: Person) -> None:
    person.finish()
    assert "Not ticked" in person.get("my-data").text
    assert "Not allowed since" not in person.get("my-data").text
    person.withdraw("take_part")
    assert "Not allowed since" in person.get("my-data").text


def test_what_was_not_allowed_can_be_allowed_later_by_the_words_of_today(person: Person, database: Database) -> None:
    person.finish()
    assert "Allow this" in person.get("my-data").text
    person.client.post(person.url("my-data/allow"), data={"purpose": "quote"})
    with database.reading() as session:
        last = session.scalars(select(ConsentEvent).order_by(ConsentEvent.id.desc())).first()
        assert last is not None
        assert (last.purpose, last.given, last.source) == ("quote", True, "my_data")
    assert "Allow this" not in person.get("my-data").text
    person.withdraw("take_part")
    person.withdraw("quote")
    person.client.post(person.url("my-data/allow"), data={"purpose": "quote"})
    person.client.post(person.url("my-data/allow"), data={"purpose": "take_part"})
    with database.reading() as session:
        decided = session.scalars(select(ConsentEvent).order_by(ConsentEvent.id.desc())).all()
        assert not decided[0].given
        assert not decided[1].given


def test_who_took_files_of_single_answers_is_told_from_the_record(person: Person, database: Database) -> None:
    person.finish()
    assert "No file of single answers was made" in person.get("my-data").text
    with database.writing() as session:
        study = session.scalars(select(Study)).one()
        events.add_event(session, action="export", study_id=study.id, detail={"kind": "codebook"})
        events.add_event(session, action="export", study_id=study.id, detail={"kind": "responses"})
    assert "People of the team took a file of single answers" in person.get("my-data").text
    assert len(person.get("my-data.json").get_json()["received_by"]) == 1
    processing = person.get("receipt.json").get_json()["processing"]
    assert len(processing["recipients"]) == 2
    assert "times of pages" in processing["pii_categories"]


def test_the_receipt_says_whose_law_holds_where_people_were_told(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = visit(publish(jurisdiction="European Union (GDPR)"))
    someone.agree()
    assert someone.get("receipt.json").get_json()["processing"]["jurisdiction"] == "European Union (GDPR)"
    assert "European Union (GDPR)" in someone.get("receipt").text
