"""The scripts that compute an analysis again: the Python one is run, the R one is read."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import yaml

from research.reproduce import Recipe, python_script, r_script, tables_of
from research.summary import summary_bytes
from tests.report_samples import sample_codebook, sample_frame, sample_summary

ROOT = Path(__file__).parents[2]


@cache
def _recipe() -> Recipe:
    return Recipe(title='A "sample"', summary=sample_summary(), codebook=sample_codebook())


def _run(folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "reproduce.py").write_text(python_script(_recipe()), encoding="utf-8")
    (folder / "summary.json").write_bytes(summary_bytes(dict(_recipe().summary)))
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


def test_every_loading_to_expect_stands_in_the_r_script() -> None:
    script = r_script(_recipe())
    for item, loadings in _recipe().summary["factors"]["loadings"].items():
        line = next(line for line in script.splitlines() if line.startswith(f"#   {item}: ") and "communality" in line)
        assert [f"{value:.3f}" for value in loadings.values()] == line.split("communality")[0].split()[2:]


def test_reversed_items_are_reversed_once_in_the_r_script() -> None:
    script = r_script(_recipe())
    items = _recipe().summary["items"]
    turned = {line.split('"')[1] for line in script.splitlines() if line.startswith("keyed[[")}
    assert turned == {name for name, item in items.items() if item["reverse"]}
    assert turned


def test_code_lines_of_the_r_script_close_what_they_open() -> None:
    for line in r_script(_recipe()).splitlines():
        code = line.split("  # ")[0]
        if not code.startswith("#"):
            assert code.count("(") == code.count(")")
            assert code.count("[") == code.count("]")
            assert code.count('"') % 2 == 0


def test_profile_tables_add_up_to_everybody() -> None:
    head, *rows = tables_of(_recipe().summary)["profiles"]
    first, last = head.index("label") + 1, head.index("everybody")
    assert rows
    assert all(sum(row[first:last]) == row[last] for row in rows)
