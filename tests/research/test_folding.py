"""Attitudes with few people at an end are told in fewer steps, and only in those."""

from typing import Any

import pytest

from research.disclosure import Rules, suppress
from research.disclosure.folding import fold_small_answers
from research.summary.personas import attitude
from research.summary.schema.segmented import Profile
from tests.report_samples import sample_summary
from tests.summaries import part

RULES = Rules()


def table(counts: dict[str, list[int]], **changes: Any) -> Profile:
    population = [sum(cells) for cells in zip(*counts.values(), strict=True)]
    given = {
        "variable": "q1",
        "text": "I like it",
        "options": [{"code": code, "label": f"{code}"} for code in range(1, len(population) + 1)],
        "counts": counts,
        "bases": {code: sum(row) for code, row in counts.items()},
        "shares": {code: [cell / sum(row) for cell in row] for code, row in counts.items()},
        "population": population,
        "population_base": sum(population),
        "population_shares": [cell / sum(population) for cell in population],
    }
    return part(Profile, **{"type": "ordinal", "role": "maker", **given, **changes})


def test_small_ends_are_told_with_their_neighbours() -> None:
    folded = fold_small_answers(table({"S1": [3, 40, 30, 20, 15], "S2": [20, 20, 20, 20, 20]}), rules=RULES)

    assert folded.counts == {"S1": [43, 30, 35], "S2": [40, 20, 40]}
    assert folded.population == [83, 50, 75]
    assert [option.label for option in folded.options] == ["1 or 2 of 5", "in between", "4 or 5 of 5"]
    assert attitude(folded, "S1", reverse=False).ends == []  # numbers are no words
    assert sum(folded.shares["S1"]) == pytest.approx(1)


def test_answers_told_together_call_their_side_by_the_mildest_of_them() -> None:
    words = ("never", "rarely", "sometimes", "often", "always")
    options = [{"code": code, "label": word} for code, word in enumerate(words, 1)]
    whole = table({"S1": [3, 40, 30, 20, 15], "S2": [20, 20, 20, 20, 20]}, options=options)

    folded = attitude(fold_small_answers(whole, rules=RULES), "S1", reverse=False, steps=5)
    assert (len(folded.shares), folded.steps) == (3, 5)
    for each in (whole, fold_small_answers(whole, rules=RULES)):
        assert attitude(each, "S1", reverse=False).ends == ["rarely", "often"]


def test_a_table_with_enough_people_everywhere_stays_whole() -> None:
    given = table({"S1": [30, 40, 30, 20, 15], "S2": [20, 20, 20, 20, 20]})

    assert fold_small_answers(given, rules=RULES) == given


@pytest.mark.parametrize(
    "given",
    [
        table({"S1": [3, 40, 30], "S2": [20, 20, 20]}),
        table({"S1": [3, 40, 30, 20], "S2": [20, 20, 20, 20]}, type="nominal"),
        table({"S1": [3, 40, 30, 20], "S2": [20, 20, 20, 20]}, role="who"),
    ],
    ids=["three answers", "no order", "demographics"],
)
def test_what_has_no_ends_to_put_together_stays_as_it_is(given: Profile) -> None:
    assert fold_small_answers(given, rules=RULES) == given


def test_bars_and_tables_are_published_in_the_same_steps() -> None:
    published = suppress(sample_summary(), rules=RULES)
    tables = {each.variable: each for each in published.segments.profiles}

    for persona in published.personas:
        for bar in persona.attitudes:
            options = tables[bar.variable].options
            assert bar.labels == [option.label for option in options]
            assert len(bar.shares) == len(bar.population) == len(options)


def test_no_published_bar_holds_a_step_of_few_people() -> None:
    for persona in suppress(sample_summary(), rules=RULES).personas:
        for bar in persona.attitudes:
            people = [round(share * bar.n) for share in bar.shares if share is not None]
            assert all(n == 0 or n >= RULES.smallest_group for n in people)
