"""Where segments are mostly a habit of answering high, the same people are grouped without it, and both are told."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from research.codebook import Codebook, Item
from research.disclosure import Rules, suppress
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import run_analysis
from research.summary.build import summarise
from research.summary.schema import Summary
from research.words.grammar import ENGLISH

PEOPLE, ITEMS = 400, 12


@cache
def _summary(habit: float, basis: str = "items") -> Summary:
    """Two kinds of people who want opposite things, and who differ by a habit of saying yes to everything."""
    rng = np.random.default_rng(8)
    kind = rng.integers(0, 2, PEOPLE)
    wants = np.where(kind[:, None] == 0, 1.0, -1.0) * np.repeat((0.8, -0.8), ITEMS // 2)
    latent = wants + habit * rng.standard_normal((PEOPLE, 1)) + 0.7 * rng.standard_normal((PEOPLE, ITEMS))
    answers = pd.DataFrame(np.digitize(latent, (-1.8, -0.6, 0.6, 1.8)) + 1.0).rename(columns="q{}".format)
    items = tuple(Item(name=name, text=f"I want {name}", facet="values", range=(1, 5)) for name in answers)
    matrix = ResponseMatrix.from_frame(answers, codebook=Codebook(name="habits", items=items))
    plan = AnalysisPlan(bootstraps=10, segments=2, segment_on=basis, factors="none", themes=False)  # type: ignore[arg-type]
    return summarise(run_analysis(matrix, plan, n_jobs=1))


def test_both_groupings_stand_beside_each_other() -> None:
    segments = _summary(2.0).segments
    second = segments.without_style

    assert (segments.person_mean_share or 0.0) > 0.3
    assert second is not None
    assert second.k == 2
    assert (second.person_mean_share or 0.0) < 0.1
    assert (second.agreement or 0.0) < 0.5
    assert second.people == sum(each.n or 0 for each in second.groups) == PEOPLE


def test_the_second_grouping_finds_what_people_want() -> None:
    second = _summary(2.0).segments.without_style
    assert second is not None
    first_half = {f"I want q{place}" for place in range(ITEMS // 2)}

    for each in second.groups:
        assert each.more
        assert each.less
        assert set(each.more) <= first_half or not set(each.more) & first_half
    assert set(second.groups[0].more) & first_half != set(second.groups[1].more) & first_half


def test_one_sentence_says_both() -> None:
    segments = _summary(2.0).segments
    assert segments.without_style is not None
    words = ENGLISH.text(segments.without_style.words)

    assert f"{segments.person_mean_share:.0%}".replace("%", "\u00a0%") in words
    assert f"the same people form {segments.without_style.k} groups" in words


@pytest.mark.parametrize(("habit", "basis"), [(0.0, "items"), (2.0, "centred_items")])
def test_there_is_no_second_look_where_style_says_little_or_is_out_already(habit: float, basis: str) -> None:
    assert _summary(habit, basis).segments.without_style is None


def test_the_groups_of_the_second_look_stay_with_the_team() -> None:
    published = suppress(_summary(2.0), rules=Rules()).segments.without_style

    assert published is not None
    assert published.groups == []
    assert published.words.figures["other"] == 2
