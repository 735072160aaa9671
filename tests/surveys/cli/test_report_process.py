"""The report of the command line is drawn beside the figures, and comes even where no process can help."""

import subprocess
import sys
from pathlib import Path

import pytest

from research.charts import draw_all
from surveys.cli import analysis_files, report_process
from surveys.cli.analysis_files import write_files
from surveys.cli.report_process import ReportProcess
from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from tests.report_samples import sample_analysis, sample_published

TITLE = "Sample study"


@pytest.fixture(scope="module")
def wanted() -> bytes:
    published = sample_published()
    return render_report_file(published, draw_all(published), context=Context(title=TITLE)).encode()


def test_the_process_draws_the_page_that_would_be_drawn_here(wanted: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_here(_asked: bytes) -> bytes:
        raise AssertionError("it was drawn here")

    monkeypatch.setattr(report_process, "drawn", nothing_here)
    with ReportProcess() as process:
        assert process.draw(sample_published(), title=TITLE).result() == wanted


def test_a_process_that_fails_costs_no_report(wanted: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_process, "PROGRAM", "surveys.cli.there_is_no_such_program")
    with ReportProcess() as process:
        assert process.draw(sample_published(), title=TITLE).result() == wanted


def test_where_no_process_may_start_there_is_a_report(wanted: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/there/is/no/such/python")
    with ReportProcess() as process:
        assert process.draw(sample_published(), title=TITLE).result() == wanted


def test_a_run_that_ends_early_leaves_no_process_behind() -> None:
    with ReportProcess() as process:
        started = process._process
    assert started is not None
    assert started.poll() is not None


def test_the_command_line_loads_no_pages_and_no_statistics_before_it_must() -> None:
    code = (
        "import sys, surveys.cli.analyse;"
        "print([name for name in ('flask', 'sqlalchemy', 'pandas', 'sklearn', 'altair') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "[]"


def test_assignments_written_a_few_lines_at_a_time_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis = sample_analysis()
    with ReportProcess() as process:
        write_files(analysis, tmp_path, smallest_group=10, report=process)
    at_once = (tmp_path / "assignments.csv").read_bytes()
    monkeypatch.setattr(analysis_files, "LINES_AT_ONCE", 7)
    with ReportProcess() as process:
        write_files(analysis, tmp_path, smallest_group=10, report=process)

    assert (tmp_path / "assignments.csv").read_bytes() == at_once
    assert len(at_once.splitlines()) == len(analysis.given.values) + 1
