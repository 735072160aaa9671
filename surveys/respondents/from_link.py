"""What the address of the introduction says: only what the questionnaire declares as hidden fields is looked at."""

from flask import request

from surveys.questionnaire.definition import Questionnaire


def said_by_link(questionnaire: Questionnaire) -> dict[str, str]:
    """Declared names that the address has, with what stands there; to be carried until somebody begins."""
    names = (question.name for question in questionnaire.questions() if not question.on_page)
    return {name: request.args[name] for name in names if name in request.args}
