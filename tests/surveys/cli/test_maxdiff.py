"""`whyprint maxdiff`: from choices in a file to columns that an analysis reads."""

from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from click.testing import CliRunner

from research.reading.codebook_file import read_codebook
from surveys.cli import main
from surveys.questionnaire.codebook import build_codebook
from tests.surveys.questionnaire.samples import sample


def test_choices_become_utilities_beside_the_answers(tmp_path: Path) -> None:
    codebook = build_codebook(sample("maxdiff"))
    items = [item for item in codebook if item.type != "text"]
    (tmp_path / "codebook.yaml").write_text(yaml.safe_dump(codebook.with_items(items).to_dict(), sort_keys=False))
    draw = np.random.default_rng(1)
    answers = pd.DataFrame({item.name: draw.choice(list(item.labels), 60) for item in items if "best" in item.name})
    for item in items:
        if "worst" in item.name:
            others = answers[item.name.replace("worst", "best")]
            answers[item.name] = [next(code for code in item.labels if code != best) for best in others]
        elif "anchor" in item.name:
            answers[item.name] = draw.integers(0, 2, 60)
    answers.to_csv(tmp_path / "data.csv", index=False)
    out = tmp_path / "out"
    command = ["maxdiff", str(tmp_path / "data.csv"), "--codebook", str(tmp_path / "codebook.yaml"), "--out", str(out)]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert "60 people" in result.output
    told = pd.read_csv(out / "maxdiff-utilities.csv")
    beside = pd.read_csv(out / "answers.csv")
    assert len(told) == len(beside) == 60
    assert (told["need_u1"] == beside["need_u1"]).all()
    described = read_codebook(out / "codebook.yaml")
    assert [described[f"need_u{code}"].facet for code in range(1, 7)] == ["needs"] * 6


def test_a_codebook_without_best_and_worst_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "codebook.yaml").write_text("items: [{name: a, type: ordinal, range: [1, 5]}]")
    (tmp_path / "data.csv").write_text("a\n1\n")
    command = ["maxdiff", str(tmp_path / "data.csv"), "--codebook", str(tmp_path / "codebook.yaml")]
    result = CliRunner().invoke(main, [*command, "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "best and a worst" in result.output
    assert not (tmp_path / "out").exists()
