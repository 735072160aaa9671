"""Tables of answers are read right or refused by line: nothing moves to another column, no cell becomes another."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.codebook import Codebook, Item
from research.errors import BadData
from research.matrix import ResponseMatrix
from research.reading.tables import read_data
from tests import told

LIKERT = (1.0, 5.0)


def write(folder: Path, content: str | bytes, name: str = "data.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def matrix_of(path: Path, *items: Item, **further: Any) -> ResponseMatrix:
    codebook = Codebook(items=items, **further)
    table = read_data(path, columns=ResponseMatrix.columns_of(codebook), missing_codes=codebook.missing_codes)
    return ResponseMatrix.from_frame(table, codebook=codebook)


def test_a_separator_at_the_end_of_every_line_moves_nothing(tmp_path: Path) -> None:
    found = read_data(write(tmp_path, "a,b,c\n1,2,3,\n4,5,4,\n"))

    assert found.to_dict("list") == {"a": [1, 4], "b": [2, 5], "c": [3, 4]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\n1,2\n3,4,5\n", "line 3 has 3 cells, the first line has 2"),
        ("a,b\n1,2\n3\n", "line 3 has one cell, the first line has 2"),
        ('a,b\n"1","2"\n\n"x\ny","3"\n1,2,3\n', "line 6 has 3 cells"),
        ("a,b,a\n1,2,3\n", "the column 'a' is there twice"),
        ("a,,b\n1,2,3\n", "line 1: column 2 has no name"),
        ('a,b\n1,2\n1,"2\n', "begins on line 3 is not a table"),
        ('a,b\n1,"2"x\n', "begins on line 2 is not a table"),
        ("a,b\n1,2\n3,\x00\n", "line 3 has a NUL sign"),
        (b"a,b\n1,2\n3,\xe4\n", "line 3 has signs that are not UTF-8"),
        ("a,b\n1,2\n".encode("utf-16")[:-1], "not UTF-8"),
        ("a,b\n", "no lines of answers"),
        ("\n\n", "is empty"),
        (",".join(f"q{n}" for n in range(100_000)) + "\n", "more than 20,000 columns"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(BadData) as refused:
        read_data(write(tmp_path, content))

    assert words in told.text(refused.value)


def test_separators_in_quoted_names_divide_nothing(tmp_path: Path) -> None:
    found = read_data(write(tmp_path, '"How old, roughly, in years?";q\n3;4\n'))

    assert found.to_dict("list") == {"How old, roughly, in years?": [3], "q": [4]}


def test_ids_keep_their_zeros_and_all_their_digits(tmp_path: Path) -> None:
    found = read_data(write(tmp_path, "id,long,q\n007,12345678901234567,1\n7,12345678901234568,2\n"))

    assert found["id"].tolist() == ["007", "7"]
    assert found["long"].tolist() == ["12345678901234567", "12345678901234568"]
    assert found["q"].tolist() == [1, 2]


def test_a_comma_divides_decimals_and_no_thousands_are_guessed(tmp_path: Path) -> None:
    path = write(tmp_path, "spent;w;time\n" + "12,50;0,5;61,5\n" * 40 + "1,000;1,5;70\n")

    matrix = matrix_of(path, Item(name="spent", type="numeric"), weight="w", duration="time")

    assert matrix.values["spent"].iloc[0] == 12.5
    assert pd.isna(matrix.values["spent"].iloc[40])
    assert "line 42, column spent: '1,000' may be meant as thousands" in told.text(matrix.cautions[0])
    assert matrix.seconds is not None
    assert matrix.seconds.iloc[0] == 61.5
    assert matrix.weights is not None
    assert matrix.weights.iloc[40] / matrix.weights.iloc[0] == pytest.approx(3)


def test_times_that_are_no_numbers_are_told_by_line(tmp_path: Path) -> None:
    with pytest.raises(BadData) as refused:
        matrix_of(write(tmp_path, "q,time\n" + "1,12:30\n" * 5), Item(name="q", range=LIKERT), duration="time")

    assert "line 2, column time: '12:30' is not a number" in told.text(refused.value)


def test_the_line_is_the_one_in_the_file_whatever_stands_before_it(tmp_path: Path) -> None:
    path = write(tmp_path, 'q,why\n\n1,"two\nlines"\n' + "2,x\n" * 40 + "9,x\n")

    matrix = matrix_of(path, Item(name="q", range=LIKERT), Item(name="why", type="text"))

    assert "line 45, column q: '9'" in told.text(matrix.cautions[0])
    assert matrix.texts["why"].iloc[0] == "two\nlines"


def test_a_word_that_programs_write_for_nothing_is_an_answer_where_it_is_a_label(tmp_path: Path) -> None:
    path = write(tmp_path, "children,age\nNone,30\nOne,NA\nNone,\n")
    labels = {0: "None", 1: "One"}

    matrix = matrix_of(path, Item(name="children", type="nominal", labels=labels), Item(name="age", type="numeric"))

    assert matrix.values["children"].tolist() == [0, 1, 0]
    assert matrix.values["age"].isna().tolist() == [False, True, True]
    assert not matrix.cautions


def test_choices_that_are_no_options_are_told_and_missing_codes_are_no_choice(tmp_path: Path) -> None:
    lines = ["1;2,x", "-99,x", '"Tea, black",x', "NA,x", ",x", "7,x", *["1,x"] * 40]
    path = write(tmp_path, "drinks,why\n" + "\n".join(lines) + "\n")
    item = Item(name="drinks", type="multiple", labels={1: "Tea, black", 2: "Oil"})

    matrix = matrix_of(path, item, missing_codes=(-99.0,))

    assert matrix.values["drinks_1"].fillna(-1).tolist()[:6] == [1, -1, 1, -1, -1, -1]
    assert matrix.values["drinks_2"].fillna(-1).tolist()[:6] == [1, -1, 0, -1, -1, -1]
    assert matrix.missing["drinks_1"] == {-99: 1}
    assert "1 cell does not fit" in told.text(matrix.cautions[0])
    assert "line 7, column drinks: '7'" in told.text(matrix.cautions[0])


def test_columns_of_options_say_yes_in_words_and_no_other_word_is_lost(tmp_path: Path) -> None:
    path = write(tmp_path, "buys_1,buys_2,q\n" + "yes,no,1\n" * 40 + "Tea,-99,1\n0,maybe,1\n")

    item = Item(name="buys", type="multiple", labels={1: "Tea", 2: "Oil"})
    matrix = matrix_of(path, item, missing_codes=(-99.0,))

    assert matrix.values["buys_1"].tolist() == [1] * 41 + [0]
    assert matrix.missing["buys_2"] == {-99: 1}
    assert "line 43, column buys_2: 'maybe'" in told.text(matrix.cautions[0])


def as_spss(path: Path, frame: pd.DataFrame) -> None:
    pyreadstat.write_sav(
        frame, str(path), variable_value_labels={"sex": {1: "Male", 2: "Female"}, "q": {1: "low", 9: "refused"}},
        missing_ranges={"q": [{"lo": 8, "hi": 9}], "income": [999], "who": ["zz"]},
    )  # fmt: skip


def test_what_spss_declares_as_missing_is_missing_and_counted_by_its_code(tmp_path: Path) -> None:
    path = tmp_path / "data.sav"
    as_spss(
        path, pd.DataFrame({"q": [1.0, 8, 9], "income": [10.0, 999, 20], "sex": [1.0, 2, 2], "who": ["a", "zz", "b"]})
    )

    items = (Item(name="q", range=LIKERT), Item(name="income", type="numeric", range=(0, 5000)))
    matrix = matrix_of(path, *items, Item(name="sex", type="nominal"), missing_codes=(9.0,))

    assert matrix.values["q"].isna().tolist() == [False, True, True]
    assert matrix.values["income"].isna().tolist() == [False, True, False]
    assert matrix.missing["q"] == {9.0: 1}
    assert matrix.codebook["sex"].labels == {1: "Male", 2: "Female"}
    assert not matrix.cautions
    assert read_data(path)["who"].isna().tolist() == [False, True, False]


def as_xlsx(path: Path, frame: pd.DataFrame) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(frame))
    for row in frame.itertuples(index=False):
        book.active.append([None if pd.isna(cell) else cell for cell in row])
    for cell in book.active["D"]:
        cell.data_type = "s"  # no formula, whatever it begins with
    book.save(path)


def test_a_formula_that_nobody_computed_is_no_empty_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["a", "b"], [1, 2], [3, "=A2+1"]):
        book.active.append(row)
    book.save(tmp_path / "data.xlsx")

    with pytest.raises(BadData) as refused:
        read_data(tmp_path / "data.xlsx")

    assert "line 3, column 2: a formula without its result" in told.text(refused.value)


@pytest.mark.parametrize("kind", ["xlsx", "sav", "zsav", "csv", "parquet"])
def test_every_kind_of_file_gives_the_same_table(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"data.{kind}"
    frame = pd.DataFrame({"id": ["01", "x"], "q": [1.5, 2.0], "n": [3.0, None], "why": ["=1+1; „a“\n\tb", "中文"]})
    makers: dict[str, Callable[[], object]] = {
        "xlsx": lambda: as_xlsx(path, frame),
        "sav": lambda: pyreadstat.write_sav(frame, str(path)),
        "zsav": lambda: pyreadstat.write_sav(frame, str(path), compress=True),
        "csv": lambda: frame.to_csv(path, index=False),
        "parquet": lambda: frame.to_parquet(path),
    }
    makers[kind]()

    found = read_data(path)

    pd.testing.assert_frame_equal(found.reset_index(drop=True), frame, check_dtype=False)


CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=20), st.sampled_from(",;\t|"))
def test_any_text_comes_out_of_csv_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], separator: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "data.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(
            [("key", "a", "b"), *(("k", *row) for row in rows)]
        )

    found = read_data(path)

    for place, name in enumerate("ab"):
        assert [is_same(cell, row[place]) for cell, row in zip(found[name], rows, strict=True)] == [True] * len(rows)


def is_same(found: object, written: str) -> bool:
    if isinstance(found, str):
        return found == written
    return not written.strip() if pd.isna(found) else float(written) == found  # type: ignore[call-overload]
