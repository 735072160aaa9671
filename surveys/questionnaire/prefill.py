"""Hidden fields: only what a link may fill in before the first page. Nothing else can be answered by an address."""

from collections.abc import Mapping

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import NO_ANSWER
from surveys.questionnaire.question_types import Stored


def prefilled(questionnaire: Questionnaire, said: Mapping[str, str]) -> dict[str, Stored]:
    """The answers that a link gives; a value that is not allowed is not kept, and counts as no answer (-99).

    So the column itself says how many links were wrong: who came without a value has -93, not asked.
    """
    found: dict[str, Stored] = {}
    for question in questionnaire.questions():
        if not question.on_page and question.name in said:
            allowed = question.from_link(said[question.name])
            found[question.name] = NO_ANSWER if allowed is None else allowed
    return found
