"""Names in a sentence."""

from research.words.grammar import ENGLISH


def test_few_names_are_all_told():
    assert ENGLISH.listed(["A1", "A2"], most=2) == "A1, A2"


def test_of_many_names_the_first_are_told_and_the_rest_counted():
    assert ENGLISH.listed([f"q{place}" for place in range(30)]) == "q0, q1, q2, q3, q4, q5, q6, q7 and 22 more"


def test_one_name_too_many_is_told_rather_than_counted():
    assert ENGLISH.listed(["A1", "A2", "A3"], most=2) == "A1, A2, A3"
