"""The demographic and the psychographic card: same grammar, same unit, same number of rows."""

import pytest

from research.codebook import FACETS
from research.summary.cards import card_pair, facet_blocks, profile_rows
from research.summary.schema.segmented import Profile
from tests.summaries import part
from tests.told import text


def table(
    variable: str, counts: dict[str, list[int]], *, role: str, kind: str = "nominal", facet: str | None = None
) -> Profile:
    population = [sum(column) for column in zip(*counts.values(), strict=True)]
    return part(
        Profile,
        variable=variable,
        text=variable,
        facet=facet,
        type=kind,
        role=role,
        options=[{"code": code, "label": f"{code}"} for code in range(1, len(population) + 1)],
        counts=counts,
        bases={code: sum(row) for code, row in counts.items()},
        shares={code: [n / sum(row) for n in row] for code, row in counts.items()},
        population=population,
        population_base=sum(population),
        population_shares=[n / sum(population) for n in population],
    )


TABLES = [
    table("gender", {"S1": [90, 110], "S2": [110, 90]}, role="who", facet="demographics"),
    table("region", {"S1": [20, 180], "S2": [80, 120]}, role="who", facet="demographics"),
    table(
        "plan", {"S1": [10, 10, 20, 60, 100], "S2": [80, 60, 20, 20, 20]}, role="maker", kind="ordinal", facet="values"
    ),
    table("order", {"S1": [20, 60, 120], "S2": [110, 70, 20]}, role="why", kind="third"),
]
ROWS = profile_rows(TABLES, codes=["S1", "S2"])


def test_both_cards_have_as_many_rows() -> None:
    who, why = card_pair(ROWS, "S1")

    assert len(who) == len(why) == 2


def test_the_largest_difference_leads_each_card() -> None:
    who, why = card_pair(ROWS, "S1")

    assert who[0].variable == "region"
    assert why[0].variable == "plan"
    assert text(why[0].label) == "4 or 5 of 5"
    assert why[0].share == pytest.approx(0.8)
    assert why[0].population_share == pytest.approx(0.5)


def test_an_index_needs_a_difference_beyond_chance_and_a_base_of_a_hundred() -> None:
    clear = next(
        row for row in ROWS if row.variable == "plan" and text(row.label) == "4 or 5 of 5" and row.segment == "S1"
    )
    chance = next(row for row in profile_rows([table("x", {"S1": [50, 50], "S2": [52, 48]}, role="who")], codes=["S1"]))
    small = profile_rows([table("x", {"S1": [45, 5], "S2": [100, 400]}, role="who")], codes=["S1"])[0]

    assert clear.index == pytest.approx(160)
    assert clear.q < 0.05
    assert chance.index is None
    assert small.notable
    assert small.index is None


def test_a_group_of_answers_is_hidden_as_soon_as_one_of_them_is() -> None:
    hidden = table("plan", {"S1": [10, 10, 20, 60, 100], "S2": [80, 60, 20, 20, 20]}, role="maker", kind="ordinal")
    hidden.counts["S1"][3] = hidden.shares["S1"][3] = None

    rows = profile_rows([hidden], codes=["S1"])

    assert [row.suppressed for row in rows] == [False, False, True]


def test_a_facet_that_was_not_asked_says_so() -> None:
    blocks = facet_blocks(ROWS, "S1", asked={"demographics": 2, "values": 1})

    assert set(blocks) == set(FACETS)
    assert blocks["demographics"].asked
    assert not blocks["objections"].asked
    assert blocks["values"].rows


def test_an_option_is_told_of_those_who_chose_it() -> None:
    asked = table("buys_tea", {"S1": [90, 110], "S2": [110, 90]}, role="who", kind="binary")
    rows = profile_rows([asked.model_copy(update={"option": "Tea"})], codes=["S1"])

    assert [row.option for row in rows] == ["", "Tea"]
