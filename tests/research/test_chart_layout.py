"""Scales and line breaks of the charts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.charts.canvas import Along, Canvas
from research.charts.key import Entry, draw_key
from research.charts.svg import Words
from research.charts.text import cut, width_of, wrap
from research.charts.theme import NARROW, WIDE, Frame


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
    assert len(wrap("我们想了解人们对咖啡以及咖啡订阅服务的期望", 120, size=13)) > 1


def test_a_line_of_chinese_never_begins_with_what_closes_the_one_before() -> None:
    for width in range(40, 130, 7):
        lines = wrap("咖啡应该少想一点。我从容地准备咖啡，早晨很安静。", width, size=13, most=9)
        assert "".join(lines) == "咖啡应该少想一点。我从容地准备咖啡，早晨很安静。"
        assert not any(line[0] in "。，" for line in lines)


def test_signs_take_the_room_they_have() -> None:
    assert width_of("كَ", 10) == width_of("ك", 10)  # a vowel stands above its letter
    assert width_of("咖啡", 10) > width_of("co", 10) > width_of("il", 10)
    assert width_of("é", 10) == width_of("e", 10)
    assert width_of("more", 10, bold=True) > width_of("more", 10)


def test_what_is_cut_fits_and_says_so() -> None:
    assert cut("short", 90, size=13) == "short"
    line = cut("a long line of words that nobody has room for", 90, size=13)
    assert line.endswith("…")
    assert width_of(line, 13) <= 90


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_a_key_takes_as_many_lines_as_its_words_need(frame: Frame) -> None:
    few, many = Canvas(frame), Canvas(frame)
    word = "something that is explained"

    assert draw_key(few, [Entry(words="it", sample=())] * 2) < draw_key(many, [Entry(words=word, sample=())] * 6)
    for mark in many.picture(title="", description="", height=0).marks:
        assert isinstance(mark, Words)
        assert mark.at[0] + width_of(word, mark.size) <= frame.width


def test_a_space_that_keeps_words_together_is_no_break() -> None:
    assert wrap("a long line of words and one last\u00a0*", 100, size=13)[-1].endswith("last\u00a0*")


@pytest.mark.parametrize(("value", "share"), [(-5, 0.0), (0, 0.0), (1, 0.5), (2, 1.0), (9, 1.0)])
def test_what_lies_outside_a_scale_stands_at_its_end(value: float, share: float) -> None:
    assert Along(low=0, high=2).share(value) == share


def test_twice_as_often_is_as_far_from_the_middle_as_half_as_often() -> None:
    along = Along(low=25, high=400, log=True)

    assert along.share(100) == pytest.approx(0.5)
    assert along.share(200) - 0.5 == pytest.approx(0.5 - along.share(50))
