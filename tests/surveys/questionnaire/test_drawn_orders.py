"""Orders drawn for one person: always the same for them, even over people, and nothing moves that has a meaning."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from surveys.questionnaire.arrangement import arrange
from surveys.questionnaire.checks import check
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.flow import finalise, way_through
from surveys.questionnaire.missing import NOT_ASKED, NOT_REACHED
from surveys.questionnaire.order import Draw, latin_square
from surveys.questionnaire.shown import order_shown
from surveys.questionnaire.versions import difference
from tests.surveys.questionnaire.samples import sample

SOUNDS = sample("drawn_orders")
PEOPLE = range(4_000)


def changed(edit: Any) -> Questionnaire:
    plain = SOUNDS.model_dump(mode="json", by_alias=True)
    edit(plain["sections"])
    return Questionnaire.model_validate(plain)


def options_of(seed: int, question: str) -> list[int]:
    found = next(one for one in arrange(SOUNDS, seed).questions() if one.name == question)
    return [option.code for option in found.inputs()[0].options]


def chi_square(counts: Counter[Any], cells: int) -> float:
    expected = counts.total() / cells
    return sum((n - expected) ** 2 / expected for n in counts.values()) + (cells - len(counts)) * expected


def test_the_same_seed_draws_the_same_and_none_draws_nothing() -> None:
    assert arrange(SOUNDS, 7) == arrange(SOUNDS, 7)
    assert arrange(SOUNDS, None) is SOUNDS
    plain = sample("matrix")
    assert arrange(plain, 7) is plain


def test_every_order_of_options_is_as_likely_as_any_other() -> None:
    orders = Counter(tuple(options_of(seed, "sound")[:3]) for seed in PEOPLE)
    assert chi_square(orders, 6) < 20.5  # 99.9 % of 5 degrees of freedom
    turned = Counter(options_of(seed, "heard")[0] for seed in PEOPLE)
    assert set(turned) == {1, 3}
    assert chi_square(turned, 2) < 10.8


def test_what_is_fixed_none_and_other_stay_last() -> None:
    for seed in range(50):
        assert options_of(seed, "sound")[3:] == [4, 8]
        assert options_of(seed, "heard")[-1] == 9


def test_blocks_are_balanced_over_people_and_places() -> None:
    drawn = [tuple(page.name for page in arrange(SOUNDS, seed).sections[1].pages) for seed in PEOPLE]
    assert {len(pages) for pages in drawn} == {3}
    assert chi_square(Counter(page for pages in drawn for page in pages), 4) < 16.3
    assert chi_square(Counter((place, page) for pages in drawn for place, page in enumerate(pages)), 12) < 31.3


def test_what_is_drawn_for_one_thing_tells_nothing_about_another() -> None:
    both = Counter((options_of(seed, "heard")[0], options_of(seed, "sound")[0]) for seed in PEOPLE)
    assert chi_square(both, 6) < 20.5


def test_a_thing_that_is_added_leaves_the_order_of_the_others() -> None:
    for seed in range(50):
        mixed = Draw(seed).mixed([1, 2, 3, 4, 5], "x", lambda n: n)
        assert [n for n in mixed if n != 5] == Draw(seed).mixed([1, 2, 3, 4], "x", lambda n: n)


@pytest.mark.parametrize("size", range(1, 8))
def test_a_latin_square_has_each_thing_equally_often_in_each_place_and_after_each(size: int) -> None:
    rows = latin_square(size)
    assert len({Counter(row[place] for row in rows)[thing] for place in range(size) for thing in range(size)}) == 1
    after = Counter(pair for row in rows for pair in pairwise(row))
    assert len(set(after.values())) <= 1
    assert len(after) == size * (size - 1)


def test_what_was_not_asked_by_design_says_so() -> None:
    asked = arrange(SOUNDS, 3)
    final = finalise(way_through(asked, {}))
    assert list(final) == [variable.name for variable in SOUNDS.variables()]
    reached = {variable.name for variable in asked.variables()}
    assert {name for name, code in final.items() if code == NOT_ASKED} == set(final) - reached
    assert {final[name] for name in reached} == {NOT_REACHED}


def test_stored_answers_do_not_tell_the_order() -> None:
    for seed in range(20):
        heard = next(one for one in arrange(SOUNDS, seed).questions() if one.name == "heard")
        assert heard.parse({"heard": ["3", "1"]}).answers == {"heard": [1, 3]}


def test_the_order_on_the_page_is_told_by_field_and_option() -> None:
    way = way_through(arrange(SOUNDS, 3), {}, here="start")
    shown = {one["question"]: one for one in order_shown(way.questions) if isinstance(one, dict)}
    assert shown["sound"] == {"question": "sound", "fields": ["sound"], "options": options_of(3, "sound")}


BY_WIND = {"question": "wind_wild", "value": 5}


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda s: s[1]["pages"][3].update(show_if=BY_WIND), "order_not_certain"),
        (lambda s: s[1]["pages"][3]["questions"][0].update(show_if=BY_WIND), "order_not_certain"),
        (lambda s: s[0]["pages"][0]["questions"][1].update(show_if={"question": "sound", "value": 1}),
         "order_not_certain"),
        (lambda s: s[1]["pages"][3]["questions"][0].update(text="{{wind_wild|x}}"), "later_question"),
        (lambda s: s[1].update(pick=4), "bad_pick"),
        (lambda s: s[1]["pages"][0]["questions"][0].update(pick=0), "bad_pick"),
        (lambda s: s[0]["pages"][0]["questions"][0].update(fixed_last=4), "nothing_to_order"),
        (lambda s: s[0]["pages"][0]["questions"][0].update(ordered=True), "ordered_at_random"),
    ],
)  # fmt: skip
def test_what_a_drawn_order_would_break_is_found(edit: Any, code: str) -> None:
    assert code in {fault.code for fault in check(changed(edit))}


def test_the_sample_itself_has_no_fault() -> None:
    assert check(SOUNDS) == ()


@pytest.mark.parametrize(
    "edit",
    [
        lambda s: s[1].update(order=None),
        lambda s: s[1].update(pick=2),
        lambda s: s[0]["pages"][0].update(order=None),
        lambda s: s[0]["pages"][0]["questions"][0].update(order=None),
        lambda s: s[1]["pages"][0]["questions"][0].update(pick=1),
    ],
)
def test_another_order_is_comparable(edit: Any) -> None:
    assert difference(SOUNDS, changed(edit)).kind == "comparable"
