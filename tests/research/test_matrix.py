"""A table of answers is read by its codebook; what does not fit is named by line and column."""

import numpy as np
import pandas as pd
import pytest

from research.codebook import Codebook, Item
from research.disclosure import Rules, suppress
from research.errors import BadData, TooFewResponses
from research.matrix import ResponseMatrix
from tests import told
from tests.summaries import summary_of

LIKERT = (1.0, 5.0)
CODEBOOK = Codebook(
    items=(
        Item(name="q1", range=LIKERT),
        Item(name="q2", range=LIKERT, reverse=True, scale="s"),
        Item(name="sex", type="nominal", labels={1: "male", 2: "female"}),
        Item(name="age", type="numeric", range=(0, 120)),
        Item(name="why", type="text"),
    ),
    missing_codes=(-99.0, -97.0),
)


def frame(n: int = 40) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "q1": [1 + i % 5 for i in range(n)],
            "q2": 2,
            "sex": [1 + i % 2 for i in range(n)],
            "age": 30,
            "why": "because",
        }
    )


def test_missing_codes_become_missing_and_are_counted_by_kind() -> None:
    data = frame()
    data.loc[0, "q1"] = -99
    data.loc[1, "q1"] = -97

    matrix = ResponseMatrix.from_frame(data, codebook=CODEBOOK)

    assert matrix.values["q1"].isna().sum() == 2
    assert matrix.missing["q1"] == {-99.0: 1, -97.0: 1}


def test_a_reversed_item_is_reversed_once_and_the_answers_as_given_stay() -> None:
    matrix = ResponseMatrix.from_frame(frame(), codebook=CODEBOOK)

    assert set(matrix.keyed(["q2"])["q2"]) == {4.0}
    assert set(matrix.values["q2"]) == {2.0}


def test_a_wrong_code_is_missing_and_named_by_line_and_column() -> None:
    data = frame()
    data.loc[6, "q1"] = 9

    matrix = ResponseMatrix.from_frame(data, codebook=CODEBOOK)

    assert np.isnan(matrix.values["q1"].iloc[6])
    assert "line 8, column q1: '9' is not a number from 1 to 5" in told.text(matrix.cautions[0])
    (shown,) = suppress(summary_of({"warnings": list(matrix.cautions)}), rules=Rules()).warnings
    assert told.text(shown) == "Some answers did not fit the codebook and count as missing."


def test_a_column_described_wrongly_is_an_error_with_examples() -> None:
    data = frame()
    data["q1"] += 10

    with pytest.raises(BadData) as caught:
        ResponseMatrix.from_frame(data, codebook=CODEBOOK)

    assert caught.value.code == "columns_outside_codebook"
    assert "In 1 column many answers do not fit the codebook: line 2, column q1" in told.text(caught.value)


def test_all_missing_columns_are_named_together() -> None:
    with pytest.raises(BadData) as caught:
        ResponseMatrix.from_frame(frame().drop(columns=["q1", "age"]), codebook=CODEBOOK)

    assert caught.value.where == ("q1", "age")


def test_words_are_read_by_their_labels() -> None:
    data = frame()
    data["sex"] = ["Female " if code == 2 else "male" for code in data["sex"]]

    matrix = ResponseMatrix.from_frame(data, codebook=CODEBOOK)

    assert matrix.values["sex"].tolist() == frame()["sex"].tolist()


def test_categories_without_codes_get_them_in_the_order_of_the_alphabet() -> None:
    codebook = Codebook(items=(Item(name="town", type="nominal"), Item(name="member", type="binary")))
    data = pd.DataFrame({"town": ["Rabat", "Mdina", None, "Rabat"], "member": ["Yes", "no", "YES", None]})

    matrix = ResponseMatrix.from_frame(data, codebook=codebook)

    assert matrix.values["town"].tolist()[:2] == [2.0, 1.0]
    assert matrix.codebook["town"].labels == {1: "Mdina", 2: "Rabat"}
    assert matrix.values["member"].tolist()[:3] == [1.0, 0.0, 1.0]


def test_words_and_numbers_in_one_category_are_all_names() -> None:
    codebook = Codebook(
        items=(Item(name="cups", type="nominal"), Item(name="only", type="nominal")), missing_codes=(-99,)
    )
    data = pd.DataFrame({"cups": ["Less than 1", "2", "-99", "More than 4"], "only": ["yes", "no", "no", "yes"]})

    matrix = ResponseMatrix.from_frame(data, codebook=codebook)

    assert matrix.codebook["cups"].labels == {1: "2", 2: "Less than 1", 3: "More than 4"}
    assert matrix.missing["cups"] == {-99: 1}
    assert matrix.codebook["only"].labels == {1: "no", 2: "yes"}


@pytest.mark.parametrize(
    "data",
    [
        pd.DataFrame({"drinks": ["1;3", "2", "", None]}),
        pd.DataFrame({"drinks_1": [1, 0, None, None], "drinks_2": [0, 1, None, None], "drinks_3": [1, 0, None, None]}),
    ],
    ids=["one column of lists", "one column an option"],
)
def test_a_multiple_choice_becomes_one_item_an_option(data: pd.DataFrame) -> None:
    codebook = Codebook(items=(Item(name="drinks", type="multiple", labels={1: "tea", 2: "coffee", 3: "water"}),))

    matrix = ResponseMatrix.from_frame(data, codebook=codebook)

    assert matrix.values["drinks_3"].tolist()[:2] == [1.0, 0.0]
    assert matrix.values["drinks_3"].isna().tolist() == [False, False, True, True]
    assert matrix.codebook["drinks_2"].group == "drinks"


def test_infinite_and_unreadable_cells_are_never_taken_for_numbers() -> None:
    data = frame(200)
    data["age"] = data["age"].astype(object)
    data.loc[0, "age"] = np.inf
    data.loc[1, "age"] = "²"

    matrix = ResponseMatrix.from_frame(data, codebook=CODEBOOK)

    assert matrix.values["age"].isna().sum() == 2


def test_repeated_respondents_are_an_error() -> None:
    codebook = Codebook(items=(Item(name="q1", range=LIKERT),), id="person")
    with pytest.raises(BadData, match="ids_empty_or_repeated") as caught:
        ResponseMatrix.from_frame(pd.DataFrame({"q1": [1, 2], "person": ["a", "a"]}), codebook=codebook)
    assert caught.value.said.voices["lines"] == ["3"]


def test_no_lines_are_an_error() -> None:
    with pytest.raises(TooFewResponses):
        ResponseMatrix.from_frame(frame(0), codebook=CODEBOOK)


def test_weights_must_be_positive_and_have_mean_one() -> None:
    codebook = Codebook(items=(Item(name="q1", range=LIKERT),), weight="w")

    weights = ResponseMatrix.from_frame(pd.DataFrame({"q1": [1, 2], "w": [1.0, 3.0]}), codebook=codebook).weights
    assert weights is not None
    assert weights.tolist() == [0.5, 1.5]
    with pytest.raises(BadData, match="weights_not_positive"):
        ResponseMatrix.from_frame(pd.DataFrame({"q1": [1, 2], "w": [0.0, 3.0]}), codebook=codebook)


def test_failed_attention_checks_are_known() -> None:
    codebook = Codebook(items=(Item(name="q1", range=LIKERT),), attention={"check": 2.0})

    matrix = ResponseMatrix.from_frame(pd.DataFrame({"q1": [1, 2, 3], "check": [2, 5, None]}), codebook=codebook)

    assert matrix.attention_failed is not None
    assert matrix.attention_failed.tolist() == [False, True, False]
