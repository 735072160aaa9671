"""`whyprint track`: the verdict on a new wave as figures and as a page, from files alone."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml
from click.testing import CliRunner, Result

from research.plan import AnalysisPlan
from research.run import run_analysis
from research.tracking import freeze
from surveys.cli import main
from tests.research.studies import planted


class Waves:
    """A frozen first wave and a second one, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        _, matrix = planted(n=1600, seed=3)
        order = np.random.default_rng(1).permutation(matrix.values.index)
        first = run_analysis(matrix.of(pd.Index(order[:800])), AnalysisPlan(bootstraps=10, segments=4), n_jobs=1)
        self.solution: dict[str, Any] = freeze(first, names={"S1": "Planners"}).to_dict()
        self.second = matrix.values.loc[order[800:]]
        self.codebook = matrix.codebook.to_dict()

    def run(self, frame: pd.DataFrame, *, out: str = "out", solution: dict[str, Any] | None = None) -> Result:
        frame.to_csv(self.folder / "wave.csv", index=False)
        (self.folder / "codebook.yaml").write_text(yaml.safe_dump(self.codebook), encoding="utf-8")
        (self.folder / "solution.json").write_text(json.dumps(solution or self.solution), encoding="utf-8")
        words = ["track", str(self.folder / "wave.csv"), "--codebook", str(self.folder / "codebook.yaml")]
        words += ["--solution", str(self.folder / "solution.json"), "--out", str(self.folder / out), "--jobs", "1"]
        return CliRunner().invoke(main, words)

    def told(self, out: str = "out") -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / out / "tracking.json").read_text(encoding="utf-8"))
        return found


@pytest.fixture(scope="module")
def waves(tmp_path_factory: pytest.TempPathFactory) -> Waves:
    return Waves(tmp_path_factory.mktemp("track"))


def test_a_wave_of_the_same_people_holds_and_is_told_as_figures_and_as_a_page(waves: Waves) -> None:
    result = waves.run(waves.second)
    assert result.exit_code == 0, result.stderr
    assert "still hold" in result.output
    told = waves.told()
    assert (told["verdict"], told["people"]) == ("stable", 800)
    page = (waves.folder / "out" / "tracking.html").read_text(encoding="utf-8")
    assert "The personas still hold" in page
    assert "S1 Planners" in page
    assert "http" not in page.replace("http://www.w3.org", "")


def test_the_same_files_give_the_same_bytes(waves: Waves) -> None:
    waves.run(waves.second, out="one")
    waves.run(waves.second, out="two")
    for name in ("tracking.json", "tracking.html"):
        assert (waves.folder / "one" / name).read_bytes() == (waves.folder / "two" / name).read_bytes()


def test_items_that_changed_places_need_new_personas(waves: Waves) -> None:
    items = [item["name"] for item in waves.solution["items"]]
    moved = waves.second.rename(columns=dict(zip(items, [*items[5:], *items[:5]], strict=True)))
    assert "no longer describe" in waves.run(moved, out="moved").output
    assert waves.told("moved")["verdict"] == "changed"
    assert "need to be rebuilt" in (waves.folder / "moved" / "tracking.html").read_text(encoding="utf-8")


def test_a_missing_item_is_named_and_nothing_written(waves: Waves) -> None:
    name = waves.solution["items"][0]["name"]
    result = waves.run(waves.second.drop(columns=[name]), out="less")
    assert result.exit_code == 1
    assert name in result.stderr
    assert not (waves.folder / "less" / "tracking.json").exists()


def test_what_is_no_solution_or_was_changed_is_refused(waves: Waves) -> None:
    changed = {**waves.solution, "study": "another"}
    assert "changed since it was frozen" in waves.run(waves.second, solution=changed).stderr
    assert "format" in waves.run(waves.second, solution={"a": 1}).stderr
