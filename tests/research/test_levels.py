"""An analysis of people who differ in one thing only says so: in its cautions, its names and its summary."""

from functools import cache

import numpy as np
import pandas as pd

from research.codebook import Codebook, Item, Scale
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import Analysis, run_analysis
from research.summary.build import summarise
from research.words.grammar import ENGLISH

PEOPLE, ITEMS = 400, 8


@cache
def _one_thing() -> Analysis:
    """Eight ratings of one thing."""
    rng = np.random.default_rng(4)
    liking = rng.standard_normal((PEOPLE, 1))
    latent = 0.85 * liking + 0.53 * rng.standard_normal((PEOPLE, ITEMS))
    answers = pd.DataFrame(np.digitize(latent, (-1.2, -0.4, 0.4, 1.2)) + 1.0).rename(columns="q{}".format)
    items = tuple(
        Item(name=name, text=f"I like thing {name}", facet="values", range=(1, 5), scale="liking") for name in answers
    )
    liked = Scale(name="liking", title="Liking", high=("keen", "Lovers"), low=("cool", "Doubters"))
    codebook = Codebook(name="one_thing", items=items, scales=(liked,))
    matrix = ResponseMatrix.from_frame(answers, codebook=codebook)
    return run_analysis(matrix, AnalysisPlan(bootstraps=10, segments=4, factors=1, themes=False), n_jobs=1)


def test_rungs_of_one_factor_are_called_levels_with_the_name_of_the_factor() -> None:
    summary = summarise(_one_thing())
    line = summary.segments.line

    assert summary.segments.kind_of_set == "levels"
    assert line is not None
    assert ENGLISH.text(line.name).strip("“”") in summary.factors.labels.values()
    told = next(each for each in summary.warnings if each.code == "levels_not_kinds")
    assert ENGLISH.text(told).startswith("Levels, not kinds: the 4 segments are steps of one thing")


def test_levels_are_named_by_their_place_from_the_lowest_to_the_highest() -> None:
    summary = summarise(_one_thing())
    assert summary.segments.line is not None
    names = {persona.code: ENGLISH.text(persona.name) for persona in summary.personas}

    assert [names[code] for code in summary.segments.line.order] == [
        "Lowest of 4 levels",
        "Level 2 of 4",
        "Level 3 of 4",
        "Highest of 4 levels",
    ]
    middle = {persona.code: persona.scores["F1"]["value"] or 0.0 for persona in summary.personas}
    assert sorted(middle, key=lambda code: middle[code]) == list(summary.segments.line.order)


def test_a_level_is_no_kind_of_people_whatever_the_ends_of_the_scale_are_called() -> None:
    assert {each.name_holds for each in summarise(_one_thing()).personas} == {None}
    assert [each.name_rests_on for each in summarise(_one_thing()).personas] == [[], [], [], []]


def test_no_level_has_a_light() -> None:
    assert {persona.light for persona in summarise(_one_thing()).personas} == {"grey"}
