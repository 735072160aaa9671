"""Segments a reader must not take at face value: mere levels of rating, and very few people."""

import numpy as np
import pandas as pd

from research.codebook import Codebook, Item
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import run_analysis
from research.steps.factor import label_dimensions
from research.summary.build import summarise
from tests import told

PLAN = AnalysisPlan(bootstraps=20, segments=3, factors=3)


def raters(levels: list[int], *, n: int = 600, seed: int = 3) -> ResponseMatrix:
    """People who rate everything near their own level, whichever of three things a question is about."""
    rng = np.random.default_rng(seed)
    own = np.repeat(levels, n // len(levels))
    about = np.repeat(rng.normal(0, 0.5, size=(len(own), 3)), 4, axis=1)
    noise = np.rint(about + rng.normal(0, 0.4, size=about.shape))
    names = [f"q{place}" for place in range(about.shape[1])]
    described = [
        Item(name=name, text=f"The shop is {name}.", type="ordinal", range=(1, 7), facet="opinions") for name in names
    ]
    frame = pd.DataFrame(np.clip(own[:, None] + noise, 1, 7), columns=names)
    return ResponseMatrix.from_frame(frame, codebook=Codebook(name="shops", items=tuple(described)))


def test_gaps_between_levels_of_rating_are_not_called_natural_groups() -> None:
    found = run_analysis(raters([2, 4, 6]), PLAN)
    segments = summarise(found).segments
    assert segments.person_mean_share > 0.9
    assert segments.verdict == "reproducible"
    assert "is only how high people answer" in told.text(segments.reason)
    assert "segments_are_response_style" in {caution.code for caution in found.cautions}


def test_what_every_question_starts_with_names_no_dimension() -> None:
    found = run_analysis(raters([2, 4, 6]), PLAN).measurement
    assert found.factors is not None
    labels = label_dimensions(found.factors, found.matrix.codebook)
    assert all(label.startswith("q") for label in labels.values())


def test_a_segment_of_very_few_people_does_not_end_the_analysis() -> None:
    people = raters([2, 6], n=120)
    frame = people.values.copy()
    for place in range(4):  # one or two would be left out as unlike everybody
        frame.iloc[place] = np.repeat([1, 7, 1], 4)
    odd = ResponseMatrix.from_frame(frame, codebook=people.codebook)
    found = run_analysis(odd, AnalysisPlan(bootstraps=10, segments=4, segment_on="items", segmentation="kmeans"))
    smallest = min(summarise(found).segments.sizes.values())
    assert smallest < 5
    (said,) = [caution for caution in found.cautions if caution.code == "segment_not_typed"]
    assert told.text(said) == f"The short form cannot find {said.where[0]}: too few people."  # and not how few
