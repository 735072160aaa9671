"""Whose study it is: an address of another team is refused in the words for any that cannot be used."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from surveys.models import Account, AuditEvent, QuestionnaireVersion, Study
from surveys.questionnaire.formats.study_file import write_study_file
from surveys.services.studies.publish_questionnaire import RESERVED_SLUGS, SlugRefused, publish_questionnaire
from surveys.store import studies, teams
from surveys.store.asker import Asker
from surveys.store.database import Database
from tests import factories

SignedIn = Callable[..., FlaskClient]
THEIRS = "Neighbours"
MINE = {"why": "To replace what is there.", "contact": "intruder@example.org", "title": "Intruder"}


@pytest.fixture
def foreign(database: Database) -> Study:
    """A live study of another team."""
    with database.writing() as session:
        study = factories.publish_study(session, slug="taken", team=THEIRS)
        factories.make_response(session, study)
        return study


def state(database: Database) -> tuple[object, ...]:
    with database.reading() as session:
        found = session.query(Study).one()
        versions, events = session.query(QuestionnaireVersion).count(), session.query(AuditEvent).count()
        return found.title, found.terms, found.team_id, versions, events


def post(browser: FlaskClient, slug: str, **more: str) -> str:
    text = write_study_file(factories.study_file(slug=slug, **MINE))
    answer = browser.post("/publish", data={"text": text, **more})
    assert answer.status_code == 400
    return answer.get_data(as_text=True)


def test_a_slug_of_another_team_leaves_its_introduction_and_contact_as_they_are(
    signed_in: SignedIn, client: FlaskClient, database: Database, foreign: Study
) -> None:
    before, introduction = state(database), client.get("/s/taken").get_data(as_text=True)
    assert "This address cannot be used. Choose another slug." in post(signed_in("researcher"), "taken")
    assert state(database) == before
    after = client.get("/s/taken").get_data(as_text=True)
    assert "research@example.org" in after
    assert [part in introduction + after for part in ("Intruder", "intruder@example.org", "To replace")] == [False] * 3


def test_the_refusal_is_the_one_of_an_address_kept_for_later(
    signed_in: SignedIn, database: Database, foreign: Study
) -> None:
    browser = signed_in("researcher")
    reserved = min(RESERVED_SLUGS)
    taken, kept = (post(browser, slug).replace(slug, "…") for slug in ("taken", reserved))
    said = [page[page.index("<h1") : page.index("<form")] for page in (taken, kept)]
    assert said[0] == said[1]
    assert "taken" not in said[0]


def test_a_break_with_the_answers_of_another_team_is_not_told_either(database: Database, foreign: Study) -> None:
    """Whether people answered there is nobody else's business: the slug is refused before anything is compared."""
    with database.writing() as session:
        intruder = Asker.from_account(factories.make_account(session, role="lead"))
        changed = factories.study_file(slug="taken", mode="profiling", smallest_group=10)
        with pytest.raises(SlugRefused) as refused:
            publish_questionnaire(session, study_file=changed, asker=intruder, accept_breaking=True)
    assert (refused.value.text, refused.value.where) == ("This address cannot be used.", ("slug",))


def test_a_marketer_of_the_team_cannot_publish_its_study_again(database: Database, foreign: Study) -> None:
    with database.writing() as session:
        marketer = Asker.from_account(factories.make_account(session, role="marketer", team=THEIRS))
        with pytest.raises(SlugRefused):
            publish_questionnaire(session, study_file=factories.study_file(slug="taken"), asker=marketer)


def test_ones_own_team_publishes_the_next_version(signed_in: SignedIn, database: Database, foreign: Study) -> None:
    text = write_study_file(factories.study_file(slug="taken", contact="new@example.org"))
    assert signed_in("researcher", THEIRS).post("/publish", data={"text": text}).status_code == 303
    with database.reading() as session:
        assert session.query(Study).one().terms["contact"] == "new@example.org"


def test_who_works_in_several_teams_says_for_which_a_new_study_is(
    signed_in: SignedIn, database: Database, foreign: Study
) -> None:
    browser = signed_in("researcher")
    assert 'name="team"' not in browser.get("/publish").get_data(as_text=True)
    with database.writing() as session:
        theirs = foreign.team_id
        account = session.query(Account).one()
        teams.set_membership(session, account_id=account.id, team_id=theirs, role="researcher")
    text = write_study_file(factories.study_file())
    unclear = browser.post("/publish", data={"text": text, "team": ""})
    assert (unclear.status_code, "Choose one of the teams" in unclear.get_data(as_text=True)) == (400, True)
    assert browser.post("/publish", data={"text": text, "team": "999"}).status_code == 400
    assert browser.post("/publish", data={"text": text, "team": str(theirs)}).status_code == 303
    with database.reading() as session:
        made = studies.study_by_slug(session, slug="thrift-study", asker=Asker.system())
        assert made is not None
        assert made.team_id == theirs
    listed = browser.get("/studies").get_data(as_text=True)
    assert THEIRS in listed
    assert "cannot be used" in post(browser, "taken", team="1")  # it is theirs too, but not where they said


def test_the_list_of_studies_names_no_team_where_there_is_one(signed_in: SignedIn, foreign: Study) -> None:
    page = signed_in("researcher", THEIRS).get("/studies").get_data(as_text=True)
    assert "/studies/taken" in page
    assert THEIRS not in page
