"""Which items an analysis is about, unless the plan says so."""

import numpy as np
import pandas as pd

from research.codebook import Codebook, Item
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.steps.select import select_items


def matrix_of(ratings: int, options: int) -> ResponseMatrix:
    """A codebook with so many ratings of values and so many options of one question about needs; 300 people."""
    generator = np.random.default_rng(3)
    items = [Item(name=f"rating{n}", facet="values", range=(1, 5)) for n in range(ratings)]
    items += [
        Item(name=f"needs_{n}", type="binary", facet="needs", range=(0, 1), group="needs") for n in range(options)
    ]
    columns = {item.name: generator.integers(item.range[0], item.range[1] + 1, 300) for item in items if item.range}
    return ResponseMatrix.from_frame(pd.DataFrame(columns), codebook=Codebook(items=tuple(items)))


def test_options_of_one_question_stay_out_of_the_dimensions() -> None:
    selection = select_items(matrix_of(ratings=4, options=5), AnalysisPlan())
    assert selection.items == ("rating0", "rating1", "rating2", "rating3")


def test_options_are_taken_where_there_is_nothing_else() -> None:
    assert len(select_items(matrix_of(ratings=0, options=5), AnalysisPlan()).items) == 5


def test_options_named_by_the_plan_are_taken() -> None:
    plan = AnalysisPlan(items=("rating0", "rating1", "needs_2"))
    assert select_items(matrix_of(ratings=4, options=5), plan).items == plan.items


def with_gaps(ratings: int, gaps: dict[str, float]) -> ResponseMatrix:
    matrix = matrix_of(ratings=ratings, options=0)
    frame = matrix.values.copy()
    for name, share in gaps.items():
        frame.loc[frame.index[: int(share * len(frame))], name] = np.nan
    return ResponseMatrix.from_frame(frame, codebook=matrix.codebook)


def test_follow_up_questions_that_few_were_asked_are_set_aside_and_said() -> None:
    found = select_items(with_gaps(12, {"rating3": 0.8, "rating4": 0.4}), AnalysisPlan())
    assert "rating3" not in found.items
    assert "rating4" in found.items
    assert [caution.where for caution in found.cautions if caution.code == "rarely_asked"] == [("rating3",)]


def test_follow_up_questions_stay_where_the_plan_names_them_or_little_else_was_asked() -> None:
    few = with_gaps(6, {"rating3": 0.8})
    assert "rating3" in select_items(few, AnalysisPlan()).items
    many = with_gaps(12, {"rating3": 0.8})
    assert "rating3" in select_items(many, AnalysisPlan(items=tuple(map(str, many.values)))).items
