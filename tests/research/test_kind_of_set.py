"""One fact says what a set of segments is, and lights and paragraphs go by it."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from sklearn.cluster import KMeans

from research.segments.kind_of_set import KindOfSet, kind_of_set
from research.segments.line import Line, line_of
from research.summary.kept import kept_as
from research.summary.lights import light_of
from research.summary.schema.segmented import Segments
from research.words.grammar import ENGLISH
from tests.summaries import part

Floats = npt.NDArray[np.float64]
PEOPLE = 900


@pytest.mark.parametrize(
    ("verdict", "supported", "on_a_line", "kind"),
    [
        ("natural", True, False, "kinds"),
        ("natural", True, True, "levels"),
        ("reproducible", True, False, "division"),
        ("reproducible", False, False, "cut"),
        ("reproducible", True, True, "levels"),
        ("constructed", True, False, "cut"),
        ("constructed", False, True, "levels"),
        ("none", False, True, "none"),
    ],
)
def test_a_set_is_what_its_evidence_allows(verdict: str, *, supported: bool, on_a_line: bool, kind: KindOfSet) -> None:
    assert kind_of_set(verdict, supported=supported, on_a_line=on_a_line) == kind


def _segments(verdict: str, *, supported: bool, said: str = "kinds") -> Segments:
    candidates = [{"k": 2, "supported": not supported}, {"k": 3, "supported": supported}]
    return part(Segments, k=3, verdict=verdict, candidates=candidates, kind_of_set=said)


def test_a_summary_cannot_say_kinds_over_a_cut() -> None:
    assert _segments("natural", supported=True).kind_of_set == "kinds"
    assert _segments("reproducible", supported=False).kind_of_set == "cut"
    assert _segments("constructed", supported=True).kind_of_set == "cut"


@pytest.mark.parametrize(
    ("verdict", "supported", "words"),
    [
        ("natural", True, "natural groups"),
        ("reproducible", True, "a reproducible division without natural gaps"),
        ("reproducible", False, "a cut of a continuum"),
        ("constructed", True, "a cut of a continuum"),
    ],
)
def test_the_methods_paragraph_says_what_the_first_page_says(verdict: str, *, supported: bool, words: str) -> None:
    assert ENGLISH.text(kept_as(_segments(verdict, supported=supported))) == words


@pytest.mark.parametrize(("jaccard", "light"), [(0.8, "green"), (0.7, "amber"), (0.5, "red"), (None, "grey")])
@pytest.mark.parametrize("kind", ["kinds", "division"])
def test_the_light_follows_how_often_a_segment_is_found_again(
    jaccard: float | None, light: str, kind: KindOfSet
) -> None:
    assert light_of(jaccard, kind=kind, fits_nobody=False)[0] == light


@pytest.mark.parametrize("kind", ["cut", "levels", "none"])
@pytest.mark.parametrize("jaccard", [0.98, 0.7, 0.5])
def test_parts_of_a_continuum_have_no_light_however_often_they_come_back(jaccard: float, kind: KindOfSet) -> None:
    light, words = light_of(jaccard, kind=kind, fits_nobody=False)

    assert light == "grey"
    assert f"{jaccard:.2f}" in ENGLISH.text(words)


def test_a_card_that_fits_nobody_never_stands_beside_a_green_light() -> None:
    light, words = light_of(0.98, kind="kinds", fits_nobody=True)

    assert light == "amber"
    assert "nobody in it has all traits of the card" in ENGLISH.text(words)
    assert light_of(0.5, kind="kinds", fits_nobody=True)[0] == "red"


def _line(values: Floats, k: int) -> Line | None:
    """Of k-means segments of these people."""
    basis = pd.DataFrame((values - values.mean(axis=0)) / values.std(axis=0)).add_prefix("v")
    found = KMeans(k, n_init=5, random_state=0).fit_predict(basis)
    labels = pd.Series([f"S{place + 1}" for place in found])
    return line_of(basis, labels, codes=[f"S{place + 1}" for place in range(k)])


def _spread(*centres: tuple[float, ...], seed: int = 3) -> Floats:
    """People around these centres, one standard deviation wide."""
    rng = np.random.default_rng(seed)
    return np.array(centres)[rng.integers(0, len(centres), PEOPLE)] + rng.standard_normal((PEOPLE, len(centres[0])))


@pytest.mark.parametrize("k", [3, 4, 6])
def test_rungs_of_one_strong_factor_are_found_as_a_line(k: int) -> None:
    rng = np.random.default_rng(5)
    factor = rng.standard_normal((PEOPLE, 1))
    found = _line(np.sqrt(0.8) * factor + np.sqrt(0.2) * rng.standard_normal((PEOPLE, 5)), k)

    assert found is not None
    assert found.share >= 0.9
    assert len(found.related) == 5
    assert sorted(found.order) == [f"S{place + 1}" for place in range(k)]


@pytest.mark.parametrize("k", [2, 5])
def test_one_variable_alone_is_always_a_line(k: int) -> None:
    found = _line(np.random.default_rng(1).standard_normal((PEOPLE, 1)), k)

    assert found is not None
    assert list(found.related) == ["v0"]


def test_the_lowest_level_stands_first() -> None:
    basis = pd.DataFrame({"liking": [5.0, 5.1, 1.0, 1.1, 3.0, 3.1]})
    labels = pd.Series(["S1", "S1", "S2", "S2", "S3", "S3"])

    found = line_of(basis, labels, codes=["S1", "S2", "S3"])

    assert found is not None
    assert found.order == ("S2", "S3", "S1")


def test_two_kinds_on_two_dimensions_are_no_levels() -> None:
    assert _line(_spread((0, 0), (4, 4)), 2) is None


def test_three_kinds_on_two_dimensions_are_no_levels() -> None:
    assert _line(_spread((0, 0), (5, 0), (0, 5)), 3) is None


def test_kinds_beside_each_other_are_no_levels_however_far_another_is() -> None:
    assert _line(_spread((0, 0), (12, 2), (12, -2)), 3) is None


def test_three_kinds_on_a_line_are_levels_of_that_line_too() -> None:
    found = _line(_spread((0, 0), (4, 4), (8, 8)), 3)

    assert found is not None
    assert set(found.related) == {"v0", "v1"}


def test_people_without_groups_are_cut_in_more_than_one_direction() -> None:
    assert _line(np.random.default_rng(2).standard_normal((PEOPLE, 4)), 4) is None
