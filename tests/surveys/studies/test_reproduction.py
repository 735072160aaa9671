"""Computing an analysis again: what the zip holds, what it must never hold, and who may ask for it."""

import ast
import csv
import io
import zipfile
from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from surveys.models import Analysis, AuditEvent, Study
from surveys.store import analyses
from surveys.store.database import Database
from tests import factories
from tests.surveys.studies.example_summary import example_summary

Analysed = Callable[..., Analysis]


def _files(browser: FlaskClient, study: Study) -> dict[str, str]:
    answer = browser.post(f"/studies/{study.slug}/analyses/1/reproduction.zip")
    assert answer.mimetype == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_the_zip_has_scripts_tables_and_what_to_expect(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    analysed()
    files = _files(researcher, study)
    assert {"reproduce.R", "reproduce.py", "codebook.yaml", "summary.json", "loadings.csv", "segments.csv"} <= set(
        files
    )
    rows = list(csv.reader(io.StringIO(files["loadings.csv"])))
    assert rows[0] == ["item", "F1", "F2"]
    assert ["thrift1", "0.81", "-0.31"] in rows
    assert "c(between$lower.ci, between$upper.ci), c(0.7, 0.78)" in files["reproduce.R"]
    assert 'f <- quiet(fa(r, nfactors = 2, n.obs = n, fm = "minres", rotate = "none"))' in files["reproduce.R"]
    ast.parse(files["reproduce.py"])


def test_the_zip_has_nothing_about_single_people_and_is_written_down(
    researcher: FlaskClient, study: Study, database: Database, analysed: Analysed
) -> None:
    analysis = analysed()
    with database.writing() as session:
        person = factories.make_response(session, study)
        row = {"analysis_id": analysis.id, "response_id": person.id, "segment": "S1", "probability": 0.9,
               "scores": {"F1": 0.123456}, "flagged": False}  # fmt: skip
        analyses.add_assignments(session, rows=[row])
    everything = "".join(_files(researcher, study).values())
    assert person.subject not in everything
    assert "0.123456" not in everything
    with database.reading() as session:
        assert session.scalars(select(AuditEvent.action)).all()[-1] == "analysis.exported"


def test_words_of_a_study_become_no_code_and_no_formula(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    words = 'I agree.\nsystem(\'boom\')\u2028import os\r"""'
    told = {"items.thrift3.text": words, "items.thrift2.text": "=1+1", "segments.reason": words}
    analysed(summary=example_summary(told))
    files = _files(researcher, study)
    for name in ("reproduce.R", "reproduce.py"):
        lines = files[name].splitlines()
        assert not [line for line in lines if "boom" in line.split("#")[0] or line.startswith("import os")]
    texts = [row[1] for row in csv.reader(io.StringIO(files["items.csv"]))]
    assert "'=1+1" in texts


def test_only_the_research_team_gets_it_and_only_when_it_is_done(
    researcher: FlaskClient, signed_in: Callable[[str], FlaskClient], study: Study, analysed: Analysed
) -> None:
    analysed()
    analysed("running")
    here = f"/studies/{study.slug}/analyses"
    assert signed_in("marketer").post(f"{here}/1/reproduction.zip").status_code == 403
    assert researcher.post(f"{here}/2/reproduction.zip").status_code == 409
    assert researcher.get(f"{here}/1/reproduction.zip").status_code == 405
