"""Scales and line breaks of the charts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.charts.canvas import Along
from research.charts.text import width_of, wrap


@given(text=st.text(min_size=1, max_size=200), width=st.integers(60, 400))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(width_of(line, 13) <= width for line in wrap(text, width, size=13))


@given(words=st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=1, max_size=12))
def test_no_word_is_lost_where_there_is_room(words: list[str]) -> None:
    assert " ".join(wrap(" ".join(words), 200, size=13, most=99)).split() == words


def test_what_does_not_fit_ends_with_an_ellipsis() -> None:
    lines = wrap("one two three four five six seven eight nine ten", 60, size=13, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_text_without_spaces_breaks_between_signs() -> None:
    assert len(wrap("我们想了解人们对咖啡以及咖啡订购服务的期望", 120, size=13)) > 1


def test_a_space_that_keeps_words_together_is_no_break() -> None:
    assert wrap("a long line of words and one last\u00a0*", 100, size=13)[-1].endswith("last\u00a0*")


@pytest.mark.parametrize(("value", "share"), [(-5, 0.0), (0, 0.0), (1, 0.5), (2, 1.0), (9, 1.0)])
def test_what_lies_outside_a_scale_stands_at_its_end(value: float, share: float) -> None:
    assert Along(low=0, high=2).share(value) == share


def test_twice_as_often_is_as_far_from_the_middle_as_half_as_often() -> None:
    along = Along(low=25, high=400, log=True)

    assert along.share(100) == pytest.approx(0.5)
    assert along.share(200) - 0.5 == pytest.approx(0.5 - along.share(50))
