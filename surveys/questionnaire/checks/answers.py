"""What can be answered: that anything can, and what every question type says of its own questions."""

from collections.abc import Iterator

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import ANYTHING, Fault
from surveys.questionnaire.located import located_questions
from surveys.questionnaire.question_types import VariableKind


def check_answers(questionnaire: Questionnaire) -> Iterator[Fault]:
    on_pages = (question for question in questionnaire.questions() if question.on_page)
    if all(variable.kind is VariableKind.CHECK for question in on_pages for variable in question.variables()):
        yield Fault(
            path=("sections",),
            code="nothing_asked",
            name=questionnaire.name,
            about=ANYTHING,
            text="There is no question in it.",
            advice="Add one that can be answered.",
        )
    for located in located_questions(questionnaire):
        yield from located.question.faults(located.path)
