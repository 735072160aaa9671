"""What the address of the introduction says: by which way somebody came, and what is declared as hidden fields."""

from flask import request

from surveys.models import Collector
from surveys.questionnaire.definition import Questionnaire

WAY = "c"
"""Names the collector in an address."""


def said_by_link(questionnaire: Questionnaire) -> dict[str, str]:
    """Declared names that the address has, with what stands there; to be carried until somebody begins."""
    names = (question.name for question in questionnaire.questions() if not question.on_page)
    return {name: request.args[name] for name in names if name in request.args}


def carried_by_link(questionnaire: Questionnaire, came_by: Collector | None) -> dict[str, str]:
    """Everything an address has to keep until somebody begins."""
    way = {} if came_by is None else {WAY: came_by.token}
    return way | said_by_link(questionnaire)
