"""A file analysed without a server: where the codebook says who may be placed, nobody else is read."""

import pandas as pd
import pytest

from research.codebook import Codebook, Item
from research.errors import TooFewResponses
from research.matrix import ResponseMatrix
from research.reading.codebook_file import codebook_from_plain

CODEBOOK = Codebook(items=(Item(name="age", type="numeric"),), id="who", profile_consent="consent_profile")


def table(*said: object) -> pd.DataFrame:
    rows = [(f"p{place}", 20 + place, word) for place, word in enumerate(said)]
    return pd.DataFrame(rows, columns=["who", "age", "consent_profile"])


def test_only_a_clear_yes_is_read() -> None:
    matrix = ResponseMatrix.from_frame(table(1, 0, "1", None, "yes", "x", ""), codebook=CODEBOOK)
    assert list(matrix.values.index) == ["p0", "p2", "p4"]
    assert matrix.values["age"].tolist() == [20.0, 22.0, 24.0]


def test_without_such_a_column_everybody_is_read() -> None:
    plain = {key: value for key, value in CODEBOOK.to_dict().items() if key != "profile_consent"}
    assert len(ResponseMatrix.from_frame(table(1, 0), codebook=codebook_from_plain(plain))) == 2


def test_the_codebook_keeps_it() -> None:
    assert codebook_from_plain(CODEBOOK.to_dict()).profile_consent == "consent_profile"


def test_where_nobody_agreed_it_is_said() -> None:
    with pytest.raises(TooFewResponses, match="nobody_agreed_to_profile"):
        ResponseMatrix.from_frame(table(0, None), codebook=CODEBOOK)
