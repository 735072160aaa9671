"""The quiz of an analysis becomes a study of its own, in the same team."""

from sqlalchemy.orm import Session

from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyFile, StudyTerms
from surveys.services.analyses.quiz_from_analysis import quiz_from_analysis
from surveys.services.studies.publish_questionnaire import Published, publish_questionnaire
from surveys.store import studies
from surveys.store.asker import Asker
from surveys.words import gettext as _


def publish_quiz(
    session: Session, *, analysis: Analysis, questionnaire: Questionnaire, terms: StudyTerms, asker: Asker
) -> Published:
    """Make it and publish it; made again from the same study, it becomes the next version.

    Raises
    ------
    Conflict
        No quiz can be made of the analysis, or another study has the address of its quiz.
    """
    made = quiz_from_analysis(analysis, questionnaire, terms)
    _refuse_other_study(session, made, asker)
    return publish_questionnaire(session, study_file=made, asker=asker, team_id=analysis.study.team_id)


def _refuse_other_study(session: Session, made: StudyFile, asker: Asker) -> None:
    """Whoever made a study of this name by hand keeps it."""
    there = studies.study_by_slug(session, slug=made.study.slug, asker=asker)
    newest = None if there is None else studies.latest_version(session, study_id=there.id, asker=asker)
    if newest is not None and newest.definition.get("name") != made.questionnaire.name:
        raise Conflict(
            _("The address “%(slug)s” belongs to another study.", slug=made.study.slug),
            _("Take the study file, give it another slug, and publish it."),
        )
