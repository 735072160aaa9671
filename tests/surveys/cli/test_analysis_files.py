"""The files of `whyprint analyse`: what is in them, and what is not loaded before it must be."""

import subprocess
import sys
from pathlib import Path

import pytest

from surveys.cli import analysis_files
from surveys.cli.analysis_files import write_files
from tests.report_samples import RARE, sample_analysis


def test_the_command_line_loads_no_pages_and_no_statistics_before_it_must() -> None:
    code = (
        "import sys, surveys.cli.analyse;"
        "print([name for name in ('flask', 'sqlalchemy', 'pandas', 'sklearn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "[]"


def test_the_report_has_its_pictures_and_nothing_about_few_people(tmp_path: Path) -> None:
    write_files(sample_analysis(), tmp_path, smallest_group=10)
    report = (tmp_path / "report.html").read_text()

    assert "<title>Share of each persona" in report
    assert RARE in (tmp_path / "summary.json").read_text()
    assert RARE not in report


def test_assignments_written_a_few_lines_at_a_time_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis = sample_analysis()
    write_files(analysis, tmp_path, smallest_group=10)
    at_once = (tmp_path / "assignments.csv").read_bytes()
    monkeypatch.setattr(analysis_files, "LINES_AT_ONCE", 7)
    write_files(analysis, tmp_path, smallest_group=10)

    assert (tmp_path / "assignments.csv").read_bytes() == at_once
    assert len(at_once.splitlines()) == len(analysis.given.values) + 1


def test_analysing_a_file_loads_nothing_of_a_database() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, surveys.cli.analysis_files; print('sqlalchemy' in sys.modules)"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert told.stdout.strip() == "False"
