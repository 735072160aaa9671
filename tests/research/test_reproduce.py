"""The scripts that compute an analysis again: the Python one is run, the R one is read."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import yaml

from research.reproduce import Recipe, python_script, r_script, tables_of
from research.summary.schema.measured import Factors
from research.summary.schema.segmented import Segments
from tests.report_samples import sample_codebook, sample_frame, sample_summary
from tests.summaries import part

ROOT = Path(__file__).parents[2]


@cache
def _recipe() -> Recipe:
    return Recipe(title='A "sample"', summary=sample_summary(), codebook=sample_codebook())


def _run(folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "reproduce.py").write_text(python_script(_recipe()), encoding="utf-8")
    (folder / "summary.json").write_bytes(_recipe().summary.to_bytes())
    text = yaml.safe_dump(sample_codebook().to_dict(), allow_unicode=True)
    (folder / "codebook.yaml").write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(folder / "reproduce.py")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_python_script_finds_every_figure_again(tmp_path: Path) -> None:
    sample_frame().to_csv(tmp_path / "responses.csv", index=False)
    done = _run(tmp_path)
    assert "Every figure is the same." in done.stdout, done.stderr
    assert done.returncode == 0


def test_the_python_script_says_where_other_answers_give_other_figures(tmp_path: Path) -> None:
    sample_frame().iloc[:-20].to_csv(tmp_path / "responses.csv", index=False)
    done = _run(tmp_path)
    assert done.returncode == 1
    assert "/data/n: expected 500, found 480" in done.stdout


def test_every_figure_to_expect_stands_in_the_r_script_or_its_tables() -> None:
    script, tables = r_script(_recipe()), tables_of(_recipe().summary)
    assert f'check("KMO", KMO(r)$MSA, {_recipe().summary.adequacy.kmo:.10g}, 0.001)' in script
    for table in ("items", "correlations", "loadings", "phi", "rule_means"):
        assert f'"{table}.csv"' in script
        assert len(tables[table]) > 1


def test_reversed_items_are_reversed_once_in_the_r_script() -> None:
    script = r_script(_recipe())
    items = _recipe().summary.items
    turned = {line.split('"')[1] for line in script.splitlines() if line.startswith("keyed[[")}
    assert turned == {name for name, item in items.items() if item.reverse}
    assert turned


def test_the_r_script_closes_what_it_opens() -> None:
    code = "\n".join(line for line in r_script(_recipe()).splitlines() if not line.lstrip().startswith("#"))
    assert all(code.count(left) == code.count(right) for left, right in ("()", "[]", "{}"))


def test_plans_without_factors_and_segments_make_shorter_scripts() -> None:
    summary = _recipe().summary.model_copy(update={"factors": part(Factors), "segments": part(Segments)})
    script = r_script(Recipe(title="None", summary=summary, codebook=sample_codebook()))
    assert "nfactors" not in script
    assert "# No segments were worth naming." in script


def test_profile_tables_add_up_to_everybody() -> None:
    head, *rows = tables_of(_recipe().summary)["profiles"]
    first, last = head.index("label") + 1, head.index("everybody")
    assert rows
    assert all(sum(row[first:last]) == row[last] for row in rows)
