"""Whole distributions by segment, in options a reader knows."""

import numpy as np
import pandas as pd

from research.codebook import Item
from research.personas.tables import role_of, tabulate, tabulate_thirds
from tests.told import text

LABELS = pd.Series(["S1"] * 60 + ["S2"] * 40, name="segment")
CODES = ["S1", "S2"]


def test_every_answer_is_counted_once_in_its_segment() -> None:
    answers = pd.Series([1.0, 2.0] * 50)
    answers[0] = np.nan

    table = tabulate(
        answers, item=Item(name="q", range=(1, 3), facet="values"), labels=LABELS, codes=CODES, role="maker"
    )

    assert table.counts.loc["S1"].tolist() == [29, 30, 0]
    assert table.counts.to_numpy().sum() == 99
    assert tuple(map(text, table.labels)) == ("1", "2", "3")


def test_ages_are_told_in_the_usual_bands() -> None:
    age = Item(name="age", text="Age in years", type="numeric", facet="demographics")

    table = tabulate(pd.Series(np.arange(100) % 60 + 16.0), item=age, labels=LABELS, codes=CODES, role="who")

    assert tuple(map(text, table.labels)) == (
        "under 18",
        "18 to 24",
        "25 to 34",
        "35 to 44",
        "45 to 54",
        "55 to 64",
        "65 or more",
    )


def test_other_numbers_are_told_in_fifths_of_everybody() -> None:
    spend = Item(name="spend", type="numeric", facet="purchase")

    table = tabulate(pd.Series(np.arange(100) + 1.0), item=spend, labels=LABELS, codes=CODES, role="behaviour")

    assert table.counts.sum().tolist() == [20, 20, 20, 20, 20]
    assert text(table.labels[-1]).endswith("or more")


def test_a_unit_in_the_plural_never_stands_beside_a_single_one() -> None:
    """The unit is the author's word ("days"), in whatever language: "1 days" would be none."""
    item = Item(name="rides", text="Days a week", type="numeric", facet="engagement", unit="days")

    table = tabulate(pd.Series([0.0, 1, 2, 3, 5] * 20), item=item, labels=LABELS, codes=CODES, role="who")
    told = tuple(map(text, table.labels))

    assert "1" in told
    assert any(label.endswith("days") for label in told)
    assert not any(label.startswith(("1 days", "under 1 days")) for label in told)


def test_numbers_have_their_unit_and_a_band_of_one_number_is_that_number() -> None:
    spend = Item(name="spend", type="numeric", facet="purchase", unit="euros a month")
    home = Item(name="household", type="numeric", facet="demographics")

    spent = tabulate(pd.Series(np.arange(100) % 50 + 1.0), item=spend, labels=LABELS, codes=CODES, role="behaviour")
    people = tabulate(pd.Series([1.0, 2.0, 3.0, 4.0] * 25), item=home, labels=LABELS, codes=CODES, role="who")

    assert [text(label) for label in (spent.labels[0], spent.labels[-1])] == [
        "under 11 euros a month",
        "41 euros a month or more",
    ]
    assert text(people.labels[0]) == "1"


def test_weights_move_shares_but_not_the_number_of_people() -> None:
    weights = pd.Series([2.0] * 50 + [0.5] * 50)

    table = tabulate(
        pd.Series([1.0] * 50 + [2.0] * 50),
        item=Item(name="q", type="nominal", labels={1: "a", 2: "b"}, facet="demographics"),
        labels=LABELS,
        codes=CODES,
        role="who",
        weights=weights,
    )

    assert table.counts.loc["S1"].tolist() == [50, 10]
    assert table.weighted.loc["S1"].tolist() == [100.0, 5.0]


def test_a_dimension_is_cut_into_thirds_of_everybody() -> None:
    scores = pd.Series(np.arange(99, dtype=float), name="F1")

    table = tabulate_thirds(scores, words="Order", labels=LABELS[:99], codes=CODES)

    assert table.counts.sum().tolist() == [33, 33, 33]
    assert table.counts.loc["S1"].tolist() == [33, 27, 0]
    assert table.role == "maker", "a dimension is made of the questions that formed the segments"


def test_what_made_the_segments_is_told_from_what_describes_them() -> None:
    makers = frozenset({"q1"})

    assert role_of(Item(name="q1", facet="values"), makers) == "maker"
    assert role_of(Item(name="age", facet="demographics"), makers) == "who"
    assert role_of(Item(name="q2", facet="needs"), makers) == "why"
    assert role_of(Item(name="buys", facet="purchase"), makers) == "behaviour"
