"""All with which others compute an analysis again, as one zip: scripts, tables, codebook; nothing about people."""

import io
import zipfile
from collections.abc import Sequence

from sqlalchemy.orm import Session

from research.codebook import Codebook
from research.reproduce import Recipe, python_script, r_script, tables_of
from research.words.grammar import ENGLISH
from surveys.exports.columns import exported
from surveys.exports.file import File, codebook_text, csv_text, json_text
from surveys.exports.record import Record
from surveys.models import Analysis, QuestionnaireVersion
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.analyses.results_of import results_of
from surveys.services.answers.answer_language import codes_used, with_language
from surveys.services.answers.forget_quotes import drop_quotes
from surveys.services.studies.comparable_versions import common_codebook, comparable_versions
from surveys.services.studies.csv_cells import CONSENT
from surveys.store.answer_counts import count_answers
from surveys.store.asker import Asker
from surveys.store.exports import TAKE_PART
from surveys.store.studies import versions_of


def reproduction_files(session: Session, *, analysis: Analysis, asker: Asker) -> dict[str, str]:
    """File name -> text of everything in the zip."""
    summary = drop_quotes(results_of(analysis))
    published = versions_of(session, study_id=analysis.study_id, asker=asker)
    versions = comparable_versions(published, numbers=analysis.versions)
    codebook = _codebook(session, analysis, versions, asker)
    recipe = Recipe(
        title=f"{analysis.study.title}, analysis {analysis.number}",
        summary=summary,
        codebook=codebook,
        versions=tuple(version.number for version in versions),
        consents=tuple(f"{CONSENT}{name}" for name in _purposes(analysis) if name != TAKE_PART),
    )
    return {
        "README.txt": _readme(recipe),
        "reproduce.R": r_script(recipe),
        "reproduce.py": python_script(recipe),
        "codebook.yaml": codebook_text(exported(codebook, versions=recipe.versions)),
        "summary.json": json_text(summary.plain()),
        **{f"{name}.csv": csv_text(rows) for name, rows in tables_of(summary).items()},
    }


def _codebook(session: Session, analysis: Analysis, versions: Sequence[QuestionnaireVersion], asker: Asker) -> Codebook:
    """What the analysis was told of the answers, the language they were given in among it."""
    ids = [version.id for version in versions]
    used = count_answers(
        session, study_id=analysis.study_id, version_ids=ids, purposes=_purposes(analysis), names=[], asker=asker
    ).languages
    questionnaires = (Questionnaire.model_validate(version.definition) for version in versions)
    return with_language(common_codebook(versions), codes_used(used, questionnaires))


def _purposes(analysis: Analysis) -> Sequence[str]:
    return purposes_of_analysis(analysis.study.mode)


def reproduction_zip(session: Session, *, analysis: Analysis, asker: Asker) -> File:
    """The files in one zip; asking for it is written down."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in reproduction_files(session, analysis=analysis, asker=asker).items():
            archive.writestr(name, text)
    body.seek(0)
    detail = {"number": analysis.number}
    record = Record(action="analysis.exported", asker=asker, study_id=analysis.study_id, detail=detail)
    name = f"{analysis.study.slug}-analysis-{analysis.number}.zip"
    return File(name=name, media_type="application/zip", content=body, record=record)


def _readme(recipe: Recipe) -> str:
    return (
        f"{recipe.title}\n\n"
        "reproduce.py   computes everything again with Whyprint and compares it with summary.json\n"
        "reproduce.R    computes the main figures again with psych, lavaan, survey, mclust or poLCA and compares them\n"
        "*.csv          the figures as tables: UTF-8, commas, full precision\n"
        "summary.json   everything that came out\n\n"
        "Both scripts read responses.csv, which is not in here: there is nothing about single people in this file.\n"
        "Download the answers on the page of the study and put responses.csv beside the scripts"
        f"{_which(recipe.versions)}.\n\n"
        f"Methods\n{ENGLISH.paragraph(recipe.summary.provenance.methods)}\n"
    )


def _which(versions: Sequence[int]) -> str:
    told = " and ".join(map(str, versions))
    return f": of its folders the one with version {told}, where it has any" if versions else ""
