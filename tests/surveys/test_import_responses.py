"""Bringing answers in: all or nothing, every fault by line and column, and what goes out comes in again."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from research.codebook import Codebook
from research.reading.codebook_file import codebook_from_plain
from surveys.errors import Conflict, Invalid
from surveys.exports.responses_zip import responses_zip
from surveys.models import ConsentEvent, ConsentText, Response, Study
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.studies.import_faults import FaultyData
from surveys.services.studies.import_responses import import_responses
from surveys.services.studies.import_rows import AgreedElsewhere, Imported
from surveys.services.studies.import_tables import UnreadableTable, read_table
from surveys.services.studies.publish_questionnaire import Published
from surveys.services.studies.study_from_data import DataStudy, publish_closed, study_file_from_data
from surveys.store import studies
from surveys.store.answers import consenting_responses
from surveys.store.database import Database
from tests import factories
from tests.surveys.questionnaire.samples import sample
from tests.surveys.respondents.test_flow_of_pages import in_english

PARTS = st.sampled_from(
    [b"a", b"1", b"\xe4", b"\xff\xfe", b"\x00", b'"', b'""', b",", b";", b"\t", b"|", b"\n", b"\r\n", b"\r"]
)  # fmt: skip
FILES = st.one_of(
    st.lists(PARTS, max_size=60).map(b"".join),
    st.binary(max_size=200),
    st.text(max_size=80).map(lambda text: text.encode("utf-16", "surrogatepass")),
)
HEADER = "thrift1,thrift2,thrift3,gender,age,why"


@pytest.fixture
def study(database: Database) -> Study:
    with database.writing() as session:
        return factories.publish_study(session)


def write(tmp_path: Path, text: str, name: str = "data.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def bring_in(database: Database, path: Path, **options: Any) -> Imported:
    with database.reading() as session:
        study = session.query(Study).one()
    return import_responses(database, asker=factories.SYSTEM, study=study, path=path, **options)


def closed_study(session: Session, about: DataStudy, codebook: Codebook, path: Path) -> Published:
    """The study that is made where there is none yet for these data."""
    study_file = study_file_from_data(about=about, codebook=codebook, path=path)
    return publish_closed(session, study_file=study_file, asker=factories.SYSTEM)


def answers(database: Database) -> list[dict[str, Any]]:
    with database.reading() as session:
        return [response.answers for response in session.query(Response).order_by("id")]


def test_every_line_becomes_a_completed_response_with_consent(database: Database, study: Study, tmp_path: Path) -> None:
    done = bring_in(database, write(tmp_path, f"{HEADER}\n4,5,2,1,34,On sale\n1,1,5,-97,,\n"))
    assert (done.responses, done.ignored) == (2, ())
    assert answers(database) == [
        {"thrift1": 4, "thrift2": 5, "thrift3": 2, "gender": 1, "age": 34, "why": "On sale"},
        {"thrift1": 1, "thrift2": 1, "thrift3": 5, "gender": -97},
    ]
    with database.reading() as session:
        events = session.query(ConsentEvent).all()
        assert {(e.purpose, e.given, e.source) for e in events} == {("take_part", True, "import")}
        assert {e.subject for e in events} == {r.subject for r in session.query(Response)}
        assert {(e.text.text, e.text.reported_by, e.text.version) for e in events} == {("", "", 0)}, (
            "no sentence of ours"
        )
        assert {r.source for r in session.query(Response)} == {"import"}


def test_an_import_says_who_vouches_for_consent_and_by_which_words(
    database: Database, study: Study, tmp_path: Path
) -> None:
    path = write(tmp_path, f"{HEADER},consent_quote\n4,5,2,1,34,On sale,1\n")
    agreed = AgreedElsewhere(said_by="The Panel Ltd.", words="Form B, paragraph 3")
    bring_in(database, path, agreed=agreed)
    with database.reading() as session:
        events = session.query(ConsentEvent).order_by(ConsentEvent.purpose).all()
        assert [(e.purpose, e.text.reported_by, e.text.text) for e in events] == [
            ("quote", "The Panel Ltd.", "Form B, paragraph 3"), ("take_part", "The Panel Ltd.", "Form B, paragraph 3")
        ]  # fmt: skip
        ours = {text.text for text in session.query(ConsentText) if text.reported_by is None}
    assert ours.isdisjoint({"", "Form B, paragraph 3"})


def test_labels_are_understood_as_their_codes(database: Database, study: Study, tmp_path: Path) -> None:
    bring_in(database, write(tmp_path, f"{HEADER}\nagree,Disagree,3,another,34,x\n"))
    found = answers(database)[0]
    assert (found["thrift1"], found["thrift2"], found["gender"]) == (5, 1, 3)


def test_every_fault_is_listed_and_nothing_is_stored(database: Database, study: Study, tmp_path: Path) -> None:
    lines = ["4,5,2,1,34,fine", "9,5,2,1,34,x", "4,often,2,1,34,x", "4,5,2,7,34,x", "4,5,2,1,200,x", "4,5,2,1,1.5,x",
             "4,5,2,1,old,x", '4,5,2,1,34,"two\nlines"', "4.5,5,2,1,34,x"]  # fmt: skip
    with pytest.raises(FaultyData) as raised:
        bring_in(database, write(tmp_path, "\n".join([HEADER, *lines])))
    found = [(fault.line, fault.column) for fault in raised.value.faults]
    assert found == [(3, "thrift1"), (4, "thrift2"), (5, "gender"), (6, "age"), (7, "age"), (8, "age"), (11, "thrift1")]
    assert "line 3, column thrift1: '9' is none of the codes 1 to 5" in str(raised.value.where)
    assert answers(database) == []
    with database.reading() as session:
        assert session.query(ConsentEvent).count() == 0


def test_a_column_that_is_not_there_is_named(database: Database, study: Study, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="thrift3, age"):
        bring_in(database, write(tmp_path, "thrift1,thrift2,gender,why\n4,5,1,x\n"))


def test_further_columns_are_told_not_taken(database: Database, study: Study, tmp_path: Path) -> None:
    done = bring_in(database, write(tmp_path, f"{HEADER},email\n4,5,2,1,34,x,ada@example.org\n"))
    assert done.ignored == ("email",)
    assert "ada@example.org" not in str(answers(database))


def test_the_same_file_is_not_brought_in_twice_by_mistake(database: Database, study: Study, tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}\n4,5,2,1,34,x\n")
    bring_in(database, path)
    with pytest.raises(Conflict, match="brought into this study before"):
        bring_in(database, path)
    assert bring_in(database, path, again=True).responses == 1
    assert len(answers(database)) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("thrift1,thrift1\n1,2\n", "'thrift1' is there twice"),
        ("a,,b\n1,2,3\n", "line 1: column 2 has no name"),
        ("a,\n1,2\n", "line 2 has 2 cells"),
        ("a,b\n1,2,3\n", "line 2 has 3 cells, the first line has 2"),
        ('a,b\n1,"2\n', "is not a table"),
        ("a,b\n1,\x00\n", "line 2 has a NUL sign"),
        ("a,b\n", "no lines of answers"),
        ("a," * 20001 + "z\n1\n", "more than 20,000 columns"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UnreadableTable, match=words):
        read_table(write(tmp_path, text))


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"a,b\n1,2\n3,\xe4\n")
    with pytest.raises(UnreadableTable, match="line 3 has signs that are not UTF-8"):
        read_table(path)


def as_semicolons(path: Path) -> None:
    path.write_text(f"{HEADER};note\n".replace(",", ";") + "4;5;2;1;34;fine;\n", encoding="utf-16")


def as_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append([4, 5.0, 2, 1, 34, "fine"])
    book.save(path)


def as_spss(path: Path) -> None:
    frame = pd.DataFrame([[4.0, 5.0, 2.0, 1.0, 34.0, "fine"]], columns=HEADER.split(","))
    pyreadstat.write_sav(frame, str(path))


@pytest.mark.parametrize(
    ("name", "make"), [("d.csv", as_semicolons), ("d.xlsx", as_xlsx), ("d.sav", as_spss)], ids=["csv", "xlsx", "sav"]
)
def test_other_kinds_of_files_give_the_same_answers(
    database: Database, study: Study, tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    bring_in(database, tmp_path / name)
    assert answers(database) == [{"thrift1": 4, "thrift2": 5, "thrift3": 2, "gender": 1, "age": 34, "why": "fine"}]


@pytest.mark.parametrize("name", ["d.xlsx", "d.sav"])
def test_a_damaged_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 this is no such file")
    with pytest.raises(UnreadableTable, match="cannot be read"):
        read_table(tmp_path / name)


def export_of(database: Database, tmp_path: Path) -> tuple[Path, list[dict[str, str]]]:
    with database.writing() as session:
        study = session.query(Study).one()
    content = responses_zip(database, asker=factories.SYSTEM, study=study).content.read()
    archive = zipfile.ZipFile(io.BytesIO(content))
    archive.extractall(tmp_path)
    text = archive.read("responses.csv").decode("utf-8-sig")
    return tmp_path / "responses.csv", list(csv.DictReader(io.StringIO(text, newline="")))


def test_what_is_exported_can_be_imported_again(database: Database, tmp_path: Path) -> None:
    file = Path(__file__).parent / "everything.yaml"
    stored = [
        {"shops": [1, 3], "shops_other": "the market", "thrift": 3, "age": -99, "why": '=1+1 "quoted"\nand, so on'},
        {"shops": -95, "thrift": -98, "age": 41.5, "why": "'=no formula", "why_quote": 1},
        {"shops": [90], "thrift": 1, "age": 18, "why": "üñî 中文 اَلْعَرَبِيَّةُ NA"},
    ]
    with database.writing() as session:
        study = factories.publish_plain(session, yaml.safe_load(file.read_text(encoding="utf-8")))
        for given in stored:
            factories.make_response(session, study, answers=given, purposes=("take_part", "quote"))
        factories.make_response(session, study, answers={"shops": [2]}, state="started", seconds=None)
    path, before = export_of(database, tmp_path)
    bring_in(database, path)
    assert answers(database)[4:] == answers(database)[:4] == [*stored, {"shops": [2]}]
    _path, after = export_of(database, tmp_path)

    def without_names(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{name: cell for name, cell in row.items() if name not in ("respondent", "completed")} for row in rows]

    assert without_names(after[4:]) == without_names(before)
    assert [row["consent_quote"] for row in after] == ["1", "1", "1", "0"] * 2


@pytest.mark.parametrize(
    ("name", "given"),
    [
        (
            "ranking",
            {"taste_1": 2, "taste_2": 3, "taste_5": 1, "places_3": 1, "places_4": 3},
        ),
        ("constant_sum", {"spend_1": 70, "spend_2": 0, "spend_3": 30}),
        ("pair", {"pace": 2, "new": -97}),
        ("maxdiff", {"need_1_best": -98, "need_1_worst": -98, "need_anchor": [1, 3]}),
    ],
)
def test_what_was_weighed_comes_back_from_an_export(
    database: Database, tmp_path: Path, name: str, given: dict[str, Any]
) -> None:
    plain = factories.study_plain()
    plain["questionnaire"] = sample(name).model_dump(mode="json", by_alias=True)
    with database.writing() as session:
        study = factories.publish_plain(session, in_english(plain))
        factories.make_response(session, study, answers=given)
    path, _rows = export_of(database, tmp_path)
    bring_in(database, path)
    assert answers(database) == [given, given]


# ---- data described by a codebook ----

CODEBOOK: dict[str, Any] = {
    "name": "shoppers",
    "id": "ID",
    "duration": "Time",
    "weight": "W",
    "missing_codes": [9],
    "scales": [{"name": "Thrift!", "title": "Thrift"}],
    "items": [
        *({"name": f"T{n}", "text": f"Item {n}", "scale": "Thrift!", "facet": "values", "range": [1, 5],
           "reverse": n == 3} for n in (1, 2, 3)),
        {"name": "state", "type": "nominal", "facet": "demographics", "labels": {1: "North", 2: "South"}},
        {"name": "Town", "type": "nominal", "facet": "demographics"},
        {"name": "Spent (EUR)", "type": "numeric", "facet": "purchase", "range": [0, 1000]},
        {"name": "buys_tea", "type": "binary", "group": "buys", "text": "What do you buy?", "option": "Tea"},
        {"name": "buys_oil", "type": "binary", "group": "buys", "text": "What do you buy?", "option": "Oil"},
        {"name": "Comment", "type": "text"},
    ],
}  # fmt: skip
DATA = """ID,Time,W,T1,T2,T3,state,Town,Spent (EUR),buys_tea,buys_oil,Comment,Unused
a1,61.5,0.5,1,2,3,North,Ulm,12.50,1,0,Good,7
a2,70,1.5,4,9,,2,Bonn,0,0,1,,7
a3,NA,1,5,5,1,1,Ulm,1000,1,1,NA,7
"""
ABOUT = DataStudy(
    slug="shoppers",
    title="Shoppers",
    mode="research",
    created_from="A survey of shoppers, 2020.",
    contact="ada@example.org",
)


def make_study(database: Database, tmp_path: Path, plain: dict[str, Any] = CODEBOOK, data: str = DATA) -> Codebook:
    codebook = codebook_from_plain(plain)
    path = write(tmp_path, data)
    with database.writing() as session:
        published = closed_study(session, ABOUT, codebook, path)
    import_responses(database, asker=factories.SYSTEM, study=published.study, path=path, codebook=codebook)
    return codebook


def test_a_codebook_and_its_data_make_a_closed_study(database: Database, tmp_path: Path) -> None:
    make_study(database, tmp_path)
    with database.reading() as session:
        study = session.query(Study).one()
        version = studies.latest_version(session, study_id=study.id, asker=factories.SYSTEM)
        assert version is not None
        questionnaire = Questionnaire.model_validate(version.definition)
        text = session.query(ConsentText).filter_by(reported_by=None).one()
    assert (study.state, study.mode) == ("closed", "research")
    assert "A survey of shoppers, 2020." in text.text
    assert [scale.name for scale in questionnaire.scales] == ["thrift"]
    first = {"t1": 1, "t2": 2, "t3": 3, "state_2": 1, "town": 2, "spent_eur": 12.5, "buys": [1], "comment": "Good"}
    assert answers(database) == [
        {**first, "w": 0.5},
        {"t1": 4, "t2": -99, "t3": -99, "state_2": 2, "town": 1, "spent_eur": 0, "buys": [2], "comment": -99, "w": 1.5},
        {
            "t1": 5,
            "t2": 5,
            "t3": 1,
            "state_2": 1,
            "town": 2,
            "spent_eur": 1000,
            "buys": [1, 2],
            "comment": "NA",
            "w": 1,
        },
    ]


def test_ids_of_people_in_the_data_are_not_kept(database: Database, tmp_path: Path) -> None:
    make_study(database, tmp_path)
    with database.reading() as session:
        assert not {"a1", "a2", "a3"} & {response.subject for response in session.query(Response)}
        assert [response.seconds for response in session.query(Response).order_by("id")] == [61.5, 70.0, None]


def test_more_data_with_the_same_codebook_join_the_study(database: Database, tmp_path: Path) -> None:
    codebook = make_study(database, tmp_path)
    more = write(tmp_path, DATA.splitlines()[0] + "\nb1,50,1,1,1,1,1,Ulm,3,0,0,x,7\n", "more.csv")
    assert bring_in(database, more, codebook=codebook).responses == 1


def test_one_id_on_two_lines_is_a_fault(database: Database, tmp_path: Path) -> None:
    with pytest.raises(FaultyData, match="fit") as raised:
        make_study(database, tmp_path, data=DATA.replace("a3,", "a1,"))
    assert str(raised.value.faults[0]) == "line 4, column ID: 'a1' is also on line 2"
    with database.reading() as session:
        assert session.query(Study).count() == 0


def test_columns_of_the_codebook_must_be_in_the_data(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"not in the data: T3, Comment"):
        make_study(database, tmp_path, data=DATA.replace("T3", "X3").replace("Comment", "Remark"))


def test_the_big_five_data_come_in_whole(database: Database, shared_data: Path) -> None:
    path = shared_data / "psych-bfi" / "bfi.csv"
    dictionary = pd.read_csv(path.with_name("bfi.dictionary.csv"))
    items = [
        {"name": row.item, "text": row.Item, "scale": row.Big6, "facet": "personality", "range": [1, 6],
         "reverse": row.Keying == -1}
        for row in dictionary.head(25).itertuples()
    ]  # fmt: skip
    about = [
        {"name": "gender", "type": "binary", "facet": "demographics", "labels": {1: "Male", 2: "Female"}},
        {"name": "education", "type": "ordinal", "facet": "demographics", "range": [1, 5]},
        {"name": "age", "type": "numeric", "facet": "demographics"},
    ]
    codebook = codebook_from_plain({"name": "bfi", "items": [*items, *about]})
    with database.writing() as session:
        published = closed_study(session, ABOUT, codebook, path)
    done = import_responses(database, asker=factories.SYSTEM, study=published.study, path=path, codebook=codebook)
    raw = pd.read_csv(path)
    stored = pd.DataFrame(answers(database)).replace(-99, float("nan"))
    assert done.responses == len(raw) == 2800
    pd.testing.assert_frame_equal(
        stored[[name.lower() for name in raw.columns]].set_axis(raw.columns, axis=1).astype(float), raw.astype(float)
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("4,5,2,1,34,fine,x", "line 2 has 7 cells, the first line has 6"),
        ("4,5,2,1,34", "line 2 has 5 cells, the first line has 6"),
        ('4,5,2,1,"1,000",x', "line 2, column age: '1,000' may be meant as thousands or with decimals"),
    ],
)
def test_no_cell_is_moved_or_guessed(database: Database, study: Study, tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        bring_in(database, write(tmp_path, f"{HEADER}\n{line}\n"))
    assert words in f"{refused.value.text} {refused.value.where}"
    assert answers(database) == []


def test_a_separator_at_the_end_of_every_line_is_no_column(database: Database, study: Study, tmp_path: Path) -> None:
    bring_in(database, write(tmp_path, f"{HEADER}\n4,5,2,1,34,x,\n"))
    assert answers(database) == [{"thrift1": 4, "thrift2": 5, "thrift3": 2, "gender": 1, "age": 34, "why": "x"}]


def test_labels_and_missing_codes_of_spss_are_those_of_the_study(database: Database, tmp_path: Path) -> None:
    frame = pd.DataFrame({"sex": [1.0, 2, 9, 1], "cups": [3.0, 99, 5, -99]})
    path = tmp_path / "d.sav"
    pyreadstat.write_sav(
        frame, str(path), variable_value_labels={"sex": {1: "Male", 2: "Female", 9: "Refused"}},
        missing_ranges={"sex": [9], "cups": [99, -99]},
    )  # fmt: skip
    items = [{"name": "sex", "type": "nominal"}, {"name": "cups", "type": "numeric"}]
    codebook = codebook_from_plain({"name": "few", "items": items})
    with database.writing() as session:
        published = closed_study(session, ABOUT, codebook, path)
    import_responses(database, asker=factories.SYSTEM, study=published.study, path=path, codebook=codebook)
    assert answers(database) == [
        {"sex": 1, "cups": 3}, {"sex": 2, "cups": -99}, {"sex": -99, "cups": 5}, {"sex": 1, "cups": -99}
    ]  # fmt: skip
    assert "Female" in str(published.version.definition)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=FILES)
def test_any_file_is_a_table_or_refused_with_its_place(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    try:
        table = read_table(path)
    except UnreadableTable as error:
        refused = error
    else:
        assert {len(line.cells) for line in table.lines} == {len(table.columns)}
        return
    assert refused.where or "any.csv is empty" in refused.text or "has no lines" in refused.text


def in_versions(database: Database, *numbers: int, first: str = "thrift-study") -> None:
    """A study whose second version asks one thing more, and whose third has other points; people in some of them."""
    more = {"type": "short_text", "name": "more", "text": "Anything else?"}
    for number in range(1, max(numbers) + 1):
        plain = factories.study_plain(slug=first)
        pages = plain["questionnaire"]["sections"][0]["pages"]
        if number > 1:
            pages[1]["questions"].append(more)
        if number > 2:
            pages[0]["questions"][0]["points"] = {"low": 1, "high": 7, "labels": {1: "Disagree", 7: "Agree"}}
        with database.writing() as session:
            published = factories.publish_questionnaire(
                session, asker=factories.SYSTEM, study_file=factories.StudyFile.model_validate(plain), files={},
                accept_breaking=True,
            )  # fmt: skip
            if number in numbers:
                given = {**factories.COMPLETE, **({"more": f"=in {number}"} if number > 1 else {})}
                factories.make_response(session, published.study, answers=given, purposes=("take_part", "quote"))


def told(database: Database, source: str) -> list[tuple[int, dict[str, Any], str, str, float | None]]:
    with database.reading() as session:
        query = session.query(Response).filter_by(source=source).order_by(Response.id)
        return [(each.version.number, each.answers, each.language, each.state, each.seconds) for each in query]


def unpacked(database: Database, tmp_path: Path, name: str = "responses.csv") -> Path:
    with database.reading() as session:
        file = responses_zip(database, asker=factories.SYSTEM, study=session.query(Study).one())
    with zipfile.ZipFile(io.BytesIO(file.content.read())) as archive:
        return Path(archive.extract(name, tmp_path))


def test_what_goes_out_comes_in_again_under_the_version_it_was_answered_in(database: Database, tmp_path: Path) -> None:
    in_versions(database, 1, 2)
    done = bring_in(database, unpacked(database, tmp_path))
    assert (done.responses, done.ignored) == (2, ())
    assert told(database, "import") == told(database, "web")
    assert [version for version, *_more in told(database, "import")] == [1, 2]
    with database.reading() as session:
        given = {(e.subject, e.purpose) for e in session.query(ConsentEvent).filter_by(source="import")}
        assert {purpose for _subject, purpose in given} == {"take_part", "quote"}
        assert {r.signed_version for r in session.query(Response).filter_by(source="import")} == {1, 2}


def test_answers_of_versions_that_stand_apart_are_brought_in_apart(database: Database, tmp_path: Path) -> None:
    in_versions(database, 2, 3)
    for folder in ("versions-1-to-2", "version-3"):
        bring_in(database, unpacked(database, tmp_path, f"{folder}/responses.csv"))
    assert told(database, "import") == told(database, "web")
    lines = [unpacked(database, tmp_path, f"{folder}/responses.csv").read_text("utf-8-sig").splitlines()
             for folder in ("versions-1-to-2", "version-3")]  # fmt: skip
    pooled = write(tmp_path, "\n".join([lines[0][0], lines[1][1], lines[0][1]]))
    with pytest.raises(FaultyData) as raised:
        bring_in(database, pooled)
    assert raised.value.where == (
        "line 3, column version: '2' means something else than version 3: bring its lines in as a file of their own",
    )


@pytest.mark.parametrize("version", ["3", "0", "one", "-1", "9" * 40])
def test_a_version_that_the_study_does_not_have_is_refused_by_line(
    database: Database, tmp_path: Path, version: str
) -> None:
    in_versions(database, 2)
    path = unpacked(database, tmp_path)
    header, line = path.read_text("utf-8-sig").splitlines()
    cells = line.split(",")
    cells[1] = version
    with pytest.raises(FaultyData) as raised:
        bring_in(database, write(tmp_path, "\n".join([header, line.replace(cells[0], "another"), ",".join(cells)])))
    assert [(fault.line, fault.column) for fault in raised.value.faults] == [(3, "version")]
    assert told(database, "import") == []


def profiled(consent: str | None) -> Codebook:
    items = [{"name": f"q{number}", "text": f"Q{number}", "type": "ordinal", "range": [1, 5], "scale": "s"}
             for number in range(1, 4)]  # fmt: skip
    named = {} if consent is None else {"profile_consent": consent}
    return codebook_from_plain({"name": "old", **named, "items": items})


def test_data_for_profiling_make_a_study_that_places_who_agreed(database: Database, tmp_path: Path) -> None:
    path = write(tmp_path, "q1,q2,q3,may\n1,2,3,yes\n3,2,1,no\n2,2,2,1\n")
    about = DataStudy(slug="old", title="Old", mode="profiling", created_from="A panel.", contact="a@example.org")
    with database.writing() as session:
        study = closed_study(session, about, profiled("may"), path).study
    import_responses(database, study=study, path=path, asker=factories.SYSTEM, codebook=profiled("may"))
    with database.reading() as session:
        agreed = consenting_responses(session, study_id=study.id, purposes=purposes_of_analysis("profiling"))
        people = [response.id for response in session.query(Response).order_by(Response.id)]
    assert agreed == {people[0], people[2]}


def test_data_for_profiling_must_say_who_agreed(tmp_path: Path, database: Database) -> None:
    path = write(tmp_path, "q1,q2,q3\n1,2,3\n")
    about = DataStudy(slug="old", title="Old", mode="profiling", created_from="A panel.", contact="a@example.org")
    with database.writing() as session, pytest.raises(Invalid, match="only people who agreed") as raised:
        closed_study(session, about, profiled(None), path)
    assert "profile_consent" in raised.value.advice
