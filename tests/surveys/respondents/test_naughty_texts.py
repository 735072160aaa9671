"""Whatever somebody types is stored as it was typed, and comes out of CSV and XLSX as it went in."""

import io
import zipfile
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.exports.responses_zip import responses_zip
from surveys.models import Response, Study
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.services.studies.import_responses import import_responses
from surveys.store.database import Database
from tests import factories
from tests.naughty import NAUGHTY
from tests.surveys.respondents.person import ATTITUDES, Person

STORABLE = [text for text in dict.fromkeys(clean_text(text, one_line=False) for text in NAUGHTY) if text]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
calmly = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def stored(database: Database) -> list[object]:
    with database.reading() as session:
        return [response.answers.get("why") for response in session.query(Response).order_by("id")]


def bring_in(database: Database, path: Path) -> list[object]:
    before = len(stored(database))
    with database.reading() as session:
        study = session.query(Study).one()
    import_responses(database, study=study, path=path, asker=factories.SYSTEM)
    return stored(database)[before:]


def keep(database: Database, texts: list[str]) -> None:
    with database.writing() as session:
        study = factories.publish_study(session)
        for text in texts:
            factories.make_response(session, study, answers={"thrift1": 1, "why": text})


def test_what_is_typed_is_what_is_stored(person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    page_pass = person.page_pass("about_you")
    for text in NAUGHTY:
        sent = person.autosave("about_you", {"gender": "1", "age": "34", "why": text}, page_pass=page_pass)
        assert sent.status_code < 400, text
        assert stored(database)[-1] == (clean_text(text, one_line=False) or None), text


def test_what_is_exported_as_csv_comes_in_again_as_it_was(database: Database, tmp_path: Path) -> None:
    keep(database, STORABLE)
    with database.reading() as session:
        study = session.query(Study).one()
    content = responses_zip(database, asker=factories.SYSTEM, study=study).content.read()
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    assert bring_in(database, tmp_path / "responses.csv") == STORABLE


def test_what_stands_in_a_workbook_comes_in_as_it_stands(database: Database, tmp_path: Path) -> None:
    keep(database, [])
    book = openpyxl.Workbook()
    book.active.append(["thrift1", "thrift2", "thrift3", "gender", "age", "why"])
    for number, text in enumerate(STORABLE, 2):
        book.active.append([1, 2, 3, 1, 34])
        book.active.cell(number, 6, text).data_type = "s"
    book.save(tmp_path / "data.xlsx")
    assert bring_in(database, tmp_path / "data.xlsx") == STORABLE


@calmly
@given(text=TEXTS)
def test_any_text_is_stored_or_refused_and_never_an_error(text: str) -> None:
    cleaned = clean_text(text, one_line=False)
    assert clean_text(cleaned, one_line=False) == cleaned
    assert "\0" not in cleaned
    cleaned.encode()
