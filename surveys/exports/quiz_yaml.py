"""The quiz of an analysis as a study file, ready to be published."""

from surveys.exports.file import File, text_file
from surveys.models import Analysis
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.formats.study_file import write_study_file
from surveys.questionnaire.terms import StudyTerms
from surveys.services.analyses.quiz_from_analysis import quiz_from_analysis


def quiz_yaml(analysis: Analysis, questionnaire: Questionnaire, terms: StudyTerms) -> File:
    study_file = quiz_from_analysis(analysis, questionnaire, terms)
    return text_file(f"{study_file.study.slug}.yaml", "application/yaml", write_study_file(study_file))
