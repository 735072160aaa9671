"""`whyprint quiz-from-analysis`."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from surveys.cli.export import write_file
from surveys.cli.opening import open_database
from surveys.errors import Missing
from surveys.exports.file import File
from surveys.exports.quiz_yaml import quiz_yaml
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyTerms
from surveys.store import analyses, studies
from surveys.store.asker import Asker


@click.command()
@click.argument("study")
@click.argument("number", type=int)
@click.option("--out", type=click.Path(path_type=Path), help="File or folder to write to; by default here.")
def quiz_from_analysis(study: str, number: int, *, out: Path | None) -> None:
    """Make a quiz of the published analysis NUMBER of STUDY: a study file for `whyprint publish`."""
    with open_database() as database, database.reading() as session:
        file = _made(session, study, number)
    target = out or Path()
    target = target / file.name if target.is_dir() else target
    write_file(file, target)
    click.echo(f"{target}: publish it with “whyprint publish {target}”.")


def _made(session: Session, slug: str, number: int) -> File:
    asker = Asker.system()
    analysis = analyses.analysis_by_number(session, slug=slug, number=number, asker=asker)
    latest = None if analysis is None else studies.latest_version(session, study_id=analysis.study_id, asker=asker)
    if analysis is None or latest is None:
        raise Missing(f"The study “{slug}” has no analysis {number}.", "Look at the study's page for their numbers.")
    terms = StudyTerms.model_validate(analysis.study.terms)
    return quiz_yaml(analysis, Questionnaire.model_validate(latest.definition), terms)
