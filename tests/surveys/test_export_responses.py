"""Exports: only answers whose consent stands, nothing a spreadsheet runs, every column explained."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

import research.reading.codebook_file
from research.reading.codebook_file import codebook_from_plain
from surveys.cli.export import write_file
from surveys.exports.codebook_yaml import codebook_yaml
from surveys.exports.responses_zip import responses_zip
from surveys.models import AuditEvent, Study
from surveys.questionnaire.missing import NO_ANSWER
from surveys.services.studies.csv_cells import arm, defuse
from surveys.store import exports as store_exports
from surveys.store.database import Database
from tests import factories


def exported(database: Database, folder: str = "") -> tuple[list[dict[str, str]], zipfile.ZipFile]:
    with database.reading() as session:
        study = session.query(Study).one()
    file = responses_zip(database, asker=factories.SYSTEM, study=study)
    archive = zipfile.ZipFile(io.BytesIO(file.content.read()))
    text = archive.read(f"{folder}responses.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""))), archive


def test_an_export_has_one_line_per_response_and_codes_as_numbers(database: Database) -> None:
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session), purposes=("take_part", "quote"))
    rows, _archive = exported(database)
    assert len(rows) == 1
    wanted = {"version": "1", "state": "completed", "language": "en", "duration": "95.0", "consent_quote": "1",
              "thrift1": "4", "thrift3": "2", "gender": "1", "age": "34", "why": "It was on sale."}  # fmt: skip
    assert {name: rows[0][name] for name in wanted} == wanted
    assert len(rows[0]["started"]) == len("2026-01-01")


def test_reasons_to_look_stand_beside_a_response_that_is_over(database: Database) -> None:
    blank = dict.fromkeys(factories.COMPLETE, NO_ANSWER)
    with database.writing() as session:
        study = factories.publish_study(session)
        factories.make_response(session, study)
        factories.make_response(session, study, answers=blank)
        factories.make_response(session, study, answers=blank, state="started")
    rows, archive = exported(database)
    assert [row["flags"] for row in rows] == ["", "mostly_blank", ""]
    assert b"mostly_blank" in archive.read("README.txt")


def test_whoever_took_back_their_consent_is_not_exported(database: Database) -> None:
    with database.writing() as session:
        study = factories.publish_study(session)
        factories.make_response(session, study)
        gone = factories.make_response(session, study, answers={"why": "CANARY"})
        factories.give_consent(session, gone, purpose="take_part", given=False)
        factories.make_response(session, study, answers={"why": "CANARY"}, purposes=())
    rows, archive = exported(database)
    assert len(rows) == 1
    assert b"CANARY" not in b"".join(archive.read(name) for name in archive.namelist())


def test_an_export_never_names_a_person(database: Database) -> None:
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session), token_hash="f" * 64)
    _rows, archive = exported(database)
    assert b"f" * 64 not in archive.read("responses.csv")


def test_the_codebook_of_an_export_can_be_read_by_the_analysis(database: Database, tmp_path: Any) -> None:
    with database.writing() as session:
        study = factories.publish_study(session)
        factories.make_response(session, study)
        file = codebook_yaml(session, asker=factories.SYSTEM, study=study)
    path = tmp_path / "codebook.yaml"
    path.write_bytes(file.content.read())
    codebook = research.reading.codebook_file.read_codebook(path)
    assert codebook["thrift3"].reverse
    assert codebook["gender"].labels == {1: "Woman", 2: "Man", 3: "Another"}
    assert (codebook.id, codebook.duration) == ("respondent", "duration")
    rows, _archive = exported(database)
    assert {item.name for item in codebook} <= set(rows[0])


def test_answers_of_older_versions_keep_their_columns(database: Database) -> None:
    with database.writing() as session:
        study = factories.publish_study(session)
        factories.make_response(session, study)
        plain = factories.study_plain()
        plain["questionnaire"]["sections"][0]["pages"][1]["questions"][0]["name"] = "identity"
        factories.publish_plain(session, plain, accept_breaking=True)
        factories.make_response(session, study, answers={"identity": 2})
    rows, archive = exported(database, "version-1/")
    assert [(row["version"], row["gender"]) for row in rows] == [("1", "1")]
    assert "gender" in archive.read("version-1/codebook.yaml").decode()
    newer, _archive = exported(database, "version-2/")
    assert [(row["version"], row["identity"]) for row in newer] == [("2", "2")]
    assert "gender" not in archive.read("version-2/codebook.yaml").decode()


def test_nothing_stands_where_a_program_would_take_one_part_for_everything(database: Database) -> None:
    with database.writing() as session:
        study = factories.publish_study(session)
        factories.make_response(session, study)
        factories.publish_plain(session, factories.with_points(7), accept_breaking=True)
        file = codebook_yaml(session, asker=factories.SYSTEM, study=study)
    with zipfile.ZipFile(file.content) as codebooks:
        assert codebooks.namelist() == ["version-1/codebook.yaml", "version-2/codebook.yaml"]
    _rows, archive = exported(database, "version-1/")
    assert "responses.csv" not in archive.namelist()
    told = archive.read("README.txt").decode()
    assert "1  first  1 in version-1/responses.csv" in told
    assert "2  breaking  0 in version-2/responses.csv" in told


def test_comparable_versions_stand_in_one_file_and_a_reworded_question_is_told_with_both_wordings(
    database: Database,
) -> None:
    with database.writing() as session:
        study = factories.publish_study(session)
        factories.make_response(session, study)
        factories.publish_plain(session, factories.with_text("thrift1", "I look for bargains before I buy."))
        factories.make_response(session, study)
    rows, archive = exported(database)
    codebook = codebook_from_plain(yaml.safe_load(archive.read("codebook.yaml")))
    assert [row["version"] for row in rows] == ["1", "2"]
    assert (codebook.version, codebook.versions) == ("version", (1, 2))
    old, new = "I compare prices before I buy.", "I look for bargains before I buy."
    assert new in codebook["thrift1"].text
    assert [(wording.versions, old in wording.text) for wording in codebook["thrift1"].reworded] == [((1,), True)]
    assert not codebook["thrift2"].reworded


def test_the_language_of_the_answers_is_a_column_with_codes(database: Database) -> None:
    with database.writing() as session:
        plain = factories.study_plain()
        plain["questionnaire"]["languages"] = ["ms"]
        study = factories.publish_plain(session, plain, tolerate=frozenset({"missing_translation"}))
        for language in ("ms", "en"):
            factories.make_response(session, study, language=language)
    rows, archive = exported(database)
    codebook = codebook_from_plain(yaml.safe_load(archive.read("codebook.yaml")))
    labels = codebook["answer_language"].labels
    assert [labels[int(row["answer_language"])] for row in rows] == ["Malay", "English"]
    assert codebook.language == "answer_language"


def written_down(database: Database) -> list[tuple[str, dict[str, Any]]]:
    with database.reading() as session:
        return [(event.action, event.detail) for event in session.query(AuditEvent).order_by("id")][1:]


def test_an_export_is_written_down_before_it_leaves_and_at_its_end(
    signed_in: Callable[[str], FlaskClient], database: Database
) -> None:
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session))
    answer = signed_in("lead").post("/studies/thrift-study/export", data={"kind": "responses"})
    assert answer.get_data().startswith(b"PK")
    detail = {"kind": "responses"}
    assert written_down(database) == [("export", detail), ("export.ended", {**detail, "rows": 1, "whole": True})]


def many_responses(database: Database, count: int) -> Study:
    with database.writing() as session:
        study = factories.publish_study(session)
        for _ in range(count):
            factories.make_response(session, study)
    return study


def test_an_export_that_was_cut_off_says_how_much_had_left(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_exports, "_CHUNK", 2)
    content = responses_zip(database, asker=factories.SYSTEM, study=many_responses(database, 5)).content
    assert content.read(1)
    content.close()
    ((action, detail),) = written_down(database)
    assert action == "export.ended"
    assert detail["rows"] < 5
    assert detail["whole"] is False


def test_who_answers_does_not_wait_for_an_export(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_exports, "_CHUNK", 2)
    study = many_responses(database, 5)
    content = responses_zip(database, asker=factories.SYSTEM, study=study).content
    begun = content.read(1)
    with database.writing() as session:
        factories.make_response(session, study)
    archive = zipfile.ZipFile(io.BytesIO(begun + content.read()))
    assert len(archive.read("responses.csv").splitlines()) == 1 + 5, "what came in meanwhile is for the next export"
    assert b"5 responses of people" in archive.read("README.txt")


def test_a_command_leaves_no_half_export(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("surveys.cli.export.shutil.copyfileobj", fail)
    file = responses_zip(database, asker=factories.SYSTEM, study=many_responses(database, 1))
    with pytest.raises(RuntimeError):
        write_file(file, tmp_path / "out.zip")
    assert list(tmp_path.glob("out*")) == []


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx", "＝1", " =1", "'=1", "''=1", "|cmd", "%x", "\x00=1", "-"]
)
def test_text_that_looks_like_a_formula_is_defused(text: str) -> None:
    assert defuse(text) == "'" + text
    assert arm(defuse(text)) == text


@given(st.text())
def test_defusing_can_always_be_undone(text: str) -> None:
    assert arm(defuse(text)) == text


@given(st.text())
def test_no_defused_text_begins_like_a_formula(text: str) -> None:
    assert not defuse(text).lstrip().startswith(("=", "+", "-", "@"))


def test_a_negative_number_stays_a_number(database: Database) -> None:
    with database.writing() as session:
        study = factories.publish_study(session)
        factories.make_response(session, study, answers={"age": -99, "why": "-99"})
    rows, _archive = exported(database)
    assert (rows[0]["age"], rows[0]["why"]) == ("-99", "'-99")
