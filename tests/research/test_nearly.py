"""A demographic that nearly makes a persona is said; one that everybody shares, or that may not be shown, is not."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from research.disclosure import Rules, suppress
from research.personas.demographics import segments_from_demographics
from research.summary.nearly import nearly_all, nearly_words
from research.summary.schema import Summary
from research.summary.schema.told import Persona, Row
from research.words.grammar import ENGLISH
from tests.summaries import part, summary_of


def _row(share: float, everybody: float, **more: Any) -> Row:
    given = {"segment": "S2", "role": "who", "text": "Gender", "notable": True, **more}
    label = {"code": "answer", "texts": {"label": "Woman"}}
    return part(Row, share=share, population_share=everybody, label=label, **given)


@pytest.mark.parametrize(
    ("share", "everybody", "is_told"), [(0.94, 0.52, True), (0.85, 0.70, True), (0.84, 0.4, False), (0.94, 0.85, False)]
)
def test_an_answer_of_nearly_all_that_clearly_fewer_of_everybody_give_is_found(
    share: float, everybody: float, *, is_told: bool
) -> None:
    assert bool(nearly_all([_row(share, everybody)], "S2")) is is_told


def test_other_segments_other_questions_and_chance_are_left_alone() -> None:
    rows = [_row(0.94, 0.5, segment="S1"), _row(0.94, 0.5, role="why"), _row(0.94, 0.5, notable=False)]

    assert nearly_all(rows, "S2") == []


def test_it_is_told_share_first_with_what_to_do() -> None:
    persona = part(Persona, code="S2", nearly=[_row(0.94, 0.52).model_dump()], found_by_demographics=0.97)

    (said,) = nearly_words(persona)

    assert ENGLISH.text(said) == (
        "S2 is nearly a demographic group: 94\u00a0% answer “Woman” to “Gender” (all 52\u00a0%). "
        "Check whether a demographic target would do."
    )


def test_demographics_that_find_a_segment_together_are_told_too() -> None:
    told = [ENGLISH.text(said) for said in nearly_words(part(Persona, code="S2", found_by_demographics=0.93))]

    assert told[0].startswith("S2 is nearly a demographic group: of one person in it and one who is not")
    assert not list(nearly_words(part(Persona, code="S2", found_by_demographics=0.7)))


def test_each_segment_has_its_own_area_under_the_curve() -> None:
    rng = np.random.default_rng(1)
    labels = pd.Series(np.repeat(["S1", "S2", "S3"], 100))
    people = pd.DataFrame({"woman": (labels == "S1") ^ (rng.random(300) < 0.05), "age": rng.integers(18, 80, 300)})

    areas = segments_from_demographics(people.astype(float), labels, seed=1, n_jobs=1).areas

    assert areas["S1"] > 0.9
    assert areas["S2"] < 0.85


def _published(women: int, others: int) -> Summary:
    """Two segments of people, with one question about them."""
    counts = {"S1": [women, others], "S2": [100, 300]}
    sizes = {code: sum(own) for code, own in counts.items()}
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    profile = {
        "variable": "gender", "text": "Gender", "type": "nominal", "role": "who",
        "options": [{"code": 1, "label": "Woman"}, {"code": 2, "label": "Man"}],
        "counts": counts, "bases": sizes, "population": total, "population_base": sum(total),
        "shares": {code: [n / sizes[code] for n in own] for code, own in counts.items()},
        "population_shares": [n / sum(total) for n in total],
    }  # fmt: skip
    segments = {"k": 2, "codes": ["S1", "S2"], "sizes": sizes, "profiles": [profile]}
    personas = [{"code": code, "n": n, "nearly": []} for code, n in sizes.items()]
    return suppress(summary_of({"segments": segments, "personas": personas}), rules=Rules())


def test_the_gate_lets_through_what_its_tables_show_and_no_more() -> None:
    shown, hidden = _published(280, 20).personas[0], _published(296, 4).personas[0]

    assert [row.share for row in shown.nearly] == [pytest.approx(280 / 300)]
    assert hidden.nearly == []
