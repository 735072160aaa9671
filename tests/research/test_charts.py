"""Pictures that stand in any page: they follow its colours, fit its width and never lie about what is hidden."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.charts import draw_all
from research.charts.answers import read_bars, shared_ends
from research.charts.svg import Picture, Words
from research.charts.text import width_of
from research.charts.told import bar_pieces, distinctive, passport_cells
from research.summary.schema import Summary
from research.summary.schema.told import Attitude, Row
from research.words.figures import answer_words, difference_words
from research.words.grammar import ENGLISH
from tests.report_samples import PERSONAS, RARE, sample_charts, sample_published
from tests.summaries import part, summary_of

COLOUR = re.compile(r"^(none|var\(--[a-z0-9-]+\))$")


def with_first(**changes: Any) -> Summary:
    """The published summary, its first persona changed."""
    first, *others = sample_published().personas
    return sample_published().model_copy(update={"personas": [first.model_copy(update=changes), *others]})


@pytest.fixture(scope="module")
def charts() -> dict[str, dict[str, str]]:
    return sample_charts()


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  (our own)


def elements(svg: str) -> list[ET.Element]:
    return list(parsed(svg).iter())


def test_every_chart_of_a_report_is_drawn(charts: dict) -> None:
    assert {"overview", "lanes", "candidates", "retention", "contest.bought", "passport.0"} <= set(charts)
    for code in ("S1", "S2", "S3"):
        parts = {f"{code}.{part}" for part in ("who", "why", "defines", "defines-more", "scores", "attitudes-1")}
        assert parts <= set(charts)
    assert all(set(drawn) == {"wide", "narrow"} for drawn in charts.values())


def test_colours_are_the_page_s_own(charts: dict) -> None:
    for drawn in charts.values():
        for element in elements(drawn["wide"]) + elements(drawn["narrow"]):
            for name in ("fill", "stroke"):
                assert COLOUR.match(element.get(name, "none")), element.attrib


def test_nothing_in_a_chart_is_forbidden_by_a_strict_page(charts: dict) -> None:
    allowed = {"svg", "title", "desc", "line", "circle", "path", "text"}
    for drawn in charts.values():
        for element in elements(drawn["wide"]) + elements(drawn["narrow"]):
            assert element.tag in allowed
            assert not {"style", "class", "id", "font-family", "href"} & set(element.attrib)


def test_a_chart_fits_its_width_and_says_what_it_is(charts: dict) -> None:
    for name, drawn in charts.items():
        for variant, widths in (("wide", (680, 520)), ("narrow", (340,))):
            root = parsed(drawn[variant])
            width = float(root.attrib["width"])
            assert width in widths, name
            assert root.attrib["viewBox"].startswith(f"0 0 {width:g} ")
            assert root.attrib["role"] == "img"
            assert root.findtext("title")
            assert len(root.findtext("desc") or "") > 40
            assert "height" not in root.attrib


def test_no_mark_lies_outside_its_picture(charts: dict) -> None:
    for name, drawn in charts.items():
        for variant in ("wide", "narrow"):
            root = parsed(drawn[variant])
            _, _, width, height = map(float, root.attrib["viewBox"].split())
            for element in root.iter():
                for key in ("x1", "x2", "cx"):
                    assert -1 <= float(element.get(key, 0)) <= width + 1, (name, variant)
                for key in ("y1", "y2", "cy"):
                    assert -1 <= float(element.get(key, 0)) <= height + 1, (name, variant)


def boxes(svg: str) -> Iterator[tuple[float, float, float, float, str]]:
    """Where each text stands: left, top, right, bottom, and its words."""
    for text in parsed(svg).iter("text"):
        size = float(text.get("font-size", "13"))
        width = width_of(text.text or "", size, bold=text.get("font-weight") == "600")
        left = float(text.attrib["x"]) - {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0)
        foot = float(text.attrib["y"])
        yield left, foot - 0.75 * size, left + width, foot + 0.2 * size, text.text or ""


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_no_words_stand_on_others_or_leave_their_picture(charts: dict, variant: str) -> None:
    for name, drawn in charts.items():
        _, _, width, height = map(float, parsed(drawn[variant]).attrib["viewBox"].split())
        placed = list(boxes(drawn[variant]))
        for left, top, right, bottom, words in placed:
            assert min(left, top, width - right, height - bottom) >= -1, (name, words)
        for one, other in combinations(placed, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 1 or down <= 1, (name, one[4], other[4])


def saying(text: str) -> ET.Element:
    marks = (Words(text=text, at=(1, 2)),)
    return parsed(Picture(title=text, description=text, width=9, height=9, marks=marks).svg())


@given(text=st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")))
def test_any_text_is_written_as_text(text: str) -> None:
    assert [(each.tag, each.text or "") for each in saying(text)] == [("title", text), ("desc", text), ("text", text)]


def test_arabic_is_read_from_the_right_where_it_stands() -> None:
    assert saying("صباحي هادئ.")[2].get("unicode-bidi") == "plaintext"
    assert saying("My mornings are calm.")[2].get("unicode-bidi") is None


@given(text=st.text(st.characters(categories=("Cc", "Cs", "Cn"))))
def test_signs_that_nothing_can_hold_break_no_picture(text: str) -> None:
    assert len(saying(f"{text}words")) == 3


def test_labels_stand_beside_the_marks_on_wide_screens_and_above_them_on_narrow_ones(charts: dict) -> None:
    wide = [float(dot.attrib["cx"]) for dot in parsed(charts["overview"]["wide"]).iter("circle")]
    narrow = [float(dot.attrib["cx"]) for dot in parsed(charts["overview"]["narrow"]).iter("circle")]

    assert min(wide) > 250
    assert max(narrow) < 340


def test_texts_of_a_study_cannot_become_markup(charts: dict) -> None:
    drawn = "".join(svg["wide"] + svg["narrow"] for svg in charts.values())

    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_both_cards_have_the_scale_from_nobody_to_all(charts: dict) -> None:
    for side in ("who", "why"):
        texts = [text.text for text in parsed(charts[f"S1.{side}"]["wide"]).iter("text")]
        assert "0\u00a0%" in texts
        assert "100\u00a0%" in texts


def test_the_rare_answer_is_in_no_picture(charts: dict) -> None:
    assert all(RARE not in svg["wide"] + svg["narrow"] for svg in charts.values())


def test_the_same_summary_gives_the_same_pictures(charts: dict) -> None:
    assert draw_all(sample_published()) == charts


def test_a_persona_whose_size_is_hidden_has_no_row() -> None:
    hidden = dict.fromkeys(("n", "share", "low", "high"))
    empty: dict[str, list[Any]] = {name: [] for name in ("defines", "statements", "attitudes", "who", "why")}

    drawn = draw_all(with_first(**hidden, **empty, scores={}))

    assert len(list(parsed(drawn["overview"]["wide"]).iter("circle"))) == PERSONAS - 1
    assert not any(name.startswith("S1.") and "facet" not in name for name in drawn)


def test_an_empty_summary_has_no_charts() -> None:
    assert draw_all(summary_of({})) == {}


def test_a_side_with_a_hidden_answer_has_no_bar() -> None:
    bar = sample_published().personas[0].attitudes[0]
    gap = bar.model_copy(update={"shares": [None, *bar.shares[1:]]})

    drawn = draw_all(with_first(attitudes=[gap]))
    texts = [text.text or "" for text in parsed(drawn["S1.attitudes-1"]["wide"]).iter("text")]

    assert any("not shown" in text for text in texts)


def test_an_index_is_told_from_one_end_of_an_answer_scale_only() -> None:
    for persona in sample_published().personas:
        for block in persona.facets.values():
            rows = [row for row in distinctive(block.rows) if row.type == "ordinal"]
            assert len({row.variable for row in rows}) == len(rows)


def test_bars_with_gaps_come_last() -> None:
    whole = part(Attitude, shares=[0.1, 0.9], population=[0.5, 0.5])
    gap = part(Attitude, shares=[None, 0.9], population=[0.5, 0.5])

    assert bar_pieces([gap, whole]) == [[whole, gap]]


def test_scales_of_different_length_never_share_a_picture() -> None:
    of_five = part(Attitude, shares=[0.1, 0.2, 0.3, 0.3, 0.1], population=[0.2] * 5, steps=5)
    folded = part(Attitude, shares=[0.3, 0.3, 0.4], population=[0.4, 0.2, 0.4], steps=5)
    of_six = part(Attitude, shares=[0.1, 0.1, 0.1, 0.2, 0.2, 0.3], population=[1 / 6] * 6, steps=6)

    assert {tuple(bar.steps for bar in piece) for piece in bar_pieces([of_five, of_six, folded])} == {(5, 5), (6,)}


def test_the_words_above_bars_say_which_answers_are_counted() -> None:
    bars = read_bars([part(Attitude, shares=[0.2] * 5, population=[0.2] * 5, ends=["Disagree", "Agree"])])
    unnamed = read_bars([part(Attitude, shares=[0.2] * 5, population=[0.2] * 5)])

    assert shared_ends(bars) == ("up to “Disagree”", "from “Agree” on")
    assert shared_ends([*bars, *unnamed]) == ("answers below the middle", "answers above the middle")


def test_every_passport_is_large_enough_and_adds_up() -> None:
    cells = passport_cells(sample_published())

    assert cells
    for cell in cells:
        known = [share for share in cell.shares.values() if share is not None]
        assert cell.n >= 30
        if len(known) == len(cell.shares):
            assert sum(known) == pytest.approx(1)


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0 %"), (0.002, "< 1 %"), (0.333, "33 %"), (1, "100 %")]
)  # fmt: skip
def test_a_share_is_told_without_losing_the_few(share: float, words: str) -> None:
    assert ENGLISH.percent(share).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("effect", "words"), [(0.1, "about the same"), (0.3, "a little more"), (-0.6, "less"), (1.2, "much more")]
)
def test_a_difference_is_told_by_its_size(effect: float, words: str) -> None:
    assert difference_words(effect) == words
    assert difference_words(effect, effect - 0.05, effect + 0.05) == words


@pytest.mark.parametrize("effect", [0.3, -0.6, 1.2])
def test_no_difference_is_told_where_its_interval_goes_over_zero(effect: float) -> None:
    assert difference_words(effect, effect - 1.3, effect + 1.3) == "no sure difference"


def test_an_option_of_a_multiple_choice_is_told_by_itself() -> None:
    row = part(Row, label="chosen", question="What do you use?", option="French press", type="binary")

    assert answer_words(row, ENGLISH) == ("French press", "What do you use?")


def test_the_key_of_shares_speaks_of_intervals_only_where_one_is_drawn() -> None:
    first = sample_published().personas[0]
    bare = [row.model_copy(update={"low": None, "high": None}) for row in first.why]
    drawn = draw_all(with_first(why=bare))[f"{first.code}.why"]["wide"]
    assert "95 %" in sample_charts()[f"{first.code}.why"]["wide"].replace("\u00a0", " ")
    assert "95 %" not in drawn.replace("\u00a0", " ")


def test_the_picture_of_sizes_speaks_of_intervals_only_where_one_is_drawn() -> None:
    bare = [persona.model_copy(update={"low": None, "high": None}) for persona in sample_published().personas]
    drawn = draw_all(sample_published().model_copy(update={"personas": bare}))["overview"]["wide"]
    assert "95 %" in sample_charts()["overview"]["wide"].replace("\u00a0", " ")
    assert "95 %" not in drawn.replace("\u00a0", " ")
