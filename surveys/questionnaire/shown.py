"""What stood on a page and in which order: as much of it as the definition alone does not tell."""

from collections.abc import Sequence

from surveys.questionnaire.question_types import Question

Shown = str | dict[str, str | list[str] | list[int]]


def order_shown(questions: Sequence[Question]) -> tuple[Shown, ...]:
    """Each question by its name; with its fields and options where these were drawn or depend on answers."""
    return tuple(_shown(question) for question in questions)


def _shown(question: Question) -> Shown:
    if not (question.is_drawn or any(question.inner_conditions())):
        return question.name
    fields = [field for field in question.inputs() if not field.role]
    shown: dict[str, str | list[str] | list[int]] = {"question": question.name}
    shown["fields"] = [field.name for field in fields]
    if fields and fields[0].options:
        shown["options"] = [option.code for option in fields[0].options]
    return shown
