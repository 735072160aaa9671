"""The report as one file: whole, alone, the same every time, and nothing in it that may not leave."""

import re
import subprocess
import sys
from datetime import date

import pytest

from research.summary.schema.told import Persona
from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from tests.report_samples import RARE, sample_charts, sample_published
from tests.summaries import changed, part
from tests.surveys.careful_client import faults_of

CONTEXT = Context(title="How people buy", version=2, published_on=date(2026, 6, 12))


@pytest.fixture(scope="module")
def file() -> str:
    return render_report_file(sample_published(), sample_charts(), context=CONTEXT)


def test_the_file_needs_nothing_else(file: str) -> None:
    loads = re.findall(
        r'(?:src|srcset|data|action|poster)="([^"]*)"|@import|url\(([^)]*)\)|<script|<link|<iframe', file
    )

    assert loads == []


def test_every_link_leads_to_a_place_in_the_file(file: str) -> None:
    targets = re.findall(r'href="([^"]*)"', file)

    assert targets
    for target in targets:
        assert target.startswith("#")
        assert f'id="{target[1:]}"' in file, target


def test_the_file_is_as_valid_as_a_page(file: str) -> None:
    assert [fault for fault in faults_of(file) if fault != "<style> has inline style"] == []


def test_every_persona_and_every_part_is_in_it(file: str) -> None:
    for place in ("overview", "S1", "S2", "S3", "contest", "same-passport", "how-made"):
        assert f'id="{place}"' in file


def test_it_says_which_study_which_version_and_when(file: str) -> None:
    assert "<title>How people buy</title>" in file
    assert "version 2" in file
    assert "12 June 2026" in file


def test_the_rare_answer_is_not_in_it(file: str) -> None:
    assert RARE not in file


def test_texts_of_a_study_stay_texts(file: str) -> None:
    assert "<script>alert" not in file
    assert "&lt;script&gt;alert" in file


def test_the_same_report_is_the_same_bytes(file: str) -> None:
    assert render_report_file(sample_published(), sample_charts(), context=CONTEXT) == file


def test_colours_are_defined_once_and_used_by_name(file: str) -> None:
    body = file.split("</style>", 1)[1]

    assert "var(--chart-ink)" in body
    assert not re.search(r'(?:fill|stroke)="#', body)
    assert " style=" not in body


def test_a_report_without_personas_says_that_there_are_none() -> None:
    published = changed(
        sample_published(), {"personas": [], "segments.k": 1, "segments.verdict": "none", "segments.codes": []}
    )

    file = render_report_file(published, {}, context=CONTEXT)

    assert "do not fall into groups that would come back" in file


def test_hidden_sizes_are_said_to_be_hidden() -> None:
    persona = part(Persona, code="S1", name="Quick Movers", facets=sample_published().personas[0].facets)
    published = changed(sample_published(), {"personas.0": persona})

    assert "Too few people to show how many." in render_report_file(published, {}, context=CONTEXT)


def test_pages_of_a_report_load_no_statistics() -> None:
    code = (
        "import sys, surveys.reports.routes;"
        "print([name for name in ('pandas', 'scipy', 'sklearn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "[]"
