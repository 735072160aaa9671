"""Numbers between two ends are rated like any other item; a yes or no can be reversed as it stands."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from research.codebook import Codebook, Item
from research.errors import BadCodebook, TooFewItems
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import run_analysis
from research.steps.select import select_items
from research.summary.build import summarise
from surveys.analyses.plan_choices import analysable, facet_choices
from tests import told


def sliders() -> ResponseMatrix:
    """Three kinds of people on nine sliders from 0 to 100, a third of them reversed; age; a score without ends."""
    rng = np.random.default_rng(4)
    kind = np.arange(300) % 3
    sign = np.where(np.arange(9) % 3 == 2, -1, 1)
    lean = np.where(np.arange(9) // 3 == kind[:, None], 25.0, -10.0) * sign
    answers = np.clip(np.round(50 + lean + rng.normal(0, 12, (300, 9))), 0, 100)
    frame = pd.DataFrame(answers, columns=[f"s{place}" for place in range(9)])
    frame["age"] = rng.integers(18, 80, 300)
    frame["hours"] = rng.integers(0, 40, 300)
    items = [
        Item(
            name=f"s{place}",
            text=f"Slider {place}",
            type="numeric",
            range=(0, 100),
            facet="lifestyle",
            scale=f"scale{place // 3}",
            reverse=place % 3 == 2,
        )
        for place in range(9)
    ]
    items.append(Item(name="age", type="numeric", range=(18, 99), facet="demographics"))
    items.append(Item(name="hours", type="numeric", facet="lifestyle"))
    return ResponseMatrix.from_frame(frame, codebook=Codebook(name="sliders", items=tuple(items)))


def test_sliders_of_a_psychographic_facet_are_analysed() -> None:
    chosen = select_items(sliders(), AnalysisPlan()).items
    assert chosen == tuple(f"s{place}" for place in range(9))


def test_the_plan_offers_sliders() -> None:
    codebook = sliders().codebook
    assert {item.name for item in analysable(codebook)} == {f"s{place}" for place in range(9)} | {"age"}
    assert ("lifestyle", "Lifestyle (9 items)") in [(facet, str(words)) for facet, words in facet_choices(codebook)]


def test_a_report_on_sliders_has_every_part() -> None:
    matrix = sliders()
    analysis = run_analysis(matrix, AnalysisPlan(bootstraps=10, segments=3))
    kind = pd.Series(np.arange(300) % 3, index=matrix.values.index)
    assert pd.crosstab(kind, analysis.segmentation.solution.labels).max(axis=1).sum() > 290
    summary = summarise(analysis)
    assert (summary.items["s2"].low, summary.items["s2"].high) == (0, 100)
    assert all(persona.statements for persona in summary.personas)
    for persona in summary.personas:
        assert all("nan" not in told.text(statement.text).lower() for statement in persona.statements)


def yes_or_no(*answered: float, labels: dict[int, str] | None = None) -> ResponseMatrix:
    answers = pd.DataFrame({"b": answered})
    items = (Item(name="b", type="binary", scale="s", reverse=True, labels=labels or {}),)
    return ResponseMatrix.from_frame(answers, codebook=Codebook(name="yes", items=items))


def test_a_reversed_yes_or_no_needs_no_range() -> None:
    assert yes_or_no(0, 1, 0, 1).keyed(["b"])["b"].tolist() == [1, 0, 1, 0]


def test_a_reversed_yes_or_no_turns_round_its_own_codes() -> None:
    matrix = yes_or_no(1, 2, 1, labels={1: "yes", 2: "no"})
    assert matrix.keyed(["b"])["b"].tolist() == [2, 1, 2]


def test_a_reversed_rating_needs_one_still() -> None:
    with pytest.raises(BadCodebook, match="reversed_without_range"):
        Codebook(items=(Item(name="q", reverse=True),))


def test_who_gave_numbers_no_range_is_told_to() -> None:
    matrix = sliders()
    endless = [replace(item, range=None, reverse=False) if item.type == "numeric" else item for item in matrix.codebook]
    with pytest.raises(TooFewItems) as refused:
        select_items(replace(matrix, codebook=matrix.codebook.with_items(endless)), AnalysisPlan())
    assert "numbers a range" in told.advice(refused.value)
