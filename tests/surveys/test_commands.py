"""The command line, as an administrator or a researcher uses it."""

import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from surveys import demo
from surveys.cli import COMMANDS, main
from surveys.models import Account, QuestionnaireVersion, Response, Study
from surveys.questionnaire.formats.study_file import write_study_file
from surveys.store.database import Database
from tests import factories
from tests.surveys.test_import_responses import CODEBOOK, DATA

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`run("publish", "study.yaml")` as on the command line, with settings in the environment."""
    monkeypatch.setenv("WHYPRINT_SECRET_KEY", factories.SECRET_KEY)
    monkeypatch.setenv("WHYPRINT_DATABASE_URL", database_url)
    monkeypatch.delenv("WHYPRINT_BASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)

    def invoke(*words: str, keys: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=keys, catch_exceptions=False)

    return invoke


def study_path(tmp_path: Path, text: str | None = None) -> str:
    path = tmp_path / "study.yaml"
    path.write_text(text or write_study_file(factories.study_file()), encoding="utf-8")
    return str(path)


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_linear_algebra_is_loaded_with_one_thread_or_as_somebody_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.setenv(name, "")  # so that it is as before afterwards
        monkeypatch.delenv(name)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    CliRunner().invoke(main, ["schema", "--help"], catch_exceptions=False)
    assert os.environ["OMP_NUM_THREADS"] == os.environ["MKL_NUM_THREADS"] == "1"
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"


def test_a_study_is_published_and_its_address_printed(run: Run, tmp_path: Path, database: Database) -> None:
    result = run("publish", study_path(tmp_path))
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "http://127.0.0.1:8000/s/thrift-study"
    with database.reading() as session:
        assert session.query(Study).one().slug == "thrift-study"


def test_the_ways_to_each_question_are_told(run: Run) -> None:
    coffee = str(Path(demo.__file__).with_name("beyond_demographics.yaml"))
    told = run("ways", coffee).output.splitlines()
    assert "roasters: everybody" in told
    assert run("ways", coffee, "harbour_lane").output == "harbour_lane: roasters = 1\n"
    assert "has no question “nothing”" in run("ways", coffee, "nothing").stderr


def test_reward_files_beside_the_study_file_are_published(run: Run, tmp_path: Path) -> None:
    reward = {"kind": "file", "title": "Guide", "description": "A PDF.", "file": "guide.pdf"}
    text = write_study_file(factories.study_file(rewards=[reward]))
    refused = run("publish", study_path(tmp_path, text))
    assert (refused.exit_code, "guide.pdf" in refused.output) == (1, True)
    (tmp_path / "guide.pdf").write_bytes(b"%PDF")
    assert run("publish", study_path(tmp_path, text)).exit_code == 0


def test_a_study_can_be_checked_without_publishing_it(run: Run, tmp_path: Path, database: Database) -> None:
    assert "can be published" in run("publish", "--check", study_path(tmp_path)).output
    with database.reading() as session:
        assert session.query(Study).count() == 0


def test_a_check_says_what_publishing_would_say_and_changes_nothing(
    run: Run, tmp_path: Path, database: Database
) -> None:
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session))
    path = study_path(tmp_path, yaml.safe_dump(factories.with_points(7)))
    checked, published = run("publish", "--check", path), run("publish", path)
    assert (checked.exit_code, published.exit_code) == (1, 1)
    assert "a breaking change" in checked.stdout
    assert "breaking: The points of “thrift1” changed" in checked.stdout
    assert side_by_side(checked) == ["version 1 (1 response)", "version 2 (0 responses)"]
    assert "--accept-breaking" in checked.stdout
    assert published.stderr in checked.stderr
    accepted = run("publish", "--check", "--accept-breaking", path)
    assert (accepted.exit_code, accepted.output.splitlines()[-1]) == (0, "study.yaml can be published.")
    with database.reading() as session:
        assert session.query(QuestionnaireVersion).count() == 1
    done = run("publish", "--accept-breaking", path)
    assert side_by_side(done) == side_by_side(accepted)
    changes = [line for line in done.stdout.splitlines() if line.startswith("  breaking")]
    assert changes == [line for line in accepted.stdout.splitlines() if line.startswith("  breaking")]


def test_a_check_says_that_earlier_answers_stay_comparable(run: Run, tmp_path: Path, database: Database) -> None:
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session))
    path = study_path(tmp_path, yaml.safe_dump(factories.with_text("thrift1", "I look for bargains.")))
    checked = run("publish", "--check", path)
    assert checked.exit_code == 0
    assert "Would be published: version 2, a comparable change:" in checked.stdout
    assert side_by_side(checked) == ["version 1 (1 response), version 2 (0 responses)"]


def test_a_check_refuses_what_breaks_a_promise(run: Run, tmp_path: Path, database: Database) -> None:
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session))
    path = study_path(tmp_path, yaml.safe_dump(factories.study_plain(mode="profiling")))
    checked, published = run("publish", "--check", path), run("publish", path)
    assert (checked.exit_code, checked.stderr) == (1, published.stderr)


def test_a_check_without_a_database_still_finds_the_faults_of_the_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHYPRINT_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    good = run("publish", "--check", study_path(tmp_path))
    assert (good.exit_code, "Not compared with what is published" in good.output) == (0, True)
    reward = {"kind": "page", "title": "Guide", "description": "A guide.", "body": "One."}
    plain = factories.study_plain(rewards=[reward, reward], ends_on="2001-01-01")
    plain["questionnaire"]["sections"][0]["pages"][1]["questions"][0]["show_if"] = "nobody == 1"
    assert run("publish", "--check", study_path(tmp_path, yaml.safe_dump(plain))).exit_code == 1


def side_by_side(result: Result) -> list[str]:
    lines = result.stdout.splitlines()
    place = lines.index("Answers that stand side by side:") + 1
    return [line.strip() for line in lines[place:] if line.startswith("  ")]


def test_faults_are_printed_with_their_lines_and_no_traceback(run: Run, tmp_path: Path) -> None:
    text = (
        write_study_file(factories.study_file())
        .replace("mode: research", "mode: both")
        .replace("minutes: 3", "minutes: 0")
    )
    result = run("publish", study_path(tmp_path, text))
    assert result.exit_code == 1
    assert result.output.count("line ") >= 2
    assert "Traceback" not in result.output


def test_data_with_a_codebook_make_a_study(run: Run, tmp_path: Path, database: Database) -> None:
    (tmp_path / "codebook.yaml").write_text(yaml.safe_dump(CODEBOOK), encoding="utf-8")
    (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
    bare = ["import", "shoppers", "data.csv", "--codebook", "codebook.yaml"]
    assert "--created-from" in run(*bare).output
    words = ["--title", "Shoppers", "--created-from", "A survey, 2020.", "--contact", "ada@example.org"]
    result = run(*bare, *words)
    assert result.output.splitlines() == ["3 responses are in shoppers.", "Columns left out: Unused"]
    again = run(*bare)
    assert (again.exit_code, "brought into this study before" in again.output) == (1, True)
    with database.reading() as session:
        assert session.query(Response).count() == 3


def test_an_export_can_be_imported_into_the_study_again(run: Run, tmp_path: Path, database: Database) -> None:
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session))
    result = run("export", "thrift-study", "--out", str(tmp_path))
    assert result.output.strip().endswith("thrift-study-responses.zip: 1 responses")
    zipfile.ZipFile(tmp_path / "thrift-study-responses.zip").extractall(tmp_path)
    assert run("import", "thrift-study", "responses.csv").output.startswith("1 responses are in")


def test_an_account_is_created_and_gets_a_new_password(run: Run, database: Database) -> None:
    made = run("account", "create", "ada@example.org", "--name", "Ada", "--role", "administrator", "--generate")
    assert made.exit_code == 0
    assert "Password: " in made.output
    weak = run("account", "password", "ada@example.org", keys="short\nshort\n")
    assert (weak.exit_code, "at least 12 characters" in weak.output) == (1, True)
    words = "many small blue boats"
    assert run("account", "password", "ada@example.org", keys=f"{words}\n{words}\n").exit_code == 0
    assert "ada@example.org  administrator  active  Ada" in run("account", "list").output
    only = run("account", "deactivate", "ada@example.org")
    assert (only.exit_code, "only active administrator" in only.output) == (1, True)
    with database.reading() as session:
        assert words not in session.query(Account).one().password_hash


def test_schemas_describe_the_files_that_are_read(run: Run) -> None:
    study = json.loads(run("schema", "study").output)
    codebook = json.loads(run("schema", "codebook").output)
    jsonschema.Draft202012Validator.check_schema(study)
    jsonschema.validate(json.loads(json.dumps(factories.study_plain())), study)
    jsonschema.validate(json.loads(json.dumps(CODEBOOK)), codebook)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"items": [{"nam": "x"}]}, codebook)


def test_a_secret_is_long_and_never_the_same(run: Run) -> None:
    first, second = run("secret").output.strip(), run("secret").output.strip()
    assert len(first) == 64
    assert first != second
    factories.make_settings(secret_key=first)


def test_a_backup_taken_in_use_is_whole(run: Run, database: Database, tmp_path: Path) -> None:
    with database.writing() as session:
        factories.make_account(session, email="ada@example.org")
    assert run("db", "backup", str(tmp_path / "copy")).exit_code == 0
    if database.is_sqlite:
        with closing(sqlite3.connect(tmp_path / "copy")) as copy:
            assert copy.execute("SELECT email FROM account").fetchall() == [("ada@example.org",)]
    else:
        assert (tmp_path / "copy").read_bytes().startswith(b"PGDMP")
    assert run("db", "backup", str(tmp_path / "copy")).exit_code == 1


def test_commands_refuse_a_database_that_is_not_up_to_date(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WHYPRINT_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite'}")
    refused = run("account", "list")
    assert (refused.exit_code, "whyprint db upgrade" in refused.output) == (1, True)
    assert run("db", "upgrade").exit_code == 0
    assert run("account", "list").exit_code == 0
    assert run("db", "upgrade").exit_code == 0


def test_without_settings_a_command_says_which_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WHYPRINT_SECRET_KEY", raising=False)
    result = CliRunner().invoke(main, ["account", "list"])
    assert result.exit_code == 1
    assert "WHYPRINT_SECRET_KEY: is not set" in result.output
