"""Pictures for the research team: they fit any of our pages, and what they count is right."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from research.charts.agreement import bases
from research.charts.order import order_by_factor
from research.charts.separation import ring
from research.charts.team import draw_for_team
from research.summary.schema.measured import Factors
from research.summary.schema.segmented import Bases
from research.summary.schema.team import Fit, Spot, TeamFigures
from research.summary.team import belonging, figures_for_team, separation
from tests.report_samples import DANGEROUS, sample_analysis, sample_summary
from tests.summaries import part

COLOUR = re.compile(r"^(none|var\(--[a-z0-9-]+\))$")


@cache
def _figures() -> TeamFigures:
    return figures_for_team(sample_analysis())


def _line(basis: str, k: int, mean: float | None) -> dict[str, Any]:
    low, high = (None, None) if mean is None else (mean - 0.1, mean + 0.05)
    return {"basis": basis, "words": f"{basis} {DANGEROUS}", "k": k, "ari_mean": mean, "ari_low": low,
            "ari_high": high, "null_ari_mean": 0.4, "null_ari_high": None}  # fmt: skip


BASES = part(
    Bases,
    k=3,
    recommended="scales",
    lines=[_line("items", 3, 0.4), _line("scales", 3, 0.9), _line("scales", 4, 0.2), _line("factors", 3, None)],
)


@cache
def _charts() -> dict[str, dict[str, str]]:
    segments = sample_summary().segments.model_copy(update={"bases": BASES})
    return draw_for_team(sample_summary().model_copy(update={"segments": segments}), _figures())


def test_every_chart_of_the_team_is_drawn() -> None:
    assert set(_charts()) == {"heat", "gorge", "splits", "separation", "bases"}


@pytest.mark.parametrize("name", ["heat", "gorge", "splits", "separation", "bases"])
def test_a_chart_stands_in_a_strict_page_and_stays_inside_its_width(name: str) -> None:
    for variant, width in (("wide", 680), ("narrow", 340)):
        root = ET.fromstring(_charts()[name][variant])  # noqa: S314  (our own)
        assert float(root.attrib["width"]) == width
        assert root.findtext("title")
        height = float(root.attrib["viewBox"].split()[3])
        for element in root.iter():
            assert element.tag in {"svg", "title", "desc", "line", "circle", "path", "text"}
            assert COLOUR.match(element.get("fill", "none"))
            assert COLOUR.match(element.get("stroke", "none"))
            for place, most in (("x", width), ("x1", width), ("x2", width), ("y", height), ("y1", height)):
                assert -1 <= float(element.get(place, "0")) <= most + 1, (variant, element.attrib)
            for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", element.get("d", "")):
                assert -1 <= float(x) <= width + 1, variant
                assert -1 <= float(y) <= height + 1, variant


def test_a_ring_holds_half_of_the_people_however_it_lies() -> None:
    rng = np.random.default_rng(7)
    spread = np.array([[2.0, -1.1], [-1.1, 0.9]])
    edges = np.array(list(ring(Spot(n=9000, mean=(3.0, -1.0), spread=spread.tolist()))))
    people = rng.multivariate_normal([3.0, -1.0], spread, size=9000) - [3.0, -1.0]
    out = edges - [3.0, -1.0]
    turned = np.arctan2(out[:, 1], out[:, 0])
    edge = np.interp(np.arctan2(people[:, 1], people[:, 0]), np.sort(turned),
                     np.hypot(out[:, 0], out[:, 1])[np.argsort(turned)], period=2 * np.pi)  # fmt: skip
    assert np.mean(np.hypot(people[:, 0], people[:, 1]) < edge) == pytest.approx(0.5, abs=0.02)


def test_words_of_an_item_become_no_markup() -> None:
    assert "<script" not in _charts()["heat"]["wide"]
    assert DANGEROUS not in _charts()["heat"]["wide"]


def test_bases_stand_at_the_number_of_segments_that_was_kept_the_most_stable_first() -> None:
    labels = [row.label for row in bases(BASES).rows]
    assert [(label.main.split()[0], label.bold) for label in labels] == [("Scales", True), ("Items", False)]
    drawn = _charts()["bases"]["wide"]
    assert ".90" in drawn
    assert ".20" not in drawn


def test_without_other_bases_there_is_no_picture_of_them() -> None:
    assert "bases" not in draw_for_team(sample_summary(), _figures())


def test_items_stand_by_factor_the_strongest_first() -> None:
    loadings = {"a": {"F1": 0.1, "F2": 0.6}, "b": {"F1": -0.9, "F2": 0.0}, "c": {"F1": 0.5, "F2": 0.2}}
    factors = part(Factors, names=["F1", "F2"], loadings=loadings)
    assert order_by_factor(factors, ["a", "b", "c", "z"]) == [("b", "F1"), ("c", "F1"), ("a", "F2"), ("z", "")]


def test_everybody_is_counted_once_in_each_segment() -> None:
    analysis = sample_analysis()
    found = _figures().belonging
    assert found is not None
    for code, counts in found.segments.items():
        assert sum(counts.members) == analysis.segmentation.solution.sizes[code]
        assert sum(counts.members) + sum(counts.others) == len(analysis.people)


def test_figures_for_pictures_hold_no_single_people() -> None:
    assert set(Spot.model_fields) == {"n", "mean", "spread"}
    assert set(Fit.model_fields) == {"members", "others", "median"}
    found = _figures().belonging
    assert found is not None
    assert all(len(counts.members) == len(counts.others) == found.bins for counts in found.segments.values())


def test_the_first_axis_is_the_one_the_groups_differ_on() -> None:
    rng = np.random.default_rng(1)
    groups = np.repeat(["S1", "S2", "S3"], 100)
    shift = np.repeat([0.0, 6.0, 12.0], 100)
    basis = pd.DataFrame({"apart": rng.normal(size=300) + shift, "noise": rng.normal(size=300)})
    found = separation(basis, pd.Series(groups))
    assert found is not None
    assert found.axes[0].share > 0.95
    assert abs(found.axes[0].related["apart"]) > 0.95
    xs = [found.segments[code].mean[0] for code in ("S1", "S2", "S3")]
    assert np.diff(xs) == pytest.approx([6.0, 6.0], abs=0.6)
    assert np.array(found.segments["S1"].spread) == pytest.approx(np.eye(2), abs=0.35)


def test_one_variable_or_one_segment_leaves_nothing_to_stand_apart() -> None:
    basis = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0], "b": [1.0, 0.0, 1.0, 0.0]})
    assert separation(basis[["a"]], pd.Series(["S1", "S1", "S2", "S2"])) is None
    assert separation(basis, pd.Series(["S1"] * 4)) is None


def test_somebody_who_surely_belongs_is_counted_in_the_last_bin() -> None:
    probabilities = pd.DataFrame({"S1": [1.0, 0.0], "S2": [0.0, 1.0]})
    found = belonging(probabilities, pd.Series(["S1", "S2"])).segments["S1"]
    assert (found.members[-1], found.others[0]) == (1, 1)
