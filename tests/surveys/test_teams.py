"""Teams and their members, as an administrator arranges them on the pages and on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from surveys.models import AuditEvent, Membership, Study, Team
from surveys.questionnaire.formats.study_file import write_study_file
from surveys.store.database import Database
from tests import factories
from tests.surveys.test_commands import Run, study_path
from tests.surveys.test_commands import run as run  # a fixture

SignedIn = Callable[..., FlaskClient]


@pytest.fixture
def administrator(signed_in: SignedIn) -> FlaskClient:
    return signed_in("administrator")


def members(database: Database, team: str) -> dict[str, str]:
    with database.reading() as session:
        found = session.query(Membership).join(Team).filter(Team.name == team)
        return {one.account.name: one.role for one in found}


def test_a_team_is_made_and_somebody_put_into_it(
    administrator: FlaskClient, signed_in: SignedIn, database: Database
) -> None:
    marketer = signed_in("marketer")
    made = administrator.post("/teams", data={"name": "Drinks"})
    assert made.status_code == 303
    here = made.headers["Location"]
    assert "Nobody works in this team yet" in administrator.get(here).get_data(as_text=True)
    with database.reading() as session:
        account = session.query(Membership).one().account
    joined = administrator.post(f"{here}/members", data={"account": str(account.id), "role": "researcher"})
    assert joined.status_code == 303
    assert members(database, "Drinks") == {"Marketer": "researcher"}
    assert "Remove Marketer" in administrator.get(here).get_data(as_text=True)
    assert marketer.get("/studies").status_code == 200  # from the next page on, without signing in again
    assert "Drinks (Researcher)" in administrator.get("/accounts").get_data(as_text=True)


def test_a_role_is_changed_by_choosing_another_and_a_member_is_removed(
    administrator: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        account = factories.make_account(session, name="Bob")
    data = {"account": str(account.id), "role": "lead"}
    assert administrator.post("/teams/1/members", data=data).status_code == 303
    assert members(database, "Team") == {"Bob": "lead"}
    gone = f"/teams/1/members/{account.id}/remove"
    assert administrator.post(gone).status_code == 303
    assert members(database, "Team") == {}
    assert administrator.post(gone).status_code == 404
    with database.reading() as session:
        assert [event.action for event in session.query(AuditEvent)] == ["set_member", "remove_member"]


@pytest.mark.parametrize("data", [{"role": "owner"}, {"account": "999"}, {"account": "x"}])
def test_what_cannot_be_chosen_makes_no_member(
    administrator: FlaskClient, database: Database, data: dict[str, str]
) -> None:
    with database.writing() as session:
        account = factories.make_account(session, name="Bob", team="Elsewhere")
    sent = {"account": str(account.id), "role": "lead", **data}
    assert administrator.post("/teams/1/members", data=sent).status_code == 400
    assert members(database, "Team") == {}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Team", "There is a team with this name"),
        (" ", "A name has 1 to 120 characters"),
        ("x" * 121, "longer than 120"),
    ],
)
@pytest.mark.parametrize("address", ["/teams", "/teams/1/name"])
def test_a_name_that_cannot_be_is_told_beside_it(
    administrator: FlaskClient, database: Database, address: str, name: str, words: str
) -> None:
    with database.writing() as session:
        factories.make_team(session, "Team")
        session.query(Team).one().name = "First"
        factories.make_team(session, "Team")
    answer = administrator.post(address, data={"name": name})
    assert (answer.status_code, words in answer.get_data(as_text=True)) == (400, True)


def test_a_team_is_renamed(administrator: FlaskClient, database: Database) -> None:
    assert administrator.post("/teams/1/name", data={"name": "Drinks"}).status_code == 303
    with database.reading() as session:
        assert session.query(Team).one().name == "Drinks"


@pytest.mark.parametrize("path", ["/teams/999", "/teams/99999999999999999999"])
def test_a_team_that_is_not_there_is_not_there(administrator: FlaskClient, path: str) -> None:
    assert administrator.get(path).status_code == 404


def test_a_new_account_may_be_in_no_team_yet(administrator: FlaskClient, database: Database) -> None:
    new = {"name": "Bob", "email": "bob@example.org", "team": "", "role": "lead", "password": "many small blue boats"}
    assert administrator.post("/accounts/new", data=new).status_code == 303
    assert members(database, "Team") == {}


def test_teams_are_arranged_on_the_command_line(run: Run, database: Database) -> None:
    assert run("team", "create", "Drinks").exit_code == 0
    unclear = run("account", "create", "bob@example.org", "--name", "Bob", "--generate")
    assert (unclear.exit_code, "There are several teams" in unclear.output) == (1, True)
    made = ("account", "create", "bob@example.org", "--name", "Bob", "--team", "Drinks", "--generate")
    assert run(*made).exit_code == 0
    assert run("team", "add", "bob@example.org", "--team", "Team", "--role", "marketer").exit_code == 0
    assert "bob@example.org  marketer in Team, researcher in Drinks  active  Bob" in run("account", "list").output
    assert run("team", "remove", "bob@example.org", "--team", "Drinks").exit_code == 0
    assert run("team", "list").output == "Drinks\nTeam\n  bob@example.org  marketer\n"
    nowhere = run("team", "add", "bob@example.org", "--team", "Nobody")
    assert (nowhere.exit_code, "There are: Drinks, Team" in nowhere.output) == (1, True)


def test_an_administrator_may_be_put_into_a_team_at_once(run: Run, database: Database) -> None:
    made = ("account", "create", "a@example.org", "--name", "Ada", "--role", "administrator", "--team", "Team")
    assert run(*made, "--generate").exit_code == 0
    assert "a@example.org  administrator, lead in Team  active" in run("account", "list").output


def test_the_command_line_publishes_into_the_team_it_names(run: Run, tmp_path: Path, database: Database) -> None:
    file = study_path(tmp_path)
    run("team", "create", "Drinks")
    unclear = run("publish", file)
    assert (unclear.exit_code, "Name one of them: Drinks, Team" in unclear.output) == (1, True)
    assert run("publish", file, "--team", "Drinks").exit_code == 0
    study_path(tmp_path, write_study_file(factories.study_file(contact="x@example.org")))
    foreign = run("publish", file, "--team", "Team")
    assert (foreign.exit_code, "This address cannot be used." in foreign.output) == (1, True)
    with database.reading() as session:
        found = session.query(Study).one()
        assert (found.team.name, found.terms["contact"]) == ("Drinks", "research@example.org")
