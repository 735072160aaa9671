"""The demonstration studies with fewer people, an analysis of them, and what the script in its zip says."""

import contextlib
import io
import runpy
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from research.plan import AnalysisPlan
from surveys.demo.bulk import Sitting, store_sittings
from surveys.demo.coffee_model import simulate_responses
from surveys.demo.personality_data import personality_frame
from surveys.demo.study_files import COFFEE, PERSONALITY, read_study, reward_files
from surveys.exports.reproduction_zip import reproduction_zip
from surveys.exports.responses_zip import responses_zip
from surveys.models import Analysis, Response, Study
from surveys.models.base import utc_now
from surveys.services.analyses.request_analysis import request_analysis
from surveys.services.studies.import_responses import import_responses
from surveys.services.studies.publish_questionnaire import publish_questionnaire
from surveys.store.database import Database
from surveys.working import work_off_here
from tests import factories

MONDAY = datetime(2026, 6, 1, 18, tzinfo=UTC)
SHORT: Mapping[str, Any] = {"bootstraps": 10, "segments": 2, "factors": 2}
"""Choices that make an analysis short; each plan begins with them."""
COFFEE_PLANS: Mapping[str, Mapping[str, Any]] = {
    "scales of the other methods, weighed, compared across languages": {
        "facets": ["personality", "values"], "consistency": "always", "exclude_flagged": True,
        "correlation": "pearson", "extraction": "ml", "rotation": "promax", "scores": "ten_berge",
        "segmentation": "kmeans", "segment_on": "scale_scores", "themes": False, "trim": [0.2, 5],
        "margins": {"gender": {"1": 0.5, "2": 0.48, "3": 0.02}},
        "confirm": True, "compare_across": "answer_language",
    },
    "classes without factors": {
        "items": ["curiosity_1", "curiosity_2", "thrift_1", "thrift_2", "trust_1", "trust_2", "pace_1"],
        "outcomes": ["subscribe"], "factors": "none", "segments": [2, 3], "segmentation": "lca", "segment_on": "items",
        "themes": False, "seed": 5,
    },
}  # fmt: skip


def coffee(database: Database, *, completed: int, unfinished: int = 10) -> Study:
    """Simulated people in several languages; seconds are told as a browser tells them, not in tenths."""
    file = read_study(COFFEE)
    people = simulate_responses(file.questionnaire, seed=3, completed=completed, unfinished=unfinished)
    with database.writing() as session:
        made = publish_questionnaire(session, study_file=file, asker=factories.SYSTEM, files=reward_files(file))
        sittings = [
            Sitting(
                language=person.language,
                consents=frozenset(name for name, given in person.consents.items() if given),
                answers=person.answers,
                started_at=MONDAY + timedelta(minutes=number),
                completed=person.completed,
                pages=person.pages,
            )
            for number, person in enumerate(people)
        ]
        store_sittings(session, study=made.study, version=made.version, study_file=file, sittings=sittings)
        session.execute(update(Response).values(seconds=Response.seconds + 0.0437 * Response.id))
    return made.study


def personality(database: Database, folder: Path, *, people: int) -> Study:
    """The first of the real people; skips nothing by itself where the package is absent (`Unavailable`)."""
    path = folder / "bfi.csv"
    personality_frame().head(people).to_csv(path, index=False)
    file = read_study(PERSONALITY)
    with database.writing() as session:
        made = publish_questionnaire(session, study_file=file, asker=factories.SYSTEM, files=reward_files(file))
    import_responses(database, study=made.study, path=path, asker=factories.SYSTEM)
    return made.study


def reproduced(database: Database, study: Study, plan: Mapping[str, Any], folder: Path) -> list[str]:
    """Analyse as the worker does, unpack what the pages give away, run the script; what it says of the figures."""
    with database.writing() as session:
        chosen = AnalysisPlan.from_dict({**SHORT, **plan})
        analysis = request_analysis(session, study=study, plan=chosen, account_id=None, now=utc_now())
    work_off_here(database, analysis.run)
    with database.writing() as session:
        analysis = session.get_one(Analysis, analysis.id)
        if analysis.run.state != "done":
            raise AssertionError(analysis.run.error)
        study = analysis.study
        _unpack(reproduction_zip(session, analysis=analysis, asker=factories.SYSTEM).content.read(), folder)
    _unpack(responses_zip(database, study=study, asker=factories.SYSTEM).content.read(), folder)
    return _said_by(folder / "reproduce.py")


def _unpack(content: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def _said_by(script: Path) -> list[str]:
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        runpy.run_path(str(script))["main"]()
    lines = told.getvalue().splitlines()
    last = next(place for place, line in enumerate(lines) if "figures differ" in line or "Every figure" in line)
    return lines[last:]
